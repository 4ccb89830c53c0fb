"""Tests of reading RDF files, of telling where things are written in them, and of explaining what is wrong."""
