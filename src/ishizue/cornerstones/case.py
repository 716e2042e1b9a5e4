"""A conclusion in one scenario, cut loose so that it can be examined over and over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from ishizue.cornerstones.variants import Replaced, Stack
from ishizue.ensembles import Draws
from ishizue.errors import LensError
from ishizue.evidence import Ledger
from ishizue.lenses import Conclusion, Lens, evaluate, lens_named
from ishizue.lenses.evaluate import planning, plans
from ishizue.lenses.focus import focus
from ishizue.world import Figure, World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# Variants of draws are evaluated together, up to so many rows at a time.
ROWS = 8192


@dataclass(frozen=True)
class Case:
    """A conclusion, and all that it rests on in one scenario.

    Attributes:
        world: The part of the scenario's world the conclusion rests on, as of the
            study's day.
        behind: Paths of the rows and figures it rests on.
        stated: Of the figures a scenario scaled, what the baseline states.
        ledger: The claims and rulings behind it, with their documents.
    """

    conclusion: Conclusion
    scenario: str
    world: World
    behind: tuple[str, ...]
    stated: Mapping[str, Figure]
    ledger: Ledger
    years: tuple[int, ...]

    @classmethod
    def of(
        cls,
        conclusion: Conclusion,
        scenario: str,
        world: World,
        baseline: World,
        ledger: Ledger,
        years: tuple[int, ...],
    ) -> Case:
        """The case of a conclusion in the world of a scenario."""
        focused = focus(world, [conclusion])
        lens = lens_named(conclusion.lens)
        # Asked of the whole world, which still knows what a scenario took out.
        behind = lens.behind(world, conclusion.variable, conclusion.select)
        scaled = {
            path: baseline.figures[path]
            for path in behind
            if path in focused.figures
            and path in baseline.figures
            and focused.figures[path] != baseline.figures[path]
        }
        bases = {b for path in behind for b in bases_of(path, focused)}
        return cls(
            conclusion, scenario, focused, behind, scaled, _part(ledger, bases), years
        )

    @property
    def key(self) -> tuple[str, str]:
        """Ids of the conclusion and the scenario."""
        return self.conclusion.id, self.scenario

    @cached_property
    def lens(self) -> Lens:
        """The lens asked, for the one outcome the conclusion is about."""
        return lens_named(self.conclusion.lens).only([self.conclusion.variable])

    def values(self, draws: Draws, world: World | None = None) -> Array:
        """The number the conclusion is about, per draw, here or in a changed world.

        Raises:
            LensError: The changed world cannot answer.
        """
        asked = self.world if world is None else world
        years = self.years
        if "year" in self.conclusion.select:
            # What comes later is not behind the conclusion.
            years = tuple(y for y in years if y <= int(self.conclusion.select["year"]))
        return self.conclusion.values(evaluate(asked, [self.lens], years, draws))

    def variants(self, draws: Draws, replaced: Sequence[Replaced]) -> Array:
        """The numbers with draws of some figures replaced, shape (variant, draw)."""
        size = self.at_once(draws)
        found = [
            self.values(Stack(draws, replaced[start : start + size]))
            for start in range(0, len(replaced), size)
        ]
        return np.concatenate([np.empty(0), *found]).reshape(-1, len(draws))

    def answers(self, draws: Draws, replaced: Sequence[Replaced]) -> list[Array | None]:
        """The same, one by one; None where nothing can be said."""
        size = self.at_once(draws)
        parts = [replaced[i : i + size] for i in range(0, len(replaced), size)]
        return [answer for part in parts for answer in self._answered(draws, part)]

    def _answered(
        self, draws: Draws, replaced: Sequence[Replaced]
    ) -> list[Array | None]:
        try:
            return list(self.variants(draws, replaced))
        except LensError as error:
            # One of them, as a rule that asks for nothing, silences all.
            if len(replaced) == 1:
                return [None]
            silent = {row // len(draws) for row in error.draws or ()}
        if silent:
            others = [r for i, r in enumerate(replaced) if i not in silent]
            left = iter(self._answered(draws, others))
            return [None if i in silent else next(left) for i in range(len(replaced))]
        half = len(replaced) // 2
        parts = (replaced[:half], replaced[half:])
        return [answer for part in parts for answer in self._answered(draws, part)]

    @cached_property
    def planned_on(self) -> frozenset[str]:
        """Paths of the rows and figures that plans rest on."""
        return frozenset(
            path
            for planner in planning([self.lens])
            for outcome in planner.writes
            for path in planner.behind(self.world, outcome, {})
        )

    def plans_as_in(self, world: World) -> bool:
        """Whether lenses would plan the same in a world where figures differ."""
        here, there = (plans(w, [self.lens], self.years) for w in (self.world, world))
        return all(plan.identical(there[name]) for name, plan in here.items())

    def at_once(self, draws: Draws) -> int:
        """How many variants of draws are evaluated together."""
        return max(1, ROWS // len(draws))

    def agrees(self, values: Array) -> bool:
        """Whether the statement is more likely true than not."""
        return bool(self.conclusion.holds(values).mean() >= 0.5)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Figures the conclusion rests on, ranges of the dictionary included."""
        noting = _Noting(0, 0, 2)
        self.values(noting)
        known = {**noting.seen, **self.world.figures}
        return MappingProxyType({p: known[p] for p in self.behind if p in known})

    @cached_property
    def uncertain(self) -> tuple[str, ...]:
        """Paths of figures that vary from draw to draw."""
        return tuple(p for p, f in self.figures.items() if not f.is_exact)

    @cached_property
    def rows_with_figures(self) -> frozenset[str]:
        """Rows (`table.row`) that stand or fall with their figures."""
        return frozenset(f"{f.table}.{f.row}" for f in self.world.figures.values())

    @cached_property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """Paths by the source they rest on; see `sources_of`."""
        found: dict[str, list[str]] = {}
        for path in self.behind:
            for source in sources_of(path, self.world, self.ledger):
                found.setdefault(source, []).append(path)
        return MappingProxyType({s: tuple(paths) for s, paths in found.items()})

    def __reduce__(self) -> tuple[object, ...]:
        # What is worked out is not sent to workers, and mapping proxies do not pickle.
        fields = (
            self.conclusion,
            self.scenario,
            self.world,
            self.behind,
            dict(self.stated),
            self.ledger,
            self.years,
        )
        return (Case, fields)


def bases_of(path: str, world: World) -> tuple[str, ...]:
    """What a row (`table.row`) or figure of a world rests on, as its study says.

    A figure that is not stated rests on the range of its dictionary entry,
    `dictionary:table.field`.
    """
    figure = world.figures.get(path)
    if figure is not None:
        return figure.basis
    table, row, *field = path.split(".")
    if field:
        return (f"dictionary:{table}.{field[0]}",)
    return tuple(b for b in world.ever(table)[row]["basis"].split(";") if b)


def sources_of(path: str, world: World, ledger: Ledger) -> tuple[str, ...]:
    """Sources under a row or figure: ids of documents, rulings and assumptions.

    A ruling is a source of its own, beside the documents whose claims it weighs, for
    it may be wrong where they are right. Changes of scenarios (`scenario:name#n`) and
    ranges of the dictionary (`dictionary:table.field`) are sources as well.
    """
    found: dict[str, None] = {}
    for basis in bases_of(path, world):
        claims = ledger.claims_behind(basis)
        found |= dict.fromkeys(claim.document for claim in claims)
        if basis not in ledger.claims:
            found[basis] = None
    return tuple(found)


def _part(ledger: Ledger, bases: Iterable[str]) -> Ledger:
    """The part of a ledger that some bases come down to."""
    named = set(bases)
    claims = {c.id: c for b in named for c in ledger.claims_behind(b)}
    documents = {c.document for c in claims.values()}
    return Ledger(
        {d: ledger.documents[d] for d in ledger.documents if d in documents},
        {c: ledger.claims[c] for c in ledger.claims if c in claims},
        {r: ledger.rulings[r] for r in ledger.rulings if r in named},
        {},
    )


class _Noting(Draws):
    """Draws that note which figures are asked for."""

    def __init__(self, seed: int, start: int, stop: int) -> None:
        super().__init__(seed, start, stop)
        self.seen: dict[str, Figure] = {}

    def of(self, figure: Figure) -> Array:
        self.seen[figure.path] = figure
        return super().of(figure)
