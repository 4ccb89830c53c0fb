"""What is handed over of documents that were read: seeds, JSON and reports."""
