"""One reader per format: bytes in, lines and metadata out."""
