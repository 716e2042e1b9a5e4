"""What the lens on industry plans once, on best estimates.

For every framework that wants something, a production plan by quarter and the places
where licensed production would help most. Members ship through a common pool at a small
uniform cost, so that a country's own output goes first to its own lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.lenses.by_draw import distinct
from ishizue.lenses.lens import wants
from ishizue.lenses.pools import Pool, pools
from ishizue.lenses.rows import listed
from ishizue.models.bill_of_materials import Bill
from ishizue.models.production import Plan, Planner, Task
from ishizue.models.siting import Offer, Siting, site

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

YEARS: Final = 3
"""Years planned, from the first of the study."""
QUARTERS: Final = 4
MONTHS: Final = 3
COMMON: Final = "pool"
"""The node through which members ship; no actor's key has so many letters."""
FREIGHT: Final = 1e-4
"""Cost of shipping or keeping what a quarter's demand takes, against not meeting it."""
PLANNED: Final = ("shortfall", "capacity_value", "sited", "siting_gain")


def quarters(e: xr.Dataset) -> list[str]:
    """The quarters planned, such as 2030-Q1."""
    years = e.variables["year"].values[:YEARS].tolist()
    return [f"{year}-Q{quarter + 1}" for year in years for quarter in range(QUARTERS)]


def plan(e: xr.Dataset) -> xr.Dataset:
    """Plans of every pool; along `pool` stand their frameworks."""
    if not wants(e, *PLANNED):
        return xr.Dataset()
    asked = list(pools(e))
    periods = len(quarters(e))
    products = [item for (item,) in listed(e, "product")]
    licences = [name for (name,) in listed(e, "licence")]
    shortfall = np.zeros((e.sizes["demand"], periods))
    value = np.zeros((len(asked), len(products)))
    sited = np.zeros((len(asked), len(licences)))
    gain = np.zeros(len(asked))
    for p, pool in enumerate(asked):
        if wants(e, "shortfall", "capacity_value"):
            short, worth = _produced(pool, periods)
            for demand in pool.demands:
                shortfall[demand.place] = short.get(demand.product, 0.0)
            value[p] = [worth.get(item, 0.0) for item in products]
        if wants(e, "sited", "siting_gain"):
            found, gain[p] = _sited(e, pool)
            sited[p] = [name in found.chosen for name in licences]
    return xr.Dataset(
        {
            "planned_shortfall": (("demand", "quarter"), shortfall),
            "planned_capacity_value": (("pool", "product"), value),
            "planned_sited": (("pool", "licence"), sited),
            "planned_siting_gain": (("pool",), gain),
        }
    )


def _by_item(pool: Pool, year: int) -> dict[str, float]:
    """Units wanted per month, by item."""
    found: dict[str, float] = {}
    for demand in pool.demands:
        wanted = float(_at(demand.wanted, year))
        found[demand.product] = found.get(demand.product, 0.0) + wanted
    return found


def _at(values: Array, year: int) -> float:
    """The best estimate of a year."""
    return float(values[min(year, len(values) - 1), 0])


def _needed_bill(pool: Pool) -> Bill:
    """What goes into what is wanted, and no more, in plain numbers."""
    items = [item for item in pool.bill.order if (pool.needed[item][:YEARS] > 0).any()]
    return Bill(
        tuple(items),
        {
            product: {
                item: float(np.asarray(each).ravel()[0]) for item, each in used.items()
            }
            for product, used in pool.bill.inputs.items()
            if product in items
        },
    )


def _produced(pool: Pool, periods: int) -> tuple[dict[str, Array], dict[str, float]]:
    """Share of demand unmet by product and quarter, and the worth of capacity by item."""
    bill = _needed_bill(pool)
    if not bill.items:
        return {}, {}
    years = [period // QUARTERS for period in range(periods)]
    # Amounts are counted in what a mean quarter's demand takes of each item.
    scale = {
        item: MONTHS * float(pool.needed[item][:YEARS, 0].mean()) for item in bill.items
    }
    scaled = Bill(
        bill.items,
        {
            product: {i: each * scale[product] / scale[i] for i, each in used.items()}
            for product, used in bill.inputs.items()
        },
    )
    task = _task(pool, scaled, scale, years)
    found = Planner(task).plan()
    wanted = [
        item for item in bill.items if task.demand[:, -1, _place(bill, item)].any()
    ]
    return _unmet(task, found, wanted), _worth(task, found, len(wanted))


def _place(bill: Bill, item: str) -> int:
    """The place of an item."""
    return bill.items.index(item)


def _task(
    pool: Pool, bill: Bill, scale: dict[str, float], years: Sequence[int]
) -> Task:
    nodes = (*pool.members, COMMON)
    shape = (len(years), len(nodes), len(bill.items))
    capacity, demand, stock = np.zeros(shape), np.zeros(shape), np.zeros(shape[1:])
    for i, item in enumerate(bill.items):
        makers = pool.makers(item)
        for n, actor in enumerate(pool.members):
            if actor in makers:
                made = [MONTHS * _at(makers[actor], year) for year in years]
                capacity[:, n, i] = np.array(made) / scale[item]
                held = pool.industry.stock[item][actor]
                stock[n, i] = _at(held, 0) / scale[item]
        wanted = [MONTHS * _by_item(pool, year).get(item, 0.0) for year in years]
        demand[:, -1, i] = np.array(wanted) / scale[item]
    # To the pool first, then from it.
    lanes = [(actor, COMMON) for actor in pool.members]
    lanes += [(COMMON, actor) for actor in pool.members]
    return Task(
        nodes,
        bill,
        capacity,
        demand,
        stock,
        tuple(lanes),
        freight=FREIGHT,
        holding=FREIGHT,
    )


def _unmet(task: Task, found: Plan, wanted: list[str]) -> dict[str, Array]:
    shares = {}
    for item in wanted:
        i = _place(task.bill, item)
        due = task.demand[:, -1, i]
        short = np.clip(found.short[:, -1, i], 0.0, due)
        # What the solver leaves within its tolerance is nothing.
        short = np.where(short < 1e-6 * due, 0.0, short)
        shares[item] = np.divide(short, due, out=np.zeros(len(due)), where=due > 0)
    return shares


def _worth(task: Task, found: Plan, products: int) -> dict[str, float]:
    """Points of demand met by a tenth more capacity of each item, mean over all."""
    demands = max(products * len(task.capacity), 1)
    worth = (found.value * task.capacity).sum(axis=(0, 1))
    return {
        item: 100 * 0.1 * float(worth[i]) / demands
        for i, item in enumerate(task.bill.items)
    }


def _sited(e: xr.Dataset, pool: Pool) -> tuple[Siting, float]:
    """Places chosen within the framework's budget, and points of demand met by them."""
    bill = _needed_bill(pool)
    year = min(YEARS, e.sizes["year"]) - 1
    frameworks = [name for (name,) in listed(e, "framework")]
    budget = distinct(e, "siting_budget")[frameworks.index(pool.framework)]
    capacity = {item: _at(pool.made[item], year) for item in bill.items}
    demand = {i: w for i, w in _by_item(pool, year).items() if i in bill.items}
    offers = _offers(e, bill)
    found, without = (
        site(bill, capacity, demand, given, float(budget[0])) for given in (offers, [])
    )
    gained = sum(found.met.values()) - sum(without.met.values())
    # What the solver leaves within its tolerance is nothing.
    points = 100 * gained / max(len(found.met), 1)
    return found, points if points > 1e-6 else 0.0


def _offers(e: xr.Dataset, bill: Bill) -> list[Offer]:
    fields = [
        distinct(e, f"licence_{name}")[:, 0] for name in ("capacity", "cost", "barrier")
    ]
    rows = listed(e, "licence", "licence_product")
    return sorted(
        (
            Offer(name, product, *(float(values[i]) for values in fields))
            for i, (name, product) in enumerate(rows)
            if product in bill.items
        ),
        key=lambda offer: offer.name,
    )
