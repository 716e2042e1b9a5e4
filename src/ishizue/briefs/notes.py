"""From the numbers of a brief to what they rest on, each thing said once.

number -> note -> rows and figures -> claims in documents, rulings, assumptions, ranges

A `Tracer` hands out numbers while a brief is composed and remembers what each is;
`Tracer.apparatus` then puts the notes together. Numbers that rest on the same rows and
figures share a note; notes name rows, claims and rulings by labels instead of
repeating them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ishizue.briefs.citations import Citations, cite, ranked
from ishizue.briefs.names import Names, field_name
from ishizue.briefs.numbers import (
    FigureKey,
    FindingKey,
    Form,
    Key,
    Number,
    middle,
)
from ishizue.briefs.rows import Span, UsedRow, spans, used_rows
from ishizue.briefs.wording import Text, say
from ishizue.evidence import Ledger
from ishizue.lenses.trace import Evidence, Grounds, Identity, Source, Support
from ishizue.scenarios import Scenario
from ishizue.world import World

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

Scope = tuple[Key, ...]
"""What a note is about; several keys for a difference between scenarios."""


@dataclass(frozen=True)
class Rests:
    """How much of what a number rests on, counted.

    Attributes:
        documents, claims: Those that claims and signed rulings lead to. Claims that
            only an unverified ruling weighed do not count, for it is not a citation.
        ranges: Figures that are not given, for which the dictionary's range stands in.
    """

    documents: int
    claims: int
    signed: int
    unverified: int
    assumptions: int
    ranges: int


@dataclass(frozen=True)
class Footnote:
    """The number that readers meet in the text, and the scenarios it speaks of."""

    number: int
    where: Text


@dataclass(frozen=True)
class Subject:
    """What some footnotes are about, each in a scenario of its own."""

    what: Text
    footnotes: tuple[Footnote, ...]


@dataclass(frozen=True)
class Note:
    """Footnotes that rest on the same rows and figures, and what they rest on.

    Attributes:
        id: A name within the brief.
        documents: Numbers of the documents, those cited most first.
        signed, unverified, assumptions, ranges: Labels.
        rows: By table, spans of the numbers of used rows.
    """

    id: int
    subjects: tuple[Subject, ...]
    rests: Rests
    documents: tuple[int, ...]
    signed: tuple[str, ...]
    unverified: tuple[str, ...]
    assumptions: tuple[str, ...]
    ranges: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True)
class Apparatus:
    """Notes, and the rows and evidence they name.

    Attributes:
        of: The footnote number and the place in `notes` of each scope.
    """

    notes: tuple[Note, ...]
    of: Mapping[Scope, tuple[int, int]]
    rows: tuple[UsedRow, ...]
    citations: Citations

    @property
    def fields(self) -> dict[str, Text]:
        """What the fields of the figures used mean, by name."""
        found = {(row.table, f.field) for row in self.rows for f in row.figures}
        return {field: field_name(table, field) for table, field in sorted(found)}

    def note(self, number: Number) -> Note:
        """The note of a number."""
        return self.notes[self.of[number.note][1]]


class Tracer:
    """Hands out numbers that trace, and remembers them in order."""

    def __init__(
        self,
        worlds: Mapping[str, World],
        ledger: Ledger,
        scenarios: Mapping[str, Scenario],
    ) -> None:
        self._evidence = Evidence(ledger, scenarios)
        self._grounds = {
            name: Grounds(world, self._evidence) for name, world in worlds.items()
        }
        self._supports: dict[Scope, tuple[Support, ...]] = {}
        self._traced: dict[Key, tuple[Support, ...]] = {}

    def number(
        self,
        key: Key | tuple[Key, ...],
        draws: Array | float,
        unit: str,
        form: Form,
        *,
        note: Scope | None = None,
        ceiling: float | None = None,
    ) -> Number:
        """A number over draws, or a single one, and its note.

        Args:
            key: What the number is.
            draws: The number per draw; a single float has no interval.
            unit: Its unit.
            form: How it is written.
            note: A wider scope to share a note with; by default the key's own.
            ceiling: For years, what stands for "not within the years looked at".
        """
        trace_keys = key if isinstance(key, tuple) else (key,)
        scope = note or trace_keys
        if scope not in self._supports:
            self._supports[scope] = self._united(scope)
        value, low, high = (
            (draws, None, None) if isinstance(draws, float) else middle(draws)
        )
        return Number(value, low, high, unit, form, trace_keys, scope, ceiling)

    def rests(self, number: Number) -> Rests:
        """What a number rests on, counted."""
        return _counted(_sources(self._supports[number.note]))

    def apparatus(self, names: Names) -> Apparatus:
        """Notes for all numbers handed out so far."""
        groups: dict[frozenset[Identity], list[Scope]] = {}
        for scope, supports in self._supports.items():
            identities = frozenset(s.identity for s in supports)
            groups.setdefault(identities, []).append(scope)
        held = [self._supports[scopes[0]] for scopes in groups.values()]
        evidence = self._evidence
        citations = cite(
            (s for supports in held for s in supports),
            evidence.ledger,
            evidence.scenarios,
        )
        worlds = [grounds.world for grounds in self._grounds.values()]
        rows, places = used_rows(held, citations, names, worlds)
        notes, of, number = [], {}, 0
        for i, scopes in enumerate(groups.values()):
            subjects: dict[Text, list[Footnote]] = {}
            for scope in sorted(scopes, key=lambda s: names.key(s[0]).en):
                number += 1
                of[scope] = (number, i)
                footnote = Footnote(number, _where(scope, names))
                subjects.setdefault(names.key(scope[0]), []).append(footnote)
            sources = _sources(held[i])
            notes.append(
                Note(
                    i + 1,
                    tuple(Subject(what, tuple(f)) for what, f in subjects.items()),
                    _counted(sources),
                    ranked(sources, citations),
                    **_labels(sources, citations),
                    rows=spans(places[i], rows),
                )
            )
        return Apparatus(tuple(notes), of, rows, citations)

    def _united(self, scope: Scope) -> tuple[Support, ...]:
        """What any of the keys rests on, each row and figure once."""
        found = {s.identity: s for key in scope for s in self._trace(key)}
        return tuple(found.values())

    def _trace(self, key: Key) -> tuple[Support, ...]:
        if key not in self._traced:
            self._traced[key] = traced(key, self._grounds[key.scenario])
        return self._traced[key]


def traced(key: Key, grounds: Grounds) -> tuple[Support, ...]:
    """Everything a key rests on."""
    if isinstance(key, FindingKey):
        key = key.of
    if isinstance(key, FigureKey):
        row = ".".join(key.path.split(".")[:2])
        return grounds.support(row), grounds.support(key.path)
    return grounds.trace(key.outcome, dict(key.selection))


def _sources(supports: Iterable[Support]) -> tuple[Source, ...]:
    found = {source.id: source for support in supports for source in support.sources}
    return tuple(found.values())


def _counted(sources: Iterable[Source]) -> Rests:
    sources = list(sources)
    cited = [p for s in sources if s.kind != "unverified" for p in s.places]
    kinds = [s.kind for s in sources]
    return Rests(
        documents=len({place.document for place in cited}),
        claims=len({place.claim for place in cited}),
        signed=kinds.count("ruling"),
        unverified=kinds.count("unverified"),
        assumptions=kinds.count("scenario"),
        ranges=kinds.count("dictionary"),
    )


def _labels(
    sources: Iterable[Source], citations: Citations
) -> dict[str, tuple[str, ...]]:
    kinds = {
        "signed": "ruling",
        "unverified": "unverified",
        "assumptions": "scenario",
        "ranges": "dictionary",
    }
    sources = list(sources)
    return {
        name: tuple(citations.labels[s.id] for s in sources if s.kind == kind)
        for name, kind in kinds.items()
    }


def _where(scope: Scope, names: Names) -> Text:
    first, *others = scope
    if not others:
        return names.scenario(first.scenario)
    return say(
        "difference, {scenario} less {other}",
        scenario=names.scenario(first.scenario),
        other=names.scenario(others[0].scenario),
    )
