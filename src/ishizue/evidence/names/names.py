"""The names we know: from surface to key, suggestions, and every place in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import ahocorasick  # type: ignore[import-not-found]  # a C extension without stubs
from rapidfuzz import fuzz, process

from ishizue.evidence.names.alias import (
    Alias,
    NamedKind,
    bundled,
    compiled,
    fold,
    spellings,
)
from ishizue.evidence.names.merges import Merge, read_merges, standing

TABLES = (
    "states.csv",
    "metonyms.csv",
    "frameworks.csv",
    "organisations.csv",
    "persons.csv",
    "traps.csv",
)

CLOSE_ENOUGH = 70.0
"""Of 100: below it two names have too little in common to be worth a suggestion."""


@dataclass(frozen=True)
class Suggestion:
    """A known name that looks like a surface; it resolves nothing by itself.

    Attributes:
        score: Likeness, up to 100.
    """

    surface: str
    key: str
    kind: NamedKind
    score: float


@dataclass(frozen=True)
class Hit:
    """An alias in a text, its guards not yet asked."""

    start: int
    end: int
    alias: Alias


class Names:
    """Aliases, looked up by surface or by key, or searched for in a text."""

    def __init__(
        self, aliases: Iterable[Alias], patterns: Iterable[Alias] = ()
    ) -> None:
        self.aliases = tuple(aliases)
        self.patterns = tuple((compiled(p.surface), p) for p in patterns)

    def confirmed(self, merges: Iterable[Merge]) -> Names:
        """The same names and those analysts confirmed, which come first."""
        ours = [
            Alias(
                key=merge.key,
                kind=merge.kind,
                lang="en" if merge.surface.isascii() else "ja",
                surface=merge.surface,
                use="confirmed",
            )
            for merge in merges
        ]
        return Names([*ours, *self.aliases], [pattern for _, pattern in self.patterns])

    def look_up(self, surface: str) -> tuple[Alias, ...]:
        """Every alias written like this, guards not asked; the likeliest first."""
        found = self._by_surface.get(fold(surface.strip()), [])
        return tuple(found) or tuple(
            alias
            for pattern, alias in self.patterns
            if pattern.fullmatch(surface.strip())
        )

    def key(self, surface: str, kind: NamedKind | None = None) -> str:
        """What a surface names; empty where it is not known."""
        return next(
            (
                alias.key
                for alias in self.look_up(surface)
                if kind is None or alias.kind == kind
            ),
            "",
        )

    def aliases_of(self, key: str) -> tuple[Alias, ...]:
        """Every way of writing one name."""
        return tuple(self._by_key.get(key, ()))

    def suggest(self, surface: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """Known names that look like a surface, the likest first, each key once."""
        likest: dict[str, Suggestion] = {}
        wanted = fold(surface.strip())
        for written, score, _ in process.extract(
            wanted,
            list(self._by_surface),
            scorer=fuzz.ratio,
            score_cutoff=CLOSE_ENOUGH,
            limit=None,
        ):
            alias = self._by_surface[written][0]
            if alias.kind != "none":
                likest.setdefault(
                    alias.key,
                    Suggestion(alias.surface, alias.key, alias.kind, float(score)),
                )
        return tuple(likest.values())[:limit]

    def hits(self, text: str) -> Iterator[Hit]:
        """Every alias in a text whose marks are even, overlaps and all."""
        for last, aliases in self._automaton.iter(fold(text)):
            for length, alias in aliases:
                yield Hit(last + 1 - length, last + 1, alias)
        for pattern, alias in self.patterns:
            for match in pattern.finditer(text):
                yield Hit(match.start(), match.end(), alias)

    @cached_property
    def _by_surface(self) -> dict[str, list[Alias]]:
        table: dict[str, list[Alias]] = {}
        for alias in self.aliases:
            for written in spellings(alias.surface):
                table.setdefault(fold(written), []).append(alias)
        return table

    @cached_property
    def _by_key(self) -> dict[str, list[Alias]]:
        table: dict[str, list[Alias]] = {}
        for alias in self.aliases:
            if alias.key:
                table.setdefault(alias.key, []).append(alias)
        return table

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        automaton = ahocorasick.Automaton()
        for written, aliases in self._by_surface.items():
            automaton.add_word(written, [(len(written), alias) for alias in aliases])
        automaton.make_automaton()
        return automaton


def names(study_folder: Path | None = None) -> Names:
    """The names shipped with the package, and those a study's analysts confirmed.

    Raises:
        EvidenceError: The study's `names.jsonl` cannot be read.
    """
    if study_folder is None:
        return _shipped()
    merges = standing(read_merges(study_folder))
    return _shipped().confirmed(merges) if merges else _shipped()


@cache
def _shipped() -> Names:
    aliases = [alias for table in TABLES for alias in bundled(table)]
    return Names(aliases, bundled("patterns.csv"))
