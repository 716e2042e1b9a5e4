"""What one more judgement would change in a cross-impact analysis.

For each judgement, the smallest change up or down after which other scenarios are
consistent than before. All else is held, as in a one-at-a-time sensitivity analysis; that
two judgements together may matter where neither does alone is left out (`probabilities`
in `ishizue.models.crossimpact` varies all at once).

A judgement enters one descriptor's balance only, and only in scenarios with its row. So
those that can be won or lost are the scenarios in which all other descriptors are
consistent, and the change that decides each follows from its balance: nothing is tried
out, and the answer is exact.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ishizue.errors import ModelError
from ishizue.models.consistency import Tolerance, search
from ishizue.models.impact_matrix import Choice, Ints, Matrix, balances

Cell = tuple[int, int]
Outcome = tuple[int, Choice]  # scenario lost (-1) or gained (1)


@dataclass(frozen=True)
class Flip:
    """The smallest change of one judgement, one way, that alters the consistent set.

    Attributes:
        source: Descriptor and variant that exert the impact, numbered from 0.
        target: Descriptor and variant on which it is exerted.
        judged: The score as it stands.
        change: What has to be added to it.
        gained: Scenarios consistent after the change only.
        lost: Scenarios consistent before the change only.
    """

    source: Cell
    target: Cell
    judged: float
    change: float
    gained: tuple[Choice, ...]
    lost: tuple[Choice, ...]


def sensitivity(
    matrix: Matrix, slack: float = 0, step: float = 1, steps: int = 6
) -> list[Flip]:
    """Smallest changes of single judgements that alter the set of consistent scenarios.

    Args:
        matrix: The cross-impact matrix.
        slack: Greatest inconsistency of a scenario that counts as consistent.
        step: Changes are multiples of it, in the unit of the scores.
        steps: Most steps tried; 6 lead from one end of the scale -3 to 3 to the other.

    Returns:
        At most two flips for each judgement, one up and one down: the smallest changes
        first, then by source and target. A judgement without a flip can change by
        that many steps either way and alter nothing.

    Raises:
        ModelError: An argument is out of bounds, or as for `consistent`.
    """
    units, one = matrix.scaled
    allowed = _units("slack", slack, one)
    width = _units("step", step, one)
    if width < 1 or steps < 1:
        raise ModelError(
            f"sensitivity: step is {step} and steps {steps}; give at least one step, of "
            f"at least {1 / one:g}, the unit of this matrix"
        )
    near = Tolerance(allowed, spare=1, reach=width * steps)
    choices, _ = search(units[None], matrix.sizes, near)
    best: dict[tuple[Cell, Cell, int], tuple[int, list[Outcome]]] = {}
    for target, change, outcome, choice in _decided(matrix, choices, allowed):
        count = math.ceil(abs(change) / width)
        if count > steps:
            continue
        for source in enumerate(choice):
            if source[0] == target[0]:
                continue
            key = (source, target, 1 if change > 0 else -1)
            known, outcomes = best.get(key, (steps + 1, []))
            if count < known:
                best[key] = (count, [(outcome, choice)])
            elif count == known:
                outcomes.append((outcome, choice))
    flips = [
        _flip(matrix, source, target, sign * count * width / one, outcomes)
        for (source, target, sign), (count, outcomes) in best.items()
    ]
    return sorted(flips, key=lambda f: (abs(f.change), f.source, f.target, -f.change))


def _decided(
    matrix: Matrix, choices: Ints, slack: int
) -> Iterator[tuple[Cell, int, int, Choice]]:
    """Changes of a target's score, in units, that win or lose a scenario.

    Yields:
        Target, least change that decides, 1 if the scenario is gained by it and -1 if
        lost, and the scenario.
    """
    scores = balances(matrix, choices)
    gaps = _gaps(matrix, scores, choices)
    for d, (offset, size) in enumerate(zip(matrix.offsets, matrix.sizes, strict=True)):
        others_fine = (np.delete(gaps, d, axis=1) <= slack).all(axis=1)
        for row in np.flatnonzero(others_fine).tolist():
            choice = tuple(choices[row].tolist())
            own = scores[row, offset : offset + size].tolist()
            for variant in range(size):
                change = _change(own, choice[d], variant, slack)
                if change is not None:
                    outcome = 1 if gaps[row, d] > slack else -1
                    yield (d, variant), change, outcome, choice


def _change(own: list[int], chosen: int, variant: int, slack: int) -> int | None:
    """Least change of one variant's score that makes or breaks the chosen one."""
    others = [score for v, score in enumerate(own) if v not in (chosen, variant)]
    if variant == chosen:
        if not others:
            return None  # a descriptor with one variant is always consistent
        gap = max(others) - own[chosen]
        return gap - slack if gap > slack else gap - slack - 1
    gap = own[variant] - own[chosen]
    if max(others, default=own[chosen]) - own[chosen] > slack:
        return None  # another rival is too high, whatever happens to this one
    return slack - gap if gap > slack else slack - gap + 1


def _gaps(matrix: Matrix, scores: Ints, choices: Ints) -> NDArray[np.int64]:
    """Inconsistency of each descriptor in units, shape (scenarios, n)."""
    gaps = np.empty_like(choices)
    for d, (offset, size) in enumerate(zip(matrix.offsets, matrix.sizes, strict=True)):
        own = scores[:, offset : offset + size]
        chosen = np.take_along_axis(own, choices[:, d : d + 1], axis=1)[:, 0]
        gaps[:, d] = own.max(axis=1) - chosen
    return gaps


def _flip(
    matrix: Matrix,
    source: Cell,
    target: Cell,
    change: float,
    outcomes: list[Outcome],
) -> Flip:
    row = matrix.offsets[source[0]] + source[1]
    column = matrix.offsets[target[0]] + target[1]
    return Flip(
        source,
        target,
        float(matrix.impacts[row, column]),
        change,
        gained=tuple(choice for outcome, choice in outcomes if outcome > 0),
        lost=tuple(choice for outcome, choice in outcomes if outcome < 0),
    )


def _units(name: str, value: float, one: int) -> int:
    if not 0 <= value < math.inf:
        raise ModelError(f"sensitivity: {name} is {value}; give a finite number from 0")
    return math.floor(round(min(value, 1e9) * one, 6))
