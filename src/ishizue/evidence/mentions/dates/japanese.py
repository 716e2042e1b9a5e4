"""Calendar dates in Japanese: years of both calendars, months, days, centuries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ishizue.evidence.mentions.dates.partial import Partial, full_year, shift
from ishizue.evidence.mentions.dates.reading import Context, Form, Reading, one_line
from ishizue.evidence.mentions.numerals import KANJI_DIGIT, read

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_ERA = "|".join(_ERAS)
SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_HALVES = {"上": (1, 6), "前": (1, 6), "下": (7, 12), "後": (7, 12)}
_PARTS = {
    **dict.fromkeys(("初頭", "初め", "はじめ", "初期", "初", "上旬", "初旬"), "early"),
    **dict.fromkeys(("前半", "前期"), "early"),
    **dict.fromkeys(
        ("半ば", "なかば", "中頃", "中ごろ", "中盤", "中葉", "中旬", "中期"), "mid"
    ),
    **dict.fromkeys(("後半", "後期", "下旬", "終盤", "終わり"), "late"),
    **dict.fromkeys(("年末", "末", "暮れ"), "end"),
}

BEGIN = "".join({era[0] for era in _ERAS}) + "一二三四五六七八九十"
"""Characters that dates may begin with, beside digits."""
TO = r"\s?[〜–・/-]\s?"
N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_FIGURES = r"(?:1[5-9]|2[01])[0-9]{2}"
_PART = (
    r"初頭|初め|はじめ|初期|初(?=[にまか])|半ば|なかば|中頃|中ごろ|中盤|中葉|中期|終盤"
    r"|終わり|暮れ|年?末(?!年)"
)
_DAY_TO = rf"(?:(?:{TO}|(?P<next>、))(?P<day_to>{N}))?\s?(?:の?両)?日"
_DAYS = rf"\s?(?P<day>{N}){_DAY_TO}(?![間目])"
_MONTH_PART = r"の?(?P<month_part>[上中下初]旬|末|初め|はじめ|半ば|[前後]半)"
OF_MONTH = rf"(?:{_DAYS}|{_MONTH_PART})?"
"""What may follow a month: days of it, or a part."""
OF_YEAR = one_line(
    rf"""(?:\s?の?\s?(?:第?(?P<quarter>[1-4一二三四])\s?四半期
    |(?P<half>[上下]半期|[上下]期|[前後]半)
    |(?P<season>[春夏秋冬])(?:季|先)?(?!闘)
    |(?P<part>{_PART})
    |(?P<month>{N})(?:{TO}(?P<month_to>{N}))?\s?月(?!間)期?{OF_MONTH}))?"""
)
"""What may follow a year: a month and days of it, or a part."""

# 2000年前 and 2000年間 are durations; 2025年前半 is not.
_YEAR = (
    one_line(
        rf"""(?<![0-9,.])(?:
    (?P<era>{_ERA})\s?(?P<era_year>元|{N})(?:{TO}(?P<era_to>{N}))?
    |(?P<year>{_FIGURES}|[一二]{KANJI_DIGIT}{{3}})
      (?:(?:{TO}|、)(?P<year_to>[0-9]{{4}}|[0-9]{{2}}))?
    |(?P<short>[0-9]{{2}})(?:(?:{TO}|、)(?P<short_to>[0-9]{{2}}))?
      (?=年(?:度|末|初[頭め]|半ば|[前後]半|[春夏秋冬]|[0-9]{{1,2}}月)|\({_ERA}))
    \s?(?:\((?:{_ERA})?[0-9元]{{1,4}}年?\))?(?:(?P<fiscal>(?:会計|財政)?年度)|年(?!代)(?:\((?:{_ERA})?[0-9元]{{1,4}}年\))?)
    (?!間|[前後](?!半)|以上|以内|余|ぶり|もの|生|目)"""
    )
    + OF_YEAR
)
# 24年には is of this century, if the text or its date makes that likely.
_SHORT_YEAR = one_line(
    r"""(?<![0-9,.数約第満近丸])(?P<short>[0-9]{2})年
    (?=(?P<sure>まで|以降|以来|時点)|から|[のは、]|に(?![わ及一1なほ]))"""
)
_MONTH = (
    rf"(?<![0-9,.数毎第年])(?P<month>{N})(?:{TO}(?P<month_to>{N}))?"
    r"\s?月(?!間|[0-9約一二三]*[万千発])期?" + OF_MONTH
)
# 17日 may be a day or a duration; what follows tells, as far as it can be told.
_DAY = one_line(
    rf"""(?<![0-9,.数毎第月/])(?P<day>[0-9]{{1,2}}){_DAY_TO}
    (?![間目後前で余分程本]|以[内上下]|当たり|あたり|ほど|くらい|ぐらい|平均|連続|ぶり|ごと
    |足らず|未満|にわた|かけ|あまり|に?\s?(?:約|およそ|最大|平均)?[0-9一二三四五六七八九十])"""
)
_SLASHES = one_line(
    rf"""(?<![0-9./-])(?P<year>{_FIGURES})年(?P<month>[01]?[0-9])/(?P<day>[0-3]?[0-9])"""
)
_DECADE = one_line(
    rf"""(?<![0-9,.])(?P<decade>(?:1[5-9]|2[01])[0-9]0|[1-9]0)
    (?:{TO}(?P<decade_to>(?:1[5-9]|2[01])?[0-9]0))?\s?年代
    (?:の?(?P<part>{_PART}|[前後][半期]))?"""
)
_CENTURY = one_line(
    rf"""(?<![0-9,.])(?P<century>1[0-9]|2[01]|二?十[一二三四五六七八九]?)
    (?:{TO}(?P<century_to>1[0-9]|2[01]))?\s?世紀(?:の?(?P<part>{_PART}|[前後]半))?"""
)


def number(numeral: str) -> int:
    """The number, or 0 where the numeral is empty or ill formed."""
    figure = read(numeral) if numeral else None
    return 0 if figure is None else int(figure)


def within_year(year: Partial, groups: Mapping[str, str]) -> Reading | None:
    """The part of the year that the groups of `OF_YEAR` give, or all of it."""
    fiscal = "yes" if groups.get("fiscal") else ""
    if groups["quarter"] or groups["half"]:
        last = 3 * number(groups["quarter"])
        months = _HALVES[groups["half"][0]] if groups["half"] else (last - 2, last)
        # The fiscal year begins in April.
        ends = [
            shift(replace(year, month=month), 3 if fiscal else 0, "M")
            for month in months
        ]
        reading = Reading(ends[0] or year, ends[1], said=ends[1])
        return reading.with_details(fiscal=fiscal)
    if groups["month"]:
        return within_month(year, groups, Context(None))
    part = SEASONS.get(groups["season"]) or _PARTS.get(groups["part"]) or ""
    return Reading(year, said=year).with_details(part=part, fiscal=fiscal)


def within_month(
    year: Partial, groups: Mapping[str, str], context: Context
) -> Reading | None:
    """Months, or the part of a month that the groups of `OF_MONTH` give."""
    month, day = number(groups["month"]), number(groups["day"]) or None
    reading = context.complete(replace(year, month=month, day=day))
    if groups.get("month_to"):
        if day is not None:
            return None
        last = replace(reading.first, month=number(groups["month_to"]))
        return replace(reading, last=last)
    if groups["day_to"]:
        return _until_day(reading, groups)
    return reading.with_details(part=_PARTS.get(groups["month_part"], ""))


def _year(groups: Mapping[str, str], context: Context) -> Reading | None:
    if groups["era"]:
        before = _ERAS[groups["era"]]
        first = before + (number(groups["era_year"]) or 1)
        last = before + number(groups["era_to"]) if groups["era_to"] else None
    else:
        first = number(groups["year"]) or _of_two_figures(groups["short"], context)
        to = groups["year_to"] or groups["short_to"]
        last = full_year(to, first) if to else None
    if last is None:
        return within_year(Partial(first), groups)
    reading = Reading(Partial(first), Partial(last), said=Partial(last))
    return reading.with_details(fiscal="yes" if groups["fiscal"] else "")


def _short_year(groups: Mapping[str, str], context: Context) -> Reading | None:
    figures = int(groups["short"])
    anchor = context.anchor.year if context.anchor is not None else None
    when = context.when.year if context.when is not None else None
    for year in (2000 + figures, 1900 + figures):
        if anchor is not None and anchor < year < anchor + 30:
            return Reading(Partial(year), said=Partial(year))
    year, reach = 2000 + figures, 20 if groups["sure"] else 3
    if when is None or abs(year - when) >= reach:
        return None
    return Reading(Partial(year), said=Partial(year))


def _of_two_figures(figures: str, context: Context) -> int:
    # Newspapers write 22年2月 for 2022, and 91年12月 for 1991.
    now = context.when.year if context.when is not None else None
    year = 2000 + int(figures)
    return year if year <= (now or 2025) + 25 else year - 100


def _month(groups: Mapping[str, str], context: Context) -> Reading | None:
    return within_month(Partial(), groups, context)


def _day(groups: Mapping[str, str], context: Context) -> Reading | None:
    reading = context.complete(Partial(day=number(groups["day"])))
    return _until_day(reading, groups) if groups["day_to"] else reading


def _until_day(reading: Reading, groups: Mapping[str, str]) -> Reading | None:
    last = replace(reading.first, day=number(groups["day_to"]))
    if groups["next"] and (last.day or 0) - (reading.first.day or 0) != 1:
        # 12、13日 is an interval; 12、15日 is two days, of which the second is said.
        return None
    return replace(reading, last=last)


def _slashes(groups: Mapping[str, str], context: Context) -> Reading | None:
    said = Partial(*(number(groups[part]) for part in ("year", "month", "day")))
    return Reading(said, said=said)


def _decade(groups: Mapping[str, str], context: Context) -> Reading | None:
    decade = number(groups["decade"])
    if decade < 100:
        decade += 1900 if decade >= 40 else 2000
    last = full_year(groups["decade_to"] or str(decade), decade)
    reading = Reading(Partial(decade), Partial(last + 9), said=Partial(last + 9))
    return reading.with_details(part=_PARTS.get(groups["part"], ""))


def _century(groups: Mapping[str, str], context: Context) -> Reading | None:
    century = number(groups["century"])
    last = Partial(100 * (number(groups["century_to"]) or century))
    reading = Reading(Partial(100 * century - 99), last, said=last)
    return reading.with_details(part=_PARTS.get(groups["part"], ""))


FORMS = (
    Form(_DECADE, _decade),
    Form(_CENTURY, _century),
    Form(_YEAR, _year),
    Form(_SHORT_YEAR, _short_year),
    Form(_SLASHES, _slashes),
    Form(_MONTH, _month),
    Form(_DAY, _day),
)
