"""Web pages."""

from ishizue.evidence.reading.formats.html.page import read_html

__all__ = ["read_html"]
