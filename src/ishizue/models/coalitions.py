"""Counting the winning coalitions of a simple game without listing them.

A game is given here by the integer weight of each player and, for every head-count
k = 0..n, by the least weight with which k yes-votes win (`thresholds[k]`, non-
increasing in k; a threshold above the total weight means that k votes never win).
Head-count rules, weighted quotas, their conjunction and blocking clauses all take
this form (see `ishizue.models.voting`).

Listing all 2^n coalitions is slow at n = 27 and out of reach far beyond it.
Following Horowitz & Sahni (1974), the players are split in two halves, the 2^(n/2)
coalitions of each half are sorted by weight within each head-count, and the partners
with which a half-coalition wins are then one contiguous run, found by binary search.
The split puts the heaviest players together: most of their coalitions then win, or
lose, whatever lighter partners of a given number they meet, and only the few
undecided ones are looked up one by one.

Reference:
    Horowitz, E. & Sahni, S. (1974). Computing partitions with applications to the
    knapsack problem. Journal of the ACM 21(2), 277-292.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: Most draws evaluated together: enough to hide the cost of calls to numpy.
_DRAWS = 16
#: Most floats held at once (64 MiB), which limits the draws in larger games.
_BATCH = 1 << 23


@dataclass(frozen=True, eq=False)
class _Half:
    """All coalitions of one half of the players, by head-count, heaviest first.

    Attributes:
        players: Positions of the half's players in the whole game, shape (h,).
        masks: Members of each coalition, bit i for `players[i]`, shape (2^h,).
        keys: Negated weight of each coalition, so that each group ascends.
        bounds: Coalitions of k members are rows `bounds[k]` to `bounds[k + 1]`.
    """

    players: Ints
    masks: Ints
    keys: Ints
    bounds: list[int]

    @classmethod
    def of(cls, players: Ints, weights: Ints) -> Self:
        """Enumerate the coalitions of `players`, whose weights are in `weights`."""
        sums = np.zeros(1, dtype=np.int64)
        for weight in weights[players]:
            sums = np.concatenate([sums, sums + weight])
        masks = np.arange(len(sums), dtype=np.int64)
        heads = np.bitwise_count(masks)
        order = np.lexsort((-sums, heads))
        bounds = [0, *np.cumsum(np.bincount(heads)).tolist()]
        return cls(players, masks[order], -sums[order], bounds)

    def members(self) -> NDArray[np.int8]:
        """Membership of each coalition, 0 or 1, shape (2^h, h)."""
        bits = np.arange(len(self.players))
        return ((self.masks[:, None] >> bits) & 1).astype(np.int8)


@dataclass(frozen=True, eq=False)
class _Meeting:
    """Heavy coalitions of `a` members meeting light coalitions of `b` members.

    Row `heavy.bounds[a] + j` wins with the first `partners[j]` rows of light group
    `b`. Partners fall with j; rows that win with no one are left out.
    """

    a: int
    b: int
    partners: Ints


def _meet(
    weights: Ints, thresholds: Sequence[int]
) -> tuple[_Half, _Half, list[_Meeting]]:
    """Split the game in two and pair the halves' coalitions by head-count."""
    n, total = len(weights), int(weights.sum())
    by_weight = np.argsort(-weights, kind="stable")
    heavy = _Half.of(by_weight[: n - n // 2], weights)
    light = _Half.of(by_weight[n - n // 2 :], weights)
    meetings = []
    for a in range(len(heavy.bounds) - 1):
        rows = heavy.keys[heavy.bounds[a] : heavy.bounds[a + 1]]
        for b in range(len(light.bounds) - 1):
            needed = thresholds[a + b]
            if needed > total:
                continue
            group = light.keys[light.bounds[b] : light.bounds[b + 1]]
            # weight + partner's weight >= needed, in negated weights.
            partners = np.searchsorted(group, -needed - rows, side="right")
            met = int(np.count_nonzero(partners))
            if met:
                meetings.append(_Meeting(a, b, partners[:met].astype(np.int64)))
    return heavy, light, meetings


def count_by_size(weights: Ints, thresholds: Sequence[int]) -> tuple[Ints, Ints]:
    """Count winning coalitions by head-count, overall and for each player.

    Args:
        weights: Integer weight of each player, shape (n,).
        thresholds: Least winning weight for each head-count 0..n.

    Returns:
        `winning`, shape (n + 1,): winning coalitions of each size; and `containing`,
        shape (n, n + 1): those of them that contain each player. Both are exact
        while 2^n fits in 63 bits.
    """
    n = len(weights)
    heavy, light, meetings = _meet(weights, thresholds)
    heavy_members, light_members = heavy.members(), light.members()
    # Members among the first j rows, so that a run of partners is one difference.
    # A half has at most 2^31 coalitions, hence 32 bits.
    light_before = np.zeros((len(light_members) + 1, n // 2), dtype=np.int32)
    np.cumsum(light_members, axis=0, dtype=np.int32, out=light_before[1:])
    winning = np.zeros(n + 1, dtype=np.int64)
    containing = np.zeros((n, n + 1), dtype=np.int64)
    for meeting in meetings:
        size, partners = meeting.a + meeting.b, meeting.partners
        row, begin = heavy.bounds[meeting.a], light.bounds[meeting.b]
        winning[size] += partners.sum()
        members = heavy_members[row : row + len(partners)]
        containing[heavy.players, size] += partners @ members
        runs = light_before[begin + partners].sum(axis=0, dtype=np.int64)
        runs -= len(partners) * light_before[begin].astype(np.int64)
        containing[light.players, size] += runs
    return winning, containing


@dataclass(frozen=True, eq=False)
class _Ballots:
    """Coalitions of one half whose probabilities are wanted, shape (rows,) each.

    The half is split once more: a coalition is number `low` of the subsets of the
    first players and number `high` of those of the others. Two look-ups in tables of
    2^(n/4) entries cost less than writing out all 2^(n/2) products.
    """

    players: Ints
    low: Ints
    high: Ints

    @classmethod
    def of(cls, players: Ints, masks: Ints) -> Self:
        """Prepare coalitions given as bits over `players`."""
        cut = len(players) // 2
        return cls(players, masks & ((1 << cut) - 1), masks >> cut)

    def fill(self, p: Floats, out: Floats, spare: Floats) -> None:
        """Write the probability of exactly these yes-votes to `out`, (draws, rows)."""
        cut = len(self.players) // 2
        _take(_joint(p[:, self.players[:cut]]), self.low, out)
        _take(_joint(p[:, self.players[cut:]]), self.high, spare)
        np.multiply(out, spare, out=out)


@dataclass(frozen=True, eq=False)
class WeightedSweep:
    """The structure of one weighted game, reused for every vector of probabilities.

    The probability of winning is a sum of products of two factors: the probability of
    a heavy coalition, and that of a set of light ones with which it wins. The set is
    a run within one light group or, for all the groups that win entirely, every light
    coalition of at least so many members.

    Attributes:
        heavy: Heavy coalitions that ever win.
        light: Light coalitions, grouped by head-count, heaviest first.
        bounds: Bounds of the groups of `light`.
        left: First factor of each product: a position in `heavy`.
        right: Second factor: a position in the running sums of `light`, followed by
            the sums of all groups from the b-th on.
    """

    heavy: _Ballots
    light: _Ballots
    bounds: list[int]
    left: Ints
    right: Ints

    @classmethod
    def of(cls, weights: Ints, thresholds: Sequence[int]) -> Self:
        """Find the structure of the game, arguments as in `count_by_size`."""
        heavy, light, meetings = _meet(weights, thresholds)
        groups = len(light.bounds) - 1
        # A heavy coalition that wins with all light ones of b members does so with
        # all larger ones, so the least such b says it all.
        safe = np.full(len(heavy.masks), groups)
        left, right = [], []
        for meeting in meetings:
            row, partners = heavy.bounds[meeting.a], meeting.partners
            begin, end = light.bounds[meeting.b : meeting.b + 2]
            decided = int(np.count_nonzero(partners == end - begin))
            least = safe[row : row + decided]
            np.minimum(least, meeting.b, out=least)
            left.append(np.arange(row + decided, row + len(partners)))
            right.append(begin - 1 + partners[decided:])
        rows = np.flatnonzero(safe < groups)
        used, first = np.unique(np.concatenate([*left, rows]), return_inverse=True)
        return cls(
            heavy=_Ballots.of(heavy.players, heavy.masks[used]),
            light=_Ballots.of(light.players, light.masks),
            bounds=light.bounds,
            left=first,
            right=np.concatenate([*right, len(light.masks) + safe[rows]]),
        )

    def probability(self, p: Floats) -> Floats:
        """Probability of winning for each row of `p`, shape (draws, n).

        Every draw goes through the same operations in the same order, whichever
        draws it is batched with, so that splitting the draws changes no bit.
        """
        heavy, light, terms = len(self.heavy.low), len(self.light.low), len(self.left)
        sums = light + len(self.bounds) - 1
        widths = (heavy, heavy, light, light, sums, terms, terms)
        step = max(1, min(_DRAWS, _BATCH // sum(widths)))
        # Fresh memory for every batch would cost more than the arithmetic.
        workspace = [np.empty((step, width)) for width in widths]
        result = np.empty(len(p))
        for start in range(0, len(p), step):
            draws = np.ascontiguousarray(p[start : start + step])
            for i, row in enumerate(self._terms(draws, workspace), start):
                # One contiguous sum a draw: summing the block along an axis could
                # be ordered differently for different numbers of draws.
                result[i] = row.sum()
        return result

    def _terms(self, p: Floats, workspace: Sequence[Floats]) -> Floats:
        """Products whose sum is the probability of winning, shape (draws, terms)."""
        heavy, spare_heavy, light, spare_light, sums, terms, factors = (
            table[: len(p)] for table in workspace
        )
        self.heavy.fill(p, heavy, spare_heavy)
        self.light.fill(p, light, spare_light)
        # Sums start afresh in each group, rather than being differences of one long
        # running sum, so that tiny probabilities keep their relative precision.
        for begin, end in pairwise(self.bounds):
            np.cumsum(light[:, begin:end], axis=1, out=sums[:, begin:end])
        groups = sums[:, np.array(self.bounds[1:]) - 1]
        np.cumsum(groups[:, ::-1], axis=1, out=sums[:, : self.bounds[-1] - 1 : -1])
        _take(heavy, self.left, terms)
        _take(sums, self.right, factors)
        return np.multiply(terms, factors, out=terms)


def _take(values: Floats, columns: Ints, out: Floats) -> None:
    # Mode "clip" writes straight to `out`; the default mode copies through a buffer
    # so that it can raise. Columns are known to be in range.
    np.take(values, columns, axis=1, out=out, mode="clip")


def _joint(p: Floats) -> Floats:
    """Probability of each exact set of yes-votes, (draws, h) -> (draws, 2^h).

    Bit i of a column's number says whether player i voted yes.
    """
    joint = np.ones((len(p), 1))
    for yes in p.T[:, :, None]:
        joint = np.concatenate([joint * (1.0 - yes), joint * yes], axis=1)
    return joint


def headcount_probability(p: Floats, votes: int) -> Floats:
    """Probability of at least `votes` yes-votes (Poisson-binomial tail).

    Args:
        p: Probability of yes of each player, shape (draws, n).
        votes: Yes-votes required, 1..n.

    Returns:
        Array of shape (draws,). Unanimity is the product of the probabilities.
    """
    draws, n = p.shape
    # Rows count the noes so far; more than n - votes of them lose and are dropped.
    noes = np.zeros((n - votes + 1, draws))
    noes[0] = 1.0
    for i in range(n):
        yes = np.ascontiguousarray(p[:, i])
        # So many can have said no by now; further rows are still zero.
        reached = min(i + 1, n - votes)
        lost = noes[:reached] * (1.0 - yes)
        noes[: reached + 1] *= yes
        noes[1 : reached + 1] += lost
    result = np.zeros(draws)
    for row in noes:  # elementwise, hence the same order for any number of draws
        result += row
    return result
