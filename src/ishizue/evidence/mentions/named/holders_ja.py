"""Persons with their office in Japanese: スターマー首相, ベルギー首相のクヴィル."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.mentions.named.offices import (
    Around,
    Holder,
    not_names,
    office_words,
    offices,
)
from ishizue.evidence.mentions.named.scene import KANJI, Scene
from ishizue.evidence.mentions.named.tables import words

NAME = r"[ァ-ヺ][ァ-ヺー]+(?:[・=][ァ-ヺー]+)*"
KATAKANA_BEFORE = re.compile(rf"{NAME}$")
KANJI_BEFORE = re.compile(r"[一-龥々]{2,5}$")
NAME_AFTER = re.compile(rf"(?P<link>[の・:\s]?)(?P<name>{NAME})")
SENTENCE_GOES_ON = re.compile(r"[はがもとやにをの、。()」』]|氏|さん|$")

FORMER = re.compile(r"[前元旧故]$")
DESIGNATE = re.compile(r"次期$")
CURRENT = re.compile(r"(?:現|新|暫定|当時の)$")
REGION = "州"
BRACKET_REACH = 40
REACH = 30
LONGEST_KANJI_NAME = 4


def holders(scene: Scene, around: Around) -> Iterator[Holder]:
    """Every person with an office beside the name."""
    for match in _office().finditer(scene.text):
        if words("ja", "not-office").match(scene.text, match.end()) or around.contains(
            *match.span()
        ):
            continue
        holder = _named_before(scene, around, match)
        if holder is None:
            holder = _named_after(scene, around, match)
        if holder is not None:
            yield holder


def _named_before(scene: Scene, around: Around, match: re.Match[str]) -> Holder | None:
    """スターマー首相, マクロン仏大統領, 金正恩(キム・ジョンウン)総書記."""
    text = scene.text
    office, position = _rank(text, match)
    when, body = "current", None
    # 中谷元防衛相: what looks like a former office may be the end of a name.
    if position not in around.persons_by_end:
        when, position = _qualifier(text, position)
        body = around.bodies_by_end.get(_outside_brackets(text, position))
    if body is not None:
        when, position = _qualifier(text, body.start, when)
        if text[position - 1 : position] in {"・", " "}:
            position -= 1
    position = _outside_brackets(text, position)
    found = _name_ending(text, around, position)
    if found is None or (match[0].startswith(REGION) and found[1] is None):
        return None
    start, known = found
    name = text[start:position]
    owner_end = start - 1 if text[start - 1 : start] == "の" else start
    owner = around.bodies_by_end.get(owner_end)
    if owner is not None:
        start = owner.start
    of = body or owner
    return Holder(
        start=start,
        end=match.end(),
        name=name,
        known=known,
        office=office,
        of=of.value if of is not None else "",
        when=when,
    )


def _named_after(scene: Scene, around: Around, match: re.Match[str]) -> Holder | None:
    """ベルギー首相のクヴィル, フランス大統領マクロン, バイエルン州首相ゼーダー."""
    text = scene.text
    office, position = _rank(text, match)
    when, position = _qualifier(text, position)
    body = around.bodies_by_end.get(position)
    of = ""
    if body is not None:
        of = body.value
        when, _ = _qualifier(text, body.start, when)
    found = _name_beginning(text, around, match.end())
    if found is None:
        return None
    start, end, known = found
    direct = start == match.end()
    if known is not None:
        theirs = known.details.get("of", "")
        if not direct and of and theirs and of != theirs:
            return None
    elif not _may_be_named(text, start, end, direct, bool(of)):
        return None
    return Holder(
        start=body.start if body is not None else match.start(),
        end=end,
        name=text[start:end],
        known=known,
        office=office,
        of=of,
        when=when,
    )


def _rank(text: str, match: re.Match[str]) -> tuple[str, int]:
    """The office, and where it begins: with 副 it is that of a deputy."""
    office, start = offices("ja")[match[0]], match.start()
    if text[start - 1 : start] == "副":
        return f"deputy-{office}", start - 1
    return office, start


def _may_be_named(text: str, start: int, end: int, direct: bool, owned: bool) -> bool:
    """Whether katakana behind an office is a name: ベルギー首相のクヴィルは."""
    name = text[start:end]
    if not _is_name(name) or not SENTENCE_GOES_ON.match(text, end):
        return False
    return owned or (direct and "・" in name)


def _qualifier(text: str, position: int, when: str = "current") -> tuple[str, int]:
    """Whether an office is a former one or one to come, and where that begins."""
    before = text[max(0, position - 3) : position]
    for pattern, meaning in (
        (FORMER, "former"),
        (DESIGNATE, "designate"),
        (CURRENT, when),
    ):
        found = pattern.search(before)
        if found is not None:
            return meaning, position - len(found[0])
    return when, position


def _outside_brackets(text: str, position: int) -> int:
    """Before the reading in brackets that ends at a position, if one does."""
    if text[position - 1 : position] != ")":
        return position
    start = text.rfind("(", max(0, position - BRACKET_REACH), position)
    return start if start > 0 else position


def _name_ending(
    text: str, around: Around, position: int
) -> tuple[int, Mention | None] | None:
    """Where the name that ends at a position begins, and who it is if known."""
    known = around.persons_by_end.get(position)
    if known is not None:
        return known.start, known
    reach = max(0, position - REACH)
    katakana = KATAKANA_BEFORE.search(text, reach, position)
    if katakana is not None:
        start = _behind_bodies(around, katakana.start(), position)
        return (start, None) if _is_name(text[start:position]) else None
    kanji = KANJI_BEFORE.search(text, reach, position)
    if kanji is None:
        return None
    start = _behind_bodies(around, kanji.start(), position)
    if start == kanji.start() and KANJI.match(text[start - 1 : start] or " "):
        return None
    return (start, None) if _is_kanji_name(text[start:position]) else None


def _name_beginning(
    text: str, around: Around, position: int
) -> tuple[int, int, Mention | None] | None:
    match = NAME_AFTER.match(text, position)
    for start in (position, position + 1):
        known = around.persons_by_start.get(start)
        if known is not None and text[position:start] in {"", "の", "・", " "}:
            return start, known.end, known
    if match is None or match.start("name") in around.bodies_by_start:
        return None
    return match.start("name"), match.end(), None


def _behind_bodies(around: Around, start: int, end: int) -> int:
    """Where a run goes on after the states and bodies it begins with."""
    for position in range(end - 1, start, -1):
        body = around.bodies_by_end.get(position)
        if body is not None and body.start >= start - 1:
            return position
    return start


def _is_name(katakana: str) -> bool:
    parts = re.split("[・=]", katakana)
    return len(katakana) > 1 and not any(
        part in not_names("ja", "whole") for part in parts
    )


def _is_kanji_name(kanji: str) -> bool:
    return (
        2 <= len(kanji) <= LONGEST_KANJI_NAME
        and kanji[0] not in not_names("ja", "first")
        and kanji[-1] not in not_names("ja", "last")
        and not any(word in kanji for word in not_names("ja", "within"))
    )


@cache
def _office() -> re.Pattern[str]:
    return re.compile(office_words("ja"))
