"""A document as read: passages, sentences and references, each where it stands.

Positions are what a claim's anchor uses: `line` counts physical lines, `para` those
that are not empty after `str.strip()`, both from 1; `start` and `end` are code points
within the stripped line. Text is never altered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Section = Literal[
    "body",
    "heading",
    "caption",
    "footnote",
    "comment",
    "navigation",
    "related",
]
"""What a passage is; nothing is claimed from comments, navigation and related posts."""

CLAIMABLE: tuple[Section, ...] = ("body", "heading", "caption")

Damage = Literal["", "foreign", "repeated"]
"""A run in a language the text is not written in, or of tokens said over and over."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage.

    Attributes:
        start, end: Code points within the passage's text.
        language: ISO 639-1 code; empty where it cannot be told.
        damage: What is wrong with it, if anything is.
    """

    start: int
    end: int
    language: str
    damage: Damage = ""


@dataclass(frozen=True)
class Reference:
    """A footnote or endnote, read as a reference.

    Attributes:
        mark: Its number or sign.
        para: The paragraph it stands in.
        date: Year, month or day precision, or empty; so the others where not found.
        marked: Paragraph and offset of every mark in the text that points to it.
    """

    mark: str
    para: int
    author: str
    title: str
    publisher: str
    date: str
    marked: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Passage:
    """One line of a document that is not empty.

    Attributes:
        text: The line, stripped.
        offset: Code points from the beginning of the document's text to the passage.
    """

    line: int
    para: int
    text: str
    section: Section
    sentences: tuple[Sentence, ...]
    offset: int

    @property
    def language(self) -> str:
        """The language most of it is written in."""
        lengths: dict[str, int] = {}
        for s in self.sentences:
            lengths[s.language] = lengths.get(s.language, 0) + s.end - s.start
        return max(lengths, key=lambda k: lengths[k], default="")

    @property
    def damage(self) -> tuple[tuple[int, int, Damage], ...]:
        """Start, end and kind of every damaged sentence."""
        return tuple((s.start, s.end, s.damage) for s in self.sentences if s.damage)


@dataclass(frozen=True)
class Text:
    """A document, read.

    Attributes:
        sha256: Of the file's bytes.
        title, publisher, date: From metadata, a byline or a trailing date only; empty
            where none says.
        language: The language most of its body is written in.
        encoding: How its bytes were read.
        metadata: What else the file says about itself.
    """

    name: str
    sha256: str
    title: str
    publisher: str
    date: str
    language: str
    encoding: str
    passages: tuple[Passage, ...]
    references: tuple[Reference, ...]
    metadata: Mapping[str, str]
