"""Finding all consistent scenarios without trying every combination of variants.

A chosen variant v is consistent if no rival w of the same descriptor scores more than
`slack` above it. The score of w less that of v is a sum with one term for each
descriptor, decided by the variant chosen there. While some descriptors are open, their
least terms bound that sum from below; a variant whose bound for some rival exceeds the
slack is dead, and a partial scenario is given up once a descriptor has no living variant
left (branch and bound: Land & Doig 1960, Econometrica 28:497-520; Haralick & Elliott
1980, Artificial Intelligence 14:263-313, for looking ahead at open descriptors). Nothing
is sampled and nothing is missed.

Partial scenarios are extended many at a time, by one descriptor, and those of several
matrices (draws of uncertain judgements) side by side; the innermost axis of every array
is theirs. Scores are whole numbers, so bounds are exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ishizue.errors import ModelError
from ishizue.models.impact_matrix import Ints, smallest_dtype

Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

#: Most scenarios that are listed, of one matrix or of draws searched together.
MOST_FOUND = 1_000_000
#: Most partial scenarios tried, about a minute's work.
MOST_TRIED = 200_000_000

_CHUNK = 4096  # partial scenarios extended together: their bounds stay in the cache
_BATCH = 1 << 24  # most bytes of terms of matrices searched together


@dataclass(frozen=True)
class Tolerance:
    """How inconsistent a scenario may be, in units of the scores.

    Attributes:
        slack: Most that a rival may score above the chosen variant.
        spare: Descriptors that may miss `slack`.
        reach: Most by which they may miss it.
    """

    slack: int
    spare: int = 0
    reach: int = 0


@dataclass(frozen=True, eq=False)
class _Partial:
    """Partial scenarios, one a column, that agree on which descriptors are decided.

    Attributes:
        gaps: Lower bounds of rival's score less variant's, shape (pairs, columns).
        alive: Variants that may still be chosen, shape (N, columns).
        chosen: Chosen variants, shape (n, columns); 0 where open.
        owner: Number of the matrix, shape (columns,).
    """

    gaps: NDArray[np.signedinteger]
    alive: Bools
    chosen: NDArray[np.int16]
    owner: Indices

    @property
    def count(self) -> int:
        return len(self.owner)

    def take(self, columns: Indices) -> _Partial:
        return _Partial(
            self.gaps.take(columns, axis=1),
            self.alive.take(columns, axis=1),
            self.chosen.take(columns, axis=1),
            self.owner[columns],
        )


@dataclass(frozen=True, eq=False)
class _Terms:
    """What each choice adds to the bounds, for one or several matrices.

    Attributes:
        sizes: Variants of each descriptor.
        offsets: Row of each descriptor's first variant.
        order: Descriptors in the order in which they are decided.
        pairs: Rows of `gaps` that belong to each descriptor: for each variant in turn,
            its rivals.
        root: Bounds while nothing is decided, shape (pairs, matrices).
        added: Added to the bounds by choosing a variant, none negative, shape
            (N, pairs, matrices).
    """

    sizes: tuple[int, ...]
    offsets: tuple[int, ...]
    order: tuple[int, ...]
    pairs: tuple[slice, ...]
    root: NDArray[np.signedinteger]
    added: NDArray[np.signedinteger]

    @classmethod
    def of(cls, tables: Ints, sizes: Sequence[int]) -> _Terms:
        """Terms of `tables`, shape (matrices, N, N), in whole units."""
        offsets = tuple(accumulate(sizes[:-1], initial=0))
        own, rival = _pairs(sizes, offsets)
        # Matrices go innermost, as partial scenarios do.
        terms = np.moveaxis(tables[:, :, rival] - tables[:, :, own], 0, -1)
        root = np.zeros(terms.shape[1:], dtype=np.int64)
        most = np.zeros_like(root)
        say = []
        for offset, size in zip(offsets, sizes, strict=True):
            block = terms[offset : offset + size]
            least = block.min(axis=0)
            block -= least
            root += least
            most += block.max(axis=0)
            say.append(float(block.sum()) / size)
        bound = max(int(np.abs(x).max(initial=0)) for x in (root, root + most, most))
        ends = accumulate(size * (size - 1) for size in sizes)
        return cls(
            sizes=tuple(sizes),
            offsets=offsets,
            # Those with most say first: their choices raise the bounds soonest.
            order=tuple(np.argsort([-x for x in say], kind="stable").tolist()),
            pairs=tuple(
                slice(end - size * (size - 1), end)
                for end, size in zip(ends, sizes, strict=True)
            ),
            root=root.astype(smallest_dtype(bound)),
            added=np.ascontiguousarray(terms, dtype=smallest_dtype(bound)),
        )

    def start(self) -> _Partial:
        """The scenario in which nothing is decided, once for each matrix."""
        matrices = self.root.shape[1]
        return _Partial(
            self.root.copy(),
            np.ones((sum(self.sizes), matrices), dtype=np.bool_),
            np.zeros((len(self.sizes), matrices), dtype=np.int16),
            np.arange(matrices),
        )

    def survivors(self, partial: _Partial, tolerance: Tolerance) -> Indices:
        """Columns that can still be completed; strikes dead variants out in passing."""
        possible = np.ones(partial.count, dtype=np.bool_)
        missed = np.zeros(partial.count, dtype=np.int16)
        for size, offset, rows in zip(
            self.sizes, self.offsets, self.pairs, strict=True
        ):
            gaps = partial.gaps[rows].reshape(size, size - 1, partial.count)
            alive = partial.alive[offset : offset + size]
            alive &= _none_above(gaps, tolerance.slack + tolerance.reach)
            possible &= _any(alive)
            if tolerance.spare:
                missed += ~_any(alive & _none_above(gaps, tolerance.slack))
        return np.flatnonzero(possible & (missed <= tolerance.spare))

    def extended(self, partial: _Partial, descriptor: int) -> _Partial:
        """Partial scenarios in which `descriptor` is decided too."""
        offset, size = self.offsets[descriptor], self.sizes[descriptor]
        columns = [np.flatnonzero(alive) for alive in partial.alive[offset:][:size]]
        child = partial.take(np.concatenate(columns))
        child.alive[offset : offset + size] = False
        end = 0
        for variant, parents in enumerate(columns):
            own = slice(end, end := end + len(parents))
            added = self.added[offset + variant]
            if added.shape[1] > 1:
                added = added.take(child.owner[own], axis=1)
            child.gaps[:, own] += added
            child.alive[offset + variant, own] = True
            child.chosen[descriptor, own] = variant
        return child


def search(
    tables: Ints, sizes: Sequence[int], tolerance: Tolerance
) -> tuple[Ints, Indices]:
    """All scenarios within tolerance, of each of several matrices.

    Args:
        tables: Impacts in whole units, shape (matrices, N, N).
        sizes: Number of variants of each descriptor; they sum to N.
        tolerance: What passes.

    Returns:
        Chosen variants, shape (found, n), and the number of the matrix, shape (found,);
        by matrix, then by choice.

    Raises:
        ModelError: There are too many to list, or the search grows too long.
    """
    pairs = sum(size * (size - 1) for size in sizes)
    step = max(1, _BATCH // (tables.itemsize * max(1, sum(sizes) * pairs)))
    chosen = [np.zeros((len(sizes), 0), dtype=np.int16)]
    owner = [np.zeros(0, dtype=np.intp)]
    for first in range(0, len(tables), step):
        terms = _Terms.of(tables[first : first + step], sizes)
        for complete in _completed(terms, tolerance):
            chosen.append(complete.chosen)
            owner.append(complete.owner + first)
    choices, owners = np.concatenate(chosen, axis=1), np.concatenate(owner)
    order = np.lexsort((*choices[::-1], owners))
    return choices.T[order].astype(np.int64), owners[order]


def _completed(terms: _Terms, tolerance: Tolerance) -> Iterator[_Partial]:
    """Complete scenarios, in the order in which they are found."""
    start = terms.start()
    waiting = [(0, start.take(terms.survivors(start, tolerance)))]
    tried = found = 0
    while waiting:
        depth, partial = waiting.pop()
        if partial.count > _CHUNK:
            columns = np.arange(partial.count)
            waiting.append((depth, partial.take(columns[_CHUNK:])))
            partial = partial.take(columns[:_CHUNK])
        extended = terms.extended(partial, terms.order[depth])
        extended = extended.take(terms.survivors(extended, tolerance))
        tried += extended.count
        if depth + 1 == len(terms.order):
            found += extended.count
            yield extended
        elif extended.count:
            waiting.append((depth + 1, extended))
        _require_bounded(found, tried)


def _require_bounded(found: int, tried: int) -> None:
    if found > MOST_FOUND:
        raise ModelError(
            f"consistent: more than {MOST_FOUND:,} scenarios are within the slack; lower "
            "it, or judge more of the impacts"
        )
    if tried > MOST_TRIED:
        raise ModelError(
            f"consistent: more than {MOST_TRIED:,} partial scenarios could not be ruled "
            "out; lower the slack, or look for some with estimate_basins(matrix, "
            "samples, seed), whose fixed points are consistent"
        )


def _pairs(sizes: Sequence[int], offsets: Sequence[int]) -> tuple[Indices, Indices]:
    """Columns of each variant and of each of its rivals, by variant."""
    own, rival = [], []
    for offset, size in zip(offsets, sizes, strict=True):
        for variant in range(size):
            for other in range(size):
                if other != variant:
                    own.append(offset + variant)
                    rival.append(offset + other)
    return np.array(own, dtype=np.intp), np.array(rival, dtype=np.intp)


def _none_above(gaps: NDArray[np.signedinteger], limit: int) -> Bools:
    """Variants with no rival more than `limit` above: (size, rivals, k) to (size, k)."""
    limit = min(limit, int(np.iinfo(gaps.dtype).max))
    if not gaps.shape[1]:
        return np.ones((gaps.shape[0], gaps.shape[2]), dtype=np.bool_)
    fine: Bools = gaps[:, 0] <= limit
    for rival in range(1, gaps.shape[1]):
        fine &= gaps[:, rival] <= limit
    return fine


def _any(alive: Bools) -> Bools:
    some: Bools = alive[0].copy()
    for variant in alive[1:]:
        some |= variant
    return some
