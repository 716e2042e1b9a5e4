"""Cooperative games: dividing what a group achieves, or a cost it bears, among its members.

The Shapley value gives each player his marginal contribution averaged over all orders of
joining. It is the only division that shares out everything, treats equal players equally,
gives nothing to those who add nothing, and is additive over games (Shapley 1953). A cost
game is one whose worth is a cost. In the airport game, in which a facility is built as
large as the most demanding user needs, every layer of cost is divided equally among those
who need it (Littlechild & Owen 1973).

    >>> shapley(lambda group: float("left" in group and len(group) > 1),
    ...         ["left", "right", "other right"])["left"]
    0.6666666666666666

What members give when nobody divides is in `ishizue.models.voluntary_provision`.

What is left out: whether a coalition would agree to its share (the Shapley value may lie
outside the core), costs of forming coalitions, and worth that depends on what outsiders do.

References:
    Shapley, L. S. (1953). A value for n-person games. In H. W. Kuhn & A. W. Tucker (eds.),
    Contributions to the Theory of Games II, 307-317. Princeton University Press.
    Littlechild, S. C. & Owen, G. (1973). A simple expression for the Shapley value in a
    special case. Management Science 20(3), 370-372.
    Castro, J., Gomez, D. & Tejada, J. (2009). Polynomial calculation of the Shapley value
    based on sampling. Computers & Operations Research 36(5), 1726-1730.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array
from ishizue.models.voluntary_provision import (
    Provision,
    lindahl_provision,
    voluntary_provision,
)

__all__ = [
    "EXACT_PLAYERS",
    "Provision",
    "ShapleyEstimate",
    "airport_shares",
    "estimate_shapley",
    "lindahl_provision",
    "shapley",
    "shapley_values",
    "voluntary_provision",
]

Player = TypeVar("Player", bound=Hashable)

#: Most players whose 2^n coalitions are all valued.
EXACT_PLAYERS = 20


@dataclass(frozen=True)
class ShapleyEstimate:
    """Shapley values from random orders of joining; tuples are by player.

    Values add up to the worth of all players, whatever the orders.

    Attributes:
        players: Names of the players.
        samples: Number of pairs of orders.
        values: Estimated Shapley values, in the unit of worth.
        errors: Their standard errors.
    """

    players: tuple[Hashable, ...]
    samples: int
    values: tuple[float, ...]
    errors: tuple[float, ...]


def shapley(
    value: Callable[[frozenset[Player]], float], players: Sequence[Player]
) -> dict[Player, float]:
    """Shapley value of every player, exactly.

    Args:
        value: Worth, or cost, of a coalition. Called once for each of the 2^n; that of
            nobody is subtracted.
        players: The players, each once; at most `EXACT_PLAYERS`.

    Returns:
        Values by player, in the unit of worth. They add up to the worth of all.

    Raises:
        ModelError: There are no players or too many, one appears twice, or a worth is
            not a finite number.
    """
    names = _players(players)
    if len(names) > EXACT_PLAYERS:
        raise ModelError(
            f"shapley: {len(names)} players have 2^{len(names)} coalitions; all are "
            f"valued up to {EXACT_PLAYERS} players. Fix: use estimate_shapley(value, "
            "players, samples, seed)."
        )
    # Halves are joined one by one: all coalitions at once would fill the memory.
    low, high = _groups(names[: len(names) // 2]), _groups(names[len(names) // 2 :])
    worths = np.array([_worth(value, a | b) for b in high for a in low])
    return dict(zip(names, shapley_values(worths).tolist(), strict=True))


def shapley_values(worths: ArrayLike) -> Array:
    """Shapley values of games given by the worths of all their coalitions.

    Args:
        worths: Worth of each coalition, shape (..., 2^n): bit i of a coalition's number
            says whether player i is in it.

    Returns:
        Values of the n players, shape (..., n). Those of a game do not depend, to the
        last bit, on the games passed with it.

    Raises:
        ModelError: The number of coalitions is no power of two, or a worth is not a
            finite number.
    """
    values = arguments.numbers("worths", worths)
    size = values.shape[-1] if values.ndim else 0
    n = max(size.bit_length() - 1, 0)
    if size != 2**n or n < 1:
        raise ModelError(
            f"worths has shape {values.shape}. Fix: give the worth of each of the 2^n "
            "coalitions of n players, nobody and all included."
        )
    games = values.reshape(-1, size)
    others = np.bitwise_count(np.arange(size // 2))
    # A set of k others precedes a player in 1 / (n C(n - 1, k)) of all orders.
    weight = np.array([1.0 / (n * math.comb(n - 1, k)) for k in range(n)])[others]
    result = np.empty((len(games), n))
    for row, game in zip(result, games, strict=True):
        for i in range(n):
            # Middle axis: without and with player i.
            pair = game.reshape(2 ** (n - 1 - i), 2, 2**i)
            gains = (pair[:, 1] - pair[:, 0]).ravel()
            row[i] = (weight * gains).sum()  # contiguous: one order, whatever the games
    return result.reshape(*values.shape[:-1], n)


def estimate_shapley(
    value: Callable[[frozenset[Player]], float],
    players: Sequence[Player],
    samples: int,
    seed: int,
) -> ShapleyEstimate:
    """Shapley values from random orders, for games too large to value in full.

    Each order is also walked backwards, which cancels the noise of what two players do
    together (Castro et al. 2009, with antithetic pairs).

    Args:
        value: As for `shapley`; called 2 n + 1 times for each sample at most.
        players: The players, each once.
        samples: Pairs of orders, at least 2. Standard errors fall with the square root
            of their number.
        seed: Seed of the random orders; the same seed gives the same estimate.

    Raises:
        ModelError: `samples` is below 2, or as for `shapley`.
    """
    names = _players(players)
    if samples < 2:
        raise ModelError(f"samples is {samples}. Fix: give at least 2, better 1,000.")
    rng = np.random.default_rng(seed)
    nobody = _worth(value, frozenset())
    gains = np.zeros((samples, len(names)))
    for row in gains:
        order = rng.permutation(len(names)).tolist()
        for walk in (order, order[::-1]):
            group, before = frozenset[Player](), nobody
            for i in walk:
                group |= {names[i]}
                after = _worth(value, group)
                row[i] += 0.5 * (after - before)
                before = after
    errors = gains.std(axis=0, ddof=1) / math.sqrt(samples)
    return ShapleyEstimate(
        names, samples, tuple(gains.mean(axis=0).tolist()), tuple(errors.tolist())
    )


def airport_shares(costs: ArrayLike) -> Array:
    """Shapley shares of a facility built for its most demanding user.

    Args:
        costs: Cost of the facility each user would need alone, shape (..., n).

    Returns:
        Shares, shape (..., n), in the same unit; they add up to the largest cost.

    Raises:
        ModelError: A cost is negative or not a finite number, or there are no users.
    """
    values = arguments.amounts("costs", costs)
    arguments.by_member("costs", values)
    order = np.argsort(values, axis=-1, kind="stable")
    ascending = np.take_along_axis(values, order, axis=-1)
    n = values.shape[-1]
    layers = np.diff(ascending, axis=-1, prepend=0.0) / np.arange(n, 0, -1)
    shares = np.empty_like(values)
    np.put_along_axis(shares, order, np.cumsum(layers, axis=-1), axis=-1)
    return shares


def _players(players: Sequence[Player]) -> tuple[Player, ...]:
    names = tuple(players)
    if not names or len(set(names)) < len(names):
        raise ModelError(f"players are {list(names)}. Fix: name some, each once.")
    return names


def _groups(names: tuple[Player, ...]) -> list[frozenset[Player]]:
    """All coalitions of some players, in the order of their bit masks."""
    groups = [frozenset[Player]()]
    for player in names:
        groups += [group | {player} for group in groups]
    return groups


def _worth(
    value: Callable[[frozenset[Player]], float], group: frozenset[Player]
) -> float:
    worth = float(value(group))
    if not math.isfinite(worth):
        raise ModelError(
            f"worth of {sorted(map(str, group))} is {worth}. Fix: return a finite number."
        )
    return worth
