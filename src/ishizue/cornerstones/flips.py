"""At which value of a single figure a conclusion would turn round.

The figure is held at a value while all others vary as they do, and the statement asked
again: is it more likely true than not? Figures that turn it at an end of what the
dictionary allows, or at half or twice their value, are looked at closer: a grid finds
where it turns, bisection how near to the figure's own value. Most figures behind an
answer turn it nowhere, and a few draws tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from ishizue.cornerstones.case import Case
from ishizue.cornerstones.findings import Flip
from ishizue.ensembles import Draws
from ishizue.schema import dictionary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ishizue.world import Figure

    Array = NDArray[np.float64]

# Parts and multiples of a value that are tried, beside the ends of its range.
FACTORS = (0.25, 0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0, 4.0, 10.0, 100.0)
FEW = 64  # draws by which figures are chosen that are worth a closer look
NEAR = 0.15  # how near to even a share of so few draws is in doubt
HALVINGS = 12


def flips(case: Case, draws: Draws) -> tuple[Flip, ...]:
    """The nearest value of each figure at which the conclusion turns round.

    Figures at no value of which it turns are left out.

    Returns:
        Those inside the stated range first, then by the relative distance.
    """
    if not case.uncertain:
        # Every draw is the same.
        draws = Draws(draws.seed, draws.start, draws.start + 1)
    now = case.agrees(case.values(draws))
    figures, silent = _chosen(case, draws, now)
    grid = [(path, float(x)) for path, f in figures.items() for x in _grid(f)]
    tried = [place for place in grid if place not in silent]
    turned = _turned(case, draws, tried, now)
    brackets = []
    for path, figure in figures.items():
        answers = {
            x: turns for (p, x), turns in zip(tried, turned, strict=True) if p == path
        }
        bracket = _bracket(figure.value, answers)
        if bracket is not None:
            brackets.append((path, *bracket))
    found = [
        _flip(case, draws, path, at)
        for path, at in _refined(case, draws, brackets, now)
    ]
    return tuple(sorted(found, key=lambda f: (not f.inside, f.distance, f.path)))


def _chosen(
    case: Case, draws: Draws, now: bool
) -> tuple[dict[str, Figure], set[tuple[str, float]]]:
    """Figures at some value of which the conclusion turns round, or may.

    Returns:
        The figures, and places at which nothing can be said.
    """
    few = Draws(draws.seed, draws.start, min(draws.stop, draws.start + FEW))
    tried = [(path, float(x)) for path, f in case.figures.items() for x in _ends(f)]
    # What a few draws all but turn, more of them may.
    shares = dict(zip(tried, _shares(case, few, tried), strict=True))
    doubtful = {
        path
        for (path, _), share in shares.items()
        if share is None or (share < 0.5 + NEAR if now else share > 0.5 - NEAR)
    }
    return (
        {path: f for path, f in case.figures.items() if path in doubtful},
        {place for place, share in shares.items() if share is None},
    )


def _ends(figure: Figure) -> Array:
    """The least and the greatest value allowed, and half and twice its own."""
    grid = _grid(figure)
    own = np.clip([0.5 * figure.value, 2.0 * figure.value], grid[0], grid[-1])
    return np.unique([grid[0], *own, grid[-1]])


def _grid(figure: Figure) -> Array:
    """Values to try, from the least to the greatest that the dictionary allows."""
    field = dictionary().tables[figure.table].fields[figure.field]
    ends = [x for x in (figure.low, figure.high) if x is not None]
    size = abs(figure.value) or max(map(abs, ends), default=0.0) or 1.0
    steps = [figure.value, field.low, field.high, *ends, *(size * f for f in FACTORS)]
    if field.low < 0:
        steps += [-size * f for f in FACTORS]
    return np.unique(np.clip(steps, field.low, field.high))


def _turned(
    case: Case, draws: Draws, places: list[tuple[str, float]], now: bool
) -> list[bool]:
    """Whether the conclusion is turned round with a figure at a value."""
    shares = _shares(case, draws, places)
    return [share is not None and (share >= 0.5) != now for share in shares]


def _shares(
    case: Case, draws: Draws, places: list[tuple[str, float]]
) -> list[float | None]:
    """Share of draws in which the statement holds with a figure at a value."""
    answers = case.answers(draws, [{path: x} for path, x in places])
    return [
        None if values is None else float(case.conclusion.holds(values).mean())
        for values in answers
    ]


def _bracket(value: float, answers: dict[float, bool]) -> tuple[float, float] | None:
    """The last value before the conclusion turns and the first after, the nearest."""
    if answers.get(value):
        return value, value
    found = []
    for side in (
        sorted(x for x in answers if x >= value),
        sorted((x for x in answers if x <= value), reverse=True),
    ):
        for before, after in pairwise(side):
            if answers[after]:
                found.append((before, after))
                break
    return min(found, key=lambda b: abs(b[1] - value), default=None)


def _refined(
    case: Case,
    draws: Draws,
    brackets: list[tuple[str, float, float]],
    now: bool,
) -> Iterator[tuple[str, float]]:
    for _ in range(HALVINGS):
        middles = [(path, (before + after) / 2) for path, before, after in brackets]
        turned = _turned(case, draws, middles, now)
        brackets = [
            (path, before, x) if turns else (path, x, after)
            for (path, before, after), (_, x), turns in zip(
                brackets, middles, turned, strict=True
            )
        ]
    # The value from which on it is turned, not one just short of it.
    yield from ((path, after) for path, _, after in brackets)


def _flip(case: Case, draws: Draws, path: str, at: float) -> Flip:
    figure = case.figures[path]
    drawn = draws.of(figure)
    beyond = drawn >= at if at > figure.value else drawn <= at
    return Flip(
        path=path,
        value=figure.value,
        at=at,
        low=figure.low,
        high=figure.high,
        inside=figure.low is not None
        and figure.high is not None
        and figure.low <= at <= figure.high,
        beyond=0.0 if figure.is_exact else float(beyond.mean()),
    )
