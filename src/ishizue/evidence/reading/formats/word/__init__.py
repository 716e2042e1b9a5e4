"""Word documents."""

from ishizue.evidence.reading.formats.word.document import read_word

__all__ = ["read_word"]
