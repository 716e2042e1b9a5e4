"""Memberships that cover enough, held against every membership there is."""

import math
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import membership

EXPORTS = {
    "chips": {"a": 0.5, "b": 0.3, "c": 0.15},
    "lasers": {"b": 0.4, "c": 0.5, "d": 0.1},
}


def groups(candidates):
    sizes = range(len(candidates) + 1)
    return chain.from_iterable(combinations(candidates, size) for size in sizes)


def enough(exports, least, group):
    covered = membership.coverage(exports, group)
    return all(covered[item] + 1e-9 >= share for item, share in least.items())


@pytest.mark.parametrize(
    ("least", "members"),
    [
        # a and c cover .65 and .5, b and c .45 and .9, a and b .8 and .4.
        ({"chips": 0.6, "lasers": 0.5}, "ac"),
        ({"chips": 0.8, "lasers": 0.4}, "ab"),
        ({"chips": 0.4, "lasers": 0.9}, "bc"),
        ({"chips": 0.95, "lasers": 0.9}, "abc"),
        # Alone either b or c would do; b covers .7 in all, c .65.
        ({"chips": 0.1, "lasers": 0.1}, "b"),
        ({"lasers": 0.0}, ""),
        ({}, ""),
    ],
)
def test_the_smallest_membership_worked_out_by_hand(least, members):
    found = membership.smallest(EXPORTS, least, "abcd")
    assert found.members == tuple(members)
    assert found.cost == len(members)
    assert found.coverage == membership.coverage(EXPORTS, members)


def test_of_the_smallest_the_one_that_covers_most_is_taken():
    exports = {"chips": {"a": 0.2, "b": 0.3, "c": 0.3}, "lasers": {"b": 0.1, "c": 0.2}}
    least = {"chips": 0.2, "lasers": 0.0}
    assert membership.smallest(exports, least, "abc").members == ("c",)


def test_the_core_belongs_in_any_case_and_is_counted():
    found = membership.smallest(EXPORTS, {"chips": 0.8}, "abc", core="d")
    assert found.members == ("a", "b", "d")
    assert found.cost == 3


def test_costs_decide_who_is_asked():
    # At consensus with probabilities 1/2 and 9/10, three willing beat one reluctant.
    exports = {"chips": {"x": 0.6, "y": 0.2, "z": 0.2, "w": 0.2}}
    costs = {"x": -math.log(0.5), **dict.fromkeys("yzw", -math.log(0.9))}
    found = membership.cheapest(exports, {"chips": 0.6}, "wxyz", costs=costs)
    assert found.members == ("w", "y", "z")
    assert math.exp(-found.cost) == pytest.approx(0.729)


shares = st.sampled_from([0.0, 0.05, 0.1, 0.125])


@st.composite
def coverings(draw):
    candidates = [chr(ord("a") + i) for i in range(draw(st.integers(1, 8)))]
    exports = {
        item: {actor: draw(shares) for actor in candidates}
        for item in "xyz"[: draw(st.integers(1, 3))]
    }
    whole = membership.coverage(exports, candidates)
    least = {item: draw(st.floats(0, 1)) * whole[item] for item in exports}
    costs = {a: draw(st.sampled_from([0.0, 0.3, 0.5, 1.0, 1.1])) for a in candidates}
    return exports, least, candidates, costs


@given(coverings())
def test_no_membership_that_covers_enough_is_cheaper_or_smaller(covering):
    exports, least, candidates, costs = covering
    able = [g for g in groups(candidates) if enough(exports, least, g)]
    found = membership.cheapest(exports, least, candidates, costs=costs)
    assert enough(exports, least, found.members)
    assert found.cost == pytest.approx(min(sum(costs[a] for a in g) for g in able))
    fewest = membership.smallest(exports, least, candidates)
    assert enough(exports, least, fewest.members)
    assert fewest.cost == min(len(g) for g in able)
    most = max(
        sum(membership.coverage(exports, g).values())
        for g in able
        if len(g) == fewest.cost
    )
    assert sum(fewest.coverage.values()) == pytest.approx(most)


@given(coverings(), st.randoms(use_true_random=False))
def test_the_order_of_candidates_is_of_no_account(covering, random):
    exports, least, candidates, _ = covering
    turned = list(candidates)
    random.shuffle(turned)
    there = membership.smallest(exports, least, candidates)
    back = membership.smallest(
        dict(reversed(exports.items())), dict(reversed(least.items())), turned
    )
    assert back.members == there.members


@pytest.mark.parametrize(
    ("exports", "least", "costs", "words"),
    [
        (EXPORTS, {"sonar": 0.5}, {}, "item 'sonar' is not known.*chips, lasers"),
        (EXPORTS, {"chips": -0.1}, {}, "least coverage of 'chips' is -0.1"),
        ({"chips": {"a": -0.5}}, {"chips": 0}, {}, "share of 'a' in 'chips' is -0.5"),
        (EXPORTS, {"chips": 0.1}, {"a": -1}, "cost of 'a' is -1"),
        (
            EXPORTS,
            {"chips": 0.9},
            {},
            r"'chips': all candidates together cover 0\.45 of its exports, 0\.9 is "
            r"wanted\. Fix: let a \(0\.5\) join, or ask for no more than 0\.45",
        ),
        (
            EXPORTS,
            {"chips": 0.99},
            {},
            r"let a \(0\.5\) join, which makes 0\.95 and is all there is, or ask",
        ),
        ({"chips": {"b": 0.5}}, {"chips": 0.6}, {}, "add exporters.*is all there is"),
    ],
)
def test_bad_input_is_refused(exports, least, costs, words):
    with pytest.raises(ModelError, match=words):
        membership.cheapest(exports, least, "bcd", costs=costs)
