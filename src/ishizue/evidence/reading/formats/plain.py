"""Plain text: its lines are the lines of the document."""

from __future__ import annotations

from ishizue.evidence.reading.draft import Draft, split_lines
from ishizue.evidence.reading.formats.encodings import decode


def read_plain(name: str, data: bytes) -> Draft:
    """The lines of a text file, in whatever encoding it is."""
    decoded = decode(name, data)
    return Draft(decoded.encoding, tuple(split_lines(decoded.text)))
