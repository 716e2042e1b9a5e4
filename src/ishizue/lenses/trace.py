"""From an outcome to the sentences it rests on.

outcome -> rows and figures its lens read -> claims, rulings, changes -> documents
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ishizue.errors import LensError
from ishizue.evidence import Claim, Ledger
from ishizue.lenses.evaluate import lens_named
from ishizue.lenses.lens import Selection
from ishizue.scenarios import Scenario
from ishizue.schema import dictionary
from ishizue.world import Figure, World
from ishizue.world.checks import SCENARIO_BASIS

Identity = tuple[str, Figure | None, tuple[str, ...]]
"""A path, the figure there, and the ids of what it rests on."""


@dataclass(frozen=True)
class Place:
    """Where a claim stands: document and paragraph, or the document's own locator.

    Attributes:
        passage: The paragraph, where the reader has the document at hand.
        quote: The words in it; empty if they are not those the claim was made from.
    """

    claim: str
    document: str
    title: str
    publisher: str
    date: str
    paragraph: int | None
    start: int | None
    end: int | None
    locator: str
    reliability: str
    credibility: int
    paraphrase: Mapping[str, str]
    passage: str | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Source:
    """What a figure or row rests on.

    Attributes:
        kind: `claim`; `ruling` (signed) or `unverified` (a ruling that still has to be
            checked); `scenario` (an assumption of the scenario); `dictionary` (no
            figure is given, so the dictionary's plausible range stands).
        text: What it says, by language.
        by: Who signed or reviewed it, and when.
        to_check: For unverified rulings, the document that would settle it.
        places: Where it is written; none for assumptions.
    """

    id: str
    kind: str
    text: Mapping[str, str]
    by: str
    to_check: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Support:
    """A row or figure an outcome was computed from, and what it rests on.

    Attributes:
        taken_out: Whether a scenario took the row out, so that its absence counts.
    """

    path: str
    figure: Figure | None
    sources: tuple[Source, ...]
    taken_out: bool = False

    @cached_property
    def identity(self) -> Identity:
        """What makes two supports the same, whichever scenario they come from."""
        return self.path, self.figure, tuple(source.id for source in self.sources)


@dataclass(frozen=True)
class Evidence:
    """What a study's worlds rest on; each claim and ruling is looked up once.

    Attributes:
        ledger: The documents, claims and rulings of the study.
        scenarios: The scenarios of the study, whose changes figures may rest on.
    """

    ledger: Ledger
    scenarios: Mapping[str, Scenario]
    _sources: dict[str, Source] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def sources(self, basis: Iterable[str]) -> tuple[Source, ...]:
        """What the ids of a basis stand for."""
        return tuple(self._source(b) for b in basis if b)

    def _source(self, basis: str) -> Source:
        if basis not in self._sources:
            self._sources[basis] = _source(basis, self.ledger, self.scenarios)
        return self._sources[basis]


@dataclass(frozen=True)
class Grounds:
    """What the rows and figures of one world rest on, each looked up once."""

    world: World
    evidence: Evidence
    _supports: dict[str, Support] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def trace(self, outcome: str, selection: Selection) -> tuple[Support, ...]:
        """Everything a part of an outcome rests on, in the order the lens read it.

        Args:
            outcome: `lens.outcome`.
            selection: The part meant; what it does not name is meant whole.

        Raises:
            LensError: The outcome is unknown, or nothing matches the selection.
        """
        name, _, variable = outcome.partition(".")
        lens = lens_named(name)
        if variable not in lens.writes:
            known = ", ".join(f"{name}.{written}" for written in lens.writes)
            raise LensError(f"{outcome!r} is not an outcome. Fix: choose from {known}.")
        paths = lens.behind(self.world, variable, selection)
        if not paths:
            raise LensError(
                f"nothing of {outcome!r} matches {dict(selection)}. "
                "Fix: name rows of the world, as 'ishizue run' lists them."
            )
        return tuple(map(self.support, paths))

    def support(self, path: str) -> Support:
        """What one row (`table.row`) or figure rests on."""
        if path not in self._supports:
            self._supports[path] = self._looked_up(path)
        return self._supports[path]

    def _looked_up(self, path: str) -> Support:
        figure = self.world.figures.get(path)
        if figure is not None:
            return Support(path, figure, self.evidence.sources(figure.basis))
        table, row, *rest = path.split(".")
        if rest:
            return Support(path, None, (_dictionary_source(table, rest[0]),))
        basis = self.world.ever(table)[row]["basis"].split(";")
        taken_out = row not in self.world.tables[table]
        return Support(path, None, self.evidence.sources(basis), taken_out)


def trace(
    outcome: str,
    selection: Selection,
    world: World,
    ledger: Ledger,
    scenarios: Mapping[str, Scenario],
) -> tuple[Support, ...]:
    """Everything a part of an outcome of a world rests on, see `Grounds.trace`."""
    return Grounds(world, Evidence(ledger, scenarios)).trace(outcome, selection)


def places(supports: Iterable[Support]) -> tuple[Place, ...]:
    """Every place in a document that supports come down to, each once."""
    found = {
        place.claim: place
        for support in supports
        for source in support.sources
        for place in source.places
    }
    return tuple(found.values())


def quoted(
    supports: Iterable[Support], quote: Callable[[Place], tuple[str, str] | None]
) -> tuple[Support, ...]:
    """The supports with passage and quote at every place where they are at hand."""

    def with_quote(place: Place) -> Place:
        words = quote(place)
        if words is None:
            return place
        return replace(place, passage=words[0], quote=words[1])

    def with_quotes(source: Source) -> Source:
        return replace(source, places=tuple(map(with_quote, source.places)))

    return tuple(
        replace(support, sources=tuple(map(with_quotes, support.sources)))
        for support in supports
    )


def _source(basis: str, ledger: Ledger, scenarios: Mapping[str, Scenario]) -> Source:
    if basis.startswith(SCENARIO_BASIS):
        name, _, number = basis.removeprefix(SCENARIO_BASIS).partition("#")
        why = scenarios[name].changes[int(number) - 1].why
        return Source(basis, "scenario", {"en": why.en, "ja": why.ja}, "", "", ())
    written = tuple(_place(c, ledger) for c in ledger.claims_behind(basis))
    if basis in ledger.claims:
        claim = ledger.claims[basis]
        by = f"{claim.reviewed_by}, {claim.reviewed_on}"
        return Source(basis, "claim", written[0].paraphrase, by, "", written)
    ruling = ledger.rulings[basis]
    return Source(
        basis,
        "unverified" if ruling.status == "unverified" else "ruling",
        {"en": ruling.why_en, "ja": ruling.why_ja},
        f"{ruling.who}, {ruling.date}",
        ruling.to_check,
        written,
    )


def _place(claim: Claim, ledger: Ledger) -> Place:
    document = ledger.documents[claim.document]
    return Place(
        claim=claim.id,
        document=document.document,
        title=document.title,
        publisher=document.publisher,
        date=document.date or "",
        paragraph=claim.paragraph,
        start=claim.start,
        end=claim.end,
        locator=claim.locator,
        reliability=document.reliability,
        credibility=claim.credibility,
        paraphrase={"en": claim.paraphrase_en, "ja": claim.paraphrase_ja},
    )


def _dictionary_source(table: str, field: str) -> Source:
    missing = dictionary().tables[table].fields[field].missing
    low, high = missing if isinstance(missing, tuple) else (0.0, 0.0)
    text = {
        "en": f"No figure is given; anything from {low:g} to {high:g} is taken as "
        "equally likely.",
        "ja": f"数値の記載がないため、{low:g}から{high:g}までを等しくありうる値とみなす。",
    }
    return Source(f"dictionary:{table}.{field}", "dictionary", text, "", "", ())
