"""How surely members vote for a proposal, and how surely it passes, on one issue.

Members' utilities are spatial, their votes logit (Enelow & Hinich 1984; McFadden 1974),
and rules are counted exactly; references are in `ishizue.models.spatial`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array
from ishizue.models.spatial_issue import Issue, outcome_by_draw, require_same_members
from ishizue.models.voting import Rule, adoption_probability

Loss = Literal["quadratic", "linear"]


def support(
    issue: Issue,
    proposal: ArrayLike,
    status_quo: ArrayLike,
    precision: ArrayLike,
    deference: ArrayLike = 0.0,
    loss: Loss = "quadratic",
) -> Array:
    """Probability that each member votes for a proposal rather than a status quo.

    A member at p with salience s loses s (x - p)^2 by an outcome x (Enelow & Hinich
    1984), or s |x - p| if `loss` is linear. With advantage u, his loss by the status quo
    less his loss by the proposal, he supports it with probability
    1 / (1 + exp(-precision (u + deference))).

    Args:
        issue: Positions and salience; weights have no part in it.
        proposal: What is voted on, shape (...).
        status_quo: What holds if it fails, shape (...).
        precision: How surely members vote by their advantage, in 1 over the unit of
            loss, none negative, scalar or shape (..., n): 0 is a coin, and votes tend
            to certainty as it grows.
        deference: Loss a member bears rather than stand in the way, in the unit of
            loss, scalar or shape (..., n). Without it the indifferent vote by coin,
            which few proposals survive where all must agree; under silence procedures,
            where those who do not care let things pass, it is above 0.
        loss: How loss grows with distance.

    Returns:
        Probabilities, shape (..., n).

    Raises:
        ModelError: Shapes do not fit, a value is out of bounds or `loss` unknown.
    """
    if loss not in get_args(Loss):
        raise ModelError(
            f"loss is {loss!r}. Fix: choose one of {', '.join(get_args(Loss))}."
        )
    distances = [
        outcome_by_draw(name, outcome, issue)[..., None] - issue.positions
        for name, outcome in (("status_quo", status_quo), ("proposal", proposal))
    ]
    by_quo, by_proposal = (x * x if loss == "quadratic" else abs(x) for x in distances)
    advantage = np.asarray(issue.salience) * (by_quo - by_proposal)
    given = {
        "precision": arguments.amounts("precision", precision),
        "deference": arguments.numbers("deference", deference),
        "positions": advantage,
    }
    arguments.common_shape("support", given)
    return np.asarray(expit(given["precision"] * (advantage + given["deference"])))


def passage(
    rules: Mapping[str, Rule], issue: Issue, probabilities: ArrayLike
) -> dict[str, Array]:
    """Probability that a proposal passes under each of several rules, side by side.

    Args:
        rules: Decision rules by name, such as consensus, a qualified majority and
            opt-in, each of the issue's members in their order.
        issue: The members.
        probabilities: Each member's probability of support, shape (..., n), such as
            from `support`.

    Returns:
        For each rule, probabilities of shape (...).

    Raises:
        ModelError: Rule and issue have different members, or as for
            `voting.adoption_probability`.
    """
    for rule in rules.values():
        require_same_members(rule, issue)
    return {
        name: adoption_probability(rule, probabilities) for name, rule in rules.items()
    }
