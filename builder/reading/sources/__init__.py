"""Texts of files: plain text, saved HTML pages and PDFs as numbered lines."""
