"""The generated parts of README.md and docs/: blocks in hand-written pages, and the picture of the model."""
