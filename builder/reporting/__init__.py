"""What a check found, in the formats that people, build services and other programs read."""
