"""Where each kind of equilibrium of the Unilateral Deterrence Game exists, and its play.

The game, its kinds of equilibrium and their table are told in `ishizue.models.unilateral`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ishizue.models.arguments import Array
from ishizue.models.unilateral_thresholds import Thresholds

KINDS = ("certain", "separating", "attrition", "bluff", "steadfast")
CERTAIN, SEPARATING, ATTRITION, BLUFF, STEADFAST = range(len(KINDS))
#: By kind, how often a Hard Challenger challenges and a Hard Defender resists.
X_HARD = np.array([0.0, 1.0, 1.0, 1.0, 0.0])
Y_HARD = np.ones(len(KINDS))

_BLOCK = 1 << 14  # points
_COLUMNS = (
    *("x_soft", "y_soft", "belief"),
    *("pr_challenge", "pr_concession", "pr_retreat", "pr_war"),
)


def solve(
    at: Thresholds, pc: Array, pd: Array, shape: tuple[int, ...]
) -> tuple[NDArray[np.bool_], dict[str, Array]]:
    """Where each kind exists, and the columns of the table, shape (kinds, ...)."""
    exists = np.empty((len(KINDS), *shape), dtype=np.bool_)
    columns = {name: np.zeros((len(KINDS), *shape)) for name in _COLUMNS}
    whole = [np.broadcast_to(values, shape) for values in (*at, pc, pd)]
    for rows in _blocks(shape):
        *part, challenger, defender = (values[rows] for values in whole)
        out = {name: values[:, *rows] for name, values in columns.items()}
        _fill(Thresholds(*part), (challenger, defender), exists[:, *rows], out)
    return exists, columns


def _blocks(shape: tuple[int, ...]) -> Iterator[tuple[slice, ...]]:
    """Runs of draws small enough for what is worked out to stay in the cache."""
    if not shape:
        yield ()
        return
    step = max(1, _BLOCK // max(1, math.prod(shape[1:])))
    for start in range(0, shape[0], step):
        yield (slice(start, start + step),)


def _fill(
    at: Thresholds,
    priors: tuple[Array, Array],
    exists: NDArray[np.bool_],
    columns: dict[str, Array],
) -> None:
    pc, pd = priors
    exists[CERTAIN] = pd >= at.c1
    exists[SEPARATING] = (pd >= at.c2) & (pd <= at.c1)
    exists[ATTRITION] = (pd <= at.c2) & (pc >= at.d1)
    exists[BLUFF] = (pd <= at.c2) & (pc <= at.d1)
    exists[STEADFAST] = True
    bluffing, resisting = _mixtures(at, pc, pd)
    beliefs = (at.d1, 1.0, pc, at.d1, at.d1)
    x_soft = (0.0, 0.0, 1.0, bluffing, 0.0)
    y_soft = (0.0, 0.0, 0.0, resisting, 1.0)
    for k, there in enumerate(exists):
        columns["belief"][k] = there * beliefs[k]
        # Zeros are there already: memory of zeros costs nothing until it is written.
        if k in (BLUFF, STEADFAST):
            columns["y_soft"][k] = there * y_soft[k]
        if not X_HARD[k]:
            continue
        hard, soft = there * pc, there * ((1.0 - pc) * x_soft[k])
        resisted = pd + (1.0 - pd) * y_soft[k]
        columns["pr_challenge"][k] = hard + soft
        columns["pr_concession"][k] = (hard + soft) * (1.0 - resisted)
        columns["pr_war"][k] = hard * resisted
        if k in (ATTRITION, BLUFF):
            columns["x_soft"][k] = there * x_soft[k]
            columns["pr_retreat"][k] = soft * resisted


def _mixtures(at: Thresholds, pc: Array, pd: Array) -> tuple[Array, Array]:
    """How often Soft Challengers bluff and Soft Defenders resist where they mix.

    Priors from elsewhere are bent to the edge of that region, so that nothing can
    overflow where nothing is asked.
    """
    # Belief after a challenge is d1 by Bayes' rule, here in odds.
    low = np.minimum(pc, at.d1)
    bluffing = np.minimum(low / (1.0 - low) / at.odds, 1.0)
    # Resistance is met with probability c2.
    low = np.minimum(pd, at.c2)
    return bluffing, (at.c2 - low) / (1.0 - low)


def deterring(c1: Array, pd: Array) -> Array:
    """Least resistance by Soft Defenders that deters even a Hard Challenger."""
    low = np.minimum(pd, c1)
    return (c1 - low) / (1.0 - low)
