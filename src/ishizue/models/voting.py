"""Voting power under decision rules, and the chance that a motion is adopted.

The module answers two questions about a body that votes yes or no: how much say a
rule gives each player before anything is known of opinions (power indices), and how
likely a motion is to pass when each player's probability of yes is given.

    >>> rule = Rule(["a", "b", "c"], weights=[50, 49, 1], quota=51)
    >>> power(rule).banzhaf
    (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))

Counts are exact integers and indices exact fractions. Rules with a weighted quota
are counted by meeting in the middle (`ishizue.models.coalitions`), rules of heads
alone in closed form; power under rules too large for either is estimated
(`ishizue.models.power_estimates`).

What is left out: a second weighted condition (the Nice rules in full need votes,
states and population), abstention as a third choice (count it as a no), votes that
depend on one another, and preferences, agendas and bargaining, which a priori power
disregards by design.

References:
    Penrose, L. S. (1946). The elementary statistics of majority voting. Journal of
    the Royal Statistical Society 109(1), 53-57.
    Shapley, L. S. & Shubik, M. (1954). A method for evaluating the distribution of
    power in a committee system. American Political Science Review 48(3), 787-792.
    Banzhaf, J. F. (1965). Weighted voting doesn't work: a mathematical analysis.
    Rutgers Law Review 19(2), 317-343.
    Coleman, J. S. (1971). Control of collectivities and the power of a collectivity
    to act. In B. Lieberman (ed.), Social Choice, 269-300. Gordon and Breach.
    Leech, D. (2002). Designing the voting system for the Council of the European
    Union. Public Choice 113(3-4), 437-464.
    Kóczy, L. Á. (2012). Beyond Lisbon: demographic trends and voting power in the
    European Union Council of Ministers. Mathematical Social Sciences 63(2), 152-158.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models import coalitions
from ishizue.models.power_estimates import PowerEstimate, estimate_power
from ishizue.models.rules import Rule

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "EXACT_PLAYERS",
    "PowerEstimate",
    "PowerIndices",
    "Rule",
    "adoption_probability",
    "blocking_coalitions",
    "dummies",
    "estimate_power",
    "min_blocking_size",
    "power",
    "veto_players",
]

#: Most players for which weighted rules are counted exactly. Each half then has 2^20
#: coalitions; time and memory double with every two players more.
EXACT_PLAYERS = 40


@dataclass(frozen=True)
class PowerIndices:
    """Exact voting power of each player; tuples are in the order of `players`.

    Attributes:
        players: Names of the n players.
        winning: Number W of winning coalitions among the 2^n.
        swings: Number of winning coalitions that each player's leaving would turn
            into losing ones.
        shapley: Shapley-Shubik index: chance of being the pivot in a random order
            of joining; sums to 1.
    """

    players: tuple[str, ...]
    winning: int
    swings: tuple[int, ...]
    shapley: tuple[Fraction, ...]

    @property
    def penrose(self) -> tuple[Fraction, ...]:
        """Penrose measure (absolute Banzhaf): swings / 2^(n - 1)."""
        return self._swings_over(2 ** (len(self.players) - 1))

    @property
    def banzhaf(self) -> tuple[Fraction, ...]:
        """Banzhaf index: share in all swings; sums to 1."""
        return self._swings_over(sum(self.swings))

    @property
    def coleman_act(self) -> Fraction:
        """Coleman's power of the body to act: W / 2^n."""
        return Fraction(self.winning, 2 ** len(self.players))

    @property
    def coleman_prevent(self) -> tuple[Fraction, ...]:
        """Coleman's power to prevent action: swings / W; 1 for a veto player."""
        return self._swings_over(self.winning)

    @property
    def coleman_initiate(self) -> tuple[Fraction, ...]:
        """Coleman's power to initiate action: swings / (2^n - W)."""
        return self._swings_over(2 ** len(self.players) - self.winning)

    def _swings_over(self, whole: int) -> tuple[Fraction, ...]:
        return tuple(Fraction(s, whole) for s in self.swings)

    def of(self, player: str) -> dict[str, Fraction]:
        """The indices of one player, by name of index.

        Raises:
            ModelError: If `player` is not a player.
        """
        if player not in self.players:
            raise ModelError(
                f"PowerIndices.of: {player!r} is not among the players; choose one of "
                f"{', '.join(self.players)}"
            )
        i = self.players.index(player)
        return {name: values[i] for name, values in self._columns().items()}

    def table(self) -> pd.DataFrame:
        """Indices as floats, one row for each player, one column for each index."""
        columns = {k: list(map(float, v)) for k, v in self._columns().items()}
        # Imported here: the indices themselves need no data frame.
        import pandas as pd

        return pd.DataFrame(columns, index=pd.Index(self.players, name="player"))

    def _columns(self) -> dict[str, tuple[Fraction, ...]]:
        return {
            "penrose": self.penrose,
            "banzhaf": self.banzhaf,
            "shapley": self.shapley,
            "coleman_prevent": self.coleman_prevent,
            "coleman_initiate": self.coleman_initiate,
        }


def power(rule: Rule) -> PowerIndices:
    """Count every player's voting power exactly.

    Args:
        rule: The decision rule. With a quota, at most `EXACT_PLAYERS` players.

    Returns:
        The number of winning coalitions and the indices of every player.

    Raises:
        ModelError: If there are too many players for an exact weighted count.
    """
    n = len(rule.players)
    if rule.quota is None:
        votes = _votes_needed(rule)
        sizes = range(n + 1)
        winning = [math.comb(n, k) if k >= votes else 0 for k in sizes]
        one = [math.comb(n - 1, k - 1) if k >= votes else 0 for k in sizes]
        containing = [one] * n
    else:
        _require_exact(rule, "estimate_power(rule, samples, seed)")
        counts = coalitions.count_by_size(np.array(rule.sizes), rule.thresholds)
        winning, containing = counts[0].tolist(), counts[1].tolist()
    # A winning coalition of k + 1 with the player is a swing unless the k others win
    # without, and winning sets stay winning when a player joins.
    swings = [
        [held[k + 1] - (winning[k] - held[k]) for k in range(n)] for held in containing
    ]
    orders = [math.factorial(k) * math.factorial(n - k - 1) for k in range(n)]
    return PowerIndices(
        players=tuple(rule.players),
        winning=sum(winning),
        swings=tuple(map(sum, swings)),
        shapley=tuple(
            Fraction(sum(map(operator.mul, by_size, orders)), math.factorial(n))
            for by_size in swings
        ),
    )


def adoption_probability(rule: Rule, p: ArrayLike) -> NDArray[np.float64]:
    """Probability that a motion passes when players vote independently.

    Args:
        rule: The decision rule. With a quota, at most `EXACT_PLAYERS` players.
        p: Each player's probability of yes, shape (..., n), in the order of
            `rule.players`.

    Returns:
        Array of shape (...), exact up to rounding and within [0, 1]. A draw's result
        is the same to the last bit whatever other draws are passed with it.

    Raises:
        ModelError: If `p` has the wrong shape or is not made of probabilities, or if
            there are too many players for an exact weighted sweep.
    """
    values = _probabilities(rule, p)
    draws = values.reshape(-1, len(rule.players))
    if rule.quota is None:
        result = coalitions.headcount_probability(draws, _votes_needed(rule))
    else:
        _require_exact(rule, "Rule.passes on simulated votes")
        result = _sweep(rule.sizes, rule.thresholds).probability(draws)
    return np.clip(result, 0.0, 1.0).reshape(values.shape[:-1])


def veto_players(rule: Rule) -> tuple[str, ...]:
    """Players without whom no motion passes, in the order of the rule."""
    # Winning sets grow, so it is enough that all the others together fail.
    most = sum(rule.sizes)
    return tuple(
        player
        for player, weight in zip(rule.players, rule.sizes, strict=True)
        if most - weight < rule.thresholds[-2]
    )


def dummies(rule: Rule) -> tuple[str, ...]:
    """Players who never make a difference, in the order of the rule.

    Raises:
        ModelError: As for `power`.
    """
    result = power(rule)
    return tuple(p for p, s in zip(result.players, result.swings, strict=True) if not s)


def min_blocking_size(rule: Rule) -> int:
    """Size of the smallest coalitions whose opposition defeats a motion."""
    # Among the coalitions of one size, the heaviest blocks if any does.
    rest = sum(rule.sizes)
    heaviest = sorted(rule.sizes, reverse=True)
    for size, weight in enumerate(heaviest, 1):
        rest -= weight
        if rest < rule.thresholds[len(heaviest) - size]:
            return size
    raise AssertionError("a motion that nobody supports fails under every rule")


def blocking_coalitions(rule: Rule, size: int) -> Iterator[tuple[str, ...]]:
    """Coalitions of `size` players whose opposition defeats a motion.

    All coalitions of that size are tried, one after the other; those of
    `min_blocking_size(rule)` are the smallest.
    """
    everyone = frozenset(rule.players)
    for opponents in combinations(rule.players, size):
        if not rule.passes(everyone.difference(opponents)):
            yield opponents


@lru_cache(maxsize=4)  # the sweep of a large rule may take 100 MB
def _sweep(
    weights: tuple[int, ...], thresholds: tuple[int, ...]
) -> coalitions.WeightedSweep:
    return coalitions.WeightedSweep.of(np.array(weights), thresholds)


def _votes_needed(rule: Rule) -> int:
    """Votes needed under a rule of heads alone."""
    return rule.thresholds.index(0)


def _require_exact(rule: Rule, instead: str) -> None:
    n = len(rule.players)
    if n > EXACT_PLAYERS:
        raise ModelError(
            f"Rule: {n} weighted players; exact counts stop at {EXACT_PLAYERS}, since "
            f"2^{n - n // 2} coalitions of each half would have to be held in memory; "
            f"use {instead}"
        )


def _probabilities(rule: Rule, p: ArrayLike) -> NDArray[np.float64]:
    values = np.atleast_1d(np.asarray(p, dtype=np.float64))
    n = len(rule.players)
    if values.shape[-1] != n:
        raise ModelError(
            f"adoption_probability: p has shape {values.shape}; its last dimension "
            f"must be the {n} players of the rule"
        )
    # Written so that NaN, which is its own extreme and compares false, is caught too.
    if values.size and not (values.min() >= 0.0 and values.max() <= 1.0):
        outside = ~((values >= 0.0) & (values <= 1.0))
        where = tuple(int(i) for i in np.argwhere(outside)[0])
        raise ModelError(
            f"adoption_probability: p{list(where)} of player "
            f"{rule.players[where[-1]]!r} is {values[where]}; give probabilities "
            "between 0 and 1"
        )
    return values
