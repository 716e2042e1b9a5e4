"""Lines of a PDF joined into paragraphs, with what their size and place say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ishizue.evidence.passages import Section
from ishizue.evidence.reading.draft import Block
from ishizue.evidence.reading.formats.pdf.columns import Row
from ishizue.evidence.reading.forms import ends_sentence, is_heading
from ishizue.evidence.reading.language.scripts import ANY_CJK
from ishizue.evidence.reading.marks import note_mark

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:p(?:age|\.)?\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d+)?|[ivxl]+)[-–—\s]*\Z",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(
    r"(?:[•・●○■◆▪–—-]|[(（]?\d{1,2}[)）.．]|[一二三四五六七八九十]+、)\s*\S"
)
_BROKEN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+-\Z")
_WORD = re.compile(r"[A-Za-zÀ-ɏ-]{4,}")
_FIRST_WORD = re.compile(r"[a-zà-ɏ]+")
_SIGNS = frozenset("、。，．「」『』（）")
_LONGEST_WORD = 40
_EDGE = 0.1
_LARGER, _SMALLER = 1.12, 0.9
_LOWER_PART = 0.5


@dataclass(frozen=True)
class Column:
    """Lines that are read one after another.

    Attributes:
        page: The page, from 0.
        height: Of the page.
    """

    page: int
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class _Document:
    """What is told from all pages together.

    Attributes:
        body: The size most characters are set in.
        running: Lines that stand at the edge of several pages, numbers aside.
    """

    body: float
    running: frozenset[str]


@dataclass(frozen=True)
class _Placed:
    """A line with what its place tells.

    Attributes:
        begins: Whether it begins a paragraph; None for the first of a column, of
            which its place cannot tell.
    """

    text: str
    section: Section | None
    size: float
    begins: bool | None
    is_full: bool


def paragraphs(columns: Sequence[Column]) -> Iterator[Block]:
    """Paragraphs of a document, in order; those that go over a page are whole."""
    document = _Document(_body_size(columns), _running_lines(columns))
    placed = [line for column in columns for line in _placed(column, document)]
    words = {w for line in placed for w in _WORD.findall(line.text)}
    open_: _Paragraph | None = None
    # Headers, page numbers and notes interrupt paragraphs; they come after them.
    aside: list[_Paragraph] = []
    for line in placed:
        if line.section in ("navigation", "footnote"):
            if not (aside and aside[-1].takes(line, words)):
                aside.append(_Paragraph(line))
        elif open_ is None or not open_.takes(line, words):
            yield from (p.block for p in ([open_] if open_ else []) + aside)
            aside.clear()
            open_ = _Paragraph(line)
    yield from (p.block for p in ([open_] if open_ else []) + aside)


class _Paragraph:
    """Lines joined so far."""

    def __init__(self, line: _Placed) -> None:
        self._texts = [line.text]
        self._last = line

    @property
    def block(self) -> Block:
        return Block("".join(self._texts), self._last.section)

    def takes(self, line: _Placed, words: set[str]) -> bool:
        """Add a line, if it goes on with the paragraph."""
        last = self._last
        is_other = last.section != line.section or line.section == "navigation"
        if is_other or abs(last.size - line.size) > 0.1 * line.size:
            return False
        is_finished = ends_sentence(last.text)
        if line.begins or (is_finished and (line.begins is None or not last.is_full)):
            return False
        self._texts[-1:] = _joint(self._texts[-1], line.text, words)
        self._last = line
        return True


def _placed(column: Column, document: _Document) -> Iterator[_Placed]:
    rows = column.rows
    left = min(row.left for row in rows)
    right = max(row.right for row in rows)
    pitches = [a.bottom - b.bottom for a, b in pairwise(rows)]
    pitch = median(pitches) if pitches else 0.0
    section: Section | None = None
    was_indented = False
    for i, row in enumerate(rows):
        follows_text = i > 0 and section != "navigation"
        section = _section(row, column, document, section)
        is_indented = row.left - left > 0.8 * row.size
        is_item = _ITEM.match(row.text) is not None
        begins: bool | None = is_item or None
        if follows_text:
            gap = rows[i - 1].bottom - row.bottom
            begins = is_item or gap > max(1.3 * pitch, 1.6 * row.size)
            begins |= is_indented and not was_indented
        was_indented = is_indented
        is_full = right - row.right < 2 * row.size
        yield _Placed(row.text, section, row.size, begins, is_full)


def _section(
    row: Row, column: Column, document: _Document, before: Section | None
) -> Section | None:
    if _is_running(row, column, document.running):
        return "navigation"
    is_small = row.size < _SMALLER * document.body
    if is_small and (before == "footnote" or _is_note(row, column)):
        return "footnote"
    if row.size > _LARGER * document.body and is_heading(row.text):
        return "heading"
    return None


def _is_note(row: Row, column: Column) -> bool:
    is_low = row.bottom < _LOWER_PART * column.height
    return is_low and note_mark(row.text) is not None


def _is_at_edge(row: Row, column: Column) -> bool:
    margin = _EDGE * column.height
    return row.bottom < margin or row.bottom + row.size > column.height - margin


def _is_running(row: Row, column: Column, running: frozenset[str]) -> bool:
    if not _is_at_edge(row, column):
        return False
    return _PAGE_NUMBER.match(row.text) is not None or _shape(row.text) in running


def _running_lines(columns: Sequence[Column]) -> frozenset[str]:
    pages: dict[str, set[int]] = {}
    for column in columns:
        for row in column.rows:
            if _is_at_edge(row, column):
                pages.setdefault(_shape(row.text), set()).add(column.page)
    return frozenset(shape for shape, on in pages.items() if len(on) > 1)


def _shape(text: str) -> str:
    return _DIGITS.sub("0", " ".join(text.split()))


def _body_size(columns: Sequence[Column]) -> float:
    sizes: Counter[float] = Counter()
    for column in columns:
        for row in column.rows:
            sizes[round(row.size, 1)] += len(row.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _joint(last: str, line: str, words: set[str]) -> tuple[str, str]:
    """The end of a paragraph and a line added to it, as they meet.

    A word broken at the margin is joined; a hyphen it has elsewhere, it keeps.
    """
    broken = _BROKEN_WORD.search(last[-_LONGEST_WORD:])
    rest = _FIRST_WORD.match(line)
    if broken and rest:
        whole = broken.group()[:-1] + rest.group()
        is_compound = broken.group() + rest.group() in words and whole not in words
        return (last if is_compound else last[:-1]), line
    is_japanese = ANY_CJK.match(last[-1:]) or ANY_CJK.match(line[:1])
    is_sign = last[-1:] in _SIGNS or line[:1] in _SIGNS
    return last, (line if is_japanese or is_sign else f" {line}")
