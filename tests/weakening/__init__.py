"""Every shape weakened in every way, to see whether the examples notice."""
