"""The check: does a graph hold what the SHACL shapes say, and do the shapes themselves mean what they say."""
