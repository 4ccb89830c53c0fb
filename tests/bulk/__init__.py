"""Tests of builds of any size."""
