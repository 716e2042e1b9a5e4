"""Dates said in part: a year, a month of a year, a day, or a day of an unsaid year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LEAP_YEAR = 2000
_TURN = 75
"""How many days across the turn of a year a date without a year may lie."""


@dataclass(frozen=True)
class Partial:
    """A date of which some parts may be unsaid."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a date; an unsaid year may be a leap year."""
        if self.year is not None and not 1 <= self.year <= 9999:
            return False
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        days = monthrange(self.year or _LEAP_YEAR, self.month or 1)[1]
        return self.day is None or 1 <= self.day <= days

    @property
    def precision(self) -> str:
        """The smallest part said: `year`, `month` or `day`."""
        if self.day is not None:
            return "day"
        return "year" if self.month is None else "month"

    @property
    def iso(self) -> str:
        """ISO 8601; an unsaid year or month is `X`s, as in `XXXX-03-29`."""
        parts = ["XXXX" if self.year is None else f"{self.year:04}"]
        if self.precision != "year":
            parts.append("XX" if self.month is None else f"{self.month:02}")
        if self.day is not None:
            parts.append(f"{self.day:02}")
        return "-".join(parts)

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts dates by their beginning."""
        return self.year or 0, self.month or 0, self.day or 0


def parse(iso: str) -> Partial | None:
    """The date an ISO string of year, month or day precision means, or None."""
    match = _ISO.fullmatch(iso)
    if match is None:
        return None
    said = Partial(*(int(part) if part else None for part in match.groups()))
    return said if said.exists else None


def full_year(figures: str, like: int) -> int:
    """The year two figures mean in the century of `like`; more are a year as it is."""
    year = int(figures)
    return year if year > 99 else like - like % 100 + year


def shift(start: Partial, count: int, unit: str) -> Partial | None:
    """The date `count` units (`Y`, `M`, `W` or `D`) on, as precise as `start`.

    None where `start` is too coarse for the unit, or the calendar ends.
    """
    shifted: Partial | None = None
    if unit == "Y" and start.year is not None:
        shifted = replace(start, year=start.year + count)
    elif unit == "M" and start.year is not None and start.month is not None:
        years, month = divmod(start.month - 1 + count, 12)
        shifted = replace(start, year=start.year + years, month=month + 1)
    elif unit in ("W", "D") and start.day is not None:
        return _days_on(start, count * (7 if unit == "W" else 1))
    if shifted is None or not 1 <= (shifted.year or 0) <= 9999:
        return None
    if shifted.day is not None:
        last = monthrange(shifted.year or _LEAP_YEAR, shifted.month or 1)[1]
        shifted = replace(shifted, day=min(shifted.day, last))
    return shifted


def week(start: Partial, count: int) -> tuple[Partial, Partial] | None:
    """Monday and Sunday of the week `count` weeks from that of `start`."""
    middle = shift(start, count, "W")
    if middle is None:
        return None
    weekday = _as_day(middle).weekday()
    monday, sunday = _days_on(middle, -weekday), _days_on(middle, 6 - weekday)
    return (monday, sunday) if monday and sunday else None


def weekday(start: Partial, number: int, forward: bool) -> Partial | None:
    """The next such day of the week, Monday being 0, or the last, today included."""
    if start.day is None:
        return None
    ahead = (number - _as_day(start).weekday()) % 7
    return _days_on(start, ahead if forward or not ahead else ahead - 7)


def nearest(said: Partial, base: Partial) -> Partial:
    """The date with its unsaid year, or year and month, taken from the date of writing.

    A writer who leaves the year out means the year of writing, but for the turn of the
    year: in January a bare December is the last one.
    """
    if base.year is None:
        return said
    if said.month is None:
        return _nearest_day(said, base)
    same = replace(said, year=base.year)
    before = replace(said, year=base.year - 1)
    if base.month is None or _distance(before, base) > _TURN or _follows(base, same):
        return same
    return before


def following(said: Partial, base: Partial) -> Partial:
    """The same where the text has just said `base`, which the date goes on from."""
    if base.year is None or base.month is None:
        return nearest(said, base)
    if said.month is not None:
        same = replace(said, year=base.year)
        after = replace(said, year=base.year + 1)
        turn = not _follows(same, base) and _distance(after, base) <= _TURN
        return after if turn else same
    turn = (base.day or 0) - (said.day or 0) > 15
    month = shift(Partial(base.year, base.month), 1 if turn else 0, "M")
    return replace(month or base, day=said.day)


def _follows(date: Partial, base: Partial) -> bool:
    return date.order[:2] >= base.order[:2]


def _nearest_day(said: Partial, base: Partial) -> Partial:
    month = Partial(base.year, base.month)
    if base.day is None:
        return replace(month, day=said.day)
    months = [shift(month, step, "M") for step in (0, -1, 1)]
    options = [replace(option, day=said.day) for option in months if option is not None]
    options = [option for option in options if option.exists]
    return min(options, key=lambda option: _distance(option, base), default=said)


def _distance(one: Partial, other: Partial) -> int:
    return abs((_as_day(one) - _as_day(other)).days)


def _as_day(said: Partial) -> date:
    # The middle stands for a whole month or year.
    year, month = said.year or _LEAP_YEAR, said.month or 7
    day = min(said.day or 15, monthrange(year, month)[1])
    return date(min(max(year, 1), 9999), month, day)


def _days_on(start: Partial, count: int) -> Partial | None:
    try:
        moved = _as_day(start) + timedelta(days=count)
    except OverflowError:
        return None
    return Partial(moved.year, moved.month, moved.day)
