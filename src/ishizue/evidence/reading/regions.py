"""Sections that a heading opens and that run on: comments, related posts, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ishizue.evidence.passages import Section
from ishizue.evidence.reading.boilerplate import Wording, wording_of
from ishizue.evidence.reading.draft import Line
from ishizue.evidence.reading.forms import is_paragraph
from ishizue.evidence.reading.marks import inline_marks, note_mark

_REPLY = re.compile(
    r"返信|削除|さん(?:より|\s|[:：]|\Z)|より[:：]|\breply\b|\bsays\b|\d{1,2}:\d{2}"
    r"|\bago\b|匿名|通報",
    re.IGNORECASE,
)
_ADDED = (Wording("comment", "opens"), Wording("related", "opens"))
_LONGEST_LIST = 8
_TAIL_BEGINS = 0.6
_EARLIEST_END = 0.3


def sections_by_wording(lines: Sequence[Line]) -> list[Section | None]:
    """Sections that the format or the wording tells; None for the text itself."""
    return _Walk(lines).sections()


@dataclass
class _Region:
    """A section that runs on.

    Attributes:
        may_close: Whether prose can follow it.
        texts: Its lines so far.
    """

    wording: Wording
    may_close: bool
    texts: set[str] = field(default_factory=set)

    def closes(self, line: Line) -> bool:
        """Whether a line cannot belong to the section any more."""
        is_prose = is_paragraph(line.text)
        if self.wording.scope == "region":
            # A table of contents ends where the first of its headings comes again.
            return is_prose or line.text in self.texts
        if self.wording.section == "footnote":
            after_notes = (self.may_close and is_prose) or line.section == "heading"
            return after_notes and note_mark(line.text) is None
        if self.wording.section == "related":
            return self.may_close and is_prose and len(self.texts) <= _LONGEST_LIST
        return self.may_close


def _leaves(region: _Region, wording: Wording | None) -> bool:
    """Whether a line among comments, related posts or notes is a button of the page."""
    is_button = wording == Wording("navigation", "line")
    return is_button and region.wording.section != "navigation"


class _Walk:
    """Goes through the lines of a document once, in order."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._wordings = [wording_of(line.text) for line in lines]
        self._marks = inline_marks(line.text for line in lines)
        lengths = [len(line.text) for line in lines]
        total = sum(lengths) or 1
        self._before = [n / total for n in accumulate(lengths, initial=0)]
        prose = (i for i, line in enumerate(lines) if is_paragraph(line.text))
        self._first_prose = next(prose, 0)
        replies = (
            i for i in reversed(range(len(lines))) if _REPLY.search(lines[i].text[:200])
        )
        self._last_reply = next(replies, -1)
        self._end = self._end_of_article()
        self._region: _Region | None = None
        self._after_comments = False

    def sections(self) -> list[Section | None]:
        """The section of every line, where it is told."""
        return [self._section(i) for i in range(len(self._lines))]

    def _section(self, at: int) -> Section | None:
        line, wording = self._lines[at], self._wordings[at]
        if line.section not in (None, "heading", "body"):
            return line.section
        if wording is not None and wording.scope in ("opens", "region"):
            self._region = self._opened(at, wording)
            return wording.section
        if self._region is not None and self._region.closes(line):
            self._region = None
        if self._region is not None and not _leaves(self._region, wording):
            self._region.texts.add(line.text)
            return self._region.wording.section
        if wording is not None and (wording.scope != "tail" or self._is_tail(at)):
            return wording.section
        return "footnote" if self._is_note(line.text) else None

    def _opened(self, at: int, wording: Wording) -> _Region | None:
        if wording.scope == "region":
            return _Region(wording, may_close=True)
        if at < self._first_prose:
            return None  # an item of the page's menu
        early = self._before[at] < _TAIL_BEGINS and not self._after_comments
        if wording.section == "comment":
            # A paper may have a part called "Comment"; readers' comments have replies.
            early = early and self._last_reply <= at
            self._after_comments |= not early
        return _Region(wording, may_close=early)

    def _end_of_article(self) -> float:
        """Share of the document before what readers and other pages add to it."""
        for before, wording in zip(self._before, self._wordings, strict=False):
            opens = wording is not None and wording in _ADDED
            if opens and before > _EARLIEST_END:
                return before
        return 1.0

    def _is_tail(self, at: int) -> bool:
        return self._before[at] >= _TAIL_BEGINS * self._end

    def _is_note(self, text: str) -> bool:
        mark = note_mark(text)
        return mark is not None and mark.is_explicit and mark.number in self._marks
