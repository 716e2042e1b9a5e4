"""Cross-impact balances: time taken, beside plain Python.

PyCIB, a package of the field, is not on PyPI. The peer takes its steps in plain Python,
written anew: a scenario is an object with its own copy of the names, judgements are in a
dict by names, every look-up checks its arguments, scores are compared by `numpy.isclose`.
The bare peer does the same without copies, checks and tolerances. Both must find the
same scenarios as ours before anything is timed. Matrices are random: scores -3 to 3, a
given share of blocks judged. All run in the same process; seconds are medians.

Run: python -m benchmarks.crossimpact
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from benchmarks.table import Row, seconds
from ishizue.models import crossimpact
from ishizue.models.crossimpact import Matrix

SOMEWHERELAND = (3, 3, 3, 2, 3, 3)  # the size of ScenarioWizard's example
FOURTEEN = (3,) * 14
MILLIONS = (3,) * 11 + (2,) * 7  # 22,674,816 scenarios
DRAWS = 10_000


def random_matrix(sizes: Sequence[int], judged: float, seed: int = 0) -> Matrix:
    """A matrix of random judgements, with a share of the blocks judged."""
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    blocks = rng.random((len(sizes), len(sizes))) < judged
    np.fill_diagonal(blocks, val=False)
    impacts = rng.integers(-3, 4, (len(owner), len(owner))) * blocks[owner][:, owner]
    return Matrix(
        [f"descriptor {i}" for i in range(len(sizes))],
        [[f"variant {j}" for j in range(size)] for size in sizes],
        impacts,
    )


class Bare:
    """The bare peer: one judgement looked up at a time."""

    def __init__(self, matrix: Matrix) -> None:
        self.states = dict(zip(matrix.descriptors, matrix.variants, strict=True))
        rows = [(name, state) for name, group in self.states.items() for state in group]
        self.impacts = {
            (*row, *column): float(matrix.impacts[i, j])
            for i, row in enumerate(rows)
            for j, column in enumerate(rows)
            if row[0] != column[0]
        }

    def scenario(self, choice: Sequence[str]) -> Mapping[str, str]:
        """A scenario from the variants chosen."""
        return dict(zip(self.states, choice, strict=True))

    def impact(self, source: str, state: str, target: str, on: str) -> float:
        """One judgement."""
        return self.impacts[source, state, target, on]

    def exceeds(self, score: float, chosen: float) -> bool:
        """Whether a rival scores more."""
        return score > chosen

    def score(self, scenario: Mapping[str, str], target: str, state: str) -> float:
        """Sum of the impacts on one variant."""
        total = 0.0
        for source in self.states:
            if source != target:
                total += self.impact(source, scenario[source], target, state)
        return total

    def is_consistent(self, scenario: Mapping[str, str]) -> bool:
        """Whether every descriptor is at the maximum of its balance."""
        for target, group in self.states.items():
            balance = {state: self.score(scenario, target, state) for state in group}
            chosen = balance[scenario[target]]
            if any(self.exceeds(score, chosen) for score in balance.values()):
                return False
        return True

    def consistent(self) -> list[dict[str, str]]:
        """All consistent scenarios, by trying every one."""
        scenarios = map(self.scenario, itertools.product(*self.states.values()))
        return [dict(s) for s in scenarios if self.is_consistent(s)]


class Checked(Mapping[str, str]):
    """A scenario that checks what it is given and asked."""

    def __init__(self, states: Mapping[str, Sequence[str]], choice: Sequence[str]):
        self.states = copy.deepcopy(dict(states))
        self.names = list(states)
        self.chosen = []
        for name, state in zip(self.names, choice, strict=True):
            if state not in states[name]:
                raise ValueError(state)
            self.chosen.append(states[name].index(state))

    def __getitem__(self, name: str) -> str:
        if name not in self.names:
            raise KeyError(name)
        return self.states[name][self.chosen[self.names.index(name)]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


class Plain(Bare):
    """The peer in PyCIB's steps."""

    def scenario(self, choice: Sequence[str]) -> Mapping[str, str]:
        """A scenario from the variants chosen."""
        return Checked(self.states, choice)

    def impact(self, source: str, state: str, target: str, on: str) -> float:
        """One judgement."""
        for name, variant in ((source, state), (target, on)):
            if name not in self.states or variant not in self.states[name]:
                raise ValueError(name, variant)
        return self.impacts.get((source, state, target, on), 0.0)

    def exceeds(self, score: float, chosen: float) -> bool:
        """Whether a rival scores more."""
        return not np.isclose(score, chosen) and score > chosen


def run() -> list[Row]:
    """Time small, middling and large matrices."""
    small = random_matrix(SOMEWHERELAND, judged=0.7, seed=1)
    peers = {"plain Python in PyCIB's steps": Plain(small), "bare loops": Bare(small)}
    found = [small.names(s.choice) for s in crossimpact.consistent(small)]
    rows = []
    for name, peer in peers.items():
        assert peer.consistent() == found
        rows.append(
            Row(
                f"consistent scenarios of {small.scenarios}",
                seconds(lambda: crossimpact.consistent(small), repeats=51),
                seconds(peer.consistent, repeats=5),
                name,
                ">= 20x" if isinstance(peer, Plain) else "",
            )
        )
    for judged in (0.5, 1.0):
        middling = random_matrix(FOURTEEN, judged)
        large = random_matrix(MILLIONS, judged)
        for matrix, target in ((middling, "< 0.2 s"), (large, "< 5 s")):
            rows.append(
                Row(
                    f"consistent scenarios of {matrix.scenarios:,}, "
                    f"{judged:.0%} of blocks judged",
                    seconds(lambda m=matrix: crossimpact.consistent(m), repeats=5),
                    None,
                    "",
                    target,
                )
            )
    large = random_matrix(MILLIONS, judged=0.5)
    rows += [
        Row(
            f"basins, {rule} succession of all {large.scenarios:,} scenarios",
            seconds(lambda r=rule: crossimpact.basins(large, r), repeats=1),
            None,
            "",
            "< 5 s",
        )
        for rule in ("global", "local", "incremental")
    ]
    middling = random_matrix(FOURTEEN, judged=0.5)
    noise = np.random.default_rng(1).normal(size=(DRAWS, *small.impacts.shape))
    draws = small.impacts + noise
    return [
        *rows,
        Row(
            "what one more judgement would change, 14 x 3",
            seconds(lambda: crossimpact.sensitivity(middling), repeats=3),
            None,
            "",
            "",
        ),
        Row(
            f"consistent scenarios of 486 in {DRAWS:,} draws of judgements",
            seconds(lambda: crossimpact.probabilities(small, draws), repeats=3),
            None,
            "",
            "",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
