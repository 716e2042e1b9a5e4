"""Dates as mastheads, bylines and references write them, read to ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH = (
    r"(?P<{}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?"
    r"|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?)"
)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_YEAR = r"(?:19|20)\d\d"
_FORMS = (
    rf"(?P<ya>{_YEAR})(?P<sep>[-/.])(?P<ma>\d\d?)(?:(?P=sep)(?P<da>\d\d?))?(?![\d/])",
    rf"(?P<yb>{_YEAR})\s*年(?:\s*(?P<mb>\d\d?)\s*月(?:\s*(?P<db>\d\d?)\s*日)?)?",
    rf"(?P<era>{'|'.join(_ERAS)})(?P<yc>\d\d?|元)年"
    r"(?:(?P<mc>\d\d?)月(?:(?P<dc>\d\d?)日)?)?",
    rf"(?P<first>\d\d?)[/.](?P<second>\d\d?)[/.](?P<yd>{_YEAR})",
    rf"{_MONTH.format('me')}\s+(?P<de>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<ye>{_YEAR})",
    # An issue of two months is of the later one.
    rf"(?:(?P<df>\d\d?)(?:st|nd|rd|th)?\s+|[A-Z][a-z]{{2,8}}[/–-])?{_MONTH.format('mf')},?\s+(?P<yf>{_YEAR})",
    rf"(?P<yg>{_YEAR})",
)
_DATE = re.compile(rf"(?<![\d.])(?:{'|'.join(_FORMS)})(?!\d)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class FoundDate(NamedTuple):
    """A date of year, month or day precision, and where it stands."""

    value: str
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every date of a short text, in order; what no calendar has is passed over."""
    if not _DIGIT.search(text):
        return
    plain = _plain(text)
    for match in _DATE.finditer(plain):
        value = _iso(match)
        if value:
            yield FoundDate(value, *match.span())


def is_day(date: str) -> bool:
    """Whether a date is precise to the day."""
    return _DAY.fullmatch(date) is not None


def _plain(text: str) -> str:
    """Full-width digits and signs made ordinary, one character for one."""
    if text.isascii():
        return text
    folded = (unicodedata.normalize("NFKC", c) for c in text)
    return "".join(f if len(f) == 1 else c for f, c in zip(folded, text, strict=True))


def _iso(match: re.Match[str]) -> str:
    parts = {k: v for k, v in match.groupdict().items() if v is not None}
    if "first" in parts:
        return _slashed(int(parts["first"]), int(parts["second"]), int(parts["yd"]))
    year, month, day = (
        next((v for k, v in parts.items() if k[0] == unit and len(k) == 2), "")
        for unit in "ymd"
    )
    if "era" in parts:
        year = str(_ERAS[parts["era"]] + (1 if year == "元" else int(year)))
    return _written(int(year), _month(month), int(day or 0))


def _month(text: str) -> int:
    if not text or text.isdecimal():
        return int(text or 0)
    return _MONTHS.index(text[:3].lower()) + 1


def _slashed(first: int, second: int, year: int) -> str:
    # The day comes first but in the United States, which only shows past the twelfth.
    day, month = (first, second) if second <= 12 else (second, first)
    return _written(year, month, day)


def _written(year: int, month: int, day: int) -> str:
    try:
        date = dt.date(year, month or 1, day or 1)
    except ValueError:
        return ""
    written = date.isoformat()
    return written if day else written[:7] if month else written[:4]
