"""What stands around a number in Japanese: counters, per-words, bounds."""

from __future__ import annotations

import re
from decimal import Decimal

from ishizue.evidence.mentions.quantities.number import Number
from ishizue.evidence.mentions.quantities.quantity import Bound, Quantity
from ishizue.evidence.mentions.quantities.units import RATIOS, Unit, units

_REACH = 24
"""How far before a number its words are looked for."""

_PERIODS = {"年": "year", "月": "month", "週": "week", "日": "day"}
_PERIODS |= {"時": "hour", "分": "minute", "秒": "second"}
_COUNTERS = units("ja")
_LOW = "少なくとも|最低でも|最低限|最低|最小"
# 過去最大 is a record, not a bound.
_HIGH = "最大限|(?<!過去)(?<!史上)最大で?|最高|最多で?|多くても"
_ABOUT = "約|およそ|おおよそ|ほぼ|おおむね|概ね|概算で|推定|推計"
_BOUNDS = f"(?:(?:{_LOW}|{_HIGH}|{_ABOUT})(?:合?計|延べ)?)*"
# 2年間に is a duration; 同年 and 毎月 are not 年 and 月.
_BEFORE = re.compile(
    rf"""{_BOUNDS}(?:(?:
    (?<![0-9数一二三四五六七八九十百千])(?P<span>[年月週])間
    |(?P<every>毎[年月週日時分秒]|[年月日]産|日量|[時分秒]速)
    |(?<![0-9,.])[1一](?P<each>{_COUNTERS.pattern}|分)(?:当たり|あたり|につき|ごとに)
    |(?<![0-9,.])[1一](?P<one>日|週間|カ月|年)に?
    |(?<![0-9同昨今来翌前毎数近例長一二三四五六七八九十\ue000-\ue002])(?P<period>[年月週])に?
    )(?:平均で?|で|に)?)?{_BOUNDS}(?:対?(?:GDP|国内総生産)比で?)?{_BOUNDS}$""",
    re.VERBOSE,
)
# 年間の生産能力は約50万発: the period may stand at a distance.
_DISTANT = re.compile(
    rf"""(?:(?<![0-9数])(?P<period>[年月日])[間産]の?
    |(?<![0-9,.])[1一](?P<each>{_COUNTERS.pattern})(?:当たり|あたり)の?)
    [^0-9、。()「」]{{1,16}}$""",
    re.VERBOSE,
)
_AFTER_LOW = "以上|超(?![大音高短小])|余り|余"
_AFTER_HIGH = "以下|未満|以内|足らず"
_AFTER_ABOUT = (
    "程度|ほど|くらい|ぐらい|規模|前後|近く|強(?![化力い制])|弱(?![いま体])|内外"
)
_BOUND_WORDS = f"{_AFTER_LOW}|{_AFTER_HIGH}|{_AFTER_ABOUT}"
_AFTER_SHARE = re.compile(f"(?P<bound>(?:{_BOUND_WORDS})?)")
_AFTER_BARE = re.compile("(?P<bound>(?:以上|超|余り)?)(?=[のにをがはとへ])")
_LOW_WORDS = re.compile(f"{_LOW}|過半|以上|超|余り|余")
_HIGH_WORDS = re.compile(f"{_HIGH}|{_AFTER_HIGH}")
_ABOUT_WORDS = re.compile(f"{_ABOUT}|{_AFTER_ABOUT}|近い")
_AFTER = re.compile(
    rf"""\s?(?P<over>余りの?|余の?|以上の|超の|近い)?(?P<unit>{_COUNTERS.pattern})
    (?P<and_half>半)?(?P<bound>(?:{_BOUND_WORDS})*)
    (?:/(?P<per>[年月週日時]))?""",
    re.VERBOSE,
)
_SIGN_BEFORE = re.compile("[$€£¥₩₹]")
_PASSING = re.compile("を(?:超|上回|越)")
_SHORT_OF = re.compile("を(?:下回|切)|に満た")
_ABOUT_ALL = re.compile(r"\([^()]{1,20}\)規模")
_RANK_BEFORE = re.compile("(?:世界|国内|アジア|欧州|全体)?の?第?$")
_PER_EACH = re.compile(
    r"当たり|あたり|につき|ごと|に?(?:約|およそ|最大|平均)*[0-9一二三四五六七八九十百千数]"
)
_PARTITIVE = ("item", "person", "country", "company")


def around(text: str, number: Number) -> Quantity | None:
    """The quantity a number and the Japanese words around it make, if any."""
    if text.startswith("位", number.end):
        return _rank(text, number)
    if text.endswith("第", 0, number.start):
        return None
    if number.share and not text[number.start : number.end].isascii():
        after = _AFTER_SHARE.match(text, number.end)
        return _bounded(text, number, Unit("share"), after)
    after = _AFTER.match(text, number.end)
    if after is None:
        after = _AFTER_BARE.match(text, number.end)
        return _bare(text, number, after)
    unit = _COUNTERS[after["unit"]]
    if not unit.may_follow(number) or _is_no_count(text, number, after, unit):
        return None
    return _bounded(text, number, unit, after)


def _bare(text: str, number: Number, after: re.Match[str] | None) -> Quantity | None:
    """The quantity where no unit is said, if it is one: 25万の, 200を超える."""
    if after is None or _SIGN_BEFORE.match(text, max(0, number.start - 1)):
        return None
    if number.large or after["bound"] or _PASSING.match(text, number.end):
        return _bounded(text, number, Unit(""), after)
    return None


def _rank(text: str, number: Number) -> Quantity | None:
    if number.kanji or text.startswith("置", number.end + 1):
        return None
    before = _RANK_BEFORE.search(text, max(0, number.start - 6), number.start)
    start = number.start if before is None else before.start()
    return Quantity(start, number.end + 1, number.low, number.high, "rank")


def _is_no_count(text: str, number: Number, after: re.Match[str], unit: Unit) -> bool:
    """Whether 1 is an article, as in 問題の1つ, or a per-word, as in 1日1500発."""
    if number.low != 1:
        return False
    if text.endswith("の", 0, number.start) and unit.key in _PARTITIVE:
        return True
    return _PER_EACH.match(text, after.end()) is not None


def _bounded(
    text: str, number: Number, unit: Unit, after: re.Match[str] | None
) -> Quantity:
    """The quantity with what bounds it, and the period it is counted by."""
    left = max(0, number.start - _REACH)
    before = _BEFORE.search(text, left, number.start)
    start = number.start if before is None else before.start()
    words = "" if before is None else before[0]
    groups = {} if after is None else after.groupdict("")
    end = number.end if after is None else after.end()
    more = Decimal("0.5") if groups.get("and_half") else Decimal(0)
    around = "".join(
        (
            words,
            text[number.start : number.end],
            groups.get("over", ""),
            groups.get("bound", ""),
        )
    )
    return Quantity(
        start,
        end,
        (number.low + more) * unit.factor,
        (number.high + more) * unit.factor,
        unit.key,
        per=_PERIODS.get(groups.get("per", ""))
        or _per(text, before, unit, left, start),
        approximate=_says(_ABOUT_WORDS, around)
        or _ABOUT_ALL.match(text, end) is not None,
        bound=_bound(text, around, end),
    )


def _says(words: re.Pattern[str], text: str) -> bool:
    return words.search(text) is not None


def _bound(text: str, around: str, end: int) -> Bound:
    if _says(_LOW_WORDS, around) or _PASSING.match(text, end):
        return "low"
    if _says(_HIGH_WORDS, around) or _SHORT_OF.match(text, end):
        return "high"
    return ""


def _per(
    text: str, before: re.Match[str] | None, unit: Unit, left: int, start: int
) -> str:
    if before is not None:
        each = before["each"]
        if each in _COUNTERS.by_surface:
            return _COUNTERS[each].key
        words = (each, before["span"], before["every"], before["one"], before["period"])
        period = next((word for word in words if word), "")
        for sign in period:
            if sign in _PERIODS:
                return _PERIODS[sign]
    distant = _DISTANT.search(text, left, start)
    if distant is None or unit.key in RATIOS:
        return ""
    if distant["period"]:
        return _PERIODS[distant["period"]]
    return _COUNTERS[distant["each"]].key
