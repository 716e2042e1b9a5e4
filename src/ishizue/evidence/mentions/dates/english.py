"""Calendar dates in English: days, months, quarters, years, decades, centuries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ishizue.evidence.mentions.dates.partial import Partial, full_year
from ishizue.evidence.mentions.dates.reading import Context, Form, Reading, one_line

_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTHS = {name[:3].lower(): number for number, name in enumerate(_NAMES, 1)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_CENTURIES = [
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
]

MONTH = (
    "(?:"
    + "|".join(f"{name}|{name.upper()}" for name in _NAMES)
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)(?![A-Za-z])"
)
BEGINS = r"(?<![A-Za-z0-9.,'$€£¥/-])"
"""No letter, digit or sign of money stands before."""
_FIGURES = r"(?:1[5-9]|2[01])[0-9]{2}"
_YEAR = rf"{_FIGURES}(?![A-Za-z0-9%]|[,.][0-9])"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?(?![A-Za-z0-9%]|[,.:][0-9])"
_TO = r"(?:\s?[–〜-]\s?|\sto\s|\sand\s|\s?/\s?)"
_OF_YEAR = one_line(
    rf"""(?:,?\s(?:of\s)?(?:(?P<year>{_YEAR})
    |(?P<step>this|last|next)\syear(?![a-z])))"""
)
_STEPS = {"last": -1, "this": 0, "next": 1}
# 2000 troops are a number, the 2024 elections are not.
_COUNTED = (
    r"(?!\s(?:[a-z-]+\s)?(?:troops|soldiers|people|men|personnel|recruits|reservists"
    r"|employees|workers|members|refugees|casualties|rounds|shells|tanks|missiles|drones"
    r"|warheads|aircraft|jets|vehicles|guns|howitzers|launchers|ships|satellites|tons"
    r"|tonnes|km|miles|(?:kilo)?met(?:er|re)s|feet|hours|days|years|euros|dollars|pounds"
    r"|yen|won|companies|sites|qubits|homes)\b|\s?[ぁ-んァ-ヶ一-龥])"
)

_DAY_MONTH = one_line(
    rf"""{BEGINS}(?P<day>{_DAY})(?:{_TO}(?P<day_to>{_DAY}))?
    \s(?:of\s)?(?P<month>{MONTH}){_OF_YEAR}?"""
)
_MONTH_DAY = one_line(
    rf"""(?<![A-Za-z])(?P<month>{MONTH})\s(?:the\s)?(?P<day>{_DAY})
    (?:{_TO}(?P<day_to>{_DAY}))?(?!\s(?:million|billion|per)){_OF_YEAR}?"""
)
_MONTH_YEAR = (
    rf"(?<![A-Za-z])(?P<month>{MONTH})(?:{_TO}(?P<month_to>{MONTH}))?{_OF_YEAR}"
)
# May and March are words too: a month alone needs a word before it that dates.
_MONTH_ALONE = one_line(
    rf"""(?:(?<=[Ii]n\s)|(?<=[Bb]y\s)|(?<=[Ss]ince\s)|(?<=[Uu]ntil\s)|(?<=[Ff]rom\s)
    |(?<=[Dd]uring\s)|(?<=\sof\s)|(?<=early\s)|(?<=late\s)|(?<=mid-)|(?<=\sto\s)
    |(?<=[Bb]etween\s))
    (?P<month>{MONTH})(?!\s[0-9A-Z]|-){_OF_YEAR}?"""
)
_QUARTER = one_line(
    rf"""(?<![A-Za-z0-9])(?:
    (?:Q(?P<quarter>[1-4])|H(?P<half>[12])
      |(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[\s-](?P<division>quarter|half))
    (?:\sof|\sin|,)?\s?(?P<fiscal>(?:FY|fiscal|fiscal\syear)\s?)?(?P<year>{_YEAR})
    |(?P<year_first>{_FIGURES})[\s-]?Q(?P<quarter_after>[1-4]))(?![A-Za-z0-9])"""
)
_FISCAL = one_line(
    rf"""(?<![A-Za-z0-9])(?:FY|[Ff]iscal(?:\s[Yy]ears?)?|[Ff]inancial\s[Yy]ear)[\s-]?
    (?P<year>{_FIGURES}|[0-9]{{2}})(?:[/–-](?P<year_to>[0-9]{{4}}|[0-9]{{2}}))?(?![0-9])"""
)
_SEASON = one_line(
    rf"""(?<![A-Za-z])(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)
    (?:,?\s(?:of\s)?)(?P<year>{_YEAR})(?:[/–-][0-9]{{2,4}})?"""
)
_DECADE = rf"(?<![A-Za-z0-9])(?P<decade>{_FIGURES})'?s(?![A-Za-z])"
_CENTURY = one_line(
    rf"""(?<![A-Za-z0-9])(?:(?P<century>1[0-9]|2[01])(?:st|nd|rd|th)
    |(?P<word>{"|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in _CENTURIES)}))
    [\s-][Cc]entury"""
)
BEGIN = (
    rf"{MONTH}|Q[1-4]|H[12]|(?i:first|second|third|fourth)[\s-](?:quarter|half)"
    rf"|FY|(?i:fiscal|financial|spring|summer|autumn|fall|winter|{'|'.join(_CENTURIES)})"
)
"""What dates in words begin with."""
_ISO = one_line(
    rf"""(?<![A-Za-z0-9./-])(?P<year>{_FIGURES})(?P<mark>[-./])(?P<month>[01]?[0-9])
    (?:(?P=mark)(?P<day>[0-3]?[0-9]))?(?![0-9%]|[-./,][0-9])"""
)
_DAY_FIRST = one_line(
    rf"""(?<![A-Za-z0-9./-])(?P<day>[0-3]?[0-9])(?P<mark>[/.])(?P<month>[0-3]?[0-9])
    (?P=mark)(?P<year>{_FIGURES})(?![A-Za-z0-9%]|[-./,][0-9])"""
)
_YEARS = one_line(
    rf"""(?<![A-Za-z0-9.,'$€£¥/-])(?P<year>{_FIGURES})\s?[–〜/-]\s?
    (?P<year_to>[0-9]{{4}}|[0-9]{{2}})(?![A-Za-z0-9%年]|[,.][0-9]|[-/][0-9]){_COUNTED}"""
)
_YEAR_ALONE = one_line(
    rf"""(?:(?:(?<=[Ii]n\s)|(?<=[Ss]ince\s)|(?<=[Bb]y\s)|(?<=[Uu]ntil\s))(?P<dated>{_YEAR})
    |(?<![A-Za-z0-9.,:#%'$€£¥/])(?<![0-9.]-)(?P<year>{_YEAR}){_COUNTED})
    (?![-/–〜][0-9])"""
)
_PART_BEFORE = re.compile(
    one_line(
        r"""(?<![A-Za-z])(?:
        (?:[Tt]he\s)?(?P<part>end|start|beginning|middle|turn|close|first\shalf
          |second\shalf)\sof\s(?:the\s)?
        |(?P<early>[Ee]arly|[Ee]arlier|[Ll]ate|[Ll]ater|[Mm]id|[Ee]nd|[Yy]ear-end)[\s-]
        )(?:in\s)?$"""
    )
)
_PARTS = {
    **dict.fromkeys(("early", "earlier", "start", "beginning", "turn"), "early"),
    **dict.fromkeys(("mid", "middle"), "mid"),
    **dict.fromkeys(("late", "later"), "late"),
    **dict.fromkeys(("end", "close", "year-end"), "end"),
    "first half": "early",
    "second half": "late",
}


def part_before(text: str, start: int) -> tuple[int, str]:
    """Where a date that begins at `start` begins with its `early` or `end of`."""
    left = max(0, start - 24)
    match = _PART_BEFORE.search(text[left:start])
    if match is None:
        return start, ""
    words = (match["part"] or match["early"]).lower()
    return left + match.start(), _PARTS[" ".join(words.split())]


def month_number(name: str) -> int:
    """The month a name or its abbreviation means."""
    return _MONTHS[name[:3].lower()]


def _number(figures: str) -> int:
    # Drops the letters of 1st and 2nd.
    return int(re.sub("[a-z]+$", "", figures) or 0)


def _completed(said: Partial, groups: Mapping[str, str], context: Context) -> Reading:
    """The date in the year the groups of `_OF_YEAR` give, if they give one."""
    if groups["year"]:
        return context.complete(replace(said, year=_number(groups["year"])))
    if groups["step"]:
        year = context.away(_STEPS[groups["step"]], "Y").first.year
        reading = context.complete(replace(said, year=year))
        return reading.with_details(relative="yes")
    return context.complete(said)


def _days(groups: Mapping[str, str], context: Context) -> Reading | None:
    month, day = month_number(groups["month"]), _number(groups["day"])
    reading = _completed(Partial(None, month, day), groups, context)
    if not groups["day_to"]:
        return reading
    last = replace(reading.first, day=_number(groups["day_to"]))
    return replace(reading, last=last)


def _month(groups: Mapping[str, str], context: Context) -> Reading | None:
    month = Partial(None, month_number(groups["month"]))
    reading = _completed(month, groups, context)
    if not groups.get("month_to"):
        return reading
    last = replace(reading.first, month=month_number(groups["month_to"]))
    return replace(reading, last=last)


def _quarter(groups: Mapping[str, str], context: Context) -> Reading | None:
    year = _number(groups["year"] or groups["year_first"])
    nth = groups["quarter"] or groups["quarter_after"] or groups["half"]
    number = int(nth) if nth else _ORDINALS[groups["nth"].lower()]
    months = 6 if groups["half"] or groups["division"] == "half" else 3
    if number * months > 12:
        return None
    last = Partial(year, number * months)
    reading = Reading(Partial(year, number * months - months + 1), last, said=last)
    return reading.with_details(fiscal="yes" if groups["fiscal"] else "")


def _fiscal(groups: Mapping[str, str], context: Context) -> Reading | None:
    year = _number(groups["year"])
    year += 2000 if year < 100 else 0
    said = Partial(year)
    last = Partial(full_year(groups["year_to"], year)) if groups["year_to"] else None
    return Reading(said, last, said=said).with_details(fiscal="yes")


def _season(groups: Mapping[str, str], context: Context) -> Reading | None:
    said = Partial(_number(groups["year"]))
    season = groups["season"].lower()
    part = "autumn" if season == "fall" else season
    return Reading(said, said=said).with_details(part=part)


def _decade(groups: Mapping[str, str], context: Context) -> Reading | None:
    decade = _number(groups["decade"])
    if decade % 10:
        return None
    last = Partial(decade + (99 if decade % 100 == 0 and decade < 2000 else 9))
    return Reading(Partial(decade), last, said=last)


def _century(groups: Mapping[str, str], context: Context) -> Reading | None:
    word = groups["word"].lower()
    century = 15 + _CENTURIES.index(word) if word else _number(groups["century"])
    last = Partial(100 * century)
    return Reading(Partial(100 * century - 99), last, said=last)


def _iso(groups: Mapping[str, str], context: Context) -> Reading | None:
    year, month = _number(groups["year"]), _number(groups["month"])
    said = Partial(year, month, _number(groups["day"]) or None)
    if said.day is None and (groups["mark"] != "-" or len(groups["month"]) == 1):
        return None
    if said.day is None and month == year % 100 + 1:
        # 2008-09 is a pair of years sooner than a month.
        return Reading(Partial(year), Partial(year + 1), said=Partial(year + 1))
    return Reading(said, said=said)


def _day_first(groups: Mapping[str, str], context: Context) -> Reading | None:
    day, month = _number(groups["day"]), _number(groups["month"])
    if month > 12:
        # 01/20/2026 can only be the American order.
        day, month = month, day
    said = Partial(_number(groups["year"]), month, day)
    return Reading(said, said=said)


def _years(groups: Mapping[str, str], context: Context) -> Reading | None:
    year = _number(groups["year"])
    last = Partial(full_year(groups["year_to"], year))
    return Reading(Partial(year), last, said=last)


def _year(groups: Mapping[str, str], context: Context) -> Reading | None:
    said = Partial(_number(groups["year"] or groups["dated"]))
    return Reading(said, said=said)


FORMS = (
    Form(_ISO, _iso),
    Form(_DAY_FIRST, _day_first),
    Form(_DAY_MONTH, _days),
    Form(_MONTH_DAY, _days),
    Form(_MONTH_YEAR, _month),
    Form(_MONTH_ALONE, _month),
    Form(_QUARTER, _quarter),
    Form(_FISCAL, _fiscal),
    Form(_SEASON, _season),
    Form(_DECADE, _decade),
    Form(_CENTURY, _century),
    Form(_YEARS, _years),
    Form(_YEAR_ALONE, _year),
)
