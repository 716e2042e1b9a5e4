"""English dates that lean on the document's date, or on an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ishizue.evidence.mentions.dates.english import BEGINS, MONTH, month_number
from ishizue.evidence.mentions.dates.events import events, surfaces
from ishizue.evidence.mentions.dates.partial import Partial, shift, week, weekday
from ishizue.evidence.mentions.dates.reading import (
    UNITS,
    Context,
    Form,
    Reading,
    days_into_war,
    offset,
    one_line,
)
from ishizue.evidence.mentions.numerals import ENGLISH, read

_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1}
_STEPS |= {"coming": 1}
_LAST_MONTHS = {"winter": 2, "spring": 5, "summer": 8, "autumn": 11}
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H"}
_SEVERAL = {"several": (2, 9), "a few": (2, 9), "few": (2, 9), "a couple of": (2, 2)}

_STEP = r"(?P<step>[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious|[Cc]urrent|[Cc]oming)\s"
_ENDS = r"(?![A-Za-z])"
BEGIN = (
    r"(?i:last|next|this|previous|current|coming|past|yesterday|within|day\s[0-9])"
    rf"|(?:end|start|beginning)\sof\sthe|{'|'.join(_WEEKDAYS)}"
    rf"|(?i:{ENGLISH}|several|few)\b|[Aa]\s(?:few|couple)"
    r"|[Aa]n?\s(?:year|month|week|day|hour|decade)"
)
"""What these dates begin with, where not with figures."""
_COUNT = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})?|{ENGLISH}|[Aa]\scouple\sof|[Aa]\sfew|[Aa]n?"
    r"|[Ss]everal|few)"
)
_DURATION = one_line(
    rf"""(?P<count>{_COUNT})(?:(?:\s?[–-]\s?|\sto\s|\sor\s)(?P<count_to>{_COUNT}))?
    (?P<and_half>\sand\sa\shalf)?[\s-](?P<unit>year|month|week|day|hour|decade)s?"""
)
_RELATIVE = one_line(
    rf"""(?<![A-Za-z])(?:{_STEP}(?:(?P<fiscal>fiscal|financial)\s|calendar\s)?
    |(?P<end>end|start|beginning)\sof\sthe\s)
    (?P<unit>[Yy]ear|[Mm]onth|[Ww]eek|[Dd]ecade|[Cc]entury){_ENDS}(?!\s[12][0-9]{{3}})"""
)
_MONTH = rf"(?<![A-Za-z]){_STEP}(?P<month>{MONTH}){_ENDS}(?!\s[0-9])"
_SEASON = one_line(
    rf"""(?<![A-Za-z]){_STEP}(?P<season>spring|summer|autumn|fall|winter){_ENDS}"""
)
_WEEKDAY = one_line(
    rf"""(?<![A-Za-z])(?:{_STEP}|(?<=[Oo]n\s)|(?<=[a-z,]\s)(?<!\sa\s)(?<!every\s)(?<!each\s))
    (?P<weekday>{"|".join(_WEEKDAYS)}){_ENDS}(?!,?\s(?:{MONTH}|[0-9]))"""
)
_YESTERDAY = rf"(?<![A-Za-z])[Yy]esterday{_ENDS}"
_AGO = rf"{BEGINS}{_DURATION}\sago{_ENDS}"
_HENCE = rf"{BEGINS}{_DURATION}(?:'\stime|\sfrom\snow)"
# Over the next decade is the ten years to come; next decade is the one after this.
_ROLLING = r"(?:(?<=the\snext\s)|(?<=the\spast\s)|(?<=the\slast\s)|(?<=the\scoming\s))"
_AHEAD = one_line(
    rf"""(?<![A-Za-z])(?:(?P<side>[Nn]ext|[Cc]oming|[Pp]ast|[Ll]ast|[Pp]revious)|[Ww]ithin)\s
    (?:{_DURATION}|(?P<decade>{_ROLLING}decade)){_ENDS}
    (?!\s(?:of|from|after)\s)"""
)
_FROM_EVENT = one_line(
    rf"""{BEGINS}(?P<within>[Ww]ithin\s)?{_DURATION}
    \s(?P<side>after|before|following|into|of|from|prior\sto)\s
    (?:(?:the|an?|any|its|their|such\sa|that|[A-Z][a-z]+'s?s?)\s(?:[A-Za-z-]+\s){{0,2}}?)?
    (?P<event>{surfaces(japanese=False)}){_ENDS}"""
)
_NTH_DAY = one_line(
    r"""(?<![A-Za-z0-9,])(?:[Dd]ay\s(?P<day>[0-9][0-9,]*)
    |(?P<nth>[0-9][0-9,]*)(?:st|nd|rd|th)\sday)(?![0-9,]*[0-9])
    (?:\sof\s(?:the|Russia's)\s(?:[A-Za-z-]+\s)?(?:war|invasion|conflict|fighting))?"""
)


def _counts(groups: Mapping[str, str]) -> tuple[int, int]:
    """The least and the greatest of the counts a match gives."""
    words = " ".join(groups["count"].lower().split())
    if words in _SEVERAL:
        return _SEVERAL[words]
    low = read(words)
    high = read(groups["count_to"].lower()) if groups["count_to"] else low
    return int(low or 0), int(high or 0)


def _duration(groups: Mapping[str, str]) -> tuple[int, int, str]:
    low, high = _counts(groups)
    unit = groups["unit"]
    if groups["and_half"] and unit == "year":
        return 12 * low + 6, 12 * high + 6, "M"
    if unit == "decade":
        return 10 * low, 10 * high, "Y"
    return low, high, _UNITS[unit]


def _relative(groups: Mapping[str, str], context: Context) -> Reading | None:
    step, unit = _STEPS.get(groups["step"].lower(), 0), groups["unit"].lower()
    part = {"end": "end"}.get(groups["end"], "early") if groups["end"] else ""
    if unit in ("year", "month"):
        reading = context.away(step, _UNITS[unit])
        fiscal = "yes" if groups["fiscal"] else ""
        return reading.with_details(part=part, fiscal=fiscal)
    if unit == "week":
        days = None if context.when is None else week(context.when, step)
        if days is None:
            return context.away(step, "W")
        return Reading(*days, details={"relative": "yes"})
    if context.when is None or context.when.year is None:
        return context.away(10 * step, "Y") if unit == "decade" else None
    return _span(context.when.year, unit, step).with_details(part=part)


def _span(year: int, unit: str, step: int) -> Reading:
    if unit == "decade":
        first, last = year - year % 10 + 10 * step, year - year % 10 + 10 * step + 9
    else:
        last = 100 * ((year + 99) // 100 + step)
        first = last - 99
    return Reading(Partial(first), Partial(last), details={"relative": "yes"})


def _month(groups: Mapping[str, str], context: Context) -> Reading | None:
    step, month = _STEPS[groups["step"].lower()], month_number(groups["month"])
    when = context.when
    if when is None or when.year is None:
        return context.complete(Partial(None, month))
    said, now = Partial(when.year, month), when.month or 6
    if step < 0 and month >= now:
        said = replace(said, year=when.year - 1)
    elif step > 0 and month <= now:
        said = replace(said, year=when.year + 1)
    return Reading(said, said=said, details={"relative": "yes"})


def _season(groups: Mapping[str, str], context: Context) -> Reading | None:
    season = "autumn" if groups["season"] == "fall" else groups["season"]
    step, when = _STEPS[groups["step"].lower()], context.when
    if step < 0 and when is not None and (when.month or 0) > _LAST_MONTHS[season]:
        # In November last summer is that of this year.
        step = 0
    return context.away(step, "Y").with_details(part=season, relative="yes")


def _weekday(groups: Mapping[str, str], context: Context) -> Reading | None:
    step = _STEPS.get(groups["step"].lower())
    start = context.when
    if start is not None and step:
        # Neither last nor next Monday is today.
        start = shift(start, step, "D")
    # `On Monday` in a report is the last one, unless it will be.
    ahead = context.ahead if step is None else step >= 0
    number = _WEEKDAYS.index(groups["weekday"])
    day = None if start is None else weekday(start, number, ahead)
    return None if day is None else Reading(day, said=day, details={"relative": "yes"})


def _yesterday(groups: Mapping[str, str], context: Context) -> Reading | None:
    return context.away(-1, "D")


def _ago(groups: Mapping[str, str], context: Context) -> Reading | None:
    low, high, unit = _duration(groups)
    return context.apart(-low, -high, unit)


def _hence(groups: Mapping[str, str], context: Context) -> Reading | None:
    return context.apart(*_duration(groups))


def _ahead(groups: Mapping[str, str], context: Context) -> Reading | None:
    sign = -1 if groups["side"].lower() in ("past", "last", "previous") else 1
    if groups["decade"]:
        return context.until(0, sign * 10, "Y")
    _, high, unit = _duration(groups)
    reading = context.until(0, sign * high, unit)
    vague = " ".join(groups["count"].lower().split()) in _SEVERAL
    return reading.with_details(approximate="yes" if vague else "")


def _from_event(groups: Mapping[str, str], context: Context) -> Reading | None:
    event = events()[" ".join(groups["event"].split())]
    low, high, unit = _duration(groups)
    details = {"relative": "yes", "precision": UNITS[unit]}
    if groups["within"]:
        return Reading(symbol=f"{event}/{offset(event, high, unit)}", details=details)
    if groups["side"] == "of":
        return None
    sign = -1 if groups["side"] in ("before", "prior to") else 1
    ends = sorted({sign * low, sign * high})
    symbols = (offset(event, count, unit) for count in ends)
    return Reading(symbol="/".join(symbols), details=details)


def _nth_day(groups: Mapping[str, str], context: Context) -> Reading | None:
    count = int((groups["day"] or groups["nth"]).replace(",", ""))
    return days_into_war(count)


FORMS = (
    Form(_FROM_EVENT, _from_event),
    Form(_AHEAD, _ahead),
    Form(_RELATIVE, _relative),
    Form(_MONTH, _month),
    Form(_SEASON, _season),
    Form(_WEEKDAY, _weekday),
    Form(_YESTERDAY, _yesterday),
    Form(_AGO, _ago),
    Form(_HENCE, _hence),
    Form(_NTH_DAY, _nth_day),
)
