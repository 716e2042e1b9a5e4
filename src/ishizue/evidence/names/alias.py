"""An alias: a surface, what it names, and the guards it has to pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ishizue.errors import CheckFailed, Issue
from ishizue.evidence.files import read_rows

NamedKind = Literal["actor", "organisation", "framework", "person", "none"]
"""What an alias names; `none` marks a longer expression that names nothing of ours."""

KINDS: tuple[NamedKind, ...] = (
    "actor",
    "organisation",
    "framework",
    "person",
    "none",
)

COLUMNS = ("key", "kind", "lang", "alias", "use", "guard")

Guard = tuple[str, str]
"""The name of a guard and what it is told, such as a regular expression."""


SPELLINGS = (
    ("・", ("", "=")),
    ("カ国", ("か国", "ケ国", "箇国")),
    ("イニシアティブ", ("イニシアチブ", "イニシアティヴ")),
    ("ヴァ", ("バ",)),
    ("ヴィ", ("ビ",)),
    ("ヴェ", ("ベ",)),
    ("ヴォ", ("ボ",)),
    ("強靱", ("強靭",)),
    ("エア・", ("エアー・",)),
)
"""Signs that writers exchange for one another."""


@dataclass(frozen=True)
class Alias:
    """One way of writing one name.

    Attributes:
        key: What it names (`usa`, `nato`, `cow`); empty for kind `none`.
        lang: The language it is written in, `ja` or `en`.
        use: How it names it: `name`, `official`, `abbreviation`, `adjective`,
            `historical`, `mistranslation`, `metonym` (a city that may stand for a
            government), `seat` (a house that always does), `confirmed` (by an
            analyst).
        guards: All must pass where it is found (see `mentions.guards`).
        of: The actor or framework a person is in office of.
    """

    key: str
    kind: NamedKind
    lang: str
    surface: str
    use: str
    guards: tuple[Guard, ...] = ()
    of: str = ""

    def has(self, guard: str) -> bool:
        """Whether it has a guard that is told nothing."""
        return (guard, "") in self.guards


def read_aliases(path: Path, issues: list[Issue]) -> list[Alias]:
    """The aliases of a table; faults are added to `issues`."""
    columns = (*COLUMNS, "of") if path.name == "persons.csv" else COLUMNS
    aliases = []
    for line, cells in read_rows(path, path.name, columns, issues):
        if cells["kind"] not in KINDS:
            issues.append(
                Issue(
                    f"{path.name}:{line}",
                    f"'{cells['kind']}' is no kind of name",
                    f"The kinds are: {', '.join(KINDS)}",
                    "kinds_are_known",
                )
            )
            continue
        aliases.append(
            Alias(
                key=cells["key"],
                kind=cells["kind"],
                lang=cells["lang"],
                surface=cells["alias"],
                use=cells["use"],
                guards=read_guards(cells["guard"]),
                of=cells.get("of", ""),
            )
        )
    return aliases


def read_guards(cell: str) -> tuple[Guard, ...]:
    """`any;unfollowed=州` as pairs of name and argument."""
    guards = []
    for part in filter(None, cell.split(";")):
        name, _, argument = part.partition("=")
        guards.append((name, argument))
    return tuple(guards)


def bundled(name: str) -> list[Alias]:
    """A table that stands beside this module."""
    issues: list[Issue] = []
    aliases = read_aliases(Path(__file__).with_name(name), issues)
    if issues:
        raise CheckFailed(issues)
    return aliases


def spellings(surface: str) -> set[str]:
    """A surface in all the ways it is written: with other marks, or other kana."""
    written = {surface}
    for sign, others in SPELLINGS:
        written |= {
            form.replace(sign, other)
            for form in written
            if sign in form
            for other in others
        }
    return written


def fold(text: str) -> str:
    """Text with width, marks and case made even; of the same length."""
    level = even(text)
    lower = level.lower()
    if len(lower) == len(level):
        return lower
    # A few capitals become two characters; they stay as they are.
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in level)


def even(text: str) -> str:
    """Text with width and marks made even; of the same length."""
    return text.translate(_even())


@cache
def _even() -> Mapping[int, str]:
    table = {ord(mark): "・" for mark in "·•‧∙･"}
    table |= {ord(dash): "-" for dash in "‐‑‒–—―−"}
    table |= {ord(mark): "'" for mark in "’‘ʼ＇"}
    table |= {ord(space): " " for space in "\u00a0\u2009\u202f\u3000"}
    table |= {ord("＝"): "=", ord("ヵ"): "カ", ord("ヶ"): "カ"}
    # Radicals and compatibility ideographs as PDFs hold them, full and half width.
    for code in (
        *range(0x2E80, 0x2FE0),
        *range(0xF900, 0xFB00),
        *range(0xFF01, 0xFF9E),
    ):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table.setdefault(code, plain)
    return table


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression of a table, compiled once."""
    return re.compile(pattern)
