"""Grouped Sobol indices beside SALib, on functions whose indices are known exactly.

Both estimate first-order (closed) and total indices of groups of factors on Ishigami's
function and Sobol's G-function, from the same number of base samples. Ours draws every
factor from its own random stream, as figures of a study are; SALib draws a scrambled
Sobol sequence. The error is the largest distance to an analytic index.

Run: python -m benchmarks.sensitivity
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from SALib.analyze import sobol as salib_analyze
from SALib.sample import sobol as salib_sample

from benchmarks.table import Row, seconds
from ishizue.ensembles.draws import uniforms
from ishizue.models import sobol

ROWS = 2**17
WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])


@dataclass(frozen=True)
class Case:
    """A function of uniform factors, groups of them, and their analytic indices."""

    name: str
    model: Callable[[np.ndarray], np.ndarray]
    groups: Mapping[str, list[int]]
    first: Mapping[str, float]
    total: Mapping[str, float]

    @property
    def factors(self) -> int:
        """How many factors there are."""
        return sum(map(len, self.groups.values()))


def ishigami(u: np.ndarray) -> np.ndarray:
    """Ishigami & Homma (1990), a = 7, b = 0.1."""
    x1, x2, x3 = (2 * math.pi * u - math.pi).T
    return np.sin(x1) + 7 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)


def g_function(u: np.ndarray) -> np.ndarray:
    """Saltelli & Sobol (1995)."""
    return np.prod((np.abs(4 * u - 2) + WEIGHTS) / (1 + WEIGHTS), axis=1)


def cases() -> list[Case]:
    """Both functions, their factors in groups."""
    one = 0.5 * (1 + 0.1 * math.pi**4 / 5) ** 2
    two = 7**2 / 8
    both = 0.1**2 * math.pi**8 * 8 / 225
    whole = one + two + both
    ishigami_first = {"x1,x3": (one + both) / whole, "x2": two / whole}
    groups = {"a": [0, 1], "b": [2, 3], "c": [4, 5]}
    part = 1 / (3 * (1 + WEIGHTS) ** 2)
    variance = np.prod(1 + part) - 1
    first, total = {}, {}
    for name, columns in groups.items():
        own = np.prod(1 + part[columns]) - 1
        others = np.prod(1 + np.delete(part, columns))
        first[name] = float(own / variance)
        total[name] = float(own * others / variance)
    return [
        Case(
            "Ishigami",
            ishigami,
            {"x1,x3": [0, 2], "x2": [1]},
            ishigami_first,
            ishigami_first,
        ),
        Case("G-function", g_function, groups, first, total),
    ]


def ours(case: Case) -> tuple[dict[str, float], dict[str, float]]:
    """First-order and total indices of the groups, from a stream for each factor."""
    a, b = (
        np.column_stack([uniforms(f"x{i}", seed, 0, ROWS) for i in range(case.factors)])
        for seed in (1, 2)
    )
    mixed = {}
    for name, columns in case.groups.items():
        x = a.copy()
        x[:, columns] = b[:, columns]
        mixed[name] = case.model(x)
    found = sobol.indices(case.model(a), case.model(b), mixed)
    return (
        dict(zip(found.names, found.first, strict=True)),
        dict(zip(found.names, found.total, strict=True)),
    )


def theirs(case: Case) -> tuple[dict[str, float], dict[str, float]]:
    """The same by SALib."""
    group_of = {i: name for name, columns in case.groups.items() for i in columns}
    problem = {
        "num_vars": case.factors,
        "names": [f"x{i}" for i in range(case.factors)],
        "bounds": [[0, 1]] * case.factors,
        "groups": [group_of[i] for i in range(case.factors)],
    }
    with warnings.catch_warnings():
        # SALib meets a deprecation of pandas.
        warnings.simplefilter("ignore")
        x = salib_sample.sample(problem, ROWS, calc_second_order=False, seed=1)
        found = salib_analyze.analyze(
            problem, case.model(x), calc_second_order=False, num_resamples=100, seed=1
        )
    names = list(dict.fromkeys(problem["groups"]))
    return (
        dict(zip(names, found["S1"].tolist(), strict=True)),
        dict(zip(names, found["ST"].tolist(), strict=True)),
    )


def error(case: Case, found: tuple[dict[str, float], dict[str, float]]) -> float:
    """The largest distance to an analytic index."""
    first, total = found
    return max(
        *(abs(first[name] - exact) for name, exact in case.first.items()),
        *(abs(total[name] - exact) for name, exact in case.total.items()),
    )


def run() -> list[Row]:
    """Time both on both functions, and say how far each is from the truth."""
    rows = []
    for case in cases():
        our_error, their_error = error(case, ours(case)), error(case, theirs(case))
        rows.append(
            Row(
                f"grouped Sobol indices of {case.name}, {ROWS:,} base samples, "
                f"error {our_error:.4f}",
                seconds(lambda case=case: ours(case), repeats=3),
                seconds(lambda case=case: theirs(case), repeats=3),
                f"SALib, error {their_error:.4f},",
                "error <= 0.01",
            )
        )
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
