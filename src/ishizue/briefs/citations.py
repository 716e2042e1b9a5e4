"""Claims, rulings, assumptions and ranges that a brief rests on, under short labels.

Documents are numbered as they are first cited; a claim is named by its document and a
number within it (`7.3`), a signed ruling `R`, an unverified one `U`, an assumption of
a scenario `S`, a range the dictionary lets stand in `P`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ishizue.briefs.wording import Text, say
from ishizue.evidence import Document, Ledger
from ishizue.lenses.trace import Place, Source, Support
from ishizue.world.checks import SCENARIO_BASIS

UNVERIFIED: Final = "\N{WHITE DIAMOND}"
"""Stands beside what rests on a ruling nobody has checked."""


@dataclass(frozen=True)
class CitedClaim:
    """A claim, in our words, and where it stands in its document.

    Attributes:
        credibility: Admiralty grade of the information, 1 (confirmed) to 6.
        reviewed: Who accepted it, and when.
    """

    label: str
    id: str
    where: Text
    paraphrase: Text
    credibility: int
    reviewed: str


@dataclass(frozen=True)
class Reference:
    """A document and the claims taken from it."""

    number: int
    document: Document
    claims: tuple[CitedClaim, ...]


@dataclass(frozen=True)
class CitedRuling:
    """A ruling: who decided, when and why, and the claims weighed.

    Attributes:
        to_check: For an unverified one, the document that would settle it.
    """

    label: str
    id: str
    unverified: bool
    by: str
    why: Text
    weighed: tuple[str, ...]
    to_check: str


@dataclass(frozen=True)
class PlausibleRange:
    """What the dictionary lets stand in for figures that are not given."""

    label: str
    field: str
    text: Text


@dataclass(frozen=True)
class Citations:
    """Everything cited.

    Attributes:
        labels: From the id of a claim, ruling, assumption or range to its label.
        numbers: From the key of a document to its number.
    """

    references: tuple[Reference, ...]
    rulings: tuple[CitedRuling, ...]
    ranges: tuple[PlausibleRange, ...]
    labels: Mapping[str, str]
    numbers: Mapping[str, int]

    @property
    def unverified(self) -> tuple[CitedRuling, ...]:
        """Rulings that still have to be checked."""
        return tuple(r for r in self.rulings if r.unverified)


@dataclass
class _Found:
    """Sources in order of first mention."""

    sources: dict[str, Source] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def cite(
    supports: Iterable[Support], ledger: Ledger, scenarios: Iterable[str]
) -> Citations:
    """Label everything that supports rest on, in their order.

    Args:
        supports: What the brief's numbers rest on.
        ledger: Where claims and documents stand.
        scenarios: The study's scenarios in order; the place is part of the label.
    """
    order = {name: i for i, name in enumerate(scenarios)}
    found = _Found()
    for support in supports:
        for source in support.sources:
            found.sources.setdefault(source.id, source)
            for place in source.places:
                found.places.setdefault(place.claim, place)
    references, labels = _references(found, ledger)
    count: Counter[str] = Counter()
    rulings, ranges = [], []
    for source in found.sources.values():
        if source.kind in ("ruling", "unverified"):
            letter = "R" if source.kind == "ruling" else "U"
            count[letter] += 1
            labels[source.id] = f"{letter}{count[letter]}"
            weighed = tuple(labels[place.claim] for place in source.places)
            rulings.append(_ruling(source, labels[source.id], weighed))
        elif source.kind == "scenario":
            name, _, number = source.id.removeprefix(SCENARIO_BASIS).partition("#")
            labels[source.id] = f"S{order[name]}.{number}"
        elif source.kind == "dictionary":
            count["P"] += 1
            labels[source.id] = f"P{count['P']}"
            name = source.id.partition(":")[2]
            ranges.append(PlausibleRange(labels[source.id], name, Text.of(source.text)))
    return Citations(
        references,
        tuple(sorted(rulings, key=lambda r: (r.unverified, int(r.label[1:])))),
        tuple(ranges),
        labels,
        {r.document.document: r.number for r in references},
    )


def ranked(sources: Iterable[Source], citations: Citations) -> tuple[int, ...]:
    """Numbers of the documents that sources lead to, those with most claims first."""
    claims = {
        place.claim: place.document
        for source in sources
        if source.kind != "unverified"
        for place in source.places
    }
    counts = Counter(citations.numbers[document] for document in claims.values())
    return tuple(sorted(counts, key=lambda number: (-counts[number], number)))


def _references(
    found: _Found, ledger: Ledger
) -> tuple[tuple[Reference, ...], dict[str, str]]:
    by_document: dict[str, list[Place]] = {}
    for place in found.places.values():
        by_document.setdefault(place.document, []).append(place)
    references, labels = [], {}
    for number, (document, places) in enumerate(by_document.items(), start=1):
        claims = []
        for i, place in enumerate(sorted(places, key=_position), start=1):
            labels[place.claim] = f"{number}.{i}"
            claim = ledger.claims[place.claim]
            claims.append(
                CitedClaim(
                    label=labels[place.claim],
                    id=place.claim,
                    where=where(place),
                    paraphrase=Text.of(place.paraphrase),
                    credibility=place.credibility,
                    reviewed=f"{claim.reviewed_by}, {claim.reviewed_on}",
                )
            )
        references.append(Reference(number, ledger.documents[document], tuple(claims)))
    return tuple(references), labels


def where(place: Place) -> Text:
    """The place within the document: paragraph and characters, or its locator."""
    if place.paragraph is None:
        return Text.same(place.locator)
    text = say(
        "paragraph {n}, characters {start}–{end}",
        n=place.paragraph,
        start=place.start,
        end=place.end,
    )
    if not place.locator:
        return text
    return say("{locator}, {place}", locator=place.locator, place=text)


def _position(place: Place) -> tuple[int, int, str, str]:
    return place.paragraph or 0, place.start or 0, place.locator, place.claim


def _ruling(source: Source, label: str, weighed: tuple[str, ...]) -> CitedRuling:
    return CitedRuling(
        label=label,
        id=source.id,
        unverified=source.kind == "unverified",
        by=source.by,
        why=Text.of(source.text),
        weighed=weighed,
        to_check=source.to_check,
    )
