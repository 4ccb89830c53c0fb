"""Tests of made-up seeds."""
