"""Finds the quantities of a passage: each number with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ishizue.evidence.mentions.dates import dates
from ishizue.evidence.mentions.legible import legible
from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.mentions.numerals import plain
from ishizue.evidence.mentions.quantities import english, japanese
from ishizue.evidence.mentions.quantities.multiples import multiples
from ishizue.evidence.mentions.quantities.number import Number, numbers
from ishizue.evidence.mentions.quantities.quantity import Quantity
from ishizue.evidence.passages import Passage

_JAPANESE = re.compile("[ぁ-んァ-ヶ一-龥]")
_DATE = "\ue002"
_RANGE = re.compile(r"\s?[〜–-]\s?|\sto\s")
_CHANGE = re.compile(r"から|を|、|→")


def quantities(
    passage: Passage, taken: Sequence[Mention] | None = None
) -> list[Mention]:
    """The quantities of a passage, in order, none overlapping another or a date.

    Args:
        passage: Where to look.
        taken: The dates of the passage; found here where not given.
    """
    text = _without(
        legible(passage.text), dates(passage, "") if taken is None else taken
    )
    found = sorted([*_in_figures(text), *multiples(text)], key=lambda q: q.start)
    return [
        Mention(
            kind="quantity",
            para=passage.para,
            start=quantity.start,
            end=quantity.end,
            surface=passage.text[quantity.start : quantity.end],
            value=_value(quantity),
            details=_details(quantity),
        )
        for quantity in _joined(text, found)
    ]


def _without(text: str, taken: Sequence[Mention]) -> str:
    """The text with dates blanked, so that 2025年 is not so many years."""
    pieces, at = [], 0
    for date in taken:
        pieces += [text[at : date.start], _DATE * (date.end - date.start)]
        at = date.end
    return "".join(pieces) + text[at:]


def _in_figures(text: str) -> Iterator[Quantity]:
    end = 0
    for number in numbers(text):
        if number.start < end:
            continue
        quantity = _around(text, number)
        if quantity is None:
            continue
        end = quantity.end
        quantity = replace(quantity, approximate=quantity.approximate or number.vague)
        if number.split is None:
            yield quantity
        else:
            # A change from one to the other: the unit said once is that of both.
            yield replace(quantity, end=number.split[0], high=quantity.low)
            yield replace(quantity, start=number.split[1], low=quantity.high)


def _around(text: str, number: Number) -> Quantity | None:
    """What the words around make of it, first in the language that they are in."""
    near = text[max(0, number.start - 8) : number.end + 8]
    if _JAPANESE.search(near):
        return japanese.around(text, number) or english.around(text, number)
    return english.around(text, number)


def _joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Each once, with 2万発〜3万発 made a range and the period of a change shared."""
    held: Quantity | None = None
    for quantity in found:
        if held is None:
            held = quantity
            continue
        if quantity.start < held.end:
            continue
        joined = _join(text, held, quantity)
        if joined.start != held.start:
            yield held
        held = joined
    if held is not None:
        yield held


def _join(text: str, one: Quantity, other: Quantity) -> Quantity:
    between = text[one.end : other.start]
    if one.unit != other.unit or one.high != one.low:
        return other
    change = text.endswith("from ", 0, one.start)
    if _RANGE.fullmatch(between) and not change and one.low < other.low == other.high:
        return replace(one, end=other.end, high=other.high, bound="")
    # 月産3万発から年内に同10万発へ: the period of the first is that of the second.
    shared = _CHANGE.fullmatch(between) or between.endswith("同")
    if shared and not other.per:
        return replace(other, per=one.per)
    return other


def _value(quantity: Quantity) -> str:
    ends = dict.fromkeys((plain(quantity.low), plain(quantity.high)))
    return "/".join(ends)


def _details(quantity: Quantity) -> dict[str, str]:
    low, high = plain(quantity.low), plain(quantity.high)
    details = {
        "unit": quantity.unit,
        "per": quantity.per,
        "approximate": "yes" if quantity.approximate else "",
        "low": low if quantity.bound == "low" or low != high else "",
        "high": high if quantity.bound == "high" or low != high else "",
    }
    return {key: value for key, value in details.items() if value}
