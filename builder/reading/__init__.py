"""Reading of published documents: from the text of a file to facts that can be checked against it."""
