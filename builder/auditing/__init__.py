"""The curated records held against the documents that they were curated from, line by line."""
