"""Which sources and assumptions explain a difference between two scenarios.

A source explains a difference as far as the difference goes away when the source is
withdrawn from both scenarios; an assumption, as far as it goes away when its scenario
does without that change. Parts need not add up, for it may take several together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ishizue.cornerstones.case import Case
from ishizue.cornerstones.withdrawal import Removal, Withdrawn
from ishizue.ensembles import Draws
from ishizue.errors import CheckFailed, LensError, ScenarioError
from ishizue.evidence import Ledger
from ishizue.lenses import Conclusion
from ishizue.lenses.compare import Difference
from ishizue.scenarios import Scenario, apply
from ishizue.scenarios.scenario import Wording
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

NOTABLE = 0.01  # what explains less of a difference is not named


@dataclass(frozen=True)
class Part:
    """What one source or assumption has to do with a difference.

    Attributes:
        source: Id of a document or ruling, or `scenario:name#n`.
        change: The median difference without it; None if then nothing can be said.
        explains: The share of the difference that goes away with it; above 1 where the
            difference turns round, below 0 where it grows.
    """

    source: str
    change: float | None
    explains: float


@dataclass(frozen=True)
class Explanation:
    """A difference, and what it is due to, the largest part first."""

    difference: Difference
    assumptions: tuple[Part, ...]
    sources: tuple[Part, ...]


@dataclass(frozen=True)
class Pair:
    """Two scenarios of a study, of which the differences are to be explained."""

    first: Scenario
    second: Scenario
    baseline: World
    ledger: Ledger
    as_of: date
    years: tuple[int, ...]

    def explain(self, difference: Difference, draws: int, seed: int) -> Explanation:
        """What a difference between the two is due to."""
        ensemble = Draws(seed, 0, draws)
        cases = [self._case(difference, scenario) for scenario in self.scenarios]
        values = [case.values(ensemble) for case in cases]
        whole = float(np.median(values[1] - values[0]))
        return Explanation(
            difference,
            _ranked(self._assumptions(difference, cases, values, whole, ensemble)),
            _ranked(_sources(cases, values, whole, ensemble)),
        )

    @property
    def scenarios(self) -> tuple[Scenario, Scenario]:
        """Both, in the order in which they are compared."""
        return self.first, self.second

    def _case(self, difference: Difference, scenario: Scenario) -> Case:
        return Case.of(
            _number(difference),
            scenario.name,
            self._world(scenario),
            self.baseline,
            self.ledger,
            self.years,
        )

    def _world(self, scenario: Scenario) -> World:
        return apply(scenario, self.baseline, self.ledger).at(self.as_of)

    def _assumptions(
        self,
        difference: Difference,
        cases: Sequence[Case],
        values: Sequence[Array],
        whole: float,
        draws: Draws,
    ) -> Iterator[Part]:
        """The changes behind either number, each left out in turn."""
        for side, (scenario, case) in enumerate(
            zip(self.scenarios, cases, strict=True)
        ):
            for number, change in enumerate(scenario.changes, start=1):
                source = f"scenario:{scenario.name}#{number}"
                if source not in case.sources:
                    continue
                rest = tuple(c for c in scenario.changes if c is not change)
                left = scenario.model_copy(update={"changes": rest})
                both = list(values)
                try:
                    both[side] = self._case(difference, left).values(draws)
                except (ScenarioError, CheckFailed, LensError):
                    # Later changes need this one, or the number is about what it adds.
                    yield Part(source, None, 1.0)
                else:
                    yield _part(source, both, whole)


def _sources(
    cases: Sequence[Case], values: Sequence[Array], whole: float, draws: Draws
) -> Iterator[Part]:
    removals = [
        Removal(case, draws, known) for case, known in zip(cases, values, strict=True)
    ]
    named = dict.fromkeys(source for removal in removals for source in removal.sources)
    for source in named:
        withdrawn = Withdrawn.sources([source])
        try:
            both = [removal.values(removal.fallen(withdrawn)) for removal in removals]
        except LensError:
            yield Part(source, None, 1.0)
        else:
            yield _part(source, both, whole)


def _part(source: str, values: Sequence[Array], whole: float) -> Part:
    change = float(np.median(values[1] - values[0]))
    return Part(source, change, 1 - change / whole if whole else 0.0)


def _ranked(parts: Iterator[Part]) -> tuple[Part, ...]:
    """Parts that explain anything, what explains most first."""
    found = [part for part in parts if abs(part.explains) >= NOTABLE]
    return tuple(sorted(found, key=lambda p: (-p.explains, p.change is None, p.source)))


def _number(difference: Difference) -> Conclusion:
    """The number of a difference, as something that can be examined."""
    wording = Wording(en=difference.outcome, ja=difference.outcome)
    return Conclusion(
        id="difference",
        outcome=difference.outcome,
        select=dict(difference.selection),
        comparison=">=",
        threshold=0.0,
        scenarios=("baseline",),
        statement=wording,
        short=wording,
    )
