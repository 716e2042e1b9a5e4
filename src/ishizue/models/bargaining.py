"""What two sides both prefer to war, and why they may fight all the same.

Sides A and B divide something worth 1. War gives it to A with probability p and costs
A cost_a and B cost_b. Shares x of A between p - cost_a and p + cost_b are better than
war for both: the bargaining range, never empty since war is costly. If A makes one
demand, not knowing B's cost but only that it is uniform between 0 and cost_b_most, B
fights if its cost is below x - p; A trades a better share against that risk and demands
x* = p + (cost_b_most - cost_a) / 2, so that war has the probability (x* - p) /
cost_b_most. Where A's cost is above cost_b_most it demands p, which no B refuses; a
demand is never more than the whole.

Left out: risk aversion, indivisible stakes, further rounds, private information about
p, and shifts of power that make promises incredible (Fearon's commitment problem).

Reference:
    Fearon, J. D. (1995). Rationalist explanations for war. International Organization
    49(3), 379-414.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ishizue.models import arguments
from ishizue.models.arguments import Array


@dataclass(frozen=True, eq=False)
class Ultimatum:
    """One demand and what comes of it.

    Attributes:
        demand: Share that A demands.
        pr_war: Probability that B fights rather than grant it.
    """

    demand: Array
    pr_war: Array


def bargaining_range(
    p: ArrayLike, cost_a: ArrayLike, cost_b: ArrayLike
) -> tuple[Array, Array]:
    """Least and greatest share of A that neither side would fight over.

    Args:
        p: Probability that A wins a war.
        cost_a: A's cost of war, as a share of the whole.
        cost_b: B's cost of war. Arguments are scalars, or arrays that broadcast.

    Returns:
        Shares from 0 to 1.

    Raises:
        ModelError: `p` is no probability, a cost is negative or not finite, or shapes
            do not fit together.
    """
    wins, a, b = _checked("bargaining_range", p, cost_a, cost_b)
    return np.maximum(wins - a, 0.0), np.minimum(wins + b, 1.0)


def ultimatum(p: ArrayLike, cost_a: ArrayLike, cost_b_most: ArrayLike) -> Ultimatum:
    """A's best demand when B's cost is uniform from 0 to `cost_b_most`.

    Args:
        p: Probability that A wins a war.
        cost_a: A's cost of war, as a share of the whole.
        cost_b_most: Greatest cost that B may have, above 0. Arguments are scalars, or
            arrays that broadcast together.

    Raises:
        ModelError: As for `bargaining_range`, or `cost_b_most` is 0.
    """
    most = arguments.positive("cost_b_most", cost_b_most)
    wins, a, most = _checked("ultimatum", p, cost_a, most)
    above = np.minimum(np.maximum((most - a) / 2.0, 0.0), 1.0 - wins)
    return Ultimatum(demand=wins + above, pr_war=above / most)


def _checked(
    name: str, p: ArrayLike, cost_a: ArrayLike, cost_b: ArrayLike
) -> tuple[Array, Array, Array]:
    given = {
        "p": arguments.probabilities("p", p),
        "cost_a": arguments.amounts("cost_a", cost_a),
        "cost_b": arguments.amounts("cost_b", cost_b),
    }
    shape = arguments.common_shape(name, given)
    wins, a, b = (np.broadcast_to(values, shape) for values in given.values())
    return wins, a, b
