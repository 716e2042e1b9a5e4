"""Who should pair with whom: matchings of greatest worth.

A matching pairs some players off, each with one other at most. Edmonds' blossom algorithm
finds one whose pairs are worth most together, in any graph and in polynomial time (Edmonds
1965); Galil (1986) describes the form that `rustworkx` implements.

    >>> best = maximum_weight({("a", "b"): 3.0, ("b", "c"): 5.0, ("c", "d"): 3.0})
    >>> best.pairs, best.worth
    ((('a', 'b'), ('c', 'd')), 6.0)

What is left out: whether pairs are stable, that is, whether two players would rather have
one another than whom they are given (Gale & Shapley 1962), and groups of three or more.

References:
    Edmonds, J. (1965). Maximum matching and a polyhedron with 0,1-vertices. Journal of
    Research of the National Bureau of Standards 69B, 125-130.
    Galil, Z. (1986). Efficient algorithms for finding maximum matching in graphs. ACM
    Computing Surveys 18(1), 23-38.
    Gale, D. & Shapley, L. S. (1962). College admissions and the stability of marriage.
    American Mathematical Monthly 69(1), 9-15.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import rustworkx

from ishizue.errors import ModelError
from ishizue.models import arguments

_STEPS: Final = 2**60
"""Whole steps up to the greatest weight: the algorithm counts in whole numbers."""


@dataclass(frozen=True)
class Matching:
    """Pairs that are worth most together.

    Attributes:
        pairs: The pairs, each in alphabetical order, and so among themselves.
        worth: Sum of their weights.
    """

    pairs: tuple[tuple[str, str], ...]
    worth: float

    def partner(self, player: str) -> str | None:
        """Whom a player is paired with, or None."""
        for first, second in self.pairs:
            if player in (first, second):
                return second if player == first else first
        return None


def maximum_weight(weights: Mapping[tuple[str, str], float]) -> Matching:
    """A matching of greatest worth.

    Weights are rounded to 2^-60 of the greatest. Of matchings of equal worth the one
    found depends on the names of the players, and not on the order of `weights`.

    Args:
        weights: Worth of pairs, each given once; pairs that are not given, or are worth
            nothing, are not made.

    Raises:
        ModelError: A weight is negative or not a finite number, a player is paired with
            himself, or a pair is given twice.
    """
    edges: dict[tuple[str, str], float] = {}
    for (first, second), given in weights.items():
        name = f"weight of {first!r} and {second!r}"
        pair = min(first, second), max(first, second)
        if first == second:
            raise ModelError(f"{name}: one player. Fix: pair two different players.")
        if pair in edges:
            raise ModelError(f"{name} is given both ways. Fix: give each pair once.")
        edges[pair] = float(arguments.amounts(name, given))
    worthy = {pair: weight for pair, weight in sorted(edges.items()) if weight > 0}
    if not worthy:
        return Matching((), 0.0)
    players = sorted({player for pair in worthy for player in pair})
    places = {player: place for place, player in enumerate(players)}
    step = max(worthy.values()) / _STEPS
    graph: rustworkx.PyGraph[str, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(players)
    graph.add_edges_from(
        [(places[a], places[b], round(w / step)) for (a, b), w in worthy.items()]
    )
    found = rustworkx.max_weight_matching(graph, weight_fn=int)
    pairs = tuple(sorted((players[min(edge)], players[max(edge)]) for edge in found))
    return Matching(pairs, math.fsum(worthy[pair] for pair in pairs))
