"""What grammars give the rules: clauses, forms of verbs, parties and their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from ishizue.evidence.extraction.lexicon import organs, regions
from ishizue.evidence.mentions import Mention

PARTIES = frozenset({"actor", "organisation", "framework", "person"})

Span = tuple[int, int]


class Clause(NamedTuple):
    """A stretch of a passage with one predicate of its own.

    Attributes:
        linked: Whether tense and modality are those of the clause after it.
        conditional: Whether it only says when the clause after it holds.
    """

    start: int
    end: int
    linked: bool = False
    conditional: bool = False


class Form(NamedTuple):
    """How a predicate stands in its clause.

    Attributes:
        tense: `linked` where the next clause tells.
        role: `main` where the clause asserts it, `modifier` where it describes a noun,
            `none` where it is neither (a purpose, a request, a bare noun).
        end: Where its inflection ends.
        abstains: Whether what is promised or decided is not to do something.
    """

    tense: Literal["future", "planned", "ongoing", "past", "linked"]
    negative: bool
    role: Literal["main", "modifier", "none"]
    end: int
    abstains: bool = False


class Party(NamedTuple):
    """One or several names that stand at one place.

    Attributes:
        keys: What they mean; a person, a ministry or an army stands for the state or
            body it speaks for.
        name: The person's own name, else empty.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    kind: str
    name: str = ""


class Role(NamedTuple):
    """Who fills a role of a claim.

    Attributes:
        who: Keys joined by `;`, or the words of the text.
        trust: 1 where the clause itself says so by name, less where it was inferred.
        known: Whether `who` are keys of names.
    """

    who: str
    trust: float
    known: bool
    start: int = -1
    end: int = -1


NOBODY = Role("", 0.0, known=False)


class Grammar(Protocol):
    """What the rules ask of a language."""

    def clauses(self, text: str, start: int, end: int) -> list[Clause]:
        """The clauses of a sentence, in order, without gaps."""
        ...

    def form(self, text: str, clause: Clause, span: Span) -> Form:
        """How the words at `span` stand in the clause."""
        ...

    def closing_tense(self, text: str, clause: Clause) -> Literal["future", "past"]:
        """The tense in which a clause closes, for those linked to it."""
        ...

    def scope(self, text: str, clause: Clause, span: Span, closing: Clause) -> str:
        """The words that say how certain the predicate is."""
        ...

    def subject(
        self, text: str, clause: Clause, before: int, parties: Sequence[Party]
    ) -> Role:
        """Who the clause is about; `NOBODY` where it does not say."""
        ...

    def object(
        self,
        text: str,
        clause: Clause,
        span: Span,
        marks: re.Pattern[str] | None,
        parties: Sequence[Party],
    ) -> Role:
        """Towards whom or what the predicate is directed."""
        ...

    def owner(
        self, text: str, clause: Clause, before: int, parties: Sequence[Party]
    ) -> Role:
        """Whose thing the clause is about, where it names no subject."""
        ...

    def speaker(
        self, text: str, span: Span, report: Span, parties: Sequence[Party]
    ) -> tuple[str, Role]:
        """Who says what a sentence reports: by name, and whom they speak for."""
        ...


def parties(text: str, mentions: Iterable[Mention]) -> list[Party]:
    """Names and regions of one passage by place; of those that overlap, the longest."""
    places: dict[Span, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in PARTIES:
            places.setdefault((mention.start, mention.end), []).append(mention)
    found = [_party(start, end, named) for (start, end), named in places.items()]
    pattern, keys = regions()
    found += [
        Party(*match.span(), (keys[(match.lastindex or 1) - 1],), "region")
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda party: (party.start, -party.end))
    apart: list[Party] = []
    for party in found:
        if not apart or party.start >= apart[-1].end:
            apart.append(party)
    return apart


def _party(start: int, end: int, named: Sequence[Mention]) -> Party:
    first = named[0]
    if first.kind == "person":
        of = first.details.get("of", "")
        spoken_for = (organs().get(of, of),) if of else ()
        return Party(start, end, spoken_for, "person", first.value)
    keys = tuple(dict.fromkeys(organs().get(m.value, m.value) for m in named))
    return Party(start, end, keys, first.kind)
