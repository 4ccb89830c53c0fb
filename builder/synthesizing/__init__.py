"""Made-up seeds of national size, for trying and measuring what real ones will be used for."""
