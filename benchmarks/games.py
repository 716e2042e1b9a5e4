"""The Shapley value: time taken, beside plain Python over the same coalitions.

The peer follows the textbook formula, one coalition after the other, from the same table
of worths; the two must agree before anything is timed. Both run in the same process;
seconds are medians.

Run: python -m benchmarks.games
"""

from __future__ import annotations

import math

import numpy as np

from benchmarks.table import Row, seconds
from ishizue.models import games

PLAYERS, PEER_PLAYERS = 20, 14


def peer(worths: list[float], n: int) -> list[float]:
    """Marginal contributions weighted by the orders in which they occur."""
    values = [0.0] * n
    for group in range(2**n):
        others = group.bit_count()
        for i in range(n):
            if not group >> i & 1:
                weight = 1 / (n * math.comb(n - 1, others))
                values[i] += weight * (worths[group | 1 << i] - worths[group])
    return values


def run() -> list[Row]:
    """Time games given as tables, as functions, and by draw."""
    rng = np.random.default_rng(0)
    worths, small = rng.random(2**PLAYERS), rng.random(2**PEER_PLAYERS)
    plain = small.tolist()
    np.testing.assert_allclose(
        games.shapley_values(small), peer(plain, PEER_PLAYERS), rtol=1e-9
    )
    return [
        Row(
            f"Shapley value of {PEER_PLAYERS} players, worths given",
            seconds(lambda: games.shapley_values(small), repeats=21),
            seconds(lambda: peer(plain, PEER_PLAYERS), repeats=3),
            "plain Python",
            "",
        ),
        Row(
            f"Shapley value of {PLAYERS} players, worths given",
            seconds(lambda: games.shapley_values(worths), repeats=5),
            None,
            "",
            "< 0.3 s",
        ),
        Row(
            f"Shapley value of {PLAYERS} players, worth a Python function",
            seconds(lambda: games.shapley(len, range(PLAYERS)), repeats=3),
            None,
            "",
            "",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
