"""Threats that leave something to chance: how much risk is enough, and how much too much.

A threatener demands; if the target defies, disaster for both follows with probability q
and otherwise nothing, the threatener giving way. A soft target yields if the risk is
great enough (the threat is effective):

    yield >= (1 - q) defy + q disaster

A hard target, with probability p_hard, defies whatever the risk. The threatener prefers
an effective threat to giving way (the threat is acceptable) if

    (1 - p_hard) success + p_hard ((1 - q) concession + q disaster) > concession

Brinkmanship is the choice of a q that is both, and possible only while the target is
not too likely to be hard; a pure threat, of certain disaster, only while it is still
less so. The best risk is the least effective one, since all above it is borne for
nothing.

Left out: how a risk is built up over time and how it is kept under control, degrees of
defiance, a hard target that would yield to some risk, and doubt about the threatener's
resolve (for which see `unilateral`).

References:
    Schelling, T. C. (1960). The Strategy of Conflict. Harvard University Press,
    chapter 8.
    Dixit, A., Skeath, S. & Reiley, D. H. (2015). Games of Strategy, fourth edition.
    W. W. Norton, chapter 14, Brinkmanship: the Cuban missile crisis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.models import arguments
from ishizue.models.arguments import Array

TARGET = ("yield", "defy", "disaster")
THREATENER = ("success", "concession", "disaster")


@dataclass(frozen=True, eq=False)
class ThreatRegion:
    """Risks that are effective, and risks that are acceptable; arrays of one shape.

    Attributes:
        p_hard: Probability that the target is hard.
        least_effective: Least risk at which a soft target yields.
        acceptable_below: Risk below which the threatener prefers threatening to giving
            way; infinite where every target is soft.
        pure_below: `p_hard` below which certain disaster can be threatened.
        brink_below: `p_hard` below which some risk is effective and acceptable.
        possible: Whether some risk is both.
    """

    p_hard: Array
    least_effective: Array
    acceptable_below: Array
    pure_below: Array
    brink_below: Array
    possible: NDArray[np.bool_]

    def effective(self, q: ArrayLike) -> NDArray[np.bool_]:
        """Whether a soft target yields to a risk q.

        Raises:
            ModelError: `q` is no probability.
        """
        return arguments.probabilities("q", q) >= self.least_effective

    def acceptable(self, q: ArrayLike) -> NDArray[np.bool_]:
        """Whether the threatener prefers an effective threat of risk q to giving way.

        Raises:
            ModelError: `q` is no probability.
        """
        return arguments.probabilities("q", q) < self.acceptable_below

    def pr_disaster(self, q: ArrayLike) -> Array:
        """Probability of disaster under a threat of risk q, heeded or not.

        Raises:
            ModelError: `q` is no probability.
        """
        risk = arguments.probabilities("q", q)
        return np.where(self.effective(risk), self.p_hard, 1.0) * risk


def probabilistic_threat(
    target: Mapping[str, ArrayLike],
    threatener: Mapping[str, ArrayLike],
    p_hard: ArrayLike,
) -> ThreatRegion:
    """Which risks of disaster are effective, and which are acceptable.

    Args:
        target: Utilities of a soft target, named as in `TARGET`: defy, when no disaster
            follows, above yield above disaster.
        threatener: Utilities, named as in `THREATENER`: success, when the target
            yields, above concession above disaster.
        p_hard: Probability that the target is hard. Arguments are scalars, or arrays
            that broadcast together.

    Raises:
        ModelError: A utility is missing, unknown, not finite or out of order, `p_hard`
            is no probability, or shapes do not fit together.
    """
    soft = arguments.payoffs("target", target, TARGET)
    ours = arguments.payoffs("threatener", threatener, THREATENER)
    p = arguments.probabilities("p_hard", p_hard)
    named = {f"target {k}": v for k, v in soft.items()}
    named |= {f"threatener {k}": v for k, v in ours.items()}
    shape = arguments.common_shape("probabilistic_threat", named | {"p_hard": p})
    for payoffs, name, order in (
        (soft, "target", ("defy", "yield", "disaster")),
        (ours, "threatener", ("success", "concession", "disaster")),
    ):
        arguments.ranked(name, payoffs, order[0], order[1])
        arguments.ranked(name, payoffs, order[1], order[2])
    enough = (soft["defy"] - soft["yield"]) / (soft["defy"] - soft["disaster"])
    # What success is worth, in units of what disaster costs.
    worth = (ours["success"] - ours["concession"]) / (
        ours["concession"] - ours["disaster"]
    )
    # Any risk can be borne for a hard target that is all but impossible.
    with np.errstate(over="ignore", divide="ignore"):
        bearable = worth * (1.0 - p) / p
    return ThreatRegion(
        p_hard=np.broadcast_to(p, shape),
        least_effective=np.broadcast_to(enough, shape),
        acceptable_below=np.broadcast_to(bearable, shape),
        pure_below=np.broadcast_to(worth / (1.0 + worth), shape),
        brink_below=np.broadcast_to(worth / (enough + worth), shape),
        possible=np.broadcast_to(enough < bearable, shape),
    )
