"""Outcomes of a run: per scenario and lens a Dataset, per conclusion a verdict.

Every draw counts towards the verdicts, and the first `kept` draws are held in full.
Draws are independent, so the kept ones are a sample like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Answers = dict[str, dict[str, xr.Dataset]]
"""Datasets by scenario and lens."""


@dataclass(frozen=True)
class Verdict:
    """How a conclusion fares in one scenario.

    Attributes:
        values: The number it is about, per draw; of more than a million draws, in the
            first million.
        held: The number of draws in which the statement is true, of all draws.
        draws: How many draws there are.
    """

    values: Array
    held: int
    draws: int

    @property
    def probability(self) -> float:
        """Share of draws in which the statement is true."""
        return self.held / self.draws

    def quantiles(self, *shares: float) -> tuple[float, ...]:
        """Quantiles of the number the conclusion is about."""
        return tuple(float(q) for q in np.quantile(self.values, shares))


@dataclass(frozen=True)
class Outcomes(Mapping[str, Mapping[str, xr.Dataset]]):
    """What a run found: `outcomes[scenario][lens]` is a Dataset with `draw`.

    Attributes:
        verdicts: By conclusion and scenario, over all draws.
        worlds: The world each scenario was run on, as of the study's day.
        draws: Draws evaluated.
        kept: Draws held in full in the Datasets, the first ones.
        seed: The seed; with the worlds' ids it reproduces every number.
    """

    answers: Answers
    verdicts: Mapping[tuple[str, str], Verdict]
    worlds: Mapping[str, World]
    draws: int
    kept: int
    seed: int

    def __getitem__(self, scenario: str) -> Mapping[str, xr.Dataset]:
        return self.answers[scenario]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)
