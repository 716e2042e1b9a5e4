"""Marks of footnotes: at the head of a note, and in the text that points to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LABEL = r"(?:脚?[注註]|note\s|fn\.?\s?)"
_HEAD = re.compile(
    r"(?:[-–•・*]\s+)?(?:"
    r"[\[［【]\^?(?P<square>\d{1,3})[\]］】]:?"
    rf"|[（(\[［]?{_LABEL}\s?[（(]?(?P<label>\d{{1,3}})[)）\]］]?[:：.．]?"
    rf"|(?P<raised>[{_SUPERSCRIPT}]{{1,3}})"
    r"|[（(](?P<round>\d{1,3})[)）]"
    r"|(?P<bare>\d{1,3})(?:[.．)）:：](?!\d)|(?=\s))"
    r"|(?P<sign>[†‡]|[*＊※]\d{1,3})"
    r")\s*(?=\S)",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"[\[［]\^?(?P<square>\d{1,3}(?:\s?[,、，–-]\s?\d{1,3}){0,9})[\]］]"
    r"|[（(\[［]?[注註]\s?[（(]?(?P<label>\d{1,3})[)）\]］]?"
    rf"|(?<![\d⁰-⁹])(?P<raised>[{_SUPERSCRIPT}]{{1,3}})"
    r"|(?P<sign>[†‡]|[*＊※]\d{1,3})"
)
# A number alone is a mark only after a word or a sign, never before a unit.
_BARE = re.compile(
    r"(?<=[A-Za-zぁ-んァ-ヶー一-鿿。、.,;:”’\"'」』）)])(\d{1,3})"
    r"(?=[\s。、，」』）]|[.,](?!\d)|\Z)"
)


class NoteMark(NamedTuple):
    """The mark a note begins with.

    Attributes:
        end: Where the note itself begins.
        is_explicit: Whether it could not as well number a list or open a sentence.
    """

    number: str
    end: int
    is_explicit: bool


class InlineMark(NamedTuple):
    """A mark in the text, and where it stands."""

    number: str
    at: int


def note_mark(line: str) -> NoteMark | None:
    """The mark a line begins with, if any."""
    match = _HEAD.match(line)
    if match is None:
        return None
    kind = match.lastgroup or ""
    number = _digits(match.group(kind))
    return NoteMark(number, match.end(), kind not in ("bare", "round"))


def find_marks(text: str) -> Iterator[InlineMark]:
    """Marks that cannot be taken for anything else, in order."""
    for match in _INLINE.finditer(text):
        kind = match.lastgroup or ""
        for number in _listed(match.group(kind)):
            yield InlineMark(number, match.start())


def find_bare_marks(text: str) -> Iterator[InlineMark]:
    """Numbers that stand where a mark might, in order."""
    for match in _BARE.finditer(text):
        yield InlineMark(match.group(), match.start())


def inline_marks(texts: Iterable[str]) -> set[str]:
    """Numbers of the marks within lines, leaving out those that begin a line."""
    return {mark.number for text in texts for mark in find_marks(text) if mark.at > 0}


def _digits(mark: str) -> str:
    return unicodedata.normalize("NFKC", mark)


def _listed(marks: str) -> list[str]:
    """The numbers of a mark such as 3, 3,4 or 3-5."""
    numbers: list[str] = []
    pieces = re.split(r"\s?([,、，–-])\s?", _digits(marks))
    for separator, piece in zip([",", *pieces[1::2]], pieces[::2], strict=True):
        if separator in "–-" and numbers and piece.isdecimal():
            first, last = int(numbers[-1]) + 1, int(piece)
            numbers += map(str, range(first, min(last, first + 20) + 1))
        else:
            numbers.append(piece)
    return numbers
