"""Complementarity, worked out by hand."""

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models.complementarity import by_pair, flows, left_over

STRENGTHS = {("east", "chips"): 4.0, ("west", "engines"): 5.0, ("west", "chips"): 1.0}
NEEDS = {("west", "chips"): 3.0, ("east", "engines"): 2.0, ("south", "chips"): 5.0}


def amounts(found):
    return {
        (f.supplier, f.recipient, f.technology): pytest.approx(f.amount) for f in found
    }


def test_what_flows_is_strength_times_need():
    assert amounts(flows(STRENGTHS, NEEDS)) == {
        ("east", "west", "chips"): 0.8 * 0.6,
        ("east", "south", "chips"): 0.8,
        ("west", "east", "engines"): 0.4,
        ("west", "south", "chips"): 0.2,
    }


def test_a_pair_adds_up_both_ways():
    found = by_pair(flows(STRENGTHS, NEEDS))
    assert {p: pytest.approx(a) for p, a in found.items()} == {
        ("east", "west"): 0.88,
        ("east", "south"): 0.8,
        ("south", "west"): 0.2,
    }


def test_barriers_take_a_share_each_of_a_passage():
    def kept(passage):
        return left_over([0.5, 0.2] if passage[:2] == ("east", "west") else [])

    found = by_pair(flows(STRENGTHS, NEEDS, kept))
    assert found["east", "west"] == pytest.approx(0.48 * 0.4 + 0.4)
    assert left_over([1.0, 0.2]) == 0


def test_draws_are_of_no_account_to_one_another():
    levels = np.array([1.0, 2.0, 5.0])
    (found,) = flows({("a", "x"): levels}, {("b", "x"): 2.5})
    np.testing.assert_array_equal(found.amount, levels / 5 * 0.5)


@pytest.mark.parametrize(
    ("strengths", "needs", "words"),
    [
        ({("a", "x"): -1.0}, {}, "strength of a in x is -1"),
        ({}, {("a", "x"): 6.0}, "need of a in x is 6. Fix: give a level from 0 to 5"),
    ],
)
def test_bad_levels_are_refused(strengths, needs, words):
    with pytest.raises(ModelError, match=words):
        list(flows(strengths, needs))


def test_a_barrier_higher_than_all_is_refused():
    with pytest.raises(ModelError, match=r"height of a barrier is 1\.5"):
        left_over([1.5])
