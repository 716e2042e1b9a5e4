"""Outcomes of a run: per scenario and lens a Dataset, per conclusion a verdict.

Draws are evaluated in blocks, so memory stays bounded: every draw counts towards the
verdicts, and the first `kept` draws are held in full. Draws are independent and do not
depend on the blocks, so the kept ones are a sample like any other.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.ensembles import Draws
from ishizue.lenses.conclusions import Conclusion
from ishizue.lenses.evaluate import evaluate, lens_named
from ishizue.lenses.focus import focus
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Answers = dict[str, dict[str, xr.Dataset]]
"""Datasets by scenario and lens."""


@dataclass(frozen=True)
class Verdict:
    """How a conclusion fares in one scenario.

    Attributes:
        values: The number it is about, per draw.
        held: The number of draws in which the statement is true.
    """

    values: Array
    held: int

    @property
    def probability(self) -> float:
        """Share of draws in which the statement is true."""
        return self.held / len(self.values)

    def quantiles(self, *shares: float) -> tuple[float, ...]:
        """Quantiles of the number the conclusion is about."""
        return tuple(float(q) for q in np.quantile(self.values, shares))


@dataclass(frozen=True)
class Outcomes(Mapping[str, Mapping[str, xr.Dataset]]):
    """What a run found: `outcomes[scenario][lens]` is a Dataset with `draw`.

    Attributes:
        verdicts: By conclusion and scenario, over all draws.
        worlds: The world each scenario was run on, as of the study's day.
        draws: Draws evaluated.
        kept: Draws held in full in the Datasets, the first ones.
        seed: The seed; with the worlds' ids it reproduces every number.
    """

    answers: Answers
    verdicts: Mapping[tuple[str, str], Verdict]
    worlds: Mapping[str, World]
    draws: int
    kept: int
    seed: int

    def __getitem__(self, scenario: str) -> Mapping[str, xr.Dataset]:
        return self.answers[scenario]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)


@dataclass(frozen=True)
class Task:
    """What every block of a run has in common; travels to workers as bytes.

    Attributes:
        kept: Draws to hand back in full.
    """

    worlds: Mapping[str, World]
    lenses: tuple[str, ...]
    years: tuple[int, ...]
    conclusions: tuple[Conclusion, ...]
    seed: int
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


@dataclass(frozen=True)
class Block:
    """What one block of draws gives back: kept draws, and numbers for verdicts."""

    draws: int
    answers: Answers
    values: dict[tuple[str, str], Array]


def evaluate_block(payload: bytes, span: tuple[int, int]) -> Block:
    """Evaluate draws `span[0]` to `span[1]` of a pickled `Task`.

    The span lies before the number of draws kept in full, or after it.
    """
    task = _task(payload)
    start, stop = span
    draws = Draws(task.seed, start, stop)
    answers: Answers = {}
    values: dict[tuple[str, str], Array] = {}
    lenses = [lens_named(name) for name in task.lenses]
    whole = start < task.kept
    for scenario, world in (task.worlds if whole else task.focused).items():
        asked = task.asked(scenario)
        needed = {c.lens for c in asked}
        chosen = lenses if whole else [x for x in lenses if x.name in needed]
        found = evaluate(world, chosen, task.years, draws)
        for conclusion in asked:
            values[conclusion.id, scenario] = conclusion.values(found)
        if whole:
            answers[scenario] = {n: _folded(answer) for n, answer in found.items()}
    return Block(len(draws), answers, values)


@lru_cache(maxsize=1)
def _task(payload: bytes) -> Task:
    # A worker sees the same task with every block, and unpickles it once.
    task: Task = pickle.loads(payload)
    return task


def _folded(answer: xr.Dataset) -> xr.Dataset:
    """The answer with outcomes that are the same in every draw held once."""
    folded = {}
    for name, values in answer.data_vars.items():
        data = values.values
        if len(data) > 1 and (data == data[:1]).all():
            data = np.broadcast_to(data[:1].copy(), data.shape)
        folded[name] = (values.dims, data, values.attrs)
    return xr.Dataset(folded, coords=answer.coords)


def kept_bytes(block: Block) -> int:
    """Bytes per draw that a block's answers take in memory."""
    return sum(
        values.values[0].nbytes
        for lenses in block.answers.values()
        for answer in lenses.values()
        for values in answer.data_vars.values()
        if values.values.strides[0] != 0
    )


def join(blocks: Iterable[Block], task: Task, draws: int) -> Outcomes:
    """Put blocks, in order, together."""
    growing: dict[tuple[str, str], dict[str, _Growing]] = {}
    values: dict[tuple[str, str], Array] = {}
    firsts: dict[tuple[str, str], xr.Dataset] = {}
    start = 0
    for block in blocks:
        for scenario, lenses in block.answers.items():
            for lens, answer in lenses.items():
                firsts.setdefault((scenario, lens), answer.isel(draw=slice(0, 1)))
                outcomes = growing.setdefault((scenario, lens), {})
                for name, found in answer.data_vars.items():
                    outcomes.setdefault(str(name), _Growing(task.kept)).add(
                        found.values, start
                    )
        stop = start + block.draws
        for key, numbers in block.values.items():
            values.setdefault(key, np.empty(draws))[start:stop] = numbers
        start = stop
    conclusions = {c.id: c for c in task.conclusions}
    verdicts = {
        (name, scenario): Verdict(found, int(conclusions[name].holds(found).sum()))
        for (name, scenario), found in values.items()
    }
    answers: Answers = {scenario: {} for scenario in task.worlds}
    for (scenario, lens), outcomes in growing.items():
        first = firsts[scenario, lens]
        answers[scenario][lens] = xr.Dataset(
            {
                n: (first[n].dims, g.whole(), first[n].attrs)
                for n, g in outcomes.items()
            },
            coords={
                **{n: c for n, c in first.coords.items() if n != "draw"},
                "draw": np.arange(task.kept),
            },
        )
    return Outcomes(answers, verdicts, task.worlds, draws, task.kept, task.seed)


class _Growing:
    """An outcome as blocks fill it; one row while all draws are the same."""

    def __init__(self, draws: int) -> None:
        self.draws = draws
        self.row: Array | None = None
        self.rows: Array | None = None

    def add(self, values: Array, start: int) -> None:
        """Put in a block's values from draw `start` on."""
        same = values.strides[0] == 0 or len(values) == 1
        if self.rows is None and same and (start == 0 or self._repeats(values[0])):
            self.row = values[0]
            return
        if self.rows is None:
            self.rows = np.empty((self.draws, *values.shape[1:]))
            if self.row is not None:
                self.rows[:start] = self.row
        self.rows[start : start + len(values)] = values

    def whole(self) -> Array:
        """All draws."""
        if self.rows is not None:
            return self.rows
        assert self.row is not None
        return np.broadcast_to(self.row, (self.draws, *self.row.shape))

    def _repeats(self, row: Array) -> bool:
        return self.row is not None and np.array_equal(row, self.row)
