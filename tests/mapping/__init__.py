"""Tests of the mapping from records to triples."""
