"""Numbers where they stand in a text: figures, ranges, shares, and vague ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import Literal

from ishizue.evidence.mentions.gate import gate
from ishizue.evidence.mentions.numerals import (
    DIGITS,
    ENGLISH,
    JAPANESE,
    KANJI_DIGIT,
    KANJI_DIGITS,
    MAGNITUDES,
    read,
)

SEVERAL = Decimal(2), Decimal(9)
"""What 数 in 数十 and the plural in `hundreds of` stand for."""


@dataclass(frozen=True)
class Number:
    """A number, or a range of numbers, where it stands.

    Attributes:
        low, high: The number, or the ends of the range.
        vague: Whether the words give no figure, as in 数十.
        kanji: Whether it is written in kanji alone.
        share: Whether it is a part of a whole, as in 3分の1.
        split: Where the first number of a change ends and the second starts.
        large: Whether its scale or its commas show that it counts something.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    vague: bool = False
    kanji: bool = False
    share: bool = False
    large: bool = False
    split: tuple[int, int] | None = None


_MAGNITUDE = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
# 5m may be metres, and 2025B a room: of money alone they are millions and billions.
_FIGURES = (
    rf"{DIGITS}(?:[ -]?(?i:hundred|{'|'.join(m for m in MAGNITUDES if m not in 'mb')})"
    r"(?![A-Za-z])|[mMbB](?=[ ]?(?:euro|dollar|pound|yen|won|kron|zlot|USD|EUR)))"
    rf"|(?<=[$€£¥₩₹]){DIGITS}[ ]?[mMbB](?![A-Za-z])"
)
_ONE = rf"(?:{_FIGURES}|{JAPANESE}|(?<![A-Za-z])(?i:{ENGLISH})(?![A-Za-z]))"
_SCALED = re.compile(
    rf"({DIGITS}|{KANJI_DIGIT}+)[ -]?((?:{_MAGNITUDE})|[十百千]?[万億兆]|[十百千])",
    re.IGNORECASE,
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_MOST_PARTS = 1000
_PLURALS = {
    "dozens": 12,
    "scores": 20,
    "tens": 10,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
}
_LARGE = re.compile(
    r"[,万億兆]|[0-9] ?[a-z]|illion|thousand|hundred|dozen", re.IGNORECASE
)
_NUMERIC = f"{KANJI_DIGITS}十百千万億兆"
_GATE = gate(
    characters=f"0-9十百千過半数何{KANJI_DIGITS}",
    words=rf"(?i:{ENGLISH}|half|an?\s|{'|'.join(_PLURALS)})",
)
_NUMBER = re.compile(
    rf"""{_GATE}(?:
    (?<![0-9.,{_NUMERIC}])(?P<whole>{JAPANESE})分の(?P<part>{JAPANESE})
    |(?P<half>過?半数|半分)
    |(?<![A-Za-z])(?i:(?P<parts>one|two|three|four|five|seven|nine|an?)[ -]
        (?P<of>(?:thirds|fifths|tenths)(?![a-z])|(?:third|quarters?|fifth|tenth)(?=[ ]of[ ]))
        |(?P<half_of>half)(?=[ ](?:of|the)[ ]))
    |(?<![A-Za-z0-9.,])(?i:(?P<so_many>{_ONE})[ -](?:in|out[ ]of)[ -](?P<all>{_ONE}))
        (?=[ ][a-z]|[.,;:])
    |(?P<some>[数何](?:[十百千]?[万億兆]|[十百千])
        |数(?=[カか個人名隻機発基台両社年倍週日%割ポ]))
    |(?P<and_some>[{KANJI_DIGITS}百千]{{0,5}}(?:十数|百数十))(?P<myriad>[万億兆])?
    |(?<![A-Za-z])(?P<plural>(?i:(?:(?:{"|".join(_PLURALS)})[ ]of[ ])+))
    |(?:(?<![A-Za-z0-9.,:/])|(?<=[A-Z]{{2}}))(?P<one>{_ONE})
        (?:(?P<to>[ ]?[〜–-][ ]?[$€£¥]?|[ ](?:to|and|or)[ ][$€£¥]?|から)(?P<other>{_ONE}))?)
    """,
    re.VERBOSE,
)


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a legible text, in order."""
    at = 0
    while (match := _NUMBER.search(text, at)) is not None:
        number = _number(match)
        at = match.end() if number is None else number.end
        if number is not None:
            yield number


def _number(match: re.Match[str]) -> Number | None:
    if match["one"]:
        return _figures(match)
    if match["some"] or match["and_some"] or match["plural"]:
        return _vague(match)
    return _share(match)


def _share(match: re.Match[str]) -> Number | None:
    if match["half"] or match["half_of"]:
        part, whole = Decimal(1), Decimal(2)
    elif match["of"]:
        part = read(match["parts"]) or Decimal(1)
        whole = Decimal(_PARTS[match["of"].lower().rstrip("s")])
    else:
        names = ("part", "whole") if match["part"] else ("so_many", "all")
        part, whole = (read(match[name]) or Decimal(0) for name in names)
    if not 0 < part < whole <= _MOST_PARTS:
        return None
    share = (part / whole).quantize(Decimal("0.0001"))
    return Number(*match.span(), share, share, share=True)


def _vague(match: re.Match[str]) -> Number | None:
    if match["and_some"]:
        base = read(match["and_some"].removesuffix("数").removesuffix("数十"))
        step = 10 if match["and_some"].endswith("十") else 1
        scale = read("1" + (match["myriad"] or "")) or Decimal(1)
        if base is None:
            return None
        low, high = (base + step) * scale, (base + 9 * step) * scale
    elif match["plural"]:
        words = match["plural"].lower().split(" of ")
        scale = Decimal(prod(_PLURALS[word] for word in words if word))
        low, high = (many * scale for many in SEVERAL)
    else:
        scale = read("1" + match["some"][1:]) or Decimal(1)
        low, high = (many * scale for many in SEVERAL)
    end = match.end() - (1 if match["plural"] else 0)
    return Number(match.start(), end, low, high, vague=True, large=True)


def _figures(match: re.Match[str]) -> Number | None:
    low = read(match["one"])
    if low is None:
        return None
    end, high, split = match.end("one"), low, None
    if match["other"]:
        ends = _ends(match["one"], match["other"], low)
        kind = _kind(match, ends[0] < ends[1])
        if kind:
            end, (low, high) = match.end(), ends
        if kind == "change":
            split = match.end("one"), match.start("other")
    written = match.string[match.start() : end]
    return Number(
        match.start(),
        end,
        low,
        high,
        kanji=not re.search("[0-9A-Za-z]", written),
        split=split,
        large=any(_LARGE.search(part or "") for part in match.group("one", "other")),
    )


def _kind(match: re.Match[str], rising: bool) -> Literal["range", "change", ""]:
    """Whether two numbers are a range, a change (`from 10 to 20`), or just two."""
    to, before = match["to"].strip(), _before(match)
    if to == "から" or (to.startswith("to") and before.endswith("from ")):
        return "change"
    if to.startswith("and") and not before.endswith("between "):
        return ""
    return "range" if rising else ""


def _before(match: re.Match[str]) -> str:
    start = match.start()
    return match.string[max(0, start - 8) : start].lower()


def _ends(one: str, other: str, low: Decimal) -> tuple[Decimal, Decimal]:
    """Both numbers; in 5〜6兆 the first has the scale of the second."""
    high = read(other) or Decimal(0)
    scaled = _SCALED.fullmatch(other)
    if scaled is not None and re.fullmatch(rf"{DIGITS}|{KANJI_DIGIT}+", one):
        figure = read(scaled[1]) or Decimal(0)
        if 0 < low < figure:
            low *= high / figure
    return low, high
