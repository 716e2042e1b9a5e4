"""Persons with their office in English: President Macron, Merz, the German chancellor."""

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
from ishizue.evidence.mentions.named.scene import Scene

WORD = r"(?:[A-ZÀ-ÞĀ-Ž][\w'À-ɏ-]+|[A-Z]\.)"
PARTICLE = r"(?:de|De|von|Von|van|Van|der|den|el|al|bin|ibn|da|la|le|du)"
NAME = rf"{WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{0,3}}"
FULL_NAME_BEFORE = re.compile(rf"({WORD}(?: (?:{PARTICLE} ){{0,2}}{WORD}){{1,3}})$")
QUALIFIER = re.compile(
    r"\b(?P<former>[Ff]ormer|[Ee]x|[Ll]ate|[Tt]hen|[Oo]ne-time)[ -]$"
    r"|\b(?P<designate>[Ii]ncoming|[Dd]esignated)[ -]$"
    r"|\b(?P<current>[Aa]cting|[Cc]urrent|[Nn]ew|[Oo]utgoing)[ -]$"
)
NEEDS_OWNER = frozenset({"King", "Queen", "Speaker", "General", "Head"})
ELECT = re.compile(r"-(?:elect|designate)\b")
DEPUTY = re.compile(r"\b(?:Deputy|Assistant|Vice|Associate)[ -]$")
COMMA = re.compile(r", (?:the )?$")
REACH = 24
NAME_REACH = 60


def holders(scene: Scene, around: Around) -> Iterator[Holder]:
    """Every person with an office beside the name."""
    text = scene.text
    for match in _title().finditer(text):
        holder = _titled(scene, around, match)
        if holder is not None:
            yield holder
    for match in _office().finditer(text):
        holder = _described(scene, around, match)
        if holder is not None:
            yield holder


def _titled(scene: Scene, around: Around, match: re.Match[str]) -> Holder | None:
    """Chancellor Olaf Scholz, former U.S. President Barack Obama."""
    text = scene.text
    office, start = offices("en")[match["title"]], match.start("title")
    deputy = DEPUTY.search(text, max(0, start - REACH), start)
    if deputy is not None:
        office, start = f"deputy-{office}", deputy.start()
    when, first = _qualifier(text, start)
    body = _owner_before(text, around, first)
    if body is not None:
        when, _ = _qualifier(text, body.start, when)
    elif match["title"] in NEEDS_OWNER:
        return None
    if ELECT.match(text, match.end("title")):
        when = "designate"
    name_start = match.start("name")
    known = around.persons_by_start.get(name_start)
    end = known.end if known is not None else name_start + len(_cut(match["name"]))
    if end == name_start:
        return None
    return Holder(
        start=start,
        end=end,
        name=text[name_start:end],
        known=known,
        office=office,
        of=body.value if body is not None else "",
        when=when,
    )


def _described(scene: Scene, around: Around, match: re.Match[str]) -> Holder | None:
    """Friedrich Merz, the German chancellor; Ukraine's president, Volodymyr Zelensky."""
    text = scene.text
    when, start = _qualifier(text, match.start())
    body = _owner_before(text, around, start)
    if body is None:
        return None
    when, first = _qualifier(text, body.start, when)
    office = offices("en")[_capitalised()[match[0]]]
    behind = _behind(text, around, match.end(), body)
    if behind is not None:
        end, name, known = behind.end, behind.surface, behind
        return Holder(first, end, name, known, office, body.value, when)
    named = _in_front(text, around, first)
    if named is None:
        return None
    start, name, before = named
    return Holder(start, match.end(), name, before, office, body.value, when)


def _behind(text: str, around: Around, end: int, body: Mention) -> Mention | None:
    """A known person behind an office; behind a comma only one of the same body."""
    known = around.persons_by_start.get(end + 1)
    if known is not None and text.startswith(" ", end):
        return known
    known = around.persons_by_start.get(end + 2)
    if known is None or not text.startswith(", ", end):
        return None
    return known if known.details.get("of") == body.value else None


def _in_front(
    text: str, around: Around, position: int
) -> tuple[int, str, Mention | None] | None:
    """Where the name in apposition to an office begins, the name, and who it is."""
    comma = COMMA.search(text, max(0, position - 6), position)
    if comma is None:
        return None
    end = comma.start()
    known = around.persons_by_end.get(end)
    if known is not None:
        return known.start, known.surface, known
    full = FULL_NAME_BEFORE.search(text, max(0, end - NAME_REACH), end)
    if full is None or _cut(full[1]) != full[1]:
        return None
    return full.start(), full[1], None


def _owner_before(text: str, around: Around, position: int) -> Mention | None:
    """What an office is of, right before it: German, Ukraine's, NATO."""
    for link in (" ", "'s ", "' "):
        if text.endswith(link, 0, position):
            body = around.bodies_by_end.get(position - len(link))
            if body is not None:
                return body
    return None


def _qualifier(text: str, position: int, when: str = "current") -> tuple[str, int]:
    found = QUALIFIER.search(text, max(0, position - REACH), position)
    if found is None or found.lastgroup is None:
        return when, position
    meaning = found.lastgroup
    return (when if meaning == "current" else meaning), found.start()


def _cut(name: str) -> str:
    """A run of capitalised words up to the first that is nobody's name."""
    kept = []
    for word in name.split(" "):
        if word.removesuffix("'s") in not_names("en", "whole"):
            break
        kept.append(word)
    whole = " ".join(kept)
    return re.sub(r"'s$|'$", "", whole)


@cache
def _title() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<title>{office_words('en')})(?:-elect|-designate)? (?P<name>{NAME})"
    )


@cache
def _capitalised() -> dict[str, str]:
    return {word.lower(): word for word in offices("en")}


@cache
def _office() -> re.Pattern[str]:
    words = sorted(_capitalised(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b(?!s)")
