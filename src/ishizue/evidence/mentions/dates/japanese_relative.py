"""Japanese dates that lean on the document's date, on the text, or on an event."""

from __future__ import annotations

from collections.abc import Mapping

from ishizue.evidence.mentions.dates.events import events, surfaces
from ishizue.evidence.mentions.dates.japanese import (
    OF_MONTH,
    OF_YEAR,
    SEASONS,
    TO,
    number,
    within_month,
    within_year,
)
from ishizue.evidence.mentions.dates.partial import Partial, shift, week
from ishizue.evidence.mentions.dates.reading import (
    UNITS,
    Context,
    Form,
    Reading,
    days_into_war,
    offset,
    one_line,
)

_YEARS = {
    **{"今年": 0, "本年": 0, "ことし": 0, "来年": 1, "明年": 1, "再来年": 2},
    **{"昨年": -1, "去年": -1, "一昨年": -2, "おととし": -2},
}
_MONTHS = {"今月": 0, "来月": 1, "再来月": 2, "先月": -1, "先々月": -2}
_DAYS = {"本日": 0, "明日": 1, "昨日": -1, "一昨日": -2}
_WEEKS = {"今週": 0, "来週": 1, "再来週": 2, "先週": -1, "先々週": -2}
_SEASON_YEARS = {"今": 0, "来": 1, "昨": -1}
_CENTURIES = {"今": 0, "前": -1, "来": 1}
# Counted from the last date in the text, not from the document's.
_FROM_ANCHOR = {"同じ": 0, "同": 0, "その": 0, "翌々": 2, "翌": 1, "前": -1}
_UNITS = {"年": "Y", "月": "M", "週": "W", "日": "D", "時": "H"}
_ENDS = {"年末": "end", "年初": "early", "年明け": "early", "月末": "end"}
_PAST = ("過去", "直近", "ここ")
_SEVERAL = (2, 9)
"""What 数 stands for in 数年後."""

BEGIN = "".join(
    sorted(
        {
            word[0]
            for word in (*_YEARS, *_MONTHS, *_DAYS, *_WEEKS, *_FROM_ANCHOR, *_PAST)
        }
        | {word[0] for word in events() if not word.isascii()}
        | set("年月今向こいそ現約お数百千半")
    )
)
"""Characters that these dates may begin with, beside digits."""
_COUNT = r"(?:[0-9][0-9,]{0,6}|[一二三四五六七八九十百千]{1,5}|数十?)"
_DURATION = rf"(?P<count>{_COUNT})(?:{TO}(?P<count_to>{_COUNT}))?\s?[カか]?"
_SIDE = r"(?P<side>[前後](?![半線者々日年倒]))"


def _any(words: Mapping[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YEAR = (
    rf"(?P<relative>{_any(_YEARS)}|同じ?年|その年|翌々?年|前年)(?P<fiscal>度)?"
    r"(?![度比代来次齢]|同[期月]比|並み)(?:の?(?P<same>同月|同期))?" + OF_YEAR
)
_SEASON = r"(?P<relative>[今昨来])(?P<season>[春夏秋冬])(?=[にのかまは、以])"
_WITHIN = (
    r"(?<![0-9年月近々一-龥])(?P<relative>年末|年内|年初|年明け|月末|月内)(?!年|商戦)"
)
_MONTH = rf"(?P<relative>{_any(_MONTHS)}|同じ?月|翌月|前月)(?![比同]|並み)" + OF_MONTH
_DAY = rf"(?P<relative>{_any(_DAYS)}|同日|翌々?日|前日)(?![本程付比米中韓])"
_WEEK = rf"(?P<relative>{_any(_WEEKS)})(?P<weekend>末)?"
_CENTURY = r"(?P<relative>[今前来])世紀(?:の?(?P<part>初頭|前半|半ば|後半|末))?"
_AWAY = one_line(
    rf"""(?<![のらり後ら約そ0-9,.一二三四五六七八九十百千数第])
    (?P<lead>(?:今|いま|これ|現在)から|その)?(?:約|およそ)?(?:{_DURATION}
    (?P<unit>年|月|週|日|時)間?(?P<and_half>半)?|(?P<half>半年))(?:以上|ほど|余り)?の?{_SIDE}"""
)
_FROM_EVENT = one_line(
    rf"""(?P<event>{surfaces(japanese=True)})
    (?:の|から|後|成立後|発効後|成立の|発効の|発効から)?(?:約|およそ|わずか)?
    {_DURATION}(?P<unit>年|月|週|日|時)間?(?:(?P<within>以内)|{_SIDE})"""
)
_NTH_DAY = rf"(?<![0-9,.第])(?P<count>{_COUNT})日目"
_AHEAD = one_line(
    rf"""(?P<side>今後|この先|向こう|これから|{"|".join(_PAST)})(?:の|約|およそ|最長)*
    {_DURATION}(?P<unit>年|月|週|日)(?:間|以?内)*(?![度代前後月])"""
)


def _counts(groups: Mapping[str, str]) -> tuple[int, int]:
    """The least and the greatest of the counts a match gives."""
    count = groups["count"]
    if count.startswith("数"):
        tens = 10 if count.endswith("十") else 1
        return _SEVERAL[0] * tens, _SEVERAL[1] * tens
    return number(count), number(groups["count_to"]) or number(count)


def _vague(groups: Mapping[str, str]) -> str:
    return "yes" if groups["count"].startswith("数") else ""


def _from(
    word: str, words: Mapping[str, int], unit: str, context: Context
) -> Reading | None:
    """The year, month or day a relative word means."""
    if word in words:
        return context.away(words[word], unit)
    if context.anchor is None:
        return None
    reading = context.away(_FROM_ANCHOR[word[:-1]], unit, context.anchor)
    return None if reading.symbol else reading


def _year(groups: Mapping[str, str], context: Context) -> Reading | None:
    reading = _from(groups["relative"], _YEARS, "Y", context)
    if reading is None or reading.symbol:
        return reading
    if groups["same"] and context.anchor is not None:
        month = Partial(reading.first.year, context.anchor.month)
        return Reading(month, said=month, details={"relative": "yes"})
    within = within_year(reading.first, groups)
    return None if within is None else within.with_details(relative="yes")


def _month(groups: Mapping[str, str], context: Context) -> Reading | None:
    reading = _from(groups["relative"], _MONTHS, "M", context)
    if reading is None or reading.symbol:
        return reading
    month = {**groups, "month": str(reading.first.month)}
    within = within_month(Partial(reading.first.year), month, context)
    return None if within is None else within.with_details(relative="yes")


def _day(groups: Mapping[str, str], context: Context) -> Reading | None:
    return _from(groups["relative"], _DAYS, "D", context)


def _season(groups: Mapping[str, str], context: Context) -> Reading | None:
    reading = context.away(_SEASON_YEARS[groups["relative"]], "Y")
    return reading.with_details(part=SEASONS[groups["season"]])


def _within(groups: Mapping[str, str], context: Context) -> Reading | None:
    word = groups["relative"]
    unit = "M" if word.startswith("月") else "Y"
    reading = context.away(1 if word == "年明け" else 0, unit)
    return reading.with_details(part=_ENDS.get(word, ""))


def _week(groups: Mapping[str, str], context: Context) -> Reading | None:
    count = _WEEKS[groups["relative"]]
    days = None if context.when is None else week(context.when, count)
    if days is None:
        return context.away(count, "W")
    first = shift(days[0], 5, "D") if groups["weekend"] else days[0]
    return Reading(first or days[0], days[1], details={"relative": "yes"})


def _century(groups: Mapping[str, str], context: Context) -> Reading | None:
    if context.when is None or context.when.year is None:
        return None
    century = (context.when.year + 99) // 100 + _CENTURIES[groups["relative"]]
    ends = Partial(100 * century - 99), Partial(100 * century)
    return Reading(*ends, details={"relative": "yes"})


def _away(groups: Mapping[str, str], context: Context) -> Reading | None:
    (low, high), unit = _counts(groups), _UNITS[groups["unit"] or "月"]
    sign = -1 if groups["side"] == "前" else 1
    if groups["half"] or (groups["and_half"] and unit == "Y"):
        unit, low, high = "M", 12 * low + 6, 12 * high + 6
    if groups["lead"] == "その":
        if context.anchor is None or low != high:
            return None
        reading = context.away(sign * low, unit, context.anchor)
        return None if reading.symbol else reading
    reading = context.apart(sign * low, sign * high, unit)
    return reading.with_details(approximate=_vague(groups))


def _from_event(groups: Mapping[str, str], context: Context) -> Reading | None:
    event, (low, high) = events()[groups["event"]], _counts(groups)
    unit = _UNITS[groups["unit"]]
    details = {"relative": "yes", "precision": UNITS[unit]}
    if groups["within"]:
        return Reading(symbol=f"{event}/{offset(event, high, unit)}", details=details)
    sign = -1 if groups["side"] == "前" else 1
    symbols = (offset(event, n, unit) for n in sorted({sign * low, sign * high}))
    return Reading(symbol="/".join(symbols), details=details)


def _nth_day(groups: Mapping[str, str], context: Context) -> Reading | None:
    return days_into_war(number(groups["count"]))


def _ahead(groups: Mapping[str, str], context: Context) -> Reading | None:
    _, high = _counts(groups)
    sign = -1 if groups["side"] in _PAST else 1
    reading = context.until(0, sign * high, _UNITS[groups["unit"]])
    return reading.with_details(approximate=_vague(groups))


FORMS = (
    Form(_YEAR, _year),
    Form(_FROM_EVENT, _from_event),
    Form(_AHEAD, _ahead),
    Form(_AWAY, _away),
    Form(_NTH_DAY, _nth_day),
    Form(_SEASON, _season),
    Form(_WITHIN, _within),
    Form(_CENTURY, _century),
    Form(_MONTH, _month),
    Form(_DAY, _day),
    Form(_WEEK, _week),
)
