"""Where scenarios drift when judgements are uncertain: basins of many matrices at once.

Under global succession every descriptor of a scenario jumps at once to the variant that
the others favour most, until a consistent scenario or a cycle is reached (Weimer-Jehle
2006; see `ishizue.models.crossimpact`). `succession.basins` follows all scenarios of one
matrix and names its attractors; `drift` follows those of many matrices, one for each
draw of uncertain judgements, and says what can be compared across draws: how many
scenarios are consistent, which variants they contain, and what share of all scenarios
ends where.

A balance is the sum of one row for each descriptor, so those of all scenarios are sums of
two short tables: one over the first half of the descriptors, one over the second.

What is left out: as for `basins`, a share weighs attractors against each other and is no
probability that they come about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models.impact_matrix import (
    Choice,
    Floats,
    Ints,
    Matrix,
    in_units,
    smallest_dtype,
)

#: Most scenarios that are followed in every draw.
MOST_SCENARIOS = 10_000_000

_TOGETHER = (
    1 << 17
)  # scenarios of all draws worked out together: they stay in the cache


@dataclass(frozen=True, eq=False)
class Drift:
    """Where all scenarios end, by draw.

    Attributes:
        consistent: Number of consistent scenarios, shape (draws,).
        cycling: Share of scenarios that end in a cycle, shape (draws,).
        possible: Whether a variant is part of a consistent scenario, shape (draws, N).
        active: Share of scenarios that end with a variant chosen, shape (draws, N); in a
            cycle each of its scenarios counts for as long as any other.
        heaviest: Whether a variant is part of the consistent scenario at which most end,
            or of one of several; nowhere if none is consistent. Shape (draws, N).
        basins: Share of scenarios that end at each scenario asked about, shape
            (draws, asked); 0 where it is not consistent.
    """

    consistent: Ints
    cycling: Floats
    possible: NDArray[np.bool_]
    active: Floats
    heaviest: NDArray[np.bool_]
    basins: Floats


def drift(matrix: Matrix, impacts: ArrayLike, asked: Sequence[Choice] = ()) -> Drift:
    """Follow all scenarios of every draw to where they end.

    Args:
        matrix: Descriptors and variants; its own impacts are not used.
        impacts: Impacts in each draw, shape (draws, N, N). What is found in a draw does
            not depend on the other draws.
        asked: Scenarios whose basins are wanted.

    Raises:
        ModelError: There are no draws or too many scenarios, a score is unusable, or
            what is asked is no scenario.
    """
    values = matrix.checked(impacts, "impacts")
    if values.ndim != 3 or not len(values):
        raise ModelError(
            f"drift: impacts has shape {values.shape}; give one table for each of at "
            "least one draw"
        )
    if matrix.scenarios > MOST_SCENARIOS:
        raise ModelError(
            f"drift: {matrix.scenarios:,} scenarios; all are followed in every draw, up "
            f"to {MOST_SCENARIOS:,}; use estimate_basins for one matrix at a time"
        )
    for choice in asked:
        matrix.require_choice(choice)
    numbers = np.array([_number(matrix, choice) for choice in asked], dtype=np.int64)
    tables, _ = in_units(values)
    step = max(1, _TOGETHER // matrix.scenarios)
    parts = [
        _ended(matrix, _successors(matrix, tables[first : first + step]), numbers)
        for first in range(0, len(tables), step)
    ]
    return Drift(
        consistent=np.concatenate([p.consistent for p in parts]),
        cycling=np.concatenate([p.cycling for p in parts]),
        possible=np.concatenate([p.possible for p in parts]),
        active=np.concatenate([p.active for p in parts]),
        heaviest=np.concatenate([p.heaviest for p in parts]),
        basins=np.concatenate([p.basins for p in parts]),
    )


def _number(matrix: Matrix, choice: Choice) -> int:
    """Number of a scenario, in which the last descriptor counts fastest."""
    found = 0
    for size, chosen in zip(matrix.sizes, choice, strict=True):
        found = found * size + chosen
    return found


def _digits(matrix: Matrix, numbers: Ints) -> list[Ints]:
    """Chosen variant of each descriptor, of scenarios by number."""
    digits = []
    rest = numbers
    for size in reversed(matrix.sizes):
        rest, digit = np.divmod(rest, size)
        digits.append(digit)
    return digits[::-1]


def _successors(matrix: Matrix, tables: Ints) -> NDArray[np.signedinteger]:
    """Number of the successor of every scenario, shape (scenarios, draws)."""
    total, half = sum(matrix.sizes), len(matrix.sizes) // 2
    # Twice the scores, plus 1 where a variant meets itself: chosen variants win ties.
    doubled = 2 * np.moveaxis(tables, 0, -1) + np.eye(total, dtype=np.int64)[..., None]
    most = sum(
        int(np.abs(doubled[start : start + size]).max())
        for start, size in zip(matrix.offsets, matrix.sizes, strict=True)
    )
    doubled = doubled.astype(smallest_dtype(most))
    first = _sums(matrix, doubled, range(half))
    second = _sums(matrix, doubled, range(half, len(matrix.sizes)))
    shape = first.shape[1], *second.shape[1:]
    found = np.zeros(shape, dtype=smallest_dtype(matrix.scenarios))
    best, score = np.empty(shape, doubled.dtype), np.empty(shape, doubled.dtype)
    target = np.empty(shape, np.int8 if max(matrix.sizes) < 128 else np.int32)
    for start, size in zip(matrix.offsets, matrix.sizes, strict=True):
        np.add(first[start][:, None], second[start], out=best)
        target[:] = 0
        for variant in range(1, size):
            np.add(first[start + variant][:, None], second[start + variant], out=score)
            # Numbers grow, so the last better variant is the largest.
            better = (score > best).astype(target.dtype)
            better *= target.dtype.type(variant)
            np.maximum(target, better, out=target)
            np.maximum(best, score, out=best)
        found *= size
        found += target
    return found.reshape(matrix.scenarios, -1)


def _sums(
    matrix: Matrix, doubled: NDArray[np.signedinteger], descriptors: range
) -> NDArray[np.signedinteger]:
    """Sums of some descriptors' rows, by column and combination: (N, count, draws)."""
    sums = np.zeros((len(doubled), 1, doubled.shape[-1]), dtype=doubled.dtype)
    for d in descriptors:
        start, size = matrix.offsets[d], matrix.sizes[d]
        rows = np.moveaxis(doubled[start : start + size], 0, 1)
        sums = (sums[:, :, None] + rows[:, None]).reshape(
            len(doubled), -1, rows.shape[2]
        )
    return sums


def _ended(matrix: Matrix, successors: NDArray[np.signedinteger], asked: Ints) -> Drift:
    """What becomes of every scenario, by its successor."""
    draws = successors.shape[1]
    # Scenarios of all draws in one row, draws side by side.
    after = (successors * np.int64(draws) + np.arange(draws)).ravel()
    reached = np.bincount(after, minlength=len(after))
    # After one step all are among these, which are few, and never leave them.
    states = np.flatnonzero(reached)
    place = np.empty(len(after), dtype=np.int64)
    place[states] = np.arange(len(states))
    ends, lowest = _followed(place[after[states]], matrix.scenarios)
    weight = np.bincount(lowest[ends], reached[states], minlength=len(states))
    attracting = np.zeros(len(states), dtype=np.bool_)
    attracting[ends] = True
    kept = np.flatnonzero(attracting)
    length = np.bincount(lowest[kept], minlength=len(states))
    share = weight[lowest[kept]] / length[lowest[kept]] / matrix.scenarios
    rests = length[lowest[kept]] == 1
    number, draw = np.divmod(states[kept], draws)
    spread = (draws, sum(matrix.sizes))
    columns = [
        draw * spread[1] + start + digit
        for start, digit in zip(matrix.offsets, _digits(matrix, number), strict=True)
    ]
    active = np.zeros(draws * spread[1])
    possible = np.zeros(draws * spread[1], dtype=np.bool_)
    heaviest = np.zeros_like(possible)
    most = np.zeros(draws)
    np.maximum.at(most, draw[rests], share[rests])
    first = rests & (share == most[draw])
    for column in columns:
        active += np.bincount(column, share, minlength=len(active))
        possible[column[rests]] = True
        heaviest[column[first]] = True
    basins = np.zeros((draws, len(asked)))
    for j, wanted in enumerate(asked.tolist()):
        here = rests & (number == wanted)
        basins[draw[here], j] = share[here]
    return Drift(
        consistent=np.bincount(draw[rests], minlength=draws),
        cycling=np.bincount(draw, np.where(rests, 0.0, share), draws).astype(
            np.float64
        ),
        possible=possible.reshape(spread),
        active=active.reshape(spread),
        heaviest=heaviest.reshape(spread),
        basins=basins,
    )


def _followed(after: Ints, scenarios: int) -> tuple[Ints, Ints]:
    """Where states stand after very many steps, and the first state they met on the way.

    Of states on a cycle, the latter names the cycle.
    """
    lowest = np.arange(len(after))
    steps = 1
    while steps <= min(len(after), scenarios):
        lowest = np.minimum(lowest, lowest[after])
        after = after[after]
        steps *= 2
    return after, lowest
