"""Words said over and over, as machine translation does when it loses the thread."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ishizue.evidence.reading.language.identify import is_small_word
from ishizue.evidence.reading.language.scripts import ANY_HAN, ANY_KANA

_LONGEST = 48
# A phrase has so many characters; three Latin letters say about as much as one.
_PHRASE, _LATIN_FOR_ONE = 8, 3
_NOUN = re.compile(r"[一-鿿]|[ァ-ヺー]{4}")
_TABLE = re.compile(r"[\t|│]|\s{2,}")


class Repetition(NamedTuple):
    """A stretch of a text in which nothing but one unit is repeated."""

    start: int
    end: int


def repetitions(text: str) -> list[Repetition]:
    """Every stretch of a text that repeats one word or phrase, in order.

    A text that equals itself shifted by p, over a stretch, repeats a unit of length p
    there. Every p is tried on the whole text at once, the shortest first.
    """
    lower = text.lower()
    same_case = lower if len(lower) == len(text) else text
    codes = np.frombuffer(same_case.encode("utf-32-le", "surrogatepass"), np.int32)
    codes = codes.copy()
    # No stretch runs over the end of a line: each end differs from every other.
    ends = np.flatnonzero((codes == 10) | (codes == 13))
    codes[ends] = -1 - ends
    found: list[Repetition] = []
    covered = np.zeros(len(codes), dtype=np.bool_)
    for period in range(1, min(_LONGEST, len(codes) // 2) + 1):
        for start, end in _stretches(codes[period:] == codes[:-period], period):
            inside = bool(covered[start:end].all())
            if not inside and _is_damage(text[start:end], period):
                found.append(Repetition(start, end))
                covered[start:end] = True
    return _merged(found)


def _stretches(same: NDArray[np.bool_], period: int) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(same.astype(np.int8), prepend=0, append=0))
    starts, ends = edges[::2], edges[1::2]
    long = ends - starts >= max(period, 3)
    pairs = zip(starts[long].tolist(), ends[long].tolist(), strict=True)
    return [(start, end + period) for start, end in pairs]


def _is_damage(stretch: str, period: int) -> bool:
    unit = stretch[:period]
    letters = "".join(filter(str.isalpha, unit))
    is_shorter_unit = period > 1 and len(set(unit)) == 1
    if letters in ("", "ー") or is_shorter_unit or _TABLE.search(unit):
        return False
    # The last repetition need not be followed by what stands between them.
    between = sum(not c.isalnum() for c in unit)
    times = (len(stretch) + between) // period
    return times >= _times_that_are_no_style(letters, is_separated=between > 0)


def _times_that_are_no_style(letters: str, *, is_separated: bool) -> int:
    """How often a unit must be repeated before nobody would have written it so."""
    size = len(letters)
    if size == 1:
        return 4 if ANY_HAN.match(letters) else 8
    # Onomatopoeia and cries are short, and repeated at will.
    if size <= 3 and all(map(ANY_KANA.match, letters)):
        return 6
    latin = sum(map(str.isascii, letters))
    is_phrase = size - latin + latin / _LATIN_FOR_ONE >= _PHRASE
    is_compound = not is_separated and _NOUN.search(letters) is not None
    # Emphasis repeats words that say something, with commas between them.
    return 3 if is_phrase or is_compound or is_small_word(letters) else 4


def _merged(found: list[Repetition]) -> list[Repetition]:
    merged: list[Repetition] = []
    for one in sorted(found):
        if merged and one.start <= merged[-1].end:
            last = merged.pop()
            one = Repetition(last.start, max(last.end, one.end))
        merged.append(one)
    return merged
