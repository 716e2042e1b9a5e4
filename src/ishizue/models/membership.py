"""Which members a regime needs: the cheapest membership that covers enough of a trade.

A regime controls only what its members export. To find the members that cover a given
share of every item at least cost is a covering problem in whole members (a knapsack cover
with several items; Garey & Johnson 1979, problem MP1 contains it), and is solved here
exactly by branch and bound (Land & Doig 1960): candidates are taken in or left out one by
one, and a branch is given up once the least that its remaining needs must cost, taking
candidates in parts, is no less than the best membership known.

With every cost 1 the cheapest membership is the smallest. If members agree independently
with probability p, the membership most likely to agree by consensus is the cheapest at
costs -log p.

    >>> exports = {"chips": {"a": 0.5, "b": 0.3, "c": 0.2}, "lasers": {"b": 0.4, "c": 0.6}}
    >>> smallest(exports, {"chips": 0.6, "lasers": 0.5}, ["a", "b", "c"]).members
    ('a', 'c')

What is left out: that outsiders may take over the trade that members forgo, how well
members enforce what they list, and what states ask for joining.

References:
    Land, A. H. & Doig, A. G. (1960). An automatic method of solving discrete programming
    problems. Econometrica 28(3), 497-520.
    Dantzig, G. B. (1957). Discrete-variable extremum problems. Operations Research 5(2),
    266-288.
    Garey, M. R. & Johnson, D. S. (1979). Computers and Intractability. Freeman.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum, inf
from typing import Final

from ishizue.errors import ModelError
from ishizue.models import arguments

Exports = Mapping[str, Mapping[str, float]]
"""Shares of an item's exports by actor, by item."""

_ROUNDING: Final = 1e-9
_TIE: Final = 1e-12


@dataclass(frozen=True)
class Membership:
    """Some members and what they cover.

    Attributes:
        members: Their names, in alphabetical order.
        coverage: Share of exports covered, by item.
        cost: Sum of the members' costs, those of the core included.
    """

    members: tuple[str, ...]
    coverage: Mapping[str, float]
    cost: float


def coverage(exports: Exports, members: Collection[str]) -> dict[str, float]:
    """Share of each item's exports that members make."""
    return {
        item: fsum(share for actor, share in sorted(shares.items()) if actor in members)
        for item, shares in exports.items()
    }


def smallest(
    exports: Exports,
    least: Mapping[str, float],
    candidates: Collection[str],
    core: Collection[str] = (),
) -> Membership:
    """The smallest membership that covers enough; of these the one that covers most.

    Args:
        exports: Shares of exports by actor, by item.
        least: Least share to be covered, by item; items left out need not be covered.
        candidates: Who may join; others of `exports` stay outside.
        core: Who belongs in any case.

    Raises:
        ModelError: As for `cheapest`.
    """
    everybody = {*candidates, *core}
    # What all cover together is worth less than half a member.
    brought = {
        actor: fsum(exports.get(item, {}).get(actor, 0.0) for item in sorted(least))
        for actor in everybody
    }
    whole = 2.0 * (fsum(brought.values()) + 1.0)
    costs = {actor: 1.0 - brought[actor] / whole for actor in everybody}
    found = cheapest(exports, least, candidates, core, costs)
    return Membership(found.members, found.coverage, float(len(found.members)))


def cheapest(
    exports: Exports,
    least: Mapping[str, float],
    candidates: Collection[str],
    core: Collection[str] = (),
    costs: Mapping[str, float] | None = None,
) -> Membership:
    """The membership of least total cost that covers enough of every item.

    Args:
        exports: As for `smallest`.
        least: As for `smallest`.
        candidates: As for `smallest`.
        core: As for `smallest`.
        costs: Cost of each member, 0 or more; 1 where it is not given.

    Raises:
        ModelError: A share or cost is negative, an item is unknown, or all candidates
            together do not cover enough; then it says who else would be needed.
    """
    _check(exports, least, costs or {})
    price = dict.fromkeys({*candidates, *core}, 1.0) | dict(costs or {})
    members = set(core)
    here = coverage(exports, members)
    items = [i for i in sorted(least) if least[i] - here[i] > _ROUNDING]
    useful = sorted(
        actor
        for actor in set(candidates) - members
        if any(exports[item].get(actor, 0.0) > 0 for item in items)
    )
    _reachable(exports, least, {*useful, *members})
    wanted = [least[item] - here[item] - _ROUNDING for item in items]
    shares = {a: [exports[i].get(a, 0.0) for i in items] for a in useful}

    def yields(actor: str) -> float:
        """What a candidate adds to what is wanted, for its cost."""
        adds = fsum(min(s / w, 1.0) for s, w in zip(shares[actor], wanted, strict=True))
        return adds / price[actor] if price[actor] > 0 else inf

    order = sorted(useful, key=lambda actor: (-yields(actor), actor))
    search = _Search([shares[a] for a in order], [price[a] for a in order])
    members |= {order[place] for place in search.best(wanted)}
    cost = fsum(price[actor] for actor in sorted(members))
    return Membership(tuple(sorted(members)), coverage(exports, members), cost)


class _Search:
    """Branch and bound over candidates in a fixed order.

    Tables hold, for the candidates from each place on, what they add up to when taken in
    the best order for one item.
    """

    def __init__(
        self, shares: Sequence[Sequence[float]], costs: Sequence[float]
    ) -> None:
        self._shares, self._costs = shares, costs
        places = range(len(costs))
        items = range(len(shares[0]) if shares else 0)
        by_yield = [sorted(places, key=lambda p: self._price(p, i)) for i in items]
        by_size = [sorted(places, key=lambda p: -shares[p][i]) for i in items]
        by_cost = sorted(places, key=lambda p: costs[p])
        self._parts, self._heads, self._least = [], [], []
        for first in range(len(costs) + 1):
            self._parts.append([self._table(i, by_yield[i], first) for i in items])
            self._heads.append([self._table(i, by_size[i], first)[0] for i in items])
            left = [costs[p] for p in by_cost if p >= first]
            self._least.append([0.0, *accumulate(left)])

    def _price(self, place: int, item: int) -> float:
        share = self._shares[place][item]
        return self._costs[place] / share if share > 0 else inf

    def _table(
        self, item: int, order: Sequence[int], first: int
    ) -> tuple[list[float], list[float]]:
        """Sums of shares and of costs, of those who bring some of the item."""
        left = [p for p in order if p >= first and self._shares[p][item] > 0]
        return (
            [0.0, *accumulate(self._shares[p][item] for p in left)],
            [0.0, *accumulate(self._costs[p] for p in left)],
        )

    def _bound(self, first: int, wanted: Sequence[float]) -> float:
        """No less than this must be paid from a place on."""
        bound, heads = 0.0, 0
        for item, need in enumerate(wanted):
            if need <= 0:
                continue
            sums, costs = self._parts[first][item]
            if sums[-1] < need:
                return inf
            # Whole candidates while they fit, and a part of the next (Dantzig 1957).
            last = bisect_left(sums, need)
            part = (need - sums[last - 1]) / (sums[last] - sums[last - 1])
            paid = costs[last - 1] + part * (costs[last] - costs[last - 1])
            bound = max(bound, paid)
            heads = max(heads, bisect_left(self._heads[first][item], need))
        return max(bound, self._least[first][heads])

    def best(self, wanted: Sequence[float]) -> list[int]:
        """Places of the cheapest candidates that bring what is wanted of each item."""
        best, found = inf, list[int]()
        waiting: list[tuple[int, float, list[float], list[int]]] = [
            (0, 0.0, list(wanted), [])
        ]
        while waiting:
            first, paid, need, chosen = waiting.pop()
            # Rounding apart, a branch must promise something better.
            if paid + self._bound(first, need) >= best - _TIE:
                continue
            if all(n <= 0 for n in need):
                best, found = paid, chosen
                continue
            shares = self._shares[first]
            waiting.append((first + 1, paid, need, chosen))
            left = [n - s for n, s in zip(need, shares, strict=True)]
            paid += self._costs[first]
            waiting.append((first + 1, paid, left, [*chosen, first]))
        return found


def _check(
    exports: Exports, least: Mapping[str, float], costs: Mapping[str, float]
) -> None:
    for item, shares in exports.items():
        for actor, share in shares.items():
            arguments.probabilities(f"share of {actor!r} in {item!r}", share)
    for actor, cost in costs.items():
        arguments.amounts(f"cost of {actor!r}", cost)
    for item, share in least.items():
        if item not in exports:
            known = ", ".join(sorted(exports)) or "none"
            raise ModelError(
                f"item {item!r} is not known. Fix: choose from {known}, or give its "
                "exports."
            )
        arguments.probabilities(f"least coverage of {item!r}", share)


def _reachable(
    exports: Exports, least: Mapping[str, float], everybody: Collection[str]
) -> None:
    """Refuse what all candidates together do not cover, and say who would be needed."""
    whole = coverage(exports, everybody)
    for item in sorted(least):
        if whole[item] + _ROUNDING >= least[item]:
            continue
        outside = {a: s for a, s in exports[item].items() if a not in everybody and s}
        needed: list[str] = []
        reached = whole[item]
        for actor in sorted(outside, key=lambda a: (-outside[a], a)):
            if reached + _ROUNDING >= least[item]:
                break
            reached += outside[actor]
            needed.append(f"{actor} ({outside[actor]:.2g})")
        who = f"let {', '.join(needed)} join" if needed else "add exporters"
        if reached + _ROUNDING < least[item]:
            who += f", which makes {reached:.3g} and is all there is"
        raise ModelError(
            f"item {item!r}: all candidates together cover {whole[item]:.3g} of its "
            f"exports, {least[item]:.3g} is wanted. Fix: {who}, or ask for no more than "
            f"{whole[item]:.3g}."
        )
