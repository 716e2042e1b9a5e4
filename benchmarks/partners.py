"""Pairing by complementarity and cheapest memberships: time taken, beside brute force.

The peer of the matching is `networkx` where it is installed; that of the memberships tries
every set of candidates in the order of its size. Both must agree with ours before anything
is timed. Both run in the same process; seconds are medians.

Run: python -m benchmarks.partners
"""

from __future__ import annotations

import importlib.util
import math
from itertools import combinations

import numpy as np

from benchmarks.table import Row, seconds
from ishizue.models import matching, membership

PLAYERS, CANDIDATES, PEER_CANDIDATES, ITEMS, AIM = 200, 50, 16, 7, 0.8

Pairs = dict[tuple[str, str], float]


def graph(players: int) -> Pairs:
    """Weights of all pairs."""
    rng = np.random.default_rng(0)
    names = [f"p{i:03}" for i in range(players)]
    return {pair: float(rng.random()) for pair in combinations(names, 2)}


def exports(candidates: int) -> dict[str, dict[str, float]]:
    """Shares of items that half of the candidates export, few of them much."""
    rng = np.random.default_rng(1)
    found = {}
    for item in range(ITEMS):
        sizes = rng.pareto(0.8, candidates) * (rng.random(candidates) < 0.5)
        shares = (sizes / sizes.sum()).tolist()
        found[f"i{item}"] = {f"c{i:02}": s for i, s in enumerate(shares)}
    return found


def brute(shares: membership.Exports, least: dict[str, float]) -> int:
    """The size of the smallest set that covers enough, all of them tried in turn."""
    table = np.array([list(by.values()) for by in shares.values()]).T
    wanted = np.array(list(least.values())) - 1e-9
    for size in range(len(table) + 1):
        for group in combinations(range(len(table)), size):
            if (table[list(group)].sum(axis=0) >= wanted).all():
                return size
    raise AssertionError("all together cover what all together cover")


def run() -> list[Row]:
    """Time the matching, and the memberships."""
    return [*_matching(), *_membership()]


def _matching() -> list[Row]:
    weights = graph(PLAYERS)
    ours = matching.maximum_weight(weights)
    theirs = None
    if importlib.util.find_spec("networkx"):
        import networkx

        peer = networkx.Graph()
        peer.add_weighted_edges_from((a, b, w) for (a, b), w in weights.items())
        found = networkx.max_weight_matching(peer)
        worth = sum(peer.edges[edge]["weight"] for edge in found)
        assert math.isclose(worth, ours.worth)
        theirs = seconds(lambda: networkx.max_weight_matching(peer), repeats=3)
    return [
        Row(
            f"Matching of greatest worth among {PLAYERS} players, all pairs weighted",
            seconds(lambda: matching.maximum_weight(weights), repeats=5),
            theirs,
            "networkx" if theirs is not None else "",
            "",
        )
    ]


def _membership() -> list[Row]:
    small, large = exports(PEER_CANDIDATES), exports(CANDIDATES)
    few, many = dict.fromkeys(small, AIM), dict.fromkeys(large, AIM)
    names, all_names = list(small["i0"]), list(large["i0"])
    assert membership.smallest(small, few, names).cost == brute(small, few)
    rng = np.random.default_rng(2)
    costs = {
        name: -math.log(p)
        for name, p in zip(all_names, rng.random(CANDIDATES), strict=True)
    }
    return [
        Row(
            f"Smallest of {PEER_CANDIDATES} candidates that cover {AIM:.0%} of {ITEMS} "
            "items",
            seconds(lambda: membership.smallest(small, few, names), repeats=9),
            seconds(lambda: brute(small, few), repeats=3),
            "all sets in turn",
            "",
        ),
        Row(
            f"Smallest of {CANDIDATES} candidates",
            seconds(lambda: membership.smallest(large, many, all_names), repeats=5),
            None,
            "",
            "",
        ),
        Row(
            f"Likeliest to agree of {CANDIDATES} candidates",
            seconds(
                lambda: membership.cheapest(large, many, all_names, costs=costs),
                repeats=3,
            ),
            None,
            "",
            "",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
