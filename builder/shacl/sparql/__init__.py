"""SHACL-SPARQL: constraints as queries, answered for all focus nodes of a shape at once where that means the same."""
