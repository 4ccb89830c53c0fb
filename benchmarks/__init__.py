"""Measurements of speed and memory, this project beside its peers in the same run; `make bench` runs them."""
