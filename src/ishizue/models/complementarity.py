"""Technological complementarity: what one side is strong in and the other needs.

Trade economists ask how far what one country is strong in exporting fits what another
imports: the sum over goods of the one's export share times the other's import share
(Drysdale 1969; Drysdale & Garnaut 1982). The same form is used here for technologies, with
graded strengths and needs in place of trade shares, and both ways: a pair complements each
other by what either brings the other. It is an adaptation, not their index, which divides
by shares in world trade. Barriers take away a share each of what would flow, one after the
other, as tariffs in a row do.

    >>> strengths = {("east", "chips"): 4.0, ("west", "engines"): 5.0}
    >>> needs = {("west", "chips"): 3.0, ("east", "engines"): 2.0}
    >>> [(f.supplier, f.technology, float(f.amount)) for f in flows(strengths, needs)]
    [('east', 'chips', 0.48), ('west', 'engines', 0.4)]

What is left out: amounts of trade and prices, third parties through whom a technology may
come, and that two strengths in one field may feed each other.

References:
    Drysdale, P. (1969). Japan, Australia, New Zealand: the prospect for Western Pacific
    economic integration. Economic Record 45(3), 321-342.
    Drysdale, P. & Garnaut, R. (1982). Trade intensities and the analysis of bilateral
    trade flows in a many-country world: a survey. Hitotsubashi Journal of Economics
    22(2), 62-84.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models import arguments

Array = NDArray[np.float64]
Holder = tuple[str, str]
"""An actor and a technology."""
Passage = tuple[str, str, str]
"""Supplier, recipient and technology."""

#: The highest level of strength and of need.
TOP_LEVEL = 5.0


@dataclass(frozen=True, eq=False)
class Flow:
    """What one actor would bring another in one technology.

    Attributes:
        amount: From 0, nothing, to 1, where a world leader meets an urgent need and
            nothing stands in the way; of the shape of the levels.
    """

    supplier: str
    recipient: str
    technology: str
    amount: Array


def flows(
    strengths: Mapping[Holder, ArrayLike],
    needs: Mapping[Holder, ArrayLike],
    kept: Callable[[Passage], Array] | None = None,
) -> Iterator[Flow]:
    """All that actors would bring one another, strength by strength.

    Args:
        strengths: Levels from 0 to `TOP_LEVEL` by actor and technology, of any shape.
        needs: Levels of need, likewise.
        kept: Share of a passage that barriers leave, 1 where it is not given; see
            `left_over`.

    Raises:
        ModelError: A level is not a number from 0 to `TOP_LEVEL`.
    """
    strong = {holder: _level("strength", holder, v) for holder, v in strengths.items()}
    needy = {holder: _level("need", holder, v) for holder, v in needs.items()}
    for (supplier, technology), strength in strong.items():
        for (recipient, wanted), need in needy.items():
            if wanted == technology and recipient != supplier:
                amount = np.asarray(strength * need)
                if kept is not None:
                    amount = amount * kept((supplier, recipient, technology))
                yield Flow(supplier, recipient, technology, amount)


def left_over(heights: Iterable[ArrayLike]) -> Array:
    """Share of a flow that barriers of these heights leave, 1 if there are none.

    Raises:
        ModelError: A height is not a share from 0 to 1.
    """
    left = np.ones(())
    for height in heights:
        left = left * (1.0 - arguments.probabilities("height of a barrier", height))
    return left


def by_pair(found: Iterable[Flow]) -> dict[tuple[str, str], Array]:
    """Complementarity of every pair: what flows both ways, over all technologies.

    Pairs are named in alphabetical order; those without a flow are left out.
    """
    pairs: dict[tuple[str, str], Array] = {}
    for flow in found:
        pair = min(flow.supplier, flow.recipient), max(flow.supplier, flow.recipient)
        pairs[pair] = pairs[pair] + flow.amount if pair in pairs else flow.amount
    return pairs


def _level(what: str, holder: Holder, given: ArrayLike) -> Array:
    """A level as a share of the highest."""
    name = f"{what} of {' in '.join(holder)}"
    level = arguments.amounts(name, given)
    if level.size and level.max() > TOP_LEVEL:
        raise ModelError(
            f"{name} is {level.max():g}. Fix: give a level from 0 to {TOP_LEVEL:g}."
        )
    return level / TOP_LEVEL
