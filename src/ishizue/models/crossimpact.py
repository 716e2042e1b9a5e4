"""Cross-impact balances: which combinations of developments hold together.

A descriptor is an uncertain development, its variants the ways it may go; a scenario
chooses one variant for each. Experts judge, for every pair of variants of different
descriptors, how strongly the one furthers or hinders the other. The impact balance of a
descriptor in a scenario is the sum of the rows of all chosen variants over its columns;
its inconsistency is the largest score there less that of the chosen variant, and the
inconsistency of a scenario is the largest of its descriptors'. A scenario is consistent
if that is zero: every development is the one that all others favour.

    >>> matrix = Matrix.from_blocks(
    ...     ["tension", "spending"],
    ...     [["low", "high"], ["flat", "rising"]],
    ...     {
    ...         ("tension", "spending"): [[1, -1], [-2, 2]],
    ...         ("spending", "tension"): [[0, 0], [-1, 1]],
    ...     },
    ... )
    >>> [scenario.choice for scenario in consistent(matrix)]
    [(0, 0), (1, 1)]

`consistent` finds all consistent scenarios exactly (`ishizue.models.consistency`),
`basins` tells where every scenario drifts (`succession`), `sensitivity` what one more
judgement would change (`judgements`), `probabilities` how sure a scenario is when
judgements are not, and `read_scw` reads ScenarioWizard projects (`scenariowizard`).

What is left out: time (a scenario holds together at some time, no path leads there),
how likely a consistent scenario is (uncertain judgements tell how likely it is to be
consistent, which is not the same), effects that need two developments at once, and
strategy: nobody in the model wants anything.

References:
    Weimer-Jehle, W. (2006). Cross-impact balances: a system-theoretical approach to
    cross-impact analysis. Technological Forecasting and Social Change 73(4), 334-361.
    Weimer-Jehle, W. (2008). Cross-impact balances: applying pair interaction systems and
    multi-value Kauffman nets to multidisciplinary systems analysis. Physica A 387(14),
    3689-3700.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models.consistency import Tolerance, search
from ishizue.models.impact_matrix import (
    Choice,
    Floats,
    Ints,
    Matrix,
    balances,
    in_units,
)
from ishizue.models.judgements import Flip, sensitivity
from ishizue.models.scenariowizard import read_scw
from ishizue.models.succession import (
    Attractor,
    AttractorEstimate,
    basins,
    estimate_basins,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Attractor",
    "AttractorEstimate",
    "Choice",
    "Flip",
    "Matrix",
    "Probabilities",
    "ScoredScenario",
    "basins",
    "consistent",
    "estimate_basins",
    "evaluate",
    "impact_balances",
    "probabilities",
    "read_scw",
    "sensitivity",
]


@dataclass(frozen=True)
class ScoredScenario:
    """A scenario and how well it holds together.

    Attributes:
        choice: Number of the chosen variant of each descriptor, from 0, in the order of
            the matrix; `matrix.names(choice)` names them.
        total_impact: Total impact score: sum of the scores of all chosen variants.
        inconsistency: The largest over descriptors of best score less chosen score.
    """

    choice: Choice
    total_impact: float
    inconsistency: float


@dataclass(frozen=True, eq=False)
class Probabilities:
    """How often each scenario is consistent when judgements are uncertain.

    Attributes:
        choices: Scenarios consistent in at least one draw, k in all, by choice.
        consistent: Whether each is consistent in each draw, shape (draws, k).
    """

    choices: tuple[Choice, ...]
    consistent: NDArray[np.bool_]

    @property
    def probability(self) -> Floats:
        """Share of draws in which each scenario is consistent, shape (k,).

        Shares need not add up to 1: a draw may have several consistent scenarios, or
        none.
        """
        passed = self.consistent.sum(axis=0, dtype=np.int64)
        return np.asarray(passed / len(self.consistent))

    @property
    def error(self) -> Floats:
        """Standard error of `probability` for independent draws, shape (k,)."""
        share = self.probability
        return np.sqrt(share * (1.0 - share) / len(self.consistent))

    def table(self, matrix: Matrix) -> pd.DataFrame:
        """One row for each scenario, the most probable first."""
        import pandas as pd  # here, since the probabilities need no data frames

        frame = pd.DataFrame([matrix.names(choice) for choice in self.choices])
        frame = frame.assign(probability=self.probability, error=self.error)
        return frame.sort_values(
            "probability", ascending=False, kind="stable", ignore_index=True
        )


def consistent(matrix: Matrix, slack: float = 0) -> list[ScoredScenario]:
    """All scenarios that are consistent, or nearly so, in the order of their choices.

    Args:
        matrix: The cross-impact matrix.
        slack: Greatest inconsistency that passes, in the unit of the scores.

    Raises:
        ModelError: `slack` is negative, more than a million scenarios pass, or the
            search grows too long; large sparse matrices are quick, large dense ones may
            not be.
    """
    units, one = matrix.scaled
    choices, _ = search(units[None], matrix.sizes, Tolerance(_slack(slack, one)))
    return _scored(matrix, choices)


def evaluate(matrix: Matrix, choice: Choice) -> ScoredScenario:
    """Total impact and inconsistency of any scenario.

    Raises:
        ModelError: `choice` is not one variant for each descriptor.
    """
    matrix.require_choice(choice)
    return _scored(matrix, np.array([choice], dtype=np.int64))[0]


def impact_balances(matrix: Matrix, choice: Choice) -> dict[str, dict[str, float]]:
    """Score of every variant in a scenario, by descriptor and variant.

    Raises:
        ModelError: `choice` is not one variant for each descriptor.
    """
    matrix.require_choice(choice)
    _, one = matrix.scaled
    scores = iter((balances(matrix, np.array([choice]))[0] / one).tolist())
    return {
        name: {variant: next(scores) for variant in group}
        for name, group in zip(matrix.descriptors, matrix.variants, strict=True)
    }


def probabilities(
    matrix: Matrix, impacts: ArrayLike, slack: float = 0
) -> Probabilities:
    """Consistent scenarios of every draw of uncertain judgements.

    Args:
        matrix: Descriptors and variants; its own impacts are not used.
        impacts: Impacts in each draw, shape (draws, N, N). Which scenarios pass in a
            draw does not depend on the other draws.
        slack: As for `consistent`.

    Raises:
        ModelError: There are no draws, a score is unusable, or as for `consistent`.
    """
    values = matrix.checked(impacts, "impacts")
    if values.ndim != 3 or not len(values):
        raise ModelError(
            f"probabilities: impacts has shape {values.shape}; give one table for each "
            "of at least one draw"
        )
    units, one = in_units(values)
    found, draw = search(units, matrix.sizes, Tolerance(_slack(slack, one)))
    choices, column = np.unique(found, axis=0, return_inverse=True)
    passed = np.zeros((len(values), len(choices)), dtype=np.bool_)
    passed[draw, column.ravel()] = True
    return Probabilities(tuple(map(tuple, choices.tolist())), passed)


def _scored(matrix: Matrix, choices: Ints) -> list[ScoredScenario]:
    _, one = matrix.scaled
    scores = balances(matrix, choices)
    total = np.zeros(len(choices), dtype=np.int64)
    worst = np.zeros(len(choices), dtype=np.int64)
    for offset, size, chosen in zip(
        matrix.offsets, matrix.sizes, choices.T, strict=True
    ):
        own = scores[:, offset : offset + size]
        score = np.take_along_axis(own, chosen[:, None], axis=1)[:, 0]
        total += score
        np.maximum(worst, own.max(axis=1) - score, out=worst)
    return [
        ScoredScenario(tuple(choice), impact, inconsistency)
        for choice, impact, inconsistency in zip(
            choices.tolist(),
            (total / one).tolist(),
            (worst / one).tolist(),
            strict=True,
        )
    ]


def _slack(slack: float, one: int) -> int:
    """Slack in units; what is left over lets nothing more pass."""
    if not 0 <= slack < math.inf:
        raise ModelError(
            f"consistent: slack is {slack}; give 0, or the greatest inconsistency that "
            "may pass"
        )
    return math.floor(round(min(slack, 1e9) * one, 6))
