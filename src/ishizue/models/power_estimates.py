"""Voting power from random coalitions and random orders, for rules too large to count.

Indices and rules are those of `ishizue.models.voting`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ishizue.errors import ModelError
from ishizue.models.rules import Rule

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]

_BLOCK = 4096  # coalitions, or orders, drawn together


@dataclass(frozen=True)
class PowerEstimate:
    """Voting power estimated from random coalitions and random orders.

    Definitions are those of `voting.PowerIndices`. Fields named `*_error` are standard
    errors of the fields they follow, estimated from the same samples: 0 for an event
    that happened in none or all of them.
    """

    players: tuple[str, ...]
    samples: int
    coleman_act: float
    coleman_act_error: float
    penrose: tuple[float, ...]
    penrose_error: tuple[float, ...]
    banzhaf: tuple[float, ...]
    banzhaf_error: tuple[float, ...]
    shapley: tuple[float, ...]
    shapley_error: tuple[float, ...]

    def table(self) -> pd.DataFrame:
        """Estimates and standard errors, one row for each player."""
        names = ("penrose", "banzhaf", "shapley")
        columns = {k: list(getattr(self, k)) for s in names for k in (s, f"{s}_error")}
        # Imported here: the estimates themselves need no data frame.
        import pandas as pd

        return pd.DataFrame(columns, index=pd.Index(self.players, name="player"))


def estimate_power(rule: Rule, samples: int, seed: int) -> PowerEstimate:
    """Estimate voting power by Monte Carlo, for rules too large to count.

    Args:
        rule: The decision rule, with any number of players.
        samples: Random coalitions, and as many random orders; at least 2. Standard
            errors fall with the square root of their number.
        seed: Seed of the random numbers; the same seed gives the same estimate.

    Returns:
        Estimates with standard errors.

    Raises:
        ModelError: If `samples` is below 2, or if no sampled coalition has a swing.
    """
    if samples < 2:
        raise ModelError(
            f"estimate_power: samples is {samples}; give at least 2, better 10,000"
        )
    game = np.array(rule.sizes), np.array(rule.thresholds)
    coalition_rng, order_rng = np.random.default_rng(seed).spawn(2)
    winning, together = _swings(*game, samples, coalition_rng)
    pivots = _pivots(*game, samples, order_rng)
    swings = together.diagonal()
    if not swings.any():
        raise ModelError(
            f"estimate_power: no swing in {samples} coalitions, so shares in swings "
            "are undefined; take more samples"
        )
    # Delta method for the ratio of a player's swings to everybody's.
    banzhaf = swings / swings.sum()
    squares = swings - 2 * banzhaf * together.sum(axis=1) + banzhaf**2 * together.sum()
    spread = np.sqrt(np.maximum(squares, 0.0)) / swings.sum()
    penrose, shapley = swings / samples, pivots / samples
    return PowerEstimate(
        players=tuple(rule.players),
        samples=samples,
        coleman_act=winning / samples,
        coleman_act_error=_share_errors(np.array([winning / samples]), samples)[0],
        penrose=tuple(penrose.tolist()),
        penrose_error=_share_errors(penrose, samples),
        banzhaf=tuple(banzhaf.tolist()),
        banzhaf_error=tuple(spread.tolist()),
        shapley=tuple(shapley.tolist()),
        shapley_error=_share_errors(shapley, samples),
    )


def _share_errors(shares: NDArray[np.float64], samples: int) -> tuple[float, ...]:
    """Standard errors of shares of independent samples."""
    return tuple(np.sqrt(shares * (1.0 - shares) / samples).tolist())


def _swings(
    weights: Ints, thresholds: Ints, samples: int, rng: np.random.Generator
) -> tuple[int, Ints]:
    """Draw random coalitions and see who swings them.

    Args:
        weights: Integer weight of each player, shape (n,).
        thresholds: Least winning weight for each head-count 0..n.
        samples: Number of coalitions, each equally likely.
        rng: Source of randomness.

    Returns:
        Winning coalitions among the samples; and how often two players were decisive
        in the same sample, shape (n, n), each player alone on the diagonal.
    """
    n = len(weights)
    winning = 0
    decisive = np.zeros((n, n), dtype=np.int64)
    for start in range(0, samples, _BLOCK):
        yes = rng.random((min(_BLOCK, samples - start), n)) < 0.5
        heads, weight = yes.sum(axis=1, keepdims=True), (yes @ weights)[:, None]
        winning += int((weight >= thresholds[heads]).sum())
        joined = weight + weights * ~yes >= thresholds[heads + ~yes]
        left = weight - weights * yes >= thresholds[heads - yes]
        swings = (joined & ~left).astype(np.int64)
        decisive += swings.T @ swings
    return winning, decisive


def _pivots(
    weights: Ints, thresholds: Ints, samples: int, rng: np.random.Generator
) -> Ints:
    """How often each player turns a random order of joining from losing to winning.

    Arguments are those of `_swings`, with `samples` orders; the result has shape (n,)
    and sums to `samples`.
    """
    n = len(weights)
    pivots = np.zeros(n, dtype=np.int64)
    for start in range(0, samples, _BLOCK):
        draws = rng.random((min(_BLOCK, samples - start), n))
        order = draws.argsort(axis=1, kind="stable")
        wins = weights[order].cumsum(axis=1) >= thresholds[1:]
        first = wins.argmax(axis=1)[:, None]
        pivots += np.bincount(np.take_along_axis(order, first, 1).ravel(), minlength=n)
    return pivots
