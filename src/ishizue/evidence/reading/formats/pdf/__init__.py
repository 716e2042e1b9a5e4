"""PDF, in reading order."""

from ishizue.evidence.reading.formats.pdf.document import read_pdf

__all__ = ["read_pdf"]
