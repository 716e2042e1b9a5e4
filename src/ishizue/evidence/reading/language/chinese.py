"""Chinese told from Japanese that happens to be written without kana.

Both write Han characters, so headlines, lists of names and titles look alike. What
tells them apart is characters only China or Taiwan writes, and words only Chinese
uses; characters only Japan writes speak against it.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from ishizue.evidence.reading.language.scripts import (
    ANY_HAN,
    ANY_KANA,
    CHINESE_FORMS,
    JAPANESE_FORMS,
    TRADITIONAL_FORMS,
    UNSIMPLIFIED_FORMS,
)

# One word that only Chinese uses settles it; a character that only Chinese writes
# needs a second, or a word that Japanese rarely forms where two words meet.
_STRONG, _FORM, _WEAK, _ENOUGH = 4, 3, 1, 4
_DELIMITERS = re.compile(r"[、,，・·;；:：。.!！?？「」『』()（）\[\]/／\s]+")
_FEWEST, _SHORT, _LONGEST_NAME = 3, 8, 4
_FEWEST_TRADITIONAL, _SOME = 4, 0.18


class _Words(NamedTuple):
    pattern: re.Pattern[str]
    weights: dict[str, int]


@cache
def _words() -> _Words:
    table = resources.files(__package__).joinpath("chinese.csv").read_text("utf-8")
    by_kind = {"strong": _STRONG, "weak": _WEAK, "japanese": 0}
    weights = {
        row["words"]: by_kind[row["says"]] for row in csv.DictReader(table.splitlines())
    }
    # Longer words first, so that a Japanese one shields the Chinese one within it.
    longest_first = sorted(weights, key=lambda w: (-len(w), w))
    return _Words(re.compile("|".join(longest_first)), weights)


def evidence(run: str) -> int:
    """How strongly a run without kana speaks for Chinese."""
    words = _words()
    forms = sum(map(CHINESE_FORMS.__contains__, run))
    said = sum(words.weights[w] for w in words.pattern.findall(run))
    return forms * _FORM + said


def is_chinese(run: str) -> bool:
    """Whether a run, if need be a single clause, is Chinese rather than Japanese."""
    if ANY_KANA.search(run):
        return False
    han = len(ANY_HAN.findall(run))
    if han < _FEWEST or _is_list_of_names(run):
        return False
    traditional = TRADITIONAL_FORMS.intersection(run)
    if len(traditional) >= max(_FEWEST_TRADITIONAL, _SOME * han):
        return True
    found = evidence(run)
    against = sum(map(JAPANESE_FORMS.__contains__, run))
    if found >= _ENOUGH + 2 * against:
        return True
    # A short clause may hold a single character of its own, and nothing to the contrary.
    unsimplified = sum(map(UNSIMPLIFIED_FORMS.__contains__, run))
    return found >= _FORM and han <= _SHORT and unsimplified == 0


def _is_list_of_names(run: str) -> bool:
    pieces = [p for p in _DELIMITERS.split(run) if ANY_HAN.search(p)]
    words = _words()
    return (
        len(pieces) > 1
        and all(len(p) <= _LONGEST_NAME for p in pieces)
        and not any(words.weights[w] == _STRONG for w in words.pattern.findall(run))
    )
