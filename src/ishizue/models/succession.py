"""Where scenarios drift: attractors of a cross-impact matrix and their basins.

An inconsistent scenario gives way to a successor. Under *global* succession every
descriptor jumps at once to the variant with the highest score; under *local* succession
only the most inconsistent descriptor does (of several, the first); under *incremental*
succession every descriptor moves one variant towards it, which suits variants that are
steps of a scale. A descriptor whose variant has the highest score stays, tied or not;
among several better variants it takes the first of the highest. Every scenario so ends
in an attractor, which is a consistent scenario or a cycle, and the number of scenarios
that end there is the attractor's weight (Weimer-Jehle 2006, 2008; see
`ishizue.models.crossimpact`).

What is left out: succession is a way to weigh attractors against each other, not a
forecast of the path or the speed of change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from ishizue.errors import ModelError
from ishizue.models.impact_matrix import Choice, Ints, Matrix, smallest_dtype

Succession = Literal["global", "local", "incremental"]

Numbers = NDArray[np.signedinteger]

#: Most scenarios of which each one's successor is looked up: half a gigabyte.
EXACT_SCENARIOS = 100_000_000
#: Most scenarios in attractors that are listed.
MOST_STATES = 1_000_000

_TABLE = 16384  # scenarios worked out together
_CHUNK = 1 << 20  # scenarios followed together


@dataclass(frozen=True)
class Attractor:
    """Scenarios that succession does not leave, and how many scenarios lead there.

    Attributes:
        states: The consistent scenario, or those of the cycle in the order in which
            they follow one another, the first by choice first.
        weight: Number of start scenarios that end here, these included.
    """

    states: tuple[Choice, ...]
    weight: int

    @property
    def choice(self) -> Choice:
        """The consistent scenario, or the first of the cycle."""
        return self.states[0]

    @property
    def is_cycle(self) -> bool:
        """Whether succession goes round and round rather than come to rest."""
        return len(self.states) > 1


@dataclass(frozen=True)
class AttractorEstimate:
    """An attractor met from random starts; there may be others that none has met.

    Attributes:
        states: As in `Attractor`.
        share: Share of the starts that end here.
        error: Its standard error; 0 if all starts do, which is no certainty.
    """

    states: tuple[Choice, ...]
    share: float
    error: float

    @property
    def is_cycle(self) -> bool:
        """Whether succession goes round and round rather than come to rest."""
        return len(self.states) > 1


def basins(matrix: Matrix, succession: Succession = "global") -> list[Attractor]:
    """All attractors, consistent scenarios and cycles, the heaviest first.

    Args:
        matrix: The cross-impact matrix, of at most `EXACT_SCENARIOS` scenarios.
        succession: How a scenario gives way to the next.

    Raises:
        ModelError: `succession` is unknown, or there are too many scenarios or
            attractors.
    """
    rule = _Rule.of(matrix, succession)
    if matrix.scenarios > EXACT_SCENARIOS:
        raise ModelError(
            f"basins: {matrix.scenarios:,} scenarios; all are followed up to "
            f"{EXACT_SCENARIOS:,}; use estimate_basins(matrix, samples, seed)"
        )
    ends = rule.successors()
    _follow(ends)
    states, weights = _counted(ends)
    if len(states) > MOST_STATES:
        raise ModelError(
            f"basins: more than {MOST_STATES:,} scenarios are attractors or on cycles; "
            "judge more of the impacts"
        )
    found = _cycles(rule, rule.choices(states), weights)
    return [Attractor(cycle, weight) for cycle, weight in found]


def estimate_basins(
    matrix: Matrix, samples: int, seed: int, succession: Succession = "global"
) -> list[AttractorEstimate]:
    """Attractors met from random start scenarios, the heaviest first.

    For matrices too large for `basins`. Under every succession, fixed points are
    consistent scenarios; those with small basins are easily missed.

    Args:
        matrix: The cross-impact matrix.
        samples: Start scenarios, each equally likely; at least 2.
        seed: Seed of the random numbers; the same seed gives the same estimate.
        succession: How a scenario gives way to the next.

    Raises:
        ModelError: `succession` is unknown or `samples` below 2.
    """
    rule = _Rule.of(matrix, succession)
    if samples < 2:
        raise ModelError(
            f"estimate_basins: samples is {samples}; give at least 2, better 10,000"
        )
    rng = np.random.default_rng(seed)
    starts = [rng.integers(0, size, samples) for size in matrix.sizes]
    states, weights = _distinct(np.stack(starts, axis=1), np.ones(samples, np.int64))
    lap = 1
    while True:
        # Brent (1980, BIT 20:176-184): who meets his own mark again is on a cycle.
        mark, met = states, np.zeros(len(states), dtype=np.bool_)
        for _ in range(lap):
            states = rule.step(states)
            met |= (states == mark).all(axis=1)
        if met.all():
            break
        states, weights = _distinct(states, weights)
        lap *= 2
    found = _cycles(rule, states, weights)
    shares = [(cycle, weight / samples) for cycle, weight in found]
    return [
        AttractorEstimate(cycle, share, math.sqrt(share * (1 - share) / samples))
        for cycle, share in shares
    ]


@dataclass(frozen=True, eq=False)
class _Rule:
    """One way of succession for one matrix.

    Attributes:
        matrix: The cross-impact matrix.
        succession: The way of succession.
        doubled: Twice the impacts in units, plus 1 where a variant meets itself:
            chosen variants then win ties, and no other variant's victory is undone.
    """

    matrix: Matrix
    succession: Succession
    doubled: Numbers

    @classmethod
    def of(cls, matrix: Matrix, succession: Succession) -> _Rule:
        if succession not in get_args(Succession):
            raise ModelError(
                f"basins: succession {succession!r} is unknown; choose one of "
                f"{', '.join(get_args(Succession))}"
            )
        doubled = 2 * matrix.scaled[0] + np.eye(sum(matrix.sizes), dtype=np.int64)
        most = [
            int(np.abs(doubled[start : start + size]).max())
            for start, size in zip(matrix.offsets, matrix.sizes, strict=True)
        ]
        # Differences of two scores must fit as well.
        return cls(matrix, succession, doubled.astype(smallest_dtype(2 * sum(most))))

    def step(self, choices: Ints) -> Ints:
        """Successors of scenarios, shape (scenarios, n)."""
        parts = []
        for first in range(0, len(choices), _TABLE):
            now = choices[first : first + _TABLE].T
            scores = self._scores(now, range(len(now)))
            parts.append(self._next(scores, now.astype(np.int16)).T.astype(np.int64))
        return np.concatenate(parts)

    def successors(self) -> NDArray[np.int32]:
        """Number of the successor of every scenario, by number, shape (scenarios,)."""
        sizes, total = self.matrix.sizes, self.matrix.scenarios
        cut, width = len(sizes), 1
        while cut and width * sizes[cut - 1] <= _TABLE:
            cut -= 1
            width *= sizes[cut]
        result = np.empty((total // width, width), dtype=np.int32)
        # The last descriptors run through all their combinations within a row; the
        # others are fixed there, and add the same to every scenario in it.
        now = self.choices(np.arange(width)).T.astype(np.int16)
        inner = self._scores(now, range(cut, len(sizes)))
        scores = np.empty_like(inner)
        for row, number in zip(result, range(0, total, width), strict=True):
            outer = self.choices(np.array([number])).T
            now[:cut] = outer[:cut]
            np.add(inner, self._scores(outer, range(cut)), out=scores)
            row[:] = 0
            for size, digit in zip(sizes, self._next(scores, now), strict=True):
                row *= size
                row += digit
        return result.ravel()

    def choices(self, numbers: NDArray[np.integer]) -> Ints:
        """Scenarios by number, in which the last descriptor counts fastest."""
        digits = []
        rest = numbers.astype(np.int64)
        for size in reversed(self.matrix.sizes):
            rest, digit = np.divmod(rest, size)
            digits.append(digit)
        return np.stack(digits[::-1], axis=1)

    def _scores(self, now: NDArray[np.integer], descriptors: range) -> Numbers:
        """Doubled balances from some descriptors' rows, (n, k) -> (N, k)."""
        scores = np.zeros((len(self.doubled), now.shape[1]), dtype=self.doubled.dtype)
        for d in descriptors:
            rows = self.matrix.offsets[d] + now[d].astype(np.intp)
            scores += self.doubled.T[:, rows]
        return scores

    def _next(self, scores: Numbers, now: NDArray[np.int16]) -> NDArray[np.int16]:
        """Variants chosen next, shape (n, k), given doubled balances."""
        following = np.zeros_like(now)
        widest = np.zeros(now.shape[1], dtype=scores.dtype)
        mover = np.zeros(now.shape[1], dtype=np.int16)
        for d, (start, size) in enumerate(
            zip(self.matrix.offsets, self.matrix.sizes, strict=True)
        ):
            own = scores[start : start + size]
            target, best = following[d], own[0].copy()
            for variant in range(1, size):
                better = own[variant] > best
                # Numbers grow, so the last better variant is the largest.
                np.maximum(target, better * np.int16(variant), out=target)
                np.maximum(best, own[variant], out=best)
            if self.succession == "local":
                # The chosen variant's score is the odd one.
                gap = best - (own * (own & 1)).sum(axis=0, dtype=own.dtype)
                np.maximum(mover, (gap > widest) * np.int16(d), out=mover)
                np.maximum(widest, gap, out=widest)
            elif self.succession == "incremental":
                target[:] = now[d] + np.sign(target - now[d])
        if self.succession == "local":
            moves = mover == np.arange(len(now), dtype=np.int16)[:, None]
            return np.where(moves, following, now)
        return following


def _follow(ends: NDArray[np.int32]) -> None:
    """Replace every scenario's successor by one on the attractor where it ends.

    A round replaces each end by the end of that end, so ends move on and no scenario
    becomes one that was none. While some are off the attractors, those of them that are
    farthest back are ends no longer; once their number stands still, none is off.
    """
    left = np.count_nonzero(_marked(ends))
    while True:
        for first in range(0, len(ends), _CHUNK):
            part = ends[first : first + _CHUNK]
            part[:] = ends[part]  # some lead further by now: all the better
        before, left = left, np.count_nonzero(_marked(ends))
        if left == before:
            return


def _marked(ends: NDArray[np.int32]) -> NDArray[np.bool_]:
    marked = np.zeros(len(ends), dtype=np.bool_)
    for first in range(0, len(ends), _CHUNK):
        marked[ends[first : first + _CHUNK]] = True
    return marked


def _counted(ends: NDArray[np.int32]) -> tuple[NDArray[np.intp], Ints]:
    """The distinct ends, and how many scenarios have each."""
    states = np.flatnonzero(_marked(ends))
    weights = np.zeros(len(states), dtype=np.int64)
    for first in range(0, len(ends), _CHUNK):
        column = np.searchsorted(states, ends[first : first + _CHUNK])
        weights += np.bincount(column, minlength=len(states))
    return states, weights


def _distinct(choices: Ints, weights: Ints) -> tuple[Ints, Ints]:
    states, column = np.unique(choices, axis=0, return_inverse=True)
    return states, np.bincount(column.ravel(), weights=weights).astype(np.int64)


def _cycles(
    rule: _Rule, states: Ints, weights: Ints
) -> list[tuple[tuple[Choice, ...], int]]:
    """Cycles with their weights, the heaviest first; all `states` are on cycles."""
    own = dict(zip(map(tuple, states.tolist()), weights.tolist(), strict=True))
    after: dict[Choice, Choice] = {}
    front = states
    while len(front):  # starts may stand on some scenarios of a cycle only
        following = rule.step(front)
        after.update(
            zip(map(tuple, front.tolist()), map(tuple, following.tolist()), strict=True)
        )
        fresh = [choice for choice in set(after.values()) if choice not in after]
        front = np.array(sorted(fresh), dtype=np.int64)
    found = []
    seen: set[Choice] = set()
    for choice in sorted(after):
        if choice in seen:
            continue
        cycle = [choice]
        while (following_choice := after[cycle[-1]]) != choice:
            cycle.append(following_choice)
        seen.update(cycle)
        found.append((tuple(cycle), sum(own.get(state, 0) for state in cycle)))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
