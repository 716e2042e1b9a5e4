"""Payoffs of the Unilateral Deterrence Game, and the probabilities at which choices turn.

The game, and what thresholds decide, is told in `ishizue.models.unilateral`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array

PAYOFFS = (
    *("cDC", "cSQ", "cDDp", "cCD", "cDDm"),
    *("dSQ", "dCD", "dDC", "dDDp", "dDDm"),
)
_ORDER = (
    *(("cDC", "cSQ"), ("cSQ", "cDDp"), ("cDDp", "cCD"), ("cCD", "cDDm")),
    *(("dCD", "dDC"), ("dDDp", "dDC"), ("dDC", "dDDm")),
)


class Thresholds(NamedTuple):
    """Where choices turn; of the shape of the payoffs.

    Attributes:
        c1: Probability of resistance above which no Hard Challenger challenges.
        c2: The same for a Soft Challenger; below c1.
        d1: Probability that Challenger is Hard above which a Soft Defender concedes.
        odds: d1 / (1 - d1).
    """

    c1: Array
    c2: Array
    d1: Array
    odds: Array


def thresholds(payoffs: Mapping[str, ArrayLike]) -> Thresholds:
    """The probabilities at which the players' choices turn.

    Args:
        payoffs: Utilities by name, all those of `PAYOFFS`: c for Challenger and d for
            Defender, DDp and DDm being DD+ and DD-, conflict for a Hard and for a Soft
            player. cDC > cSQ > cDDp > cCD > cDDm; dCD > dDC; dDDp > dDC > dDDm.
            Scalars, or arrays that broadcast together.

    Raises:
        ModelError: A payoff is missing, unknown, not finite, out of order or too great,
            or shapes do not fit together.
    """
    u = arguments.payoffs("payoffs", payoffs, PAYOFFS)
    arguments.common_shape("payoffs", u)
    for greater, less in _ORDER:
        arguments.ranked("payoffs", u, greater, less)
    # What overflows here is refused below.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        prize = u["cDC"] - u["cSQ"]
        spared, risked = u["dCD"] - u["dDC"], u["dDC"] - u["dDDm"]
        at = Thresholds(
            c1=prize / (u["cDC"] - u["cDDp"]),
            c2=prize / (u["cDC"] - u["cCD"]),
            d1=spared / (u["dCD"] - u["dDDm"]),
            odds=spared / risked,
        )
    told = (at.c2 > 0) & (at.c2 < at.c1) & (at.c1 < 1)
    if not (told.all() and ((at.d1 > 0) & (at.d1 < 1)).all()):
        raise ModelError(
            "payoffs: some are so great, or differ so little, that floating point cannot "
            "tell them apart. Fix: choose another unit or zero of utility."
        )
    return at
