"""An issue: where members stand on one scale, how much they care, and their weight.

Spatial bargaining over it is in `ishizue.models.spatial`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array
from ishizue.models.rules import Rule


@dataclass(frozen=True, eq=False)
class Issue:
    """Where members stand on one issue, how much they care, and their weight.

    Attributes:
        members: Names of the n members.
        positions: Ideal positions on a scale of any unit, shape (..., n).
        salience: How much each cares, none negative; 1 if not given. Broadcast, like
            weights, to the shape of `positions`.
        weights: Power to back a position, none negative, such as capabilities; 1 if
            not given.

    Raises:
        ModelError: A member is named twice, shapes do not fit, or a value is out of
            bounds.
    """

    members: Sequence[str]
    positions: Array
    salience: ArrayLike = 1.0
    weights: ArrayLike = 1.0

    def __post_init__(self) -> None:
        members = tuple(self.members)
        if not members or len(set(members)) < len(members):
            raise ModelError(f"members are {list(members)}. Fix: name some, each once.")
        given = {
            "positions": arguments.numbers("positions", self.positions),
            "salience": arguments.amounts("salience", self.salience),
            "weights": arguments.amounts("weights", self.weights),
        }
        shape = arguments.common_shape("Issue", given)
        if not shape or shape[-1] != len(members):
            raise ModelError(
                f"Issue: the arguments have shape {shape}. Fix: let the last dimension "
                f"be the {len(members)} members."
            )
        object.__setattr__(self, "members", members)
        for name, values in given.items():
            object.__setattr__(self, name, np.broadcast_to(values, shape))

    @property
    def effort(self) -> Array:
        """Weight times salience, shape (..., n).

        Raises:
            ModelError: In some draw nobody has any.
        """
        effort: Array = np.asarray(self.weights) * np.asarray(self.salience)
        if not (effort > 0).any(axis=-1).all():
            raise ModelError(
                "Issue: in some draw no member has both weight and salience. Fix: give "
                "at least one member some of both."
            )
        return effort


def outcome_by_draw(name: str, outcome: ArrayLike, issue: Issue) -> Array:
    """A position that somebody proposes or that holds, for each draw of an issue.

    Raises:
        ModelError: A value is not a finite number, or there are not as many as draws.
    """
    values = arguments.numbers(name, outcome)
    draws = issue.positions[..., 0]
    arguments.common_shape("spatial", {name: values, "positions by draw": draws})
    return values


def require_same_members(rule: Rule, issue: Issue) -> None:
    """Refuse a rule whose players are not an issue's members.

    Raises:
        ModelError: They are others, or in another order.
    """
    if tuple(rule.players) != tuple(issue.members):
        raise ModelError(
            f"the rule is of {len(rule.players)} players and the issue of "
            f"{len(issue.members)} members, or in another order. Fix: name the same "
            "members in the same order."
        )
