"""RDF files: their triples, the places at which these are written, and what is wrong with those that are none."""
