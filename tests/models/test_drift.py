"""Basins of many matrices at once, against those of one matrix and by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import drift as module
from ishizue.models.crossimpact import Matrix, basins, probabilities
from ishizue.models.drift import drift

NAMES = ["a", "b"]
VARIANTS = [["a1", "a2"], ["b1", "b2"]]
EMPTY = Matrix(NAMES, VARIANTS, np.zeros((4, 4)))


def table(a_on_b, b_on_a):
    impacts = np.zeros((4, 4))
    impacts[:2, 2:] = a_on_b
    impacts[2:, :2] = b_on_a
    return impacts


# Each favours its like: (1, 1) and (2, 2) hold together, the others swap for ever.
LIKE = table([[1, 0], [0, 1]], [[1, 0], [0, 1]])
# b follows a, a flees b: nothing holds together, and all four go round.
CHASE = table([[1, 0], [0, 1]], [[0, 1], [1, 0]])
# Nothing matters: all four hold together.
STILL = table(0, 0)


def test_draws_are_followed_each_by_itself():
    found = drift(EMPTY, [LIKE, CHASE, STILL], [(0, 0), (0, 1)])
    assert found.consistent.tolist() == [2, 0, 4]
    assert found.cycling.tolist() == [0.5, 1, 0]
    assert found.basins.tolist() == [[0.25, 0], [0, 0], [0.25, 0.25]]
    assert found.possible.tolist() == [[True] * 4, [False] * 4, [True] * 4]
    # On a cycle, both variants are chosen for half of the time.
    assert found.active.tolist() == [[0.5] * 4] * 3
    assert found.heaviest.tolist() == [[True] * 4, [False] * 4, [True] * 4]


def test_the_heaviest_scenario_is_told_from_the_others():
    # a1 is favoured by b1 and, more, by b2; b1 by a1: all ends at (1, 1).
    found = drift(EMPTY, [table([[1, 0], [0, 0]], [[1, 0], [2, 0]])], [(0, 0)])
    assert found.basins.tolist() == [[1.0]]
    assert found.heaviest.tolist() == [[True, False, True, False]]


def sizes_and_impacts():
    return st.lists(st.integers(1, 4), min_size=1, max_size=5).flatmap(
        lambda sizes: st.tuples(
            st.just(sizes),
            st.integers(0, 2**32 - 1),
            st.sampled_from([1.0, 0.5, 100.0]),
        )
    )


@settings(deadline=None, max_examples=60)
@given(sizes_and_impacts())
def test_it_agrees_with_the_basins_of_each_matrix(drawn):
    sizes, seed, unit = drawn
    total = sum(sizes)
    rng = np.random.default_rng(seed)
    impacts = rng.integers(-3, 4, (4, total, total)) * unit
    matrix = Matrix(
        [f"d{i}" for i in range(len(sizes))],
        [[str(v) for v in range(size)] for size in sizes],
        np.zeros((total, total)),
    )
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    asked = tuple(int(rng.integers(size)) for size in sizes)
    found = drift(matrix, impacts, [asked])
    sure = probabilities(matrix, impacts)
    for i, one in enumerate(impacts):
        known = basins(Matrix(matrix.descriptors, matrix.variants, one))
        rest = {a.choice: a.weight for a in known if not a.is_cycle}
        assert found.consistent[i] == len(rest) == sure.consistent[i].sum()
        assert found.basins[i, 0] * matrix.scenarios == pytest.approx(
            rest.get(asked, 0)
        )
        active, heaviest = np.zeros(total), np.zeros(total, dtype=bool)
        for attractor in known:
            for state in attractor.states:
                share = attractor.weight / len(attractor.states) / matrix.scenarios
                active[starts + state] += share
        for choice, weight in rest.items():
            if weight == max(rest.values()):
                heaviest[starts + choice] = True
        np.testing.assert_allclose(found.active[i], active)
        np.testing.assert_array_equal(found.heaviest[i], heaviest)


def test_results_do_not_depend_on_how_draws_are_cut(monkeypatch):
    rng = np.random.default_rng(5)
    impacts = rng.integers(-2, 3, (30, 9, 9)).astype(float)
    matrix = Matrix(["a", "b", "c"], [["1", "2", "3"]] * 3, np.zeros((9, 9)))
    whole = drift(matrix, impacts)
    monkeypatch.setattr(module, "_TOGETHER", 27 * 4)
    cut = drift(matrix, impacts)
    for name in ("consistent", "cycling", "possible", "active", "heaviest"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(cut, name))


@pytest.mark.parametrize(
    ("impacts", "asked", "words"),
    [
        (LIKE, [], r"drift: impacts has shape \(4, 4\); give one table for each"),
        (np.zeros((0, 4, 4)), [], r"shape \(0, 4, 4\)"),
        ([LIKE * np.nan], [], "give every block in full"),
        ([LIKE], [(0, 2)], r"choice \(0, 2\) does not fit the matrix"),
    ],
)
def test_what_cannot_be_followed_is_refused(impacts, asked, words):
    with pytest.raises(ModelError, match=words):
        drift(EMPTY, impacts, asked)


def test_too_many_scenarios_are_refused_before_any_work():
    big = Matrix(list("abcdefgh"), [list("12345678")] * 8, np.zeros((64, 64)))
    with pytest.raises(ModelError, match="16,777,216 scenarios; all are followed"):
        drift(big, np.zeros((1, 64, 64)))
