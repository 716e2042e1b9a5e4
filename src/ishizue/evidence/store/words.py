"""Text as search sees it: folded, cut into words and pairs of characters.

Scripts that put spaces between words are indexed by word, all others by characters
and pairs of them, so that a Japanese word of two characters is found. What
the index finds is a candidate; whether the words stand there, the text itself says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Latin, Greek and Cyrillic letters, once folded. A number ends where a letter follows,
# so that units and models are found beside it.
_LETTER, _DIGIT = "a-zß-öø-ɏͰ-ԯḀ-῿", "0-9"
_PIECES = re.compile(rf"[{_LETTER}]+|[{_DIGIT}]+|((?:(?![{_LETTER}{_DIGIT}_])\w)+)")
# Characters that normalisation may join to the one before them: combining marks,
# half-width voicing marks, Hangul vowels and finals.
_JOINING = (
    "\u0300-\u036f\u0483-\u0487\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a"
    "\ufe20-\ufe2f\uff9e\uff9f\u1160-\u11ff"
)
_SEGMENTS = re.compile(rf"[^{_JOINING}][{_JOINING}]*|[{_JOINING}]+", re.DOTALL)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
    }
)
# Indexes of databases bound the length of an entry.
_LONGEST = 60


@dataclass(frozen=True)
class Folded:
    """A text with differences of form taken out of it.

    Attributes:
        places: Of each of its characters, and of its end, the place in the original;
            None where they are the same.
    """

    text: str
    places: Sequence[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original a stretch of the folded text comes from."""
        if self.places is None:
            return start, end
        # A character may fold into several; all of it is meant.
        first, last = self.places[start], self.places[end - 1]
        return first, next((p for p in self.places[end:] if p > last), last)


def fold(text: str) -> Folded:
    """NFKC, case folded; dashes and apostrophes of any sort alike."""
    folded = text.translate(_ALIKE).casefold()
    if unicodedata.is_normalized("NFKC", text) and len(folded) == len(text):
        return Folded(folded, None)
    parts, places = [], []
    for segment in _SEGMENTS.finditer(text):
        part = _folded_segment(segment[0])
        parts.append(part)
        places += [segment.start()] * len(part)
    return Folded("".join(parts), [*places, len(text)])


@lru_cache(maxsize=2**14)
def _folded_segment(segment: str) -> str:
    normal = unicodedata.normalize("NFKC", segment).translate(_ALIKE).casefold()
    return unicodedata.normalize("NFKC", normal)


def words(text: str) -> set[str]:
    """Everything a text is indexed by: words, characters and pairs of characters."""
    found = set()
    for piece in _PIECES.finditer(fold(text).text):
        run = piece[1]
        if run is None:
            found.add(piece[0][:_LONGEST])
        else:
            found.update(run)
            found.update(_pairs(run))
    return found


def _pairs(run: str) -> Iterable[str]:
    return (run[i : i + 2] for i in range(len(run) - 1))


def needles(phrase: str) -> set[str]:
    """What a text that holds the phrase is sure to be indexed by."""
    found = set()
    for piece in _PIECES.finditer(fold(phrase).text):
        run = piece[1]
        if run is None:
            found.add(piece[0][:_LONGEST])
        else:
            found.update(_pairs(run) if len(run) > 1 else run)
    return found


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the phrases in folded text, the longest first; words are whole."""
    folded = sorted({fold(p).text for p in phrases}, key=lambda p: (-len(p), p))
    return re.compile("|".join(map(_whole, folded)))


def _whole(phrase: str) -> str:
    before = after = ""
    for kind in (_LETTER, _DIGIT):
        if re.match(f"[{kind}]", phrase):
            before = f"(?<![{kind}])"
        if re.search(f"[{kind}]$", phrase):
            after = f"(?![{kind}])"
    return before + r"\s+".join(map(re.escape, phrase.split())) + after
