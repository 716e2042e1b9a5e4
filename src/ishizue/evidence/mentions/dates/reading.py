"""What is read at one place of a text, and what it may lean on to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ishizue.evidence.mentions.dates.partial import Partial, following, nearest, shift

UNITS = {"Y": "year", "M": "month", "W": "day", "D": "day", "H": "day"}
"""Precision that a date so many years, months, weeks, days or hours away has."""


@dataclass(frozen=True)
class Reading:
    """A date as read.

    Attributes:
        first, last: The date, or the ends of an interval.
        symbol: What stands for it where it hangs on an event, or on the date of a
            document that has none: `ceasefire+P1D`, `document-P1Y`.
        said: The parts in the words themselves; the others were filled in.
        details: As in `Mention`.
    """

    first: Partial = field(default_factory=Partial)
    last: Partial | None = None
    symbol: str = ""
    said: Partial | None = None
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """ISO date, interval, or symbol."""
        if self.symbol:
            return self.symbol
        return self.first.iso + (f"/{self.last.iso}" if self.last is not None else "")

    @property
    def exists(self) -> bool:
        """Whether the calendar has the dates, in this order."""
        if self.symbol:
            return True
        last = self.last or self.first
        return self.first.exists and last.exists and self.first.order <= last.order

    def with_details(self, **details: str) -> Reading:
        """The same with details added; empty ones are left out."""
        added = {key: value for key, value in details.items() if value}
        return replace(self, details={**self.details, **added})


@dataclass(frozen=True)
class Context:
    """What a date may lean on.

    Attributes:
        when: The document's date.
        anchor: The last date in the passage whose year is known.
        near: That date, if it is so near that a bare day goes with it.
        scene: The same for a month without a year: 昨年11月 sets no scene, for the
            year of a bare month after it is that of writing again.
        ahead: Whether the words before speak of what is to come.
    """

    when: Partial | None
    anchor: Partial | None = None
    near: Partial | None = None
    scene: Partial | None = None
    ahead: bool = False

    def complete(self, said: Partial) -> Reading:
        """The date with its unsaid parts filled in, as far as they can be."""
        if said.year is not None or not said.exists:
            return Reading(said, said=said)
        first = said
        before = self.near if said.month is None else self.scene
        if before is not None:
            first = following(said, before)
        elif self.when is not None:
            first = nearest(said, self.when)
        if self.ahead and self._is_just_past(first):
            first = shift(first, 1, "Y") or first
        return Reading(first, said=said, details={"relative": "yes"})

    def _is_just_past(self, date: Partial) -> bool:
        now = self.when
        if now is None or now.year is None or now.month is None:
            return False
        months = (date.year or 0) * 12 + (date.month or 0) - now.year * 12 - now.month
        return -12 < months < 0

    def away(self, count: int, unit: str, base: Partial | None = None) -> Reading:
        """The date `count` units from the document's date, or from `base`."""
        start = base or self.when
        moved = None if start is None else shift(start, count, unit)
        details = {"relative": "yes", "precision": UNITS[unit]}
        if moved is None:
            return Reading(symbol=offset("document", count, unit), details=details)
        if unit == "Y":
            moved = Partial(moved.year)
        elif unit == "M":
            moved = Partial(moved.year, moved.month)
        return Reading(moved, said=moved, details={"relative": "yes"})

    def apart(self, low: int, high: int, unit: str) -> Reading:
        """The date or dates between `low` and `high` units from the document's date."""
        ends = [self.away(count, unit) for count in sorted({low, high})]
        if len(ends) == 1:
            return ends[0]
        if ends[0].symbol or ends[1].symbol:
            return replace(ends[0], symbol="/".join(end.value for end in ends))
        return Reading(ends[0].first, ends[1].first, details={"relative": "yes"})

    def until(self, nearer: int, farther: int, unit: str) -> Reading:
        """The interval between two distances from the document's date."""
        low, high = sorted((nearer, farther))
        ends = [
            None if self.when is None else shift(self.when, n, unit)
            for n in (low, high)
        ]
        if ends[0] is None or ends[1] is None:
            symbols = (offset("document", n, unit) for n in (low, high))
            return Reading(
                symbol="/".join(symbols),
                details={"relative": "yes", "precision": UNITS[unit]},
            )
        return Reading(ends[0], ends[1], details={"relative": "yes"})


Reader = Callable[[Mapping[str, str], Context], Reading | None]
"""Reads the named groups of a match (empty where unmatched); None: no date after all."""


class Form(NamedTuple):
    """A way to write dates: what it looks like and how it is read."""

    pattern: str
    read: Reader


class Forms:
    """Forms looked for in one pass; of those that begin at one place, the first.

    Args:
        forms: What to look for.
        gate: A lookahead that holds wherever one of them begins.
    """

    def __init__(self, forms: Sequence[Form], gate: str = "") -> None:
        self._forms = [(re.compile(form.pattern), form.read) for form in forms]
        # Group names may recur from form to form, so the search goes without.
        plain = (
            re.sub(r"\(\?P=\w+\)", "[-./]", re.sub(r"\(\?P<\w+>", "(?:", form.pattern))
            for form in forms
        )
        alternatives = "|".join(f"({pattern})" for pattern in plain)
        self._search = re.compile(f"{gate}(?:{alternatives})")

    def first(self, text: str, at: int) -> tuple[re.Match[str], Reader] | None:
        """The first match from there on, with what reads it."""
        while (found := self._search.search(text, at)) is not None:
            pattern, read = self._forms[(found.lastindex or 1) - 1]
            match = pattern.match(text, found.start())
            if match is not None:
                return match, read
            at = found.start() + 1
        return None


def one_line(pattern: str) -> str:
    """A pattern set over several lines, without their breaks and indents."""
    return "".join(line.strip() for line in pattern.splitlines())


def offset(event: str, count: int, unit: str) -> str:
    """An event and a duration from it, as in `ceasefire+P1D` or `signing-PT72H`."""
    if not count:
        return event
    time = "T" if unit == "H" else ""
    return f"{event}{'-' if count < 0 else '+'}P{time}{abs(count)}{unit}"


def days_into_war(count: int) -> Reading | None:
    """The so-manieth day of a war; of less than a month, the day of something else."""
    if count <= 30:
        return None
    details = {"relative": "yes", "precision": "day"}
    return Reading(symbol=offset("war", count, "D"), details=details)
