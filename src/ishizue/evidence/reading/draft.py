"""A document as its format gives it: lines, and what the file says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ishizue.evidence.passages import Section

_LINE_END = re.compile(r"\r\n|\r|\n")


class Block(NamedTuple):
    """A paragraph, heading or the like, and what its format says it is."""

    text: str
    section: Section | None = None


class Line(NamedTuple):
    """A line that is not empty.

    Attributes:
        number: Its physical line, from 1.
        offset: Code points before it in the document's text.
        text: The line, stripped.
        section: What the format says it is, where it does.
    """

    number: int
    offset: int
    text: str
    section: Section | None = None


@dataclass(frozen=True)
class Draft:
    """Lines and metadata; title, publisher and date are empty where none is given.

    Attributes:
        created: When the file was made, which is a date of last resort.
    """

    encoding: str
    lines: tuple[Line, ...]
    title: str = ""
    publisher: str = ""
    date: str = ""
    created: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)


def split_lines(text: str) -> Iterator[Line]:
    """Lines as a text editor counts them, whatever ends them."""
    start = 0
    ends = [m.span() for m in _LINE_END.finditer(text)]
    for number, (end, following) in enumerate([*ends, (len(text), len(text))], 1):
        raw = text[start:end]
        stripped = raw.strip()
        if stripped:
            before = len(raw) - len(raw.lstrip())
            yield Line(number, start + before, stripped)
        start = following


def stack_blocks(blocks: Iterable[Block]) -> Iterator[Line]:
    """One line per block: the text of a document that is not plain text."""
    number, offset = 0, 0
    for text, section in blocks:
        line = " ".join(_LINE_END.split(text)).strip()
        if line:
            number += 1
            yield Line(number, offset, line, section)
            offset += len(line) + 1
