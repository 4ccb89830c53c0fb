"""Tests of reading, typing and checking seed files."""
