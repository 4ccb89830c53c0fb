"""SHACL Core, evaluated for all focus nodes of a shape at once."""
