"""Files read into passages: text, web pages, PDFs and Word documents."""

from ishizue.evidence.reading.reader import LARGEST_FILE, read, read_bytes

__all__ = ["LARGEST_FILE", "read", "read_bytes"]
