"""One conclusion in one scenario, examined in every way: what is it resting on?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from ishizue.cornerstones.case import Case
from ishizue.cornerstones.findings import Finding, Withdrawal
from ishizue.cornerstones.flips import flips
from ishizue.cornerstones.region import region
from ishizue.cornerstones.sensitivity import Sensitivity
from ishizue.cornerstones.withdrawal import Fallen, Removal, Withdrawn
from ishizue.ensembles import Draws
from ishizue.errors import LensError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

STRONGEST = 10  # sources whose pairs are all tried
FLIP_DRAWS = 500  # a middle value needs no more


def examine(case: Case, draws: int, seed: int) -> Finding:
    """All that the methods of this package find out about a case.

    Args:
        case: The conclusion in a scenario.
        draws: Draws of every figure; withdrawals share them, so that a difference is
            due to what was withdrawn alone.
        seed: Seed of every random stream.
    """
    ensemble = Draws(seed, 0, draws)
    sensitivity = Sensitivity(case, ensemble)
    values = sensitivity.a
    figures, sources = sensitivity.figures(), sensitivity.by_source()
    trials = _Trials(case, values, Removal(case, ensemble, values))
    withdrawals = trials.singles()
    return Finding(
        conclusion=case.conclusion.id,
        scenario=case.scenario,
        probability=float(case.conclusion.holds(values).mean()),
        median=float(np.median(values)),
        figures=figures,
        sources=sources,
        swings=sensitivity.swings(figures),
        convergence=sensitivity.convergence(figures) + sensitivity.convergence(sources),
        interplay=sensitivity.interplay(figures, sources),
        withdrawals=withdrawals,
        pairs=trials.pairs([w.sources[0] for w in withdrawals if w.falls]),
        graded=trials.of(Withdrawn.below_b2(case.ledger)),
        verified=trials.of(Withdrawn.unverified()),
        flips=flips(case, Draws(seed, 0, min(draws, FLIP_DRAWS))),
        region=region(case, ensemble, values),
    )


class _Trials:
    """Withdrawals tried one after another, and ranked."""

    def __init__(self, case: Case, values: Array, removal: Removal) -> None:
        self.case = case
        self.values = values
        self.removal = removal
        self._alone: dict[str, Withdrawal] = {}
        self._lost: dict[tuple[str, ...], Fallen] = {}

    def singles(self) -> tuple[Withdrawal, ...]:
        """Every document and ruling withdrawn in turn, the strongest first."""
        self.removal.foresee(self.lost((source,)) for source in self.removal.sources)
        return self._ranked(self.alone(source) for source in self.removal.sources)

    def pairs(self, strongest: Sequence[str]) -> tuple[Withdrawal, ...]:
        """Pairs of the strongest, and pairs that carry something between them.

        The latter never show among single withdrawals, where each makes up for the
        other.
        """
        tried = dict.fromkeys(combinations(sorted(strongest[:STRONGEST]), 2))
        tried |= dict.fromkeys(self._joint())
        self.removal.foresee(self.lost(pair) for pair in tried)
        found = []
        for pair in tried:
            both = self.named(pair)
            alone = any(self.alone(source).is_fatal for source in pair)
            found.append(replace(both, together=both.is_fatal and not alone))
        return self._ranked(found)

    def alone(self, source: str) -> Withdrawal:
        """Without one of them; asked again for every pair it is in."""
        if source not in self._alone:
            self._alone[source] = self.named((source,))
        return self._alone[source]

    def named(self, sources: tuple[str, ...]) -> Withdrawal:
        """Without documents and rulings of these ids."""
        return self._withdrawal(sources, self.lost(sources))

    def of(self, withdrawn: Withdrawn) -> Withdrawal:
        """Without what is withdrawn."""
        return self._withdrawal((), self.removal.fallen(withdrawn))

    def lost(self, sources: tuple[str, ...]) -> Fallen:
        """What falls without documents and rulings of these ids."""
        if sources not in self._lost:
            self._lost[sources] = self.removal.fallen(Withdrawn.sources(sources))
        return self._lost[sources]

    def _withdrawal(self, sources: tuple[str, ...], lost: Fallen) -> Withdrawal:
        probability = median = None
        overturns, reason = False, ""
        try:
            values = self.removal.values(lost)
        except LensError as error:
            # How to mend a study is no matter here.
            reason = str(error).partition(" Fix: ")[0]
        else:
            probability = float(self.case.conclusion.holds(values).mean())
            median = float(np.median(values))
            overturns = self.case.agrees(values) != self.case.agrees(self.values)
        return Withdrawal(
            sources,
            probability,
            median,
            overturns,
            reason,
            replaced=tuple(lost.replaced),
            gone=lost.gone,
            rows=lost.rows,
        )

    def _joint(self) -> list[tuple[str, str]]:
        """Pairs without which something falls that stands without either.

        Both must be under it, so only pairs with something in common are tried.
        """
        under: dict[str, list[str]] = {}
        for source in self.removal.sources:
            for path in self.case.sources[source]:
                under.setdefault(path, []).append(source)
        common: dict[tuple[str, str], list[str]] = {}
        for path, sources in under.items():
            for pair in combinations(sorted(sources), 2):
                common.setdefault(pair, []).append(path)
        return [
            (a, b)
            for (a, b), paths in common.items()
            if self._falls([a, b], paths)
            - self._falls([a], paths)
            - self._falls([b], paths)
        ]

    def _falls(
        self, sources: Sequence[str], paths: Sequence[str]
    ) -> set[tuple[str, float | None]]:
        lost = self.removal.fallen(Withdrawn.sources(sources), paths)
        found = {(path, figure.value) for path, figure in lost.replaced.items()}
        return found | {(path, None) for path in (*lost.gone, *lost.rows)}

    def _ranked(self, found: Iterable[Withdrawal]) -> tuple[Withdrawal, ...]:
        return tuple(sorted(found, key=self._strength))

    def _strength(self, withdrawal: Withdrawal) -> tuple[object, ...]:
        moved = shift = 0.0
        if withdrawal.probability is not None and withdrawal.median is not None:
            agreeing = self.case.conclusion.holds(self.values).mean()
            moved = abs(withdrawal.probability - float(agreeing))
            shift = abs(withdrawal.median - float(np.median(self.values)))
        return (
            not withdrawal.together,
            not withdrawal.overturns,
            not withdrawal.unsupported,
            # The least that brings a conclusion down is what it hangs on.
            withdrawal.falls if withdrawal.is_fatal else 0,
            -moved,
            -shift,
            -withdrawal.falls,
            withdrawal.sources,
        )
