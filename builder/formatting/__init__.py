"""Canonical text of the files that people edit."""
