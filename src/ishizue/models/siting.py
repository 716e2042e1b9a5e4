"""Where to place new production under a budget.

A capacitated facility location problem (Daskin 2013, *Network and Discrete Location*) with
a bill of materials and choices of all or nothing: each offer adds a capacity for one item
at a cost, and is worth what survives its political barrier. Chosen are those offers that
make the greatest sum of the shares of demands that can be met; among equals the cheapest,
then those named first.

    >>> bill = Bill(("shell", "charge"), {"shell": {"charge": 1}})
    >>> offers = [Offer("a", "charge", 5, cost=3), Offer("b", "charge", 4, cost=2),
    ...           Offer("c", "shell", 9, cost=1)]
    >>> found = site(bill, {"shell": 10, "charge": 4}, {"shell": 10}, offers, budget=4)
    >>> found.chosen, round(found.met["shell"], 6)
    (('a',), 0.9)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.bill_of_materials import Bill
from ishizue.models.programme import Programme

TIE: Final = 1e-4
"""What being named last weighs against the cost of the dearest offer."""
ROUNDING: Final = 1e-9
"""What the sum of shares met may fall short of the best."""


@dataclass(frozen=True)
class Offer:
    """Production that could be placed somewhere.

    Attributes:
        name: What it is called.
        item: What it would make.
        capacity: Units it would make per unit of time.
        cost: What it costs to set up.
        barrier: Probability that politics keep it from being set up or from delivering.
    """

    name: str
    item: str
    capacity: float
    cost: float
    barrier: float = 0.0


@dataclass(frozen=True)
class Siting:
    """The best offers.

    Attributes:
        chosen: Their names, in the order given.
        cost: What they cost together.
        met: By item wanted, the share of demand met with them.
    """

    chosen: tuple[str, ...]
    cost: float
    met: Mapping[str, float]


def site(
    bill: Bill,
    capacity: Mapping[str, float],
    demand: Mapping[str, float],
    offers: Sequence[Offer],
    budget: float,
) -> Siting:
    """The offers that meet most of what is wanted within a budget.

    Args:
        bill: Items and what goes into them.
        capacity: By item, units made per unit of time as things are.
        demand: By item, units wanted per unit of time.
        offers: What can be chosen.
        budget: What may be spent.

    Raises:
        ModelError: An item is unknown, an offer is named twice, an amount is negative, or
            a barrier is not a probability.
    """
    _check(bill, capacity, demand, offers, budget)
    wanted = [item for item in bill.order if demand.get(item, 0.0) > 0]
    programme = _programme(bill, capacity, demand, offers, budget)
    best = programme.solve().objective
    found = _cheapest(programme, best, offers).solve().values
    items = len(bill.order)
    chosen = [
        offer
        for offer, value in zip(offers, found[2 * items :], strict=True)
        if value > 0.5
    ]
    served = dict(zip(bill.order, found[items : 2 * items], strict=True))
    return Siting(
        tuple(offer.name for offer in chosen),
        float(sum(offer.cost for offer in chosen)),
        {item: float(served[item] / demand[item]) for item in wanted},
    )


def _programme(
    bill: Bill,
    capacity: Mapping[str, float],
    demand: Mapping[str, float],
    offers: Sequence[Offer],
    budget: float,
) -> Programme:
    """Columns: units made and served by item, then offers taken or not."""
    from scipy import sparse

    place = {item: i for i, item in enumerate(bill.order)}
    n, m = len(place), len(offers)
    wanted = np.array([float(demand.get(item, 0.0)) for item in bill.order])
    matrix = np.zeros((2 * n + 1, 2 * n + m))
    # Served, and used in making others, is at most made.
    matrix[:n, :n], matrix[:n, n : 2 * n] = -np.eye(n), np.eye(n)
    for product, inputs in bill.inputs.items():
        for item, amount in inputs.items():
            matrix[place[item], place[product]] += amount
    # Made is at most the capacity, that of offers taken included.
    matrix[n : 2 * n, :n] = np.eye(n)
    for k, offer in enumerate(offers):
        usable = offer.capacity * (1.0 - offer.barrier)
        matrix[n + place[offer.item], 2 * n + k] = -usable
        matrix[2 * n, 2 * n + k] = offer.cost
    there = [float(capacity.get(item, 0.0)) for item in bill.order]
    shares = np.divide(-1.0, wanted, out=np.zeros(n), where=wanted > 0)
    return Programme(
        cost=np.concatenate([np.zeros(n), shares, np.zeros(m)]),
        upper=np.concatenate([np.full(n, np.inf), wanted, np.ones(m)]),
        matrix=sparse.csc_array(matrix),
        least=np.full(2 * n + 1, -np.inf),
        most=np.concatenate([np.zeros(n), there, [float(budget)]]),
        whole=np.arange(2 * n + m) >= 2 * n,
    )


def _cheapest(programme: Programme, best: float, offers: Sequence[Offer]) -> Programme:
    """Among choices as good as the best, the cheapest, then those named first."""
    from scipy import sparse

    dearest = max((offer.cost for offer in offers), default=0.0) or 1.0
    costs = [
        offer.cost / dearest + TIE * (k + 1) / len(offers)
        for k, offer in enumerate(offers)
    ]
    as_good = sparse.csc_array(programme.cost[None])
    return replace(
        programme,
        cost=np.concatenate([np.zeros(len(programme.cost) - len(costs)), costs]),
        matrix=sparse.csc_array(sparse.vstack([programme.matrix, as_good])),
        least=np.append(programme.least, -np.inf),
        most=np.append(programme.most, best + ROUNDING),
    )


def _check(
    bill: Bill,
    capacity: Mapping[str, float],
    demand: Mapping[str, float],
    offers: Sequence[Offer],
    budget: float,
) -> None:
    for name, amounts in (("capacity", capacity), ("demand", demand)):
        for item, amount in amounts.items():
            bill.known(name, item)
            arguments.amounts(f"{name}[{item!r}]", amount)
    arguments.amounts("budget", budget)
    names = [offer.name for offer in offers]
    for offer in offers:
        bill.known(f"offer {offer.name!r}", offer.item)
        arguments.amounts(f"capacity of offer {offer.name!r}", offer.capacity)
        arguments.amounts(f"cost of offer {offer.name!r}", offer.cost)
        arguments.probabilities(f"barrier of offer {offer.name!r}", offer.barrier)
        if names.count(offer.name) > 1:
            raise ModelError(
                f"the offer {offer.name!r} is named twice. Fix: name each offer once."
            )
