"""Which figures, and which sources, a conclusion owes its uncertainty to.

Sobol indices by two independent draws of every figure, A and B: the model is run on A,
on B, and on A with the figures of one factor from B (Saltelli et al. 2010, Comput. Phys.
Commun. 181:259-270). A factor is one figure, or all uncertain figures that rest on one
source; sources may share figures, so their indices need not add up.

What it is worth to check a fact is the expected reduction of doubt, where doubt is
p(1 - p), the expected quadratic score of the best forecast: the first-order index of
the statement's truth times its variance (the value of partial perfect information
under quadratic loss; Oakley & O'Hagan 2004, J. R. Stat. Soc. B 66:751-769).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from ishizue.cornerstones.case import Case
from ishizue.cornerstones.findings import Convergence, Interplay, Share, Swing
from ishizue.cornerstones.variants import second
from ishizue.ensembles import Draws
from ishizue.models import sobol

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Paths = tuple[str, ...]

SHOWN = 12  # figures in a tornado
SETTLING = 3  # figures, and sources, whose convergence is shown
PLAYERS = 6  # figures of a source between which variance is divided
CLEAR = 3.0  # standard errors by which an interaction must differ from nothing
NOTABLE = 0.02  # and the least share of variance worth a word


class Sensitivity:
    """Outputs on A, on B, and on A with factors from B, each computed once."""

    def __init__(self, case: Case, draws: Draws) -> None:
        self.case = case
        self.draws = draws
        self.other = second(draws)
        self.a = case.values(draws)
        self.b = case.values(self.other)
        self.sources = {
            source: tuple(p for p in paths if p in case.uncertain)
            for source, paths in case.sources.items()
        }
        singles: list[Paths] = [(path,) for path in case.uncertain]
        groups = [paths for paths in self.sources.values() if paths]
        self.mixed = self.swapped([*singles, *groups])

    def swapped(self, factors: Iterable[Paths]) -> dict[Paths, Array]:
        """For each set of figures the outputs on A with that set from B."""
        distinct = list(dict.fromkeys(factors))
        replaced = [dict.fromkeys(paths, self.other) for paths in distinct]
        rows = self.case.variants(self.draws, replaced)
        return dict(zip(distinct, rows, strict=True))

    def shares(self, factors: Mapping[str, Paths]) -> tuple[Share, ...]:
        """Shares of uncertainty of named factors, the largest total index first."""
        if not factors:
            return ()
        mixed = {name: self.mixed[paths] for name, paths in factors.items()}
        number = sobol.indices(self.a, self.b, mixed)
        truths = {name: self._truth(rows) for name, rows in mixed.items()}
        truth = sobol.indices(self._truth(self.a), self._truth(self.b), truths)
        found = []
        for i, (name, known) in enumerate(zip(number.names, truth.first, strict=True)):
            # A factor too rarely felt to be seen in A and B gives no number.
            first, first_error, total, total_error = (
                0.0 if math.isnan(x[i]) else x[i]
                for x in (
                    number.first,
                    number.first_error,
                    number.total,
                    number.total_error,
                )
            )
            # Estimates of what is nothing scatter about 0.
            checking = max(0.0, known * truth.variance) if truth.variance else 0.0
            found.append(
                Share(
                    name,
                    factors[name],
                    first,
                    first_error,
                    total,
                    total_error,
                    checking,
                )
            )
        return tuple(sorted(found, key=lambda share: (-share.total, share.name)))

    def figures(self) -> tuple[Share, ...]:
        """Shares of single figures."""
        return self.shares({path: (path,) for path in self.case.uncertain})

    def by_source(self) -> tuple[Share, ...]:
        """Shares of all figures that rest on one source."""
        return self.shares({s: paths for s, paths in self.sources.items() if paths})

    def convergence(self, shares: Sequence[Share]) -> tuple[Convergence, ...]:
        """Total indices of the largest shares from growing numbers of draws."""
        largest = shares[:SETTLING]
        if not largest:
            return ()
        mixed = {share.name: self.mixed[share.figures] for share in largest}
        table = sobol.convergence(self.a, self.b, mixed)
        return tuple(
            Convergence(
                str(name),
                tuple(int(n) for n in rows["rows"]),
                tuple(float(x) for x in rows["total"]),
                tuple(float(x) for x in rows["total_error"]),
            )
            for name, rows in table.groupby("factor", sort=False)
        )

    def swings(self, shares: Sequence[Share]) -> tuple[Swing, ...]:
        """A tornado: the figures with the largest shares at the ends of their range."""
        ends = [
            (share.name, *np.quantile(self._drawn(share.name), (0.05, 0.95)).tolist())
            for share in shares[:SHOWN]
            if share.total > 0
        ]
        variants = [{path: end} for path, *both in ends for end in both]
        middles = np.median(self.case.variants(self.draws, variants), axis=1)
        found = [
            Swing(path, low, high, float(at_low), float(at_high))
            for (path, low, high), (at_low, at_high) in zip(
                ends, middles.reshape(-1, 2), strict=True
            )
        ]
        return tuple(sorted(found, key=lambda s: -abs(s.at_high - s.at_low)))

    def interplay(
        self, figures: Sequence[Share], sources: Sequence[Share]
    ) -> tuple[Interplay, ...]:
        """Shapley effects within sources whose figures interact (Owen 2014)."""
        alone = {share.name: share for share in figures}
        seen: set[Paths] = set()
        found = []
        for source in sources:
            parts = [alone[path] for path in source.figures]
            if len(parts) < 2 or source.figures in seen:
                continue
            seen.add(source.figures)
            # What the figures explain together, beyond what each explains alone.
            surplus = source.first - sum(part.first for part in parts)
            error = math.hypot(source.first_error, *(p.first_error for p in parts))
            if surplus > max(NOTABLE, CLEAR * error):
                found.append(self._divided(source, parts))
        return tuple(found)

    def _divided(self, source: Share, parts: list[Share]) -> Interplay:
        parts = sorted(parts, key=lambda part: (-part.total, part.name))
        named = len(parts) if len(parts) <= PLAYERS else PLAYERS - 1
        players: dict[str, Paths] = {part.name: (part.name,) for part in parts[:named]}
        if named < len(parts):
            players["others"] = tuple(part.name for part in parts[named:])
        sets = {
            frozenset(group): tuple(p for name in group for p in players[name])
            for size in range(1, len(players) + 1)
            for group in combinations(players, size)
        }
        outputs = self.swapped(sets.values())

        def worth(group: frozenset[str]) -> float:
            return sobol.closed_index(self.b, outputs[sets[group]])

        effects = sobol.shapley_effects(worth, tuple(players))
        return Interplay(source.name, dict(zip(players, effects.effects, strict=True)))

    def _truth(self, values: Array) -> Array:
        return self.case.conclusion.holds(values).astype(np.float64)

    def _drawn(self, path: str) -> Array:
        return self.draws.of(self.case.figures[path])
