"""A run cut into blocks of draws, so that memory stays bounded and work can be shared.

Draws do not depend on how they are cut: any blocks, in any process, give the same bits.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.ensembles import Draws
from ishizue.lenses import Conclusion, Lens, evaluate, lens_named, plans
from ishizue.lenses.focus import focus
from ishizue.lenses.outcomes import Answers, Outcomes, Verdict
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# Outcomes held in full may take this much memory; verdicts use every draw regardless.
KEPT_BYTES = 256 * 2**20
# Quantiles of so many draws are as good as exact; beyond, draws are only counted.
VALUES = 2**18
KEPT_BLOCK = 128
VERDICT_BLOCK = 6144
PROBE = 64

Span = tuple[int, int]
"""First draw of a block, and the one after its last."""
Name = tuple[str, str, str]
"""Scenario, lens and outcome."""
Case = tuple[str, str]
"""Conclusion and scenario."""


@dataclass(frozen=True)
class Task:
    """What every block of a run has in common; travels to workers as bytes.

    Attributes:
        worlds: The world of each scenario, as of the study's day.
        kept: Draws to hand back in full, the first ones.
    """

    worlds: Mapping[str, World]
    lenses: tuple[str, ...]
    years: tuple[int, ...]
    conclusions: tuple[Conclusion, ...]
    seed: int
    draws: int
    kept: int

    def __reduce__(self) -> tuple[object, ...]:
        # Worlds rebuild themselves; the mapping around them must be plain to pickle.
        return (
            Task,
            (
                dict(self.worlds),
                self.lenses,
                self.years,
                self.conclusions,
                self.seed,
                self.draws,
                self.kept,
            ),
        )

    @cached_property
    def focused(self) -> dict[str, World]:
        """For scenarios with conclusions, the part of the world those rest on."""
        return {
            scenario: focus(world, self.asked(scenario))
            for scenario, world in self.worlds.items()
            if self.asked(scenario)
        }

    def asked(self, scenario: str) -> tuple[Conclusion, ...]:
        """Conclusions that can be judged in a scenario with the lenses asked."""
        return tuple(
            c
            for c in self.conclusions
            if scenario in c.scenarios and c.lens in self.lenses
        )

    def keeping(self, probe: Answers, keep: int | None) -> Task:
        """The task with as many draws kept as memory allows, or as were asked for."""
        kept = KEPT_BYTES // max(1, _bytes(probe)) if keep is None else keep
        return replace(self, kept=max(1, min(self.draws, kept)))

    def spans(self, workers: int, block: int | None) -> tuple[Span, ...]:
        """Blocks of draws: smaller while outcomes are held in full, larger after."""
        # Several blocks a worker keep all of them busy to the end.
        share = math.ceil(self.draws / (1 if workers == 1 else 4 * workers))
        spans, start = list[Span](), 0
        while start < self.draws:
            largest = KEPT_BLOCK if start < self.kept else VERDICT_BLOCK
            size = block or min(largest, max(PROBE, share))
            # A block is held in full or not at all.
            end = self.kept if start < self.kept else self.draws
            spans.append((start, min(start + size, end)))
            start = spans[-1][1]
        return tuple(spans)


@dataclass(frozen=True)
class Block:
    """What one block of draws gives back.

    Attributes:
        span: The draws.
        kept: Outcomes in full, if these draws are kept; one row stands for all where
            they are the same.
        values: The number each conclusion is about, by conclusion and scenario.
    """

    span: Span
    kept: dict[Name, Array]
    values: dict[Case, Array]


def probed(task: Task) -> Answers:
    """The first few draws in full: how outcomes look, and how much room they take.

    Raises:
        LensError: A lens cannot answer; better said before than amid a long run.
    """
    draws = Draws(task.seed, 0, min(PROBE, task.draws))
    lenses = [lens_named(name) for name in task.lenses]
    return {
        scenario: evaluate(world, lenses, task.years, draws)
        for scenario, world in task.worlds.items()
    }


def packed(task: Task) -> bytes:
    """A task, with the plans made for it so far, to be sent to workers."""
    return pickle.dumps((task, plans.known()))


def evaluate_block(payload: bytes, span: Span) -> Block:
    """Evaluate a span of draws of a `packed` task.

    The span lies before the number of draws kept in full, or after it.
    """
    task = _task(payload)
    draws = Draws(task.seed, *span)
    kept: dict[Name, Array] = {}
    values: dict[Case, Array] = {}
    lenses = [lens_named(name) for name in task.lenses]
    whole = span[0] < task.kept
    for scenario, world in (task.worlds if whole else task.focused).items():
        asked = task.asked(scenario)
        chosen = lenses if whole else _needed(lenses, asked)
        found = evaluate(world, chosen, task.years, draws)
        for conclusion in asked:
            values[conclusion.id, scenario] = conclusion.values(found)
        if whole:
            kept |= {
                (scenario, lens, str(name)): one_row_if_same(column.values)
                for lens, answer in found.items()
                for name, column in answer.data_vars.items()
            }
    return Block(span, kept, values)


def _needed(lenses: Iterable[Lens], asked: Iterable[Conclusion]) -> list[Lens]:
    """The lenses that conclusions ask, for the outcomes they are about."""
    wanted: dict[str, set[str]] = {}
    for conclusion in asked:
        wanted.setdefault(conclusion.lens, set()).add(conclusion.variable)
    return [x.only(wanted[x.name]) for x in lenses if x.name in wanted]


@lru_cache(maxsize=1)
def _task(payload: bytes) -> Task:
    # A worker sees the same task with every block, and unpickles it once.
    task: Task
    task, known = pickle.loads(payload)
    plans.learn(known)
    return task


def one_row_if_same(values: Array) -> Array:
    """One row if it stands for all draws, else all rows."""
    same = values.strides[0] == 0 or (values == values[:1]).all()
    return values[:1].copy() if same else values


def _bytes(probe: Answers) -> int:
    """Bytes per draw that outcomes take in memory, where draws differ."""
    return sum(
        column.values[0].nbytes
        for answers in probe.values()
        for answer in answers.values()
        for column in answer.data_vars.values()
        if len(one_row_if_same(column.values)) > 1
    )


def join(blocks: Iterable[Block], task: Task, probe: Answers) -> Outcomes:
    """Put blocks, in the order of their draws, together."""
    growing: dict[Name, _Growing] = {}
    counting: dict[Case, _Counting] = {}
    conclusions = {c.id: c for c in task.conclusions}
    for block in blocks:
        for name, found in block.kept.items():
            growing.setdefault(name, _Growing(task.kept)).add(found, *block.span)
        for case, numbers in block.values.items():
            if case not in counting:
                counting[case] = _Counting(conclusions[case[0]], task.draws)
            counting[case].add(numbers, block.span[0])
    answers: Answers = {
        scenario: {
            lens: _filled(answer, growing, (scenario, lens))
            for lens, answer in lenses.items()
        }
        for scenario, lenses in probe.items()
    }
    verdicts = {case: counted.verdict() for case, counted in counting.items()}
    return Outcomes(answers, verdicts, task.worlds, task.draws, task.kept, task.seed)


def _filled(
    answer: xr.Dataset, growing: Mapping[Name, _Growing], place: tuple[str, str]
) -> xr.Dataset:
    grown = {str(n): growing[*place, str(n)].whole() for n in answer.data_vars}
    draws = len(next(iter(grown.values())))
    return xr.Dataset(
        {n: (answer[n].dims, whole, answer[n].attrs) for n, whole in grown.items()},
        coords={
            **{n: c for n, c in answer.coords.items() if n != "draw"},
            "draw": np.arange(draws),
        },
    )


class _Counting:
    """A verdict as blocks come in."""

    def __init__(self, conclusion: Conclusion, draws: int) -> None:
        self.conclusion = conclusion
        self.draws = draws
        self.held = 0
        self.values = np.empty(min(draws, VALUES))

    def add(self, numbers: Array, start: int) -> None:
        """Count a block's numbers, from draw `start` on."""
        self.held += int(self.conclusion.holds(numbers).sum())
        room = self.values[start : start + len(numbers)]
        room[:] = numbers[: len(room)]

    def verdict(self) -> Verdict:
        """What the numbers say of the statement."""
        return Verdict(self.values, self.held, self.draws)


class _Growing:
    """An outcome as blocks fill it; one row while all draws are the same."""

    def __init__(self, draws: int) -> None:
        self.draws = draws
        self.row: Array | None = None
        self.rows: Array | None = None

    def add(self, values: Array, start: int, stop: int) -> None:
        """Put in a block's values, one row or all of them."""
        one = len(values) == 1
        if self.rows is None and one and (start == 0 or self._repeats(values[0])):
            self.row = values[0]
            return
        if self.rows is None:
            self.rows = np.empty((self.draws, *values.shape[1:]))
            if self.row is not None:
                self.rows[:start] = self.row
        self.rows[start:stop] = values

    def whole(self) -> Array:
        """All draws."""
        if self.rows is not None:
            return self.rows
        assert self.row is not None
        return np.broadcast_to(self.row, (self.draws, *self.row.shape))

    def _repeats(self, row: Array) -> bool:
        return self.row is not None and np.array_equal(row, self.row)
