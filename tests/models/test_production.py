"""Production plans: small ones by hand, larger ones beside linopy, refusals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models import supply
from ishizue.models.bill_of_materials import Bill
from ishizue.models.production import Planner, Task, losses, plan

SHELLS = Bill(("shell", "charge"), {"shell": {"charge": 2}})


def two(periods=3, **changes):
    """A makes charges, B shells of two charges each, and shells are wanted at C."""
    capacity = np.zeros((periods, 3, 2))
    capacity[:, 0, 1], capacity[:, 1, 0] = 10, 8
    demand = np.zeros((periods, 3, 2))
    demand[:, 2, 0] = 6
    stock = np.zeros((3, 2))
    stock[1, 1] = 4
    task = Task(
        ("A", "B", "C"),
        SHELLS,
        capacity,
        demand,
        stock,
        lanes=(("A", "B"), ("B", "C")),
        freight=(0.01, 0.02),
        holding=0.001,
    )
    return replace(task, **changes)


def test_a_plan_by_hand():
    found = plan(two())
    # 10 charges a month and 4 in stock make 17 shells of 18 wanted: one is lost.
    assert found.short.sum() == pytest.approx(1)
    assert found.made[:, 1, 0].sum() == pytest.approx(17)
    assert found.shipped.sum(axis=(0, 2)) == pytest.approx([30, 17])
    # One more charge makes half a shell, which saves half of its penalty less freight.
    assert found.value[:, 0, 1].max() == pytest.approx((1 - 0.02) / 2 - 0.01)
    # 18 < 24: capacity for shells is worth nothing.
    assert not found.value[:, 1, 0].any()


def test_a_shortfall_is_lost_not_owed():
    capacity = two().capacity.copy()
    capacity[0, 0, 1] = 0
    found = plan(two(capacity=capacity))
    assert found.short[:, 2, 0] == pytest.approx([4, 1, 1])


def test_without_a_node_what_it_makes_is_gone_and_comes_back():
    planner = Planner(two())
    whole = planner.plan()
    without = planner.without("A")
    assert without.short.sum() == pytest.approx(18 - 2)
    assert planner.without("B").short.sum() == pytest.approx(18)
    assert planner.without("C").cost == pytest.approx(whole.cost)
    assert planner.plan() is not None
    assert planner.without("A").cost == without.cost
    assert dict(losses(planner))["A"] == pytest.approx(without.cost - whole.cost)


def test_a_cap_on_iterations_begins_afresh(monkeypatch):
    expected = Planner(two()).without("A").cost
    monkeypatch.setattr("ishizue.models.production.CAP", 0)
    assert Planner(two()).without("A").cost == pytest.approx(expected)


def test_supply_offers_the_plan_too():
    assert supply.plan is plan


def test_demand_that_must_be_met_says_what_is_scarce():
    must = two(penalty=(np.inf, 1.0))
    words = (
        r"demand for 'shell' at 'C' in period \d must be met and lacks 1 units\. Held "
        r"back by capacity of 'charge' at 'A'"
    )
    with pytest.raises(ModelError, match=words):
        plan(must)


def test_costs_without_end_say_where():
    round_trip = two(lanes=(("A", "B"), ("B", "A"), ("B", "C")), freight=(-1, -1, 0))
    with pytest.raises(
        ModelError, match=r"freight on the lane 'A' to 'B'.*bounds them"
    ):
        plan(round_trip)
    with pytest.raises(ModelError, match=r"no plan was found within 0\.0 s"):
        plan(two(), seconds=0.0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"capacity": -two().capacity}, "capacity is -10 at"),
        ({"demand": np.zeros((3, 2, 2))}, r"demand has shape \(3, 2, 2\)"),
        ({"stock": np.full((3, 2), np.nan)}, "held is nan"),
        ({"lanes": (("A", "D"),), "freight": 0.0}, "node 'D' is unknown"),
        ({"penalty": (1.0,)}, "for each of 2 items"),
        ({"penalty": (-1.0, 1.0)}, "0 or more"),
    ],
)
def test_what_makes_no_sense_is_refused(changes, words):
    with pytest.raises(ModelError, match=words):
        plan(two(**changes))


def random_task(seed, nodes=5, periods=6):
    rng = np.random.default_rng(seed)
    items = ("a", "b", "c", "d")
    bill = Bill(items, {"a": {"c": 1.5, "d": 1}, "b": {"c": 1}, "c": {"d": 2}})
    shape = (periods, nodes, len(items))
    capacity = np.where(rng.random(shape[1:]) < 0.5, rng.uniform(5, 20, shape), 0)
    demand = np.zeros(shape)
    demand[:, :, :2] = rng.uniform(0, 10, (periods, nodes, 2))
    names = tuple(f"n{i}" for i in range(nodes))
    lanes = tuple((a, b) for a in names for b in names if a != b and rng.random() < 0.5)
    return Task(
        names,
        bill,
        capacity,
        demand,
        rng.uniform(0, 10, shape[1:]),
        lanes,
        freight=rng.uniform(0.01, 0.1, len(lanes)),
        holding=0.01,
        penalty=(1.0, 2.0, 1.0, 1.0),
    )


def by_linopy(task):  # noqa: C901 - one would write it so on paper
    """The same programme, written as one would on paper."""
    import linopy
    import xarray as xr

    periods, nodes, items = task.capacity.shape
    dims = ("t", "n", "i")
    coords = [range(periods), range(nodes), range(items)]

    def data(values):
        return xr.DataArray(values, dims=dims, coords=coords)

    m = linopy.Model()
    zero = data(np.zeros(task.capacity.shape))
    made = m.add_variables(zero, data(task.capacity), name="made")
    kept = m.add_variables(zero, name="kept", coords=data(task.capacity).coords)
    short = m.add_variables(zero, data(task.demand), name="short")
    at = {node: k for k, node in enumerate(task.nodes)}
    lanes = range(len(task.lanes))
    shipped = m.add_variables(
        0, name="shipped", coords=[coords[0], lanes, coords[2]], dims=("t", "l", "i")
    )
    names = list(task.bill.items)
    for t in range(periods):
        for n in range(nodes):
            for i in range(items):
                sides = made.sel(t=t, n=n, i=i) - kept.sel(t=t, n=n, i=i)
                sides = sides + short.sel(t=t, n=n, i=i)
                due = task.demand[t, n, i]
                if t:
                    sides = sides + kept.sel(t=t - 1, n=n, i=i)
                else:
                    due -= task.held[n, i]
                for product, inputs in task.bill.inputs.items():
                    if names[i] in inputs:
                        other = made.sel(t=t, n=n, i=names.index(product))
                        sides = sides - inputs[names[i]] * other
                for k, (a, b) in enumerate(task.lanes):
                    if at[a] == n:
                        sides = sides - shipped.sel(t=t, l=k, i=i)
                    if at[b] == n:
                        sides = sides + shipped.sel(t=t, l=k, i=i)
                m.add_constraints(sides >= due)
    penalty = xr.DataArray(task.penalties, dims="i", coords=[coords[2]])
    freight = xr.DataArray(np.asarray(task.freight), dims="l", coords=[lanes])
    m.add_objective(
        (short * penalty).sum() + (shipped * freight).sum() + task.holding * kept.sum()
    )
    m.solve("highs", output_flag=False)
    return m.objective.value


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(4))
def test_linopy_finds_the_same_cost(seed):
    task = random_task(seed)
    assert plan(task).cost == pytest.approx(by_linopy(task), rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_warm_and_cold_solves_agree_and_balances_hold(seed):
    task = random_task(seed)
    planner = Planner(task)
    for node in task.nodes:
        gone = task.capacity.copy()
        gone[:, task.place(node)] = 0
        lanes = [k for k, (a, _) in enumerate(task.lanes) if a != node]
        cold = plan(
            replace(
                task,
                capacity=gone,
                lanes=tuple(task.lanes[k] for k in lanes),
                freight=np.asarray(task.freight)[lanes],
            )
        )
        assert planner.without(node).cost == pytest.approx(cold.cost, rel=1e-6)
    found = planner.plan()
    total = found.made.sum(axis=(0, 1)) + task.held.sum(axis=0)
    used = np.zeros(4)
    for product, inputs in task.bill.inputs.items():
        for item, amount in inputs.items():
            made = found.made[:, :, task.bill.items.index(product)].sum()
            used[task.bill.items.index(item)] += amount * made
    served = (task.demand - found.short).sum(axis=(0, 1))
    assert (total - used - served >= -1e-6).all()
