"""Mosca's inequality, and years from chances, worked out by hand."""

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models import mosca


def test_secrets_that_outlast_the_time_there_is_are_exposed():
    # Mosca's own example: 5 years of secrecy and 5 of migration against 8, 10 and 12.
    found = mosca.exposure(5, 5, [8, 10, 12])
    assert found.margin.tolist() == [-2, 0, 2]
    assert found.exposed.tolist() == [True, False, False]
    assert found.probability == pytest.approx(1 / 3)


def test_probability_is_by_actor_where_draws_come_first():
    found = mosca.exposure([[5, 20], [5, 20]], [3, 3], [[9, 9], [7, 30]])
    assert found.probability.tolist() == [0.5, 0.5]


def test_by_year_what_is_encrypted_the_new_way_is_safe():
    # Secret for 5 years; migrated in 3; read in 7.
    found = mosca.exposure(5, 3, 7, at=[0, 1, 2, 3, 4])
    assert found.margin.tolist() == [2, 1, 0, -1, -2]
    assert not found.exposed.any()
    late = mosca.exposure(5, 4, 7, at=[0, 1, 2, 3, 4])
    assert late.exposed.tolist() == [False, False, False, True, False]


def test_a_year_is_found_for_every_chance():
    years, chances = [2026, 2028, 2033], [0, 0.11, 0.31]
    at = mosca.arrival([0, 0.11, 0.31], years, chances)
    np.testing.assert_allclose(at, years)
    # Half of the hazard of the first two years is passed after one of them.
    half = 1 - np.sqrt(1 - 0.11)
    assert mosca.arrival(half, years, chances) == pytest.approx(2027)
    # After the last year the hazard goes on: as much again takes five years more.
    again = 1 - 0.69 * 0.69 / 0.89
    assert mosca.arrival(again, years, chances) == pytest.approx(2038)


def test_years_follow_the_chances_they_are_drawn_by():
    quantile = (np.arange(10000) + 0.5) / 10000
    found = mosca.arrival(quantile, [2026, 2028, 2033], [0, 0.11, 0.31])
    assert np.mean(found <= 2028) == pytest.approx(0.11, abs=1e-3)
    assert np.mean(found <= 2033) == pytest.approx(0.31, abs=1e-3)
    assert (np.diff(found) >= 0).all()


def test_chances_that_fall_or_stand_still_end_in_a_year():
    found = mosca.arrival([0.05, 0.2, 1], [2026, 2028, 2033], [0, 0.1, 0.05])
    assert found[0] < 2028
    assert found[1:].tolist() == [2033 + mosca.FURTHEST] * 2
    assert mosca.arrival(0, [2026, 2028], [0, 0]) == 2026
    assert np.isfinite(mosca.arrival([0, 1], [2026, 2028], [1, 1])).all()


def test_chances_may_differ_by_draw():
    found = mosca.arrival([0.1, 0.1], [2026, 2028], [[0, 0.1], [0, 0.2]])
    assert found[0] == pytest.approx(2028)
    assert found[1] < 2028


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: mosca.exposure(-1, 5, 8), "shelf_life is -1"),
        (lambda: mosca.exposure(1, float("nan"), 8), "migration_time is nan"),
        (lambda: mosca.exposure(1, 5, -8), "time_to_computer is -8"),
        (lambda: mosca.exposure(1, 5, 8, at=-1), "at is -1"),
        (lambda: mosca.exposure([1, 2], [1, 2, 3], 8), "shapes do not fit"),
        (lambda: mosca.arrival(1.2, [1, 2], [0, 1]), "quantile is 1.2"),
        (lambda: mosca.arrival(0.5, [2, 1], [0, 1]), "two or more, rising"),
        (lambda: mosca.arrival(0.5, [1], [0]), "two or more, rising"),
        (lambda: mosca.arrival(0.5, [1, 2], [0, 1, 1]), "a chance for every year"),
        (lambda: mosca.arrival(0.5, [1, 2], [0, 2]), r"chances is 2 at \[1\]"),
    ],
)
def test_what_is_out_of_bounds_is_refused(call, words):
    with pytest.raises(ModelError, match=words):
        call()
