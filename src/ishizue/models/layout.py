"""Where the amounts of a production plan stand in its linear programme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ishizue.models.programme import Programme, Solution

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    from ishizue.models.production import Plan, Task

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]
    Marks = NDArray[np.bool_]


@dataclass(frozen=True)
class Layout:
    """Columns and rows of one period; every period has the same, one after another.

    What cannot be anywhere, or is of no use there, has no column: items travel down
    lanes only from where they may be to where they may be wanted.

    Attributes:
        makes: Node and item of what can be made, shape (2, columns).
        ships: Lane and item of what can be shipped.
        keeps: Node and item of what can be kept.
        lacks: Node and item of what may fall short.
        rows: Node and item of each balance.
    """

    task: Task
    makes: Places
    ships: Places
    keeps: Places
    lacks: Places
    rows: Places

    @classmethod
    def of(cls, task: Task) -> Layout:
        """The layout of a task."""
        capable = np.any(task.capacity > 0, axis=0)
        wanted = np.any(task.demand > 0, axis=0)
        there = capable | (task.held > 0)
        useful = wanted | _used(task, capable)
        lanes = [(task.place(a), task.place(b)) for a, b in task.lanes]
        _spread(there, lanes)
        _spread(useful, [(b, a) for a, b in lanes])
        moved = np.array([there[a] & useful[b] for a, b in lanes]).reshape(
            len(lanes), len(task.bill.items)
        )
        return cls(
            task,
            makes=np.argwhere(capable & useful).T,
            ships=np.argwhere(moved).T,
            keeps=np.argwhere(there & useful).T,
            lacks=np.argwhere(wanted).T,
            rows=np.argwhere(useful).T,
        )

    @property
    def width(self) -> int:
        """Columns of a period."""
        return sum(self._sizes)

    @property
    def _sizes(self) -> tuple[int, ...]:
        blocks = (self.makes, self.ships, self.keeps, self.lacks)
        return tuple(block.shape[1] for block in blocks)

    @property
    def _periods(self) -> int:
        return len(self.task.capacity)

    def _first(self, block: int) -> int:
        return sum(self._sizes[:block])

    def programme(self, *, elastic: bool = False) -> Programme:
        """All periods in one sparse matrix.

        Args:
            elastic: Only shortfalls cost, 1 each, those included that must not be.
        """
        task, periods = self.task, self._periods
        penalty = task.penalties[self.lacks[1]]
        freight = np.broadcast_to(task.freight, len(task.lanes))
        cost = np.concatenate(
            [
                np.zeros(self.makes.shape[1]),
                freight[self.ships[0]],
                np.full(self.keeps.shape[1], task.holding),
                np.where(np.isinf(penalty), 0.0, penalty),
            ]
        )
        if elastic:
            cost = np.where(np.arange(self.width) < self._first(3), 0.0, 1.0)
        upper = np.full((periods, self.width), np.inf)
        upper[:, : self._first(1)] = task.capacity[:, self.makes[0], self.makes[1]]
        # No more can fall short than is wanted, and nothing of what must be met.
        short = task.demand[:, self.lacks[0], self.lacks[1]]
        may_lack = elastic | np.isfinite(penalty)
        upper[:, self._first(3) :] = np.where(may_lack, short, 0.0)
        due = task.demand[:, self.rows[0], self.rows[1]].copy()
        due[0] -= task.held[self.rows[0], self.rows[1]]
        return Programme(
            cost=np.tile(cost, periods),
            upper=upper.ravel(),
            matrix=self._matrix(),
            least=due.ravel(),
            # What is of no more use may be thrown away.
            most=np.full(due.size, np.inf),
        )

    def _matrix(self) -> sparse.csc_array:
        from scipy import sparse

        rows, columns, values = (
            np.concatenate(part) for part in zip(*self._entries(), strict=True)
        )
        height, periods = self.rows.shape[1], np.arange(self._periods)[:, None]
        # What is kept stands in the balance of the next period too.
        kept = np.arange(self.keeps.shape[1])
        row = self._row(self.keeps)
        parts = [
            ((periods * height + rows), (periods * self.width + columns), values),
            (
                periods[1:] * height + row,
                periods[:-1] * self.width + self._first(2) + kept,
                np.ones(len(kept)),
            ),
        ]
        return sparse.csc_array(
            (
                np.concatenate(
                    [np.broadcast_to(v, r.shape).ravel() for r, _, v in parts]
                ),
                (
                    np.concatenate([r.ravel() for r, _, _ in parts]),
                    np.concatenate([c.ravel() for _, c, _ in parts]),
                ),
            ),
            shape=(height * self._periods, self.width * self._periods),
        )

    def _entries(self) -> Iterator[tuple[Places, Places, Array]]:
        """Rows, columns and values within one period, signs as in the balance."""
        task = self.task
        items = {item: i for i, item in enumerate(task.bill.items)}
        made = np.arange(self.makes.shape[1])
        yield self._row(self.makes), made, np.ones(len(made))
        for product, inputs in task.bill.inputs.items():
            makers = made[self.makes[1] == items[product]]
            nodes = self.makes[0, makers]
            for item, amount in inputs.items():
                used = np.stack([nodes, np.full(len(nodes), items[item])])
                yield self._row(used), makers, np.full(len(nodes), -float(amount))
        ends = np.array(
            [(task.place(a), task.place(b)) for a, b in task.lanes], dtype=np.intp
        ).reshape(-1, 2)
        shipped = np.arange(self.ships.shape[1])
        for end, sign in ((0, -1.0), (1, 1.0)):
            at = np.stack([ends[self.ships[0], end], self.ships[1]])
            # Where something only passes on, nothing need be wanted: the row is there.
            yield self._row(at), self._first(1) + shipped, np.full(len(shipped), sign)
        for block, places, sign in ((2, self.keeps, -1.0), (3, self.lacks, 1.0)):
            count = np.arange(places.shape[1])
            yield (
                self._row(places),
                self._first(block) + count,
                np.full(len(count), sign),
            )

    def _row(self, places: Places) -> Places:
        """The balances of some nodes and items."""
        shape = (len(self.task.nodes), len(self.task.bill.items))
        number = np.zeros(shape, dtype=np.intp)
        number[tuple(self.rows)] = np.arange(self.rows.shape[1])
        found: Places = number[places[0], places[1]]
        return found

    def columns_of(self, node: int) -> NDArray[np.int32]:
        """Columns of all that a node makes and ships, in every period."""
        origins = np.array([self.task.place(a) for a, _ in self.task.lanes], dtype=int)
        of_node = np.zeros(self.width, dtype=bool)
        of_node[: self._first(1)] = self.makes[0] == node
        if len(origins):
            of_node[self._first(1) : self._first(2)] = origins[self.ships[0]] == node
        columns = (
            np.flatnonzero(of_node) + self.width * np.arange(self._periods)[:, None]
        )
        return columns.ravel().astype(np.int32)

    def read(self, found: Solution) -> Plan:
        """The plan that a solution stands for."""
        from ishizue.models.production import Plan

        task = self.task
        values = found.values.reshape(self._periods, self.width)
        saved = np.maximum(-found.reduced.reshape(self._periods, self.width), 0.0)

        def spread(block: int, places: Places, source: Array, first: int) -> Array:
            whole = np.zeros((self._periods, first, len(task.bill.items)))
            start = self._first(block)
            whole[:, places[0], places[1]] = source[:, start : start + places.shape[1]]
            return whole

        nodes = len(task.nodes)
        return Plan(
            cost=found.objective,
            made=spread(0, self.makes, values, nodes),
            shipped=spread(1, self.ships, values, len(task.lanes)),
            kept=spread(2, self.keeps, values, nodes),
            short=spread(3, self.lacks, values, nodes),
            value=spread(0, self.makes, saved, nodes),
        )

    def lacking(self) -> str | None:
        """Which demand that must be met cannot be, and what is scarce there."""
        elastic = self.read(self.programme(elastic=True).solve())
        must = np.isinf(self.task.penalties)
        missing = np.where(must, elastic.short, 0.0)
        if not (missing > 1e-7).any():
            return None
        period, node, item = (int(i) for i in np.argwhere(missing > 1e-7)[0])
        items, nodes = self.task.bill.items, self.task.nodes
        worth = elastic.value.sum(axis=0)
        scarce = [
            f"{items[i]!r} at {nodes[n]!r}" for n, i in np.argwhere(worth > 1e-9)[:3]
        ]
        held_back = f" Held back by capacity of {', '.join(scarce)}." if scarce else ""
        return (
            f"demand for {items[item]!r} at {nodes[node]!r} in period {period} must be "
            f"met and lacks {missing[period, node, item]:g} units.{held_back} Fix: raise "
            "a capacity or stock, add a lane, or give a finite penalty."
        )

    def below_nothing(self) -> list[str]:
        """What costs less than nothing."""
        task = self.task
        freight = np.broadcast_to(task.freight, len(task.lanes))
        found = [
            f"freight on the lane {a!r} to {b!r}"
            for (a, b), cost in zip(task.lanes, freight, strict=True)
            if cost < 0
        ]
        return [*found, *(["holding"] if task.holding < 0 else [])]


def _used(task: Task, capable: Marks) -> Marks:
    """What nodes use to make what they can."""
    used = np.zeros_like(capable)
    items = {item: i for i, item in enumerate(task.bill.items)}
    for product, inputs in task.bill.inputs.items():
        for item in inputs:
            used[:, items[item]] |= capable[:, items[product]]
    return used


def _spread(marked: Marks, lanes: list[tuple[int, int]]) -> None:
    """Mark, in place, whatever can be reached down lanes from what is marked."""
    spreading = True
    while spreading:
        before = marked.sum()
        for start, end in lanes:
            marked[end] |= marked[start]
        spreading = marked.sum() > before
