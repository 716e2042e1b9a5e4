"""What to make, hold and ship, period by period, to fall least short of demand.

The multi-period linear programme of production planning with inventories, transport and a
bill of materials (Johnson and Montgomery 1974, *Operations Research in Production
Planning, Scheduling, and Inventory Control*; Voss and Woodruff 2006, *Introduction to
Computational Optimization Models for Production Planning in a Supply Chain*). At each
node, in each period, of each item:

    stock + made + received - shipped - used in making others - stock kept
        >= demand - shortfall

at least cost of shortfalls, transport and stocks kept. A shortfall is lost, not
owed, and what is of no more use may be thrown away.

Build it once with `Planner`; the base case is solved by interior point and crossover, and
what changes only bounds (`without` a node) by the dual simplex from the optimum at hand,
up to a cap on iterations beyond which interior point begins afresh.

    >>> import numpy as np
    >>> task = Task(("here",), Bill(("gun",)), np.full((2, 1, 1), 8.0),
    ...             demand=np.full((2, 1, 1), 10.0), stock=np.array([[3.0]]))
    >>> float(plan(task).short.sum())
    1.0
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.bill_of_materials import Bill
from ishizue.models.layout import Layout
from ishizue.models.programme import Programme, Solution, solution

if TYPE_CHECKING:
    from highspy import Highs, HighsBasis
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CAP: Final = 20_000
"""Iterations of the simplex after which a re-solve begins afresh."""


@dataclass(frozen=True)
class Task:
    """What is to be planned.

    Attributes:
        nodes: Where things are made, held and wanted.
        bill: Items and what goes into them.
        capacity: Units that can be made, shape (periods, nodes, items).
        demand: Units wanted, of the same shape.
        stock: Units held to begin with, shape (nodes, items); None for none.
        lanes: Pairs of nodes between which any item may be shipped within a period.
        freight: Cost of shipping a unit, by lane.
        holding: Cost of keeping a unit for a period.
        penalty: By item, cost of a unit of shortfall; infinite where demand must be met.
            None for 1 each.

    Raises:
        ModelError: An amount is negative or not a number, a lane names an unknown node, or
            shapes do not fit.
    """

    nodes: tuple[str, ...]
    bill: Bill
    capacity: Array
    demand: Array
    stock: Array | None = None
    lanes: tuple[tuple[str, str], ...] = ()
    freight: Sequence[float] | float = 0.0
    holding: float = 0.0
    penalty: Sequence[float] | None = None

    def __post_init__(self) -> None:
        shape = (len(self.capacity), len(self.nodes), len(self.bill.items))
        for name, wanted in (
            ("capacity", shape),
            ("demand", shape),
            ("held", shape[1:]),
        ):
            found = arguments.amounts(name, getattr(self, name)).shape
            if found != wanted:
                raise ModelError(
                    f"{name} has shape {found}. Fix: {len(self.nodes)} nodes and "
                    f"{len(self.bill.items)} items need {wanted}."
                )
        arguments.numbers("holding", self.holding)
        arguments.numbers("freight", self.freight)
        for lane in self.lanes:
            for node in lane:
                self.place(node)

    def place(self, node: str) -> int:
        """The place of a node.

        Raises:
            ModelError: It is unknown.
        """
        if node not in self.nodes:
            raise ModelError(
                f"the node {node!r} is unknown. Fix: choose from {', '.join(self.nodes)}."
            )
        return self.nodes.index(node)

    @cached_property
    def held(self) -> Array:
        """Units held to begin with, shape (nodes, items)."""
        if self.stock is None:
            return np.zeros((len(self.nodes), len(self.bill.items)))
        return np.asarray(self.stock, dtype=np.float64)

    @cached_property
    def penalties(self) -> Array:
        """Cost of a unit of shortfall, by item."""
        count = len(self.bill.items)
        given = np.ones(count) if self.penalty is None else np.asarray(self.penalty)
        if given.shape != (count,) or np.isnan(given).any() or (given < 0).any():
            raise ModelError(
                f"penalty is {given.tolist()}. Fix: give a cost of 0 or more, or "
                f"infinity, for each of {count} items."
            )
        return given.astype(np.float64)


@dataclass(frozen=True)
class Plan:
    """The cheapest plan.

    Attributes:
        cost: What it costs: shortfalls, transport and stocks kept.
        made, kept, short: Units, shape (periods, nodes, items).
        shipped: Units, shape (periods, lanes, items).
        value: What one more unit of capacity would save, shape (periods, nodes, items).
    """

    cost: float
    made: Array
    kept: Array
    short: Array
    shipped: Array
    value: Array


def plan(task: Task, seconds: float | None = None) -> Plan:
    """The cheapest plan of a task.

    Args:
        task: What is to be planned.
        seconds: Time after which the solver gives up; None for no end.

    Raises:
        ModelError: There is no plan, and which demand, node and period is at fault; or
            costs below 0 can be run up without end, and where; or time ran out.
    """
    return Planner(task, seconds).plan()


class Planner:
    """A task built once, to be planned whole and then without one node or another."""

    def __init__(self, task: Task, seconds: float | None = None) -> None:
        self.task = task
        self.seconds = seconds
        self.layout = Layout.of(task)

    @cached_property
    def programme(self) -> Programme:
        """The linear programme: all periods in one sparse matrix."""
        return self.layout.programme()

    @cached_property
    def _solver(self) -> Highs:
        solver: Highs = self.programme.loaded()
        return solver

    @cached_property
    def _base(self) -> Solution:
        """The optimum of the whole task, which leaves a basis to start from."""
        return self._solved(afresh=True)

    @cached_property
    def _basis(self) -> HighsBasis:
        _ = self._base
        return self._solver.getBasis()

    def plan(self) -> Plan:
        """The cheapest plan of the whole task.

        Raises:
            ModelError: As `plan`.
        """
        return self.layout.read(self._base)

    def without(self, node: str) -> Plan:
        """The cheapest plan when a node makes nothing and ships nothing.

        Raises:
            ModelError: The node is unknown, or as `plan`.
        """
        shut = self.layout.columns_of(self.task.place(node))
        solver, upper = self._solver, self.programme.upper
        basis = self._basis
        count, nothing = len(shut), np.zeros(len(shut))
        solver.changeColsBounds(count, shut, nothing, nothing)
        try:
            solver.setBasis(basis)
            return self.layout.read(self._solved(afresh=False))
        finally:
            solver.changeColsBounds(count, shut, nothing, upper[shut])

    def _solved(self, *, afresh: bool) -> Solution:
        import highspy

        solver = self._solver
        if self.seconds is not None:
            # The solver's clock runs on from one solve to the next.
            until = solver.getRunTime() + self.seconds
            solver.setOptionValue("time_limit", until)
        if not afresh:
            solver.setOptionValue("solver", "simplex")
            solver.setOptionValue("simplex_iteration_limit", CAP)
            solver.run()
            solver.setOptionValue("simplex_iteration_limit", 2**31 - 1)
            capped = highspy.HighsModelStatus.kIterationLimit
            afresh = solver.getModelStatus() == capped
        if afresh:
            solver.clearSolver()
            solver.setOptionValue("solver", "ipm")
            solver.run()
        status = solver.getModelStatus()
        unbounded = (
            highspy.HighsModelStatus.kUnbounded,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        )
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise ModelError(
                f"no plan was found within {self.seconds} s. Fix: allow more seconds, or "
                "fewer periods, nodes or lanes."
            )
        if status in (highspy.HighsModelStatus.kInfeasible, *unbounded):
            self._explain()
        return solution(solver)

    def _explain(self) -> None:
        """Say why there is no optimum.

        Raises:
            ModelError: Always.
        """
        lacking = self.layout.lacking()
        if lacking is not None:
            raise ModelError(lacking)
        endless = ", ".join(self.layout.below_nothing())
        raise ModelError(
            f"costs fall without end: below 0 are {endless}, and nothing bounds them. "
            "Fix: give costs of 0 or more, or a capacity."
        )


def losses(planner: Planner) -> Iterator[tuple[str, float]]:
    """What each node's absence adds to the cost of the plan, node by node."""
    whole = planner.plan().cost
    for node in planner.task.nodes:
        yield node, planner.without(node).cost - whole
