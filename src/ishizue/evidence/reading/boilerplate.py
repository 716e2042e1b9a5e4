"""Lines that belong to the page rather than to the text, known by their wording."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple, cast

from ishizue.evidence.passages import Section

Scope = Literal["opens", "region", "line", "tail"]
"""`opens`: the heading of a section that runs on; `region`: of a short list; `line`: this
line alone; `tail`: this line, where it stands towards the end."""

_DECORATION = "■◆●▼▽▲△◇□○★☆#=_|>＞»›→←【】[]［］〔〕<>《》•・:：- \t　"
_LONGEST = 1000
_LONGEST_OPENING = 160
_LONGEST_ITEM = 40
_BAR = re.compile(r"\s*[|｜＞>»›]\s*|\s[/／・]\s")


class Wording(NamedTuple):
    """What a line's wording says it is."""

    section: Section
    scope: Scope


_MENU = Wording("navigation", "line")


@cache
def _patterns() -> tuple[tuple[Wording, re.Pattern[str]], ...]:
    table = resources.files(__package__).joinpath("boilerplate.csv").read_text("utf-8")
    joined: dict[Wording, list[str]] = {}
    for row in csv.DictReader(table.splitlines()):
        wording = Wording(cast(Section, row["section"]), cast(Scope, row["scope"]))
        joined.setdefault(wording, []).append(row["pattern"])
    return tuple(
        (wording, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE))
        for wording, patterns in joined.items()
    )


def wording_of(line: str) -> Wording | None:
    """What a line's wording says it is; None where it may be the text itself."""
    if len(line) > _LONGEST:
        return None
    found = _wording_of_whole(line)
    return _MENU if found is None and _is_menu(line) else found


def _is_menu(line: str) -> bool:
    """Whether a line holds several items of a menu, one of which at least is known."""
    if len(line) > _LONGEST_OPENING:
        return False
    barred, spaced = _BAR.split(line), line.split()
    items = [_wording_of_whole(item) == _MENU for item in barred]
    if len(items) > 1 and max(map(len, barred)) <= _LONGEST_ITEM and any(items):
        return True
    known = sum(_wording_of_whole(item) == _MENU for item in spaced)
    return known > 1 and known * 2 > len(spaced)


def _wording_of_whole(line: str) -> Wording | None:
    bare = line.strip(_DECORATION)
    for wording, pattern in _patterns():
        is_opening = wording.scope in ("opens", "region")
        if is_opening and len(line) > _LONGEST_OPENING:
            continue
        if pattern.fullmatch(bare):
            return wording
        # Some lines are known by their sign, which is decoration in a heading.
        if bare != line and not is_opening and pattern.fullmatch(line):
            return wording
    return None
