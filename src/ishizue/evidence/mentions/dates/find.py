"""Finds the dates of a passage: reads each form, then joins the ends of intervals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ishizue.evidence.mentions.dates import (
    english,
    english_relative,
    japanese,
    japanese_relative,
)
from ishizue.evidence.mentions.dates.partial import Partial, parse
from ishizue.evidence.mentions.dates.reading import Context, Forms, Reading
from ishizue.evidence.mentions.gate import gate
from ishizue.evidence.mentions.legible import legible
from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.passages import Passage

# Of forms that begin at one place the first is taken: the longer ones stand first.
_FORMS = Forms(
    (
        *japanese.FORMS,
        *japanese_relative.FORMS,
        *english_relative.FORMS,
        *english.FORMS,
    ),
    gate(
        characters=f"0-9{japanese.BEGIN}{japanese_relative.BEGIN}",
        words=f"{english.BEGIN}|{english_relative.BEGIN}",
    ),
)
_REACH = 400
"""How far a date is leant on by those after it that leave out the year."""

_TO = re.compile(r"\s?(?:から|より|[〜–-]|\b(?:to|until|till|through|and)\b)\s?")
_FROM = re.compile(r"(?<![A-Za-z])(?:from|between)\s$", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[。!?]|[.!?]\s")
_AHEAD = re.compile(
    r"\b(?:will|would|due|scheduled|(?:set|plans?|expected|are|is) to)\s[^.;]*$"
)
_ABOUT_BEFORE = re.compile(r"(?:around|about|circa|c\.)\s$", re.IGNORECASE)
_ABOUT_AFTER = re.compile(r"\s?(?:ごろ|ころ|頃|前後)")
# In 2019年には…、3月に and `In 2019, …, in March` the year sets the scene.
_SCENE = re.compile(r"に?[はも、,]|に(?![よ対関])")


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    reading: Reading


def dates(passage: Passage, when: str) -> list[Mention]:
    """The dates of a passage, in order, none overlapping another.

    Args:
        passage: Where to look.
        when: The document's date, of year, month or day precision, or empty. Without
            it, dates relative to it are symbols such as `document-P1Y`, and a day
            whose year cannot be told is `XXXX-03-29`.
    """
    text = legible(passage.text)
    return [
        Mention(
            kind="date",
            para=passage.para,
            start=found.start,
            end=found.end,
            surface=passage.text[found.start : found.end],
            value=found.reading.value,
            details=_details(text, found),
        )
        for found in _joined(text, parse(when))
    ]


def _details(text: str, found: _Found) -> dict[str, str]:
    reading = found.reading
    about = _ABOUT_AFTER.match(text, found.end) or _ABOUT_BEFORE.search(
        text[max(0, found.start - 8) : found.start]
    )
    details = {"precision": (reading.last or reading.first).precision}
    details |= {"approximate": "yes"} if about is not None else {}
    return details | dict(reading.details)


def _joined(text: str, when: Partial | None) -> Iterator[_Found]:
    """What is read, with the two ends of an interval made one."""
    held: _Found | None = None
    for found in _read(text, when):
        joined = None if held is None else _join(text, held, found)
        if joined is None and held is not None:
            yield held
        held = joined or found
    if held is not None:
        yield held


def _read(text: str, when: Partial | None) -> Iterator[_Found]:
    at, last = 0, None
    while (form := _FORMS.first(text, at)) is not None:
        match, read = form
        context = _context(text, match.start(), last, when)
        reading = read(match.groupdict(""), context)
        if reading is None or not reading.exists:
            at = match.start() + 1
            continue
        at = match.end()
        start, part = english.part_before(text, match.start())
        if reading.last is not None:
            start = _from(text, start)
        part = reading.details.get("part", part)
        found = _Found(start, at, reading.with_details(part=part))
        if reading.said is not None and reading.first.year is not None:
            last = found
        yield found


def _context(
    text: str, start: int, last: _Found | None, when: Partial | None
) -> Context:
    ahead = _AHEAD.search(text, max(0, start - 60), start) is not None
    if last is None:
        return Context(when, ahead=ahead)
    anchor = last.reading.last or last.reading.first
    ends = 2
    if start - last.end <= _REACH:
        ends = len(_SENTENCE_ENDS.findall(text, last.end, start))
    if anchor.month is None:
        near = not ends and _SCENE.match(text, last.end) is not None
    else:
        near = ends < 2
    return Context(
        when,
        anchor,
        near=anchor if near else None,
        scene=anchor if near and "relative" not in last.reading.details else None,
        ahead=ahead,
    )


def _join(text: str, one: _Found, other: _Found) -> _Found | None:
    """The interval from one date to the other, if the text says so."""
    between = _TO.fullmatch(text, one.end, other.start)
    first, last = one.reading, other.reading
    if between is None or first.symbol or last.symbol:
        return None
    start = _from(text, one.start)
    if "and" in between[0] and start == one.start:
        return None
    reading = Reading(
        _before(first, last.first, last.said),
        last.last or last.first,
        said=last.said,
        details=_shared(first.details, last.details),
    )
    return _Found(start, other.end, reading) if reading.exists else None


def _shared(first: Mapping[str, str], last: Mapping[str, str]) -> dict[str, str]:
    """Details of an interval: what is relative at one end only is not."""
    details = {**first, **last}
    if "relative" not in first or "relative" not in last:
        details.pop("relative", None)
    return details


def _from(text: str, start: int) -> int:
    """Where an interval begins, with its `from` or `between` if it has one."""
    before = _FROM.search(text, max(0, start - 8), start)
    return start if before is None else before.start()


def _before(first: Reading, last: Partial, said: Partial | None) -> Partial:
    # In `from March to June 2025` the year is said once, at the end.
    if (
        first.said is None
        or first.said.year is not None
        or said is None
        or not said.year
    ):
        return first.first
    start = replace(first.first, year=last.year)
    return start if start.order <= last.order else replace(start, year=said.year - 1)
