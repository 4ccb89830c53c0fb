"""What differs between two graphs: first as a person who knows the field would say it, then triple by triple."""
