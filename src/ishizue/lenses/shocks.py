"""What happens to a pool when a country drops out of it, or comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from ishizue.lenses.by_draw import divided
from ishizue.lenses.pools import NOTHING, Demand, Pool
from ishizue.models import supply
from ishizue.models.bill_of_materials import Bill

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LONGEST: Final = 120
"""Months of survival beyond which it is said to go on."""


def losses(pool: Pool, demand: Demand) -> Iterator[tuple[str, Array]]:
    """Share of the first year's output lost without each member, by draw."""
    whole = pool.filled(demand)[0]
    for actor in pool.members:
        gone = pool.changed(demand, actor, -1)
        if gone:
            left = pool.filled(demand, gone)[0]
            yield actor, divided(whole - left, whole)


def gains(pool: Pool, demand: Demand) -> Iterator[tuple[str, Array]]:
    """Units per month that the first year's output gains with each outsider, by draw."""
    whole = pool.filled(demand)[0]
    for actor in pool.outsiders:
        come = {} if actor == demand.rival else pool.changed(demand, actor, 1)
        if come:
            more = pool.filled(demand, come)[0]
            yield actor, (more - whole) * demand.wanted[0]


def recoveries(pool: Pool, demand: Demand) -> Iterator[tuple[str, Array]]:
    """Months until each member that has a part in it makes as much again, by draw."""
    for actor in pool.members:
        slowest = NOTHING[0]
        for item in pool.needs[demand.product]:
            if actor in pool.makers(item):
                slowest = np.maximum(slowest, pool.industry.recovery[item])
        yield actor, slowest


def survivals(pool: Pool, demand: Demand) -> Iterator[tuple[str, Array]]:
    """Months of full supply while each member makes nothing, by draw.

    Of what several products take, the demand has the part that it needs.
    """
    needs = pool.needs[demand.product]
    bill = pool.bill.part(demand.product)
    parts = {
        item: divided(
            np.asarray(amount * demand.wanted[0]), pool.needed[item][0], otherwise=1.0
        )
        for item, amount in needs.items()
    }
    held = [pool.held[item][0] * parts[item] for item in bill.order]
    wanted = [
        demand.wanted[0] if item == demand.product else NOTHING[0]
        for item in bill.order
    ]
    unshaken: Array | None = None
    for actor in pool.members:
        gone = pool.changed(demand, actor, -1)
        if not gone and unshaken is not None:
            yield actor, unshaken
            continue
        made = [gone.get(item, pool.made[item])[0] * parts[item] for item in bill.order]
        time = _endurance(bill, made, held, wanted)
        if not gone:
            unshaken = time
        yield actor, time


def _endurance(
    bill: Bill, made: list[Array], held: list[Array], wanted: list[Array]
) -> Array:
    shape = np.broadcast_shapes(*(part.shape for part in (*made, *held, *wanted)))
    capacity, stock, demand = (
        np.stack([np.broadcast_to(part, shape) for part in parts])
        for parts in (made, held, wanted)
    )
    return supply.endurance(bill, capacity, stock, demand, longest=LONGEST)
