"""Production plans: time taken, beside raw HiGHS with interior point.

One task of 60 nodes, 20 products and 40 months, with bills of materials, stocks and two or
three lanes from each node. The peer is the same linear programme given to highspy as it is,
with interior point and crossover, for nothing else leaves a basis to go on from; costs must
agree before anything is compared. The plan is then made again without each of 60 nodes, and
some of these by the peer from nothing.

Run: python -m benchmarks.supply
"""

from __future__ import annotations

import statistics
import time

import highspy
import numpy as np

from benchmarks.table import Line, Row, seconds
from ishizue.models.bill_of_materials import Bill
from ishizue.models.production import Planner, Task
from ishizue.models.programme import Programme

NODES, ITEMS, PERIODS, LANES = 60, 20, 40, 2
FINAL, MADE = 5, 10
COLD = 6
"""Nodes left out by the peer as well; the others cost too much time."""


def task(seed: int = 0) -> Task:
    """Five products wanted; ten made of two each of ten others."""
    rng = np.random.default_rng(seed)
    items = tuple(f"item-{i}" for i in range(ITEMS))
    inputs = {
        items[i]: {
            items[j]: float(rng.integers(1, 3))
            for j in MADE + rng.choice(ITEMS - MADE, 2, replace=False)
        }
        for i in range(MADE)
    }
    names = tuple(f"node-{n}" for n in range(NODES))
    makes = rng.random((NODES, ITEMS)) < 0.3
    capacity = np.where(makes, rng.uniform(50, 150, makes.shape), 0.0)
    capacity[:, MADE:] *= 2
    demand = np.zeros(makes.shape)
    wanted = rng.random((NODES, FINAL)) < 0.5
    demand[:, :FINAL] = np.where(wanted, rng.uniform(20, 60, wanted.shape), 0.0)
    lanes = tuple(
        (names[n], names[m])
        for n in range(NODES)
        for m in sorted({(n + 1) % NODES, *rng.choice(NODES, LANES - 1)} - {n})
    )
    return Task(
        names,
        Bill(items, inputs),
        capacity * rng.uniform(0.8, 1.2, (PERIODS, 1, 1)),
        demand * rng.uniform(0.7, 1.3, (PERIODS, 1, ITEMS)),
        np.where(makes, rng.uniform(0, 200, makes.shape), 0.0),
        lanes,
        freight=tuple(rng.uniform(0.01, 0.05, len(lanes))),
        holding=0.002,
    )


def raw(programme: Programme, upper: np.ndarray) -> float:
    """The least cost, by highspy alone."""
    rows, columns = programme.matrix.shape
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, rows
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (
        programme.cost,
        np.zeros(columns),
        upper,
    )
    lp.row_lower_, lp.row_upper_ = programme.least, programme.most
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = programme.matrix.indptr
    lp.a_matrix_.index_ = programme.matrix.indices
    lp.a_matrix_.value_ = programme.matrix.data
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("solver", "ipm")
    solver.passModel(lp)
    solver.run()
    return float(solver.getInfo().objective_function_value)


def _timed(call) -> tuple[float, float]:
    start = time.perf_counter()
    found = call()
    return time.perf_counter() - start, found


def run() -> list[Row | Line]:
    """Time building, solving, and solving again without each node."""
    given = task()
    build = seconds(lambda: Planner(given).programme, repeats=5)
    # Theirs and ours by turns, as the machine has other things to do as well.
    ours, theirs = [], []
    for _ in range(3):
        planner = Planner(given)
        programme = planner.programme
        spent, cost = _timed(lambda p=programme: raw(p, p.upper))
        theirs.append(spent)
        spent, found = _timed(planner.plan)
        ours.append(spent)
        np.testing.assert_allclose(found.cost, cost, rtol=1e-6)
    warm, costs = zip(
        *(_timed(lambda n=n: planner.without(n).cost) for n in given.nodes), strict=True
    )
    cold = []
    for node in given.nodes[:COLD]:
        upper = programme.upper.copy()
        upper[planner.layout.columns_of(given.place(node))] = 0.0
        spent, cost = _timed(lambda u=upper: raw(programme, u))
        cold.append(spent)
        np.testing.assert_allclose(costs[given.place(node)], cost, rtol=1e-6)
    size = f"{NODES} nodes, {ITEMS} products, {PERIODS} months"
    rows, columns = programme.matrix.shape
    return [
        Line("Rows and columns of the plan", f"{rows:,} and {columns:,}"),
        Row(f"Building the plan of {size}", build, None, "", "< 0.5 s"),
        Row(
            f"Solving the plan of {size}",
            statistics.median(ours),
            statistics.median(theirs),
            "highspy, interior point",
            "at least 0.91x",
        ),
        Row(
            f"The plan again without each of {NODES} nodes",
            sum(warm),
            statistics.mean(cold) * NODES,
            f"highspy from nothing, by the mean of {COLD}",
            "at least 4x",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
