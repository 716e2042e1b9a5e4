"""The form of a line, whatever it says: a paragraph, a heading, an item of a menu."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ishizue.evidence.reading.draft import Line
from ishizue.evidence.reading.language.scripts import ANY_CJK

_SENTENCE_END = re.compile(
    r"(?:[。｡．.!！?？]|…)[」』）)】”’\"'\]■□]*(?:\s?\[\d{1,3}\]|[⁰¹²³⁴-⁹])*\Z"
)
_FULL_STOP_END = re.compile(r"[。｡．.][」』）)”’\"'\]]*\Z")
_NUMBERED = re.compile(
    r"第\s?[一二三四五六七八九十百\d０-９]+\s?[章節部項]"
    r"|[IVX]{1,5}[.．、]\s"
    r"|[\d０-９]{1,2}(?:[.．][\d０-９]{1,2}){0,3}[.．、)）]?\s"
    r"|[\d０-９]{1,2}[.．、](?=[^\W\d])"
    r"|[（(][一二三四五六七八九十\d]{1,2}[)）]"
)
_KANJI_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}[、．.][^。]+。?\Z")
_SIGNED = re.compile(r"(?:#{1,6}\s|[■◆●▼◇□▶【〈《])")
_BULLET = re.compile(r"[-–—•・*▪◦‣·+]\s?|[※†‡]|https?:|www\.|[\w.]+@")
_UNFINISHED = re.compile(r"[,、，;；:：]\Z")
_LETTER = re.compile(r"[^\W\d_]")
_LOWER = re.compile(r"[a-z]")

_LONGEST_HEADING = 60
_LONGEST_ITEM = 12
_SHORTEST_PARAGRAPH = 50


def width(text: str) -> float:
    """Length in characters of Japanese, of which two Latin ones take the room of one."""
    cjk = len(ANY_CJK.findall(text))
    return cjk + (len(text) - cjk) / 2


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence may end."""
    return _SENTENCE_END.search(text[-40:]) is not None


def is_paragraph(text: str) -> bool:
    """Whether a line is prose: whole sentences, and more than a few words."""
    return ends_sentence(text) and (
        len(text) > 4 * _SHORTEST_PARAGRAPH or width(text) >= _SHORTEST_PARAGRAPH
    )


def is_numbered_heading(text: str) -> bool:
    """Whether a line opens like the heading of a numbered part."""
    return _is_short(text) and (
        _KANJI_NUMBERED.match(text) is not None
        or (_NUMBERED.match(text) is not None and not _FULL_STOP_END.search(text))
    )


def is_heading(text: str) -> bool:
    """Whether a line could be a heading where nothing around it says otherwise."""
    if not _is_short(text) or not _LETTER.search(text):
        return False
    if is_numbered_heading(text) or _SIGNED.match(text):
        return True
    return not (
        _BULLET.match(text)
        or _LOWER.match(text)
        or _FULL_STOP_END.search(text)
        or _UNFINISHED.search(text)
    )


def is_marked_heading(text: str) -> bool:
    """Whether a number or a sign says that a short line is a heading."""
    signed = _is_short(text) and _SIGNED.match(text) is not None
    return signed or is_numbered_heading(text)


def is_item(text: str) -> bool:
    """Whether a line is as short as the items of a menu."""
    return width(text) <= _LONGEST_ITEM and not ends_sentence(text)


def _is_short(text: str) -> bool:
    return len(text) <= 3 * _LONGEST_HEADING and width(text) <= _LONGEST_HEADING


def is_set_apart(lines: Sequence[Line], at: int) -> tuple[bool, bool]:
    """Whether blank lines stand before a line and after it; the ends count as such."""
    number = lines[at].number
    before = at == 0 or number - lines[at - 1].number > 1
    after = at + 1 == len(lines) or lines[at + 1].number - number > 1
    return before, after


def is_dense(lines: Sequence[Line]) -> bool:
    """Whether paragraphs follow one another without blank lines."""
    if len(lines) < 10:
        return False
    close = sum(b.number - a.number == 1 for a, b in pairwise(lines))
    return close >= 0.7 * len(lines)


def wrapped_width(lines: Sequence[Line]) -> float:
    """Typical length of lines broken at a margin; 0 where paragraphs are whole."""
    lengths = [
        len(line.text)
        for line, after in pairwise(lines)
        if after.number - line.number == 1 and not ends_sentence(line.text)
    ]
    longest = max(lengths, default=0)
    full = [length for length in lengths if length >= 0.75 * longest]
    is_many = len(full) >= 6 and len(full) > len(lines) / 2
    return median(full) if is_many and 30 <= longest < 120 else 0.0
