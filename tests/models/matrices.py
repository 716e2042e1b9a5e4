"""Cross-impact matrices: published, by hand and at random, and their scores added up."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import strategies as st

from ishizue.models.crossimpact import Matrix

# Weimer-Jehle, W. (2013). ScenarioWizard 4.1 manual, Fig. 2-2: the exercise
# "Somewhereland". Blocks on the diagonal, which are empty, are left out of the rows.
SOMEWHERELAND = {
    "government": ["patriots", "prosperity", "social"],
    "foreign policy": ["cooperation", "rivalry", "conflict"],
    "economy": ["shrinking", "stagnant", "dynamic"],
    "wealth": ["balanced", "contrasts"],
    "cohesion": ["peace", "tensions", "riots"],
    "values": ["meritocratic", "solidarity", "family"],
}

SOMEWHERELAND_ROWS = """
    -2 1 1 0 0 0 0 0 -2 1 1 0 0 0
    2 1 -3 -2 -1 3 -2 2 0 0 0 2 -1 -1
    0 0 0 0 2 -2 3 -3 2 -1 -1 -2 2 0
    0 0 0 -2 1 1 0 0 0 0 0 0 0 0
    0 0 0 0 1 -1 0 0 1 0 -1 0 0 0
    3 -1 -2 3 0 -3 0 0 3 -1 -2 -2 1 1
    2 1 -3 0 0 0 -2 2 -3 1 2 0 0 0
    -1 2 -1 0 0 0 0 0 0 0 0 0 0 0
    0 0 0 0 0 0 -2 2 3 -1 -2 0 0 0
    0 0 0 0 0 0 0 0 0 3 -1 -2 -2 1 1
    0 -3 3 0 0 0 0 0 0 -3 1 2 2 -1 -1
    0 0 0 0 0 0 -2 -1 3 0 0 2 -1 -1
    0 0 0 -1 0 1 1 1 -2 0 0 -1 0 1
    2 -1 -1 -3 1 2 3 0 -3 0 0 -2 -1 3
    0 3 -3 0 0 0 -3 0 3 -3 3 -2 1 1
    1 -2 1 0 0 0 -1 2 -1 2 -2 2 -1 -1
    0 0 0 0 0 0 -1 2 -1 1 -1 2 -1 -1
"""


def somewhereland() -> Matrix:
    sizes = [len(names) for names in SOMEWHERELAND.values()]
    owner = np.repeat(np.arange(len(sizes)), sizes)
    impacts = np.zeros((len(owner), len(owner)))
    for row, line in enumerate(SOMEWHERELAND_ROWS.strip().splitlines()):
        impacts[row, owner != owner[row]] = [int(score) for score in line.split()]
    return Matrix(list(SOMEWHERELAND), list(SOMEWHERELAND.values()), impacts)


def tug_of_war() -> Matrix:
    """Two descriptors, worked by hand.

    Tension (low, high) wants spending flat +1 / rising -1 when low, -2 / +2 when high.
    Flat spending leaves tension alone; rising spending furthers high tension (-1 / +1).

    low flat:    tension 0 0, spending  1 -1: consistent, total 0 + 1 = 1
    low rising:  tension -1 1, spending 1 -1: tension misses 2, spending 2
    high flat:   tension 0 0, spending -2  2: spending misses 4
    high rising: tension -1 1, spending -2 2: consistent, total 1 + 2 = 3
    """
    return Matrix.from_blocks(
        ["tension", "spending"],
        [["low", "high"], ["flat", "rising"]],
        {
            ("tension", "spending"): [[1, -1], [-2, 2]],
            ("spending", "tension"): [[0, 0], [-1, 1]],
        },
    )


def named(sizes, impacts) -> Matrix:
    return Matrix(
        [f"d{i}" for i in range(len(sizes))],
        [[f"v{j}" for j in range(size)] for size in sizes],
        impacts,
    )


def random_matrix(sizes, seed, density=1.0) -> Matrix:
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    judged = rng.random((len(sizes), len(sizes))) < density
    impacts = rng.integers(-3, 4, (len(owner), len(owner)))
    impacts *= judged[np.ix_(owner, owner)] & (owner[:, None] != owner)
    return named(sizes, impacts)


def every_choice(matrix):
    return list(itertools.product(*map(range, matrix.sizes)))


def brute_balances(matrix, choice):
    """Scores by descriptor, added up one by one."""
    rows = [offset + v for offset, v in zip(matrix.offsets, choice, strict=True)]
    return [
        [sum(matrix.impacts[row, offset + v] for row in rows) for v in range(size)]
        for offset, size in zip(matrix.offsets, matrix.sizes, strict=True)
    ]


def brute_score(matrix, choice):
    pairs = list(zip(brute_balances(matrix, choice), choice, strict=True))
    return sum(own[v] for own, v in pairs), max(max(own) - own[v] for own, v in pairs)


def brute_consistent(matrix, slack=0):
    return {c for c in every_choice(matrix) if brute_score(matrix, c)[1] <= slack}


@st.composite
def matrices(draw, most=4):
    """Small matrices in several units, blocks on the diagonal mostly blank."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=most))
    score = st.sampled_from([0, 0, 0, *range(-3, 4)])
    unit = draw(st.sampled_from([1, 0.5, 0.1, 50, 1000.1]))
    total = sum(sizes)
    cells = draw(st.lists(score, min_size=total**2, max_size=total**2))
    owner = np.repeat(np.arange(len(sizes)), sizes)
    impacts = np.reshape(cells, (total, total)) * unit
    blank = draw(st.sampled_from([True, True, False]))
    return named(sizes, np.where(blank & (owner[:, None] == owner), 0, impacts))
