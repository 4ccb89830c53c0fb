"""Tests of the rules, and of the files that a build makes."""
