"""What each line is: the text itself, or what a saved page or a paper puts around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ishizue.evidence.passages import Section
from ishizue.evidence.reading.bylines import is_byline, title_index
from ishizue.evidence.reading.draft import Line
from ishizue.evidence.reading.forms import (
    ends_sentence,
    is_dense,
    is_heading,
    is_item,
    is_marked_heading,
    is_paragraph,
    is_set_apart,
    width,
    wrapped_width,
)
from ishizue.evidence.reading.regions import sections_by_wording

_CRUMBS = re.compile(r"\s[>＞›»/／|｜]\s")
_NOUN_END = re.compile(r"[一-鿿ァ-ヺーA-Za-z0-9)）」][。.]\Z")
_PICTURE = re.compile(r".*\.(?:jpe?g|png|gif|webp)|[\w -]*\d{5,}", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[Bb][Yy]\s+)?[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){1,3}"
    r"|[一-鿿々]{3,5}|[一-鿿々]{1,4}[\s・　][一-鿿々ぁ-ん]{1,4}|[ァ-ヺー]+(?:[・＝=][ァ-ヺー]+)+"
)
_FEWEST_ITEMS, _FEWEST_BESIDE_MENU = 4, 2
_LONGEST_CAPTION = 80
_LONGEST_CRUMB = 20


def sections_of(lines: Sequence[Line]) -> list[Section]:
    """The section of every line."""
    known = sections_by_wording(lines)
    _add_menus(lines, known)
    title = title_index(lines, known)
    forms = _Forms(lines, known, title)
    return [s if s is not None else forms.section(i) for i, s in enumerate(known)]


def _add_menus(lines: Sequence[Line], known: list[Section | None]) -> None:
    """Runs of very short lines before the first paragraph and after the last."""
    prose = [i for i, line in enumerate(lines) if is_paragraph(line.text)]
    if not prose:
        return
    for start, end in ((0, prose[0]), (prose[-1] + 1, len(lines))):
        _add_items(lines, known, start, end)
    for i in range(min(3, prose[0])):
        if known[i] is None and _is_breadcrumb(lines[i].text):
            known[i] = "navigation"


def _add_items(
    lines: Sequence[Line], known: list[Section | None], start: int, end: int
) -> None:
    run: list[int] = []
    for i in range(start, end + 1):
        if i < end and _is_menu_item(lines[i], known[i]) and _keeps_step(lines, run, i):
            run.append(i)
            continue
        beside = known[max(0, run[0] - 1) : i + 1] if run else []
        fewest = _FEWEST_BESIDE_MENU if "navigation" in beside else _FEWEST_ITEMS
        if len(run) >= fewest:
            known[run[0] : run[-1] + 1] = ["navigation"] * len(run)
        run = [i] if i < end and _is_menu_item(lines[i], known[i]) else []


def _is_menu_item(line: Line, known: Section | None) -> bool:
    is_plain = known is None and line.section is None
    return is_plain and is_item(line.text) and not is_byline(line.text)


def _keeps_step(lines: Sequence[Line], run: Sequence[int], at: int) -> bool:
    """Whether a line stands as far from the run as its lines from one another."""
    if len(run) < 2:
        return True
    step = lines[run[1]].number - lines[run[0]].number
    return lines[at].number - lines[run[-1]].number == step


def _is_breadcrumb(text: str) -> bool:
    if is_byline(text):
        return False
    crumbs = _CRUMBS.split(text)
    fewest = 3 if "|" in text or "｜" in text else 2
    return len(crumbs) >= fewest and all(width(c) <= _LONGEST_CRUMB for c in crumbs)


class _Forms:
    """Tells headings and captions from paragraphs by how they stand among them."""

    def __init__(
        self, lines: Sequence[Line], known: Sequence[Section | None], title: int | None
    ) -> None:
        self._lines = lines
        self._known = known
        self._title = title
        self._dense = is_dense(lines)
        self._wrapped = wrapped_width(lines)

    def section(self, at: int) -> Section:
        """Section of a line of the text itself."""
        line = self._lines[at]
        if at == self._title:
            return "heading"
        if line.section is not None:
            return line.section
        if self._stands_under_a_picture(at):
            return "caption"
        if is_byline(line.text) or self._is_author(at):
            return "body"
        return "heading" if self._is_heading(at) else "body"

    def _is_heading(self, at: int) -> bool:
        text = self._lines[at].text
        if not is_heading(text):
            return False
        before, after = is_set_apart(self._lines, at)
        if is_marked_heading(text):
            return not self._wrapped or before
        if self._wrapped and not (before and after and len(text) < self._wrapped):
            return False
        return not self._is_among_items(at)

    def _is_among_items(self, at: int) -> bool:
        """Whether it is one of several short lines in a row: a list, not a heading."""
        run = 1
        for step in (-1, 1):
            i = at + step
            while 0 <= i < len(self._lines) and self._is_item(i):
                run += 1
                i += step
                if run > 2:
                    return True
        return False

    def _is_item(self, at: int) -> bool:
        text = self._lines[at].text
        is_text = self._known[at] is None and at != self._title
        return is_text and is_heading(text) and not is_byline(text)

    def _is_author(self, at: int) -> bool:
        """Whether a line that may be a name stands beside the date."""
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(self._lines)]
        return _NAME.fullmatch(self._lines[at].text) is not None and any(
            is_byline(self._lines[i].text) for i in beside
        )

    def _stands_under_a_picture(self, at: int) -> bool:
        text = self._lines[at].text
        if width(text) > _LONGEST_CAPTION:
            return False
        if at and _PICTURE.fullmatch(self._lines[at - 1].text) and is_heading(text):
            return True
        # Where paragraphs follow closely, a sentence set apart belongs to a picture.
        before, after = is_set_apart(self._lines, at)
        if not before or at in (0, len(self._lines) - 1) or not ends_sentence(text):
            return False
        following = self._lines[at + 1].text
        if self._dense:
            return after or is_marked_heading(following)
        # Elsewhere it has no verb, and whole paragraphs stand around it.
        is_between = is_paragraph(self._lines[at - 1].text) and is_paragraph(following)
        return (
            is_between and _NOUN_END.search(text) is not None and text.count("。") == 1
        )
