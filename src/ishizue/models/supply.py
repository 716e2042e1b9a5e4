"""How long a supply network lasts when part of it fails, and what that costs.

Time to survive and margin lost within the time to recover, after Simchi-Levi, Schmidt,
Wei, Zhang, Combs, Ge, Gusikhin, Sanders and Zhang (2015), "Identifying Risks and
Mitigating Disruptions in the Automotive Supply Chain", *Interfaces* 45(5), as restated in
open implementations; not checked against the paper line by line. A failed node makes
nothing, but what it has in stock can still be used. A network is exposed to a failure that
it survives for less time than recovery takes.

Left out here: routes (any node's output reaches any user), transit times and ordering
over time. `plan`, from `ishizue.models.production`, has them.

    >>> network = Network(
    ...     bill=Bill(("V", "k"), {"V": {"k": 1}}),
    ...     capacity={"S1": {"k": 8}, "S2": {"k": 6}, "P": {"V": 12}},
    ...     stock={"S1": {"k": 12}, "P": {"V": 25}},
    ...     demand={"V": 10}, margin={"V": 5})
    >>> time_to_survive(network, ["S1"]), lost_margin(network, ["S1"], ttr=12)
    (9.25, 55.0)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.bill_of_materials import Bill
from ishizue.models.production import Plan, Planner, Task, plan

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

__all__ = [
    "Bill",
    "Network",
    "Plan",
    "Planner",
    "Task",
    "concentration",
    "endurance",
    "lost_margin",
    "plan",
    "time_to_survive",
]


@dataclass(frozen=True)
class Network:
    """Nodes that make items from items, and what is wanted of them.

    Attributes:
        bill: Items and what goes into them.
        capacity: By node and item, units it can make per unit of time.
        demand: By item, units wanted per unit of time.
        margin: By item, what a unit not delivered costs; 1 where nothing is said.
        stock: By node and item, units held to begin with.

    Raises:
        ModelError: An item is unknown, or an amount is negative or not a number.
    """

    bill: Bill
    capacity: Mapping[str, Mapping[str, float]]
    demand: Mapping[str, float]
    margin: Mapping[str, float] = field(default_factory=dict)
    stock: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("capacity", "stock"):
            for node, amounts in getattr(self, name).items():
                self._check(f"{name}[{node!r}]", amounts)
        self._check("demand", self.demand)
        self._check("margin", self.margin)

    def _check(self, name: str, amounts: Mapping[str, float]) -> None:
        for item, amount in amounts.items():
            self.bill.known(name, item)
            arguments.amounts(f"{name}[{item!r}]", amount)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every node with a capacity or a stock."""
        return tuple(dict.fromkeys((*self.capacity, *self.stock)))


def time_to_survive(network: Network, failed: Collection[str] = ()) -> float:
    """How long every demand can be met in full while some nodes make nothing.

    Returns:
        Time, in the unit of the capacities; infinity where it goes on for ever.

    Raises:
        ModelError: A failed node is not in the network.
    """
    return float(endurance(network.bill, *_pooled(network, failed)))


def lost_margin(
    network: Network, failed: Collection[str] = (), ttr: float = 1.0
) -> float:
    """The least margin lost while some nodes make nothing until they recover.

    Args:
        network: The network.
        failed: Nodes that make nothing in the meantime.
        ttr: Time to recover, in the unit of the capacities.

    Raises:
        ModelError: A failed node is not in the network, or the time is negative.
    """
    from scipy import sparse

    from ishizue.models.programme import Programme

    time = float(arguments.amounts("ttr", ttr))
    bill = network.bill
    capacity, stock, demand = _pooled(network, failed)
    place = {item: i for i, item in enumerate(bill.order)}
    used = np.zeros((len(place), len(place)))
    for product, inputs in bill.inputs.items():
        for item, amount in inputs.items():
            used[place[item], place[product]] = amount
    # Made, less what goes into other items, and what is lost, meet demand beyond stock.
    matrix = sparse.csc_array(
        np.hstack([np.eye(len(place)) - used, np.eye(len(place))])
    )
    margin = np.array([network.margin.get(item, 1.0) for item in bill.order])
    programme = Programme(
        cost=np.concatenate([np.zeros(len(place)), margin]),
        upper=np.concatenate([capacity * time, demand * time]),
        matrix=matrix,
        least=demand * time - stock,
        most=np.full(len(place), np.inf),
    )
    return programme.solve().objective


def endurance(
    bill: Bill,
    capacity: ArrayLike,
    stock: ArrayLike,
    demand: ArrayLike,
    longest: float = np.inf,
) -> Array:
    """Time to survive of pooled networks, item by item, for any number of them at once.

    What has to be made of an item by a time is demand, and what other items take of it,
    less stock, and at least nothing: a convex function of time, piecewise linear. So
    Newton's method from the right ends at the time sought, after one step for each item
    whose stock is used up on the way, and each network is worked out on its own.

    Args:
        bill: Items and what goes into them.
        capacity: Units per unit of time, by item in the order of the bill, then of any
            shape.
        stock: Units held, of a shape that fits.
        demand: Units per unit of time, of a shape that fits.
        longest: Longer times are given as this.

    Returns:
        Times, of the shape behind the items.

    Raises:
        ModelError: An amount is negative or not a number.
    """
    made, held, wanted = np.broadcast_arrays(
        *(
            arguments.amounts(name, values)
            for name, values in (
                ("capacity", capacity),
                ("stock", stock),
                ("demand", demand),
            )
        )
    )
    if len(made) != len(bill.items):
        raise ModelError(
            f"capacity has {len(made)} rows for {len(bill.items)} items. Fix: give one "
            "for each item, in the order of the bill."
        )
    # The first step begins at infinity, where every stock has been used up.
    time = np.full(made.shape[1:], float(longest))
    for beyond, slope in _sweep(bill, made, held, wanted, None):
        time = np.minimum(time, _crossing(-beyond, slope, np.inf))
    for _ in bill.items:
        within = np.isfinite(time)
        now = np.where(within, time, 0.0)
        earliest = time
        for beyond, slope in _sweep(bill, made, held, wanted, now):
            step = np.maximum(now - _crossing(beyond, slope, 0.0), 0.0)
            late = within & (beyond > 0)
            earliest = np.minimum(earliest, np.where(late, step, earliest))
        if (earliest == time).all():
            break
        time = earliest
    return time + 0.0


def _sweep(
    bill: Bill, made: Array, held: Array, wanted: Array, time: Array | None
) -> list[tuple[Array, Array]]:
    """By item, what is needed beyond capacity at a time, and how fast that grows.

    Without a time, of the line that needs approach: where it begins and how fast it grows.
    """
    place = {item: i for i, item in enumerate(bill.order)}
    # What products take of each item, as amount and as growth, added as they come up.
    amount = [np.zeros(made.shape[1:]) for _ in place]
    growth = [np.zeros(made.shape[1:]) for _ in place]
    found = []
    for item, i in place.items():
        needed = amount[i] - held[i]
        grows = growth[i] + wanted[i]
        if time is None:
            counts = grows > 0
        else:
            needed = needed + wanted[i] * time
            counts = needed > 0
        needed = np.where(counts, needed, 0.0)
        grows = np.where(counts, grows, 0.0)
        for used, each in bill.inputs.get(item, {}).items():
            amount[place[used]] = amount[place[used]] + each * needed
            growth[place[used]] = growth[place[used]] + each * grows
        capable = made[i] if time is None else made[i] * time
        beyond = needed if time is None else needed - capable
        found.append((beyond, grows - made[i]))
    return found


def _crossing(amount: Array, slope: Array, never: float) -> Array:
    """The time an amount takes to be used up, where it grows."""
    return np.where(slope > 0, amount / np.where(slope > 0, slope, 1.0), never)


def concentration(outputs: Sequence[Array]) -> Array:
    """Herfindahl-Hirschman index of outputs by supplier; 0 where there is none."""
    if not len(outputs):
        return np.zeros(())
    total = _added(outputs)
    some = total > 0
    shares = (output / np.where(some, total, 1.0) for output in outputs)
    return _added([share * share for share in shares])


def _added(values: Iterable[Array]) -> Array:
    # A plain loop: the order of additions must not depend on how many draws there are.
    total: Array = np.zeros(())
    for value in values:
        total = total + value
    return total


def _pooled(network: Network, failed: Collection[str]) -> tuple[Array, Array, Array]:
    """Capacity of the nodes that work, stock and demand, by item in order."""
    unknown = [node for node in failed if node not in network.nodes]
    if unknown:
        raise ModelError(
            f"failed names the unknown node {unknown[0]!r}. Fix: choose from "
            f"{', '.join(network.nodes)}."
        )
    working = [node for node in network.capacity if node not in failed]
    order = network.bill.order

    def added(amounts: Mapping[str, Mapping[str, float]], of: Iterable[str]) -> Array:
        rows = [amounts[node] for node in of]
        return np.array([sum(row.get(item, 0.0) for row in rows) for item in order])

    demand = np.array([network.demand.get(item, 0.0) for item in order], dtype=float)
    return (
        added(network.capacity, working),
        added(network.stock, network.stock),
        demand,
    )
