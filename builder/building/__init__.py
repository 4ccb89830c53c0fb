"""From triples to the files of a build."""
