"""Texts of files: plain, pages, PDFs; what is hostile in them; folders of them."""
