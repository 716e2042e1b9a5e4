"""Kanji that stand for states: 日米韓, 訪中, 対露, 米軍, 独首相, 日・豪・仏.

One letter is never enough: it counts beside another (日米), behind a word that takes a
state (訪, 対, 駐) or before one (軍, 政府, 首相), and where `abbreviations.csv` and
`compounds.csv` know no other word it may belong to (日中の気温, 英雄, 加盟, 豪雨).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import NamedTuple

from ishizue.evidence.mentions.named.letters import (
    compounds,
    institutions,
    letters,
    lists,
    prefixes,
    runs,
)
from ishizue.evidence.mentions.named.scene import KANJI, KATAKANA, LATIN, Scene
from ishizue.evidence.mentions.named.tables import words

ENCLOSED = re.compile(r"在中(?![国米日韓英独仏邦人台]|外国|大使)")

DEMONSTRATIVE = re.compile(r"(?:[こそあ]の|ある|同じ)$")
CLAUSE_ENDS = re.compile(r"[うくすつぬむるぐぶたい]$")
ALLOWED_BEFORE = frozenset("旧新現元前両対各")
TIME_BEFORE = frozenset("回年在週度後時際間")

OTHER_ARMY = frozenset("事需備拡縮用配")
OPENS_ALONE = re.compile(r"(?:^|[\s。、,「『(【〔・/…:─-]|[とや])$")
CLOSES_ALONE = re.compile(
    r"[、,]| (?=\S)|は|が|も|と(?!り)|で|に|の|など|による|から|へ"
)
NAME_BEGINS = re.compile(r"[ァ-ヺA-Za-z]")
OPENS_CLAUSE = re.compile(r"[\s、。・「『(【]")


class Abbreviation(NamedTuple):
    """A stretch that stands for states."""

    start: int
    end: int
    keys: tuple[str, ...]


def abbreviations(
    scene: Scene, taken: Collection[tuple[int, int]]
) -> list[Abbreviation]:
    """Every abbreviation of states outside the stretches that longer names take."""
    reader = _Reader(scene, taken)
    return [
        abbreviation
        for match in runs().finditer(scene.text)
        for start, end in reader.free(*match.span())
        for abbreviation in reader.read(start, end)
    ]


class _Reader:
    """Reads runs of letters in one text."""

    def __init__(self, scene: Scene, taken: Collection[tuple[int, int]]) -> None:
        self.scene = scene
        self.text = scene.text
        self.taken = sorted(taken)
        self.taken_to = [end for _, end in self.taken]
        self.read_to = -1
        self.name_starts = frozenset(start for start, _ in taken)
        self.name_ends = frozenset(end for _, end in taken)
        self.listed = frozenset(
            position
            for match in lists().finditer(scene.text)
            for position in range(*match.span())
        )

    def free(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a stretch that no name takes."""
        # By number: cutting the list would copy the rest of it, for every stretch.
        for number in range(bisect_right(self.taken_to, start), len(self.taken)):
            name_start, name_end = self.taken[number]
            if name_start >= end:
                break
            if start < name_start:
                yield start, name_start
            start = name_end
        if start < end:
            yield start, end

    def read(self, start: int, end: int) -> Iterator[Abbreviation]:
        """What a run says: behind a prefix, together, or each letter by itself."""
        start, end = self._trimmed(start, end)
        if start >= end:
            return
        if self._is_prefixed(start):
            prefix = prefixes()[self.scene.before(start)]
            stop = end if prefix.many else start + 1
            yield from self._abbreviation(start - 1, stop, self.text[start:stop])
            yield from self.read(stop, end)
        elif end - start > 1 and self._is_compound(start, end):
            yield from self._abbreviation(start, end, self.text[start:end])
        else:
            for position in range(start, end):
                if self._stands_for_state(position):
                    stop = self._with_army(position + 1)
                    yield from self._abbreviation(position, stop, self.text[position])

    def _abbreviation(self, start: int, end: int, run: str) -> Iterator[Abbreviation]:
        self.read_to = end
        keys = tuple(dict.fromkeys(filter(None, (letters()[x].key for x in run))))
        if keys:
            yield Abbreviation(start, end, keys)

    def _with_army(self, end: int) -> int:
        """Behind 軍 where it follows: 米軍 is one word, 米軍事 is not."""
        army = self.scene.after(end) == "軍"
        return end + 1 if army and self.scene.after(end + 1) not in OTHER_ARMY else end

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without letters at either end that belong to their neighbours."""
        while start < end and not self._begins_well(start, end):
            start += 1
        while start < end and not self._ends_well(end):
            end -= 1
        return start, end

    def _begins_well(self, start: int, end: int) -> bool:
        letter, before = self.text[start], self.scene.before(start)
        if before in letters()[letter].before_not:
            return False
        if letters()[letter].mode == "last" and not self._is_prefixed(start):
            return False
        if KATAKANA.match(letter):
            return self._is_prefixed(start) or (
                letter in "ロソ" and not KATAKANA.match(before)
            )
        # する中/米英は, この日/米英は; but 続く/中露の, した/日米韓の.
        before = self.text[max(0, start - 2) : start]
        if letter == "日" and DEMONSTRATIVE.search(before):
            return False
        if self.text.startswith("日米", start):
            return True
        return not (letter in "中日" and end - start > 2 and CLAUSE_ENDS.search(before))

    def _ends_well(self, end: int) -> bool:
        letter, after = self.text[end - 1], self.scene.after(end)
        if KATAKANA.match(letter) and KATAKANA.match(after):
            return False
        if words("ja", "currency").match(self.text, end):
            return False
        return not letters()[letter].continues(self.text, end)

    def _is_prefixed(self, start: int) -> bool:
        """Whether 訪, 対, 駐 or the like stands before a letter."""
        pair = self.text[start - 1 : start + 1] if start else ""
        prefix = prefixes().get(pair[:1])
        if prefix is None or self.scene.before(start - 1) in prefix.before_not:
            return False
        if prefix.only and pair[1] not in prefix.only:
            return False
        if pair == "在中":
            return ENCLOSED.match(self.text, start - 1) is None
        return pair != "対比"

    def _is_compound(self, start: int, end: int) -> bool:
        before = self.scene.before(start)
        if KANJI.match(before) and not self._may_stand_before(start):
            return False
        pair = self.text[start:end]
        followed = compounds().get(pair)
        return followed is None or followed.match(self.text, end) is not None

    def _may_stand_before(self, start: int) -> bool:
        """Whether the kanji before a compound may be the end of another word."""
        before, first = self.scene.before(start), self.text[start]
        if before in ALLOWED_BEFORE or start in self.name_ends or self._is_day(start):
            return True
        return first not in "中日" or (first == "日" and before in TIME_BEFORE)

    def _is_day(self, position: int) -> bool:
        """Whether what stands before is the end of a date: 12日/米英, 9月/米住宅."""
        before = self.text[max(0, position - 2) : position]
        if before[1:] == "日":
            return before[0] in letters()["日"].before_not
        return before[1:] in {"月", "年"} and before[0].isdecimal()

    def _stands_for_state(self, position: int) -> bool:
        """Whether one letter, with none beside it, stands for its state."""
        letter = letters()[self.text[position]]
        before = self.scene.before(position)
        if not self._ends_well(position + 1):
            return False
        if before in letter.before_not:
            return False
        if position in self.listed or self._joins_a_name(position):
            return True
        if KANJI.match(before) and not self._parts_words(position):
            return False
        if position + 1 in self.name_starts:
            return self._may_lead_a_name(position)
        return self._leads_its_own(position, letter.mode, letter.alone)

    def _leads_its_own(self, position: int, mode: str, alone: bool) -> bool:
        """Whether what follows belongs to the state, or nothing does in a headline."""
        after = self.scene.after(position + 1)
        if mode in {"compound", "last"}:
            return self.text[position] == "ロ" and self._is_institution(position + 1)
        if KANJI.match(after):
            return mode == "open" or self._is_institution(position + 1)
        if NAME_BEGINS.match(after):
            return not LATIN.match(self.scene.before(position))
        return alone and self._is_alone(position)

    def _parts_words(self, position: int) -> bool:
        """Whether a letter behind a kanji begins a word all the same: 在日/米軍."""
        if position in self.name_ends or self._is_day(position):
            return True
        if position == self.read_to or self.scene.before(position) in ALLOWED_BEFORE:
            return True
        sure = institutions(parts=True).match(self.text, position + 1)
        return letters()[self.text[position]].mode == "open" and sure is not None

    def _is_institution(self, position: int) -> bool:
        return institutions().match(self.text, position) is not None

    def _may_lead_a_name(self, position: int) -> bool:
        """日NATO, 米ロッキード; but する中/ウクライナは."""
        letter, before = self.text[position], self.scene.before(position)
        if letter == "中" and before and not OPENS_CLAUSE.match(before):
            return False
        if letter == "日" and DEMONSTRATIVE.search(
            self.text[max(0, position - 2) : position]
        ):
            return False
        return letter not in "ソロウパ台朝"

    def _joins_a_name(self, position: int) -> bool:
        """米・ウクライナ, イスラエル・米."""
        before, after = self.scene.before(position), self.scene.after(position + 1)
        if after == "・" and position + 2 in self.name_starts:
            return (
                self.text[position] not in "中日"
                or not before
                or bool(OPENS_CLAUSE.match(before))
            )
        return (
            before == "・"
            and position - 1 in self.name_ends
            and (not KANJI.match(after) or self._is_institution(position + 1))
        )

    def _is_alone(self, position: int) -> bool:
        if not OPENS_ALONE.search(self.text, max(0, position - 1), position):
            return False
        if not CLOSES_ALONE.match(self.text, position + 1):
            return False
        around = self.scene.around(position, position + 1)
        return self.text[position] != "米" or words("ja", "rice").search(around) is None
