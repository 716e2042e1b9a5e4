"""Cooperative games and collective goods: textbook answers, properties, refusals."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import games
from ishizue.models.voting import Rule, power


def gloves(group) -> float:
    """One left glove, two right ones; a pair is worth 1."""
    return float("left" in group and len(group) > 1)


def brute_shapley(value, players):
    """The definition: marginal contributions over all orders of joining."""
    totals = dict.fromkeys(players, 0.0)
    for order in itertools.permutations(players):
        for i, player in enumerate(order):
            before, after = frozenset(order[:i]), frozenset(order[: i + 1])
            totals[player] += value(after) - value(before)
    return {p: total / math.factorial(len(players)) for p, total in totals.items()}


def random_game(n, seed):
    worths = np.random.default_rng(seed).normal(size=2**n)
    return worths, lambda group: worths[sum(1 << i for i in group)]


# --- Shapley value ---------------------------------------------------------------


def test_glove_game():
    # Left is pivotal unless first: in 4 of 6 orders. Each right one is pivotal only
    # just after left and before the other: 1 of 6.
    found = games.shapley(gloves, ["left", "right", "other right"])
    assert list(found) == ["left", "right", "other right"]
    assert found == pytest.approx({"left": 2 / 3, "right": 1 / 6, "other right": 1 / 6})


def test_simple_games_give_the_shapley_shubik_index():
    rule = Rule(list("abcdef"), [4, 4, 4, 2, 2, 1], quota=12)
    found = games.shapley(lambda group: float(rule.passes(group)), rule.players)
    expected = [float(share) for share in power(rule).shapley]
    assert list(found.values()) == pytest.approx(expected)


def test_worth_of_nobody_is_shared_by_nobody():
    # A game of two with a worth of 10 to begin with, and 1 and 3 more for each.
    worth = {"": 10, "a": 11, "b": 13, "ab": 14}
    found = games.shapley(lambda group: worth["".join(sorted(group))], "ab")
    assert found == {"a": 1, "b": 3}


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 6), st.integers(0, 2**32))
def test_shapley_matches_its_definition(n, seed):
    worths, value = random_game(n, seed)
    found = games.shapley(value, range(n))
    assert found == pytest.approx(brute_shapley(value, range(n)))
    assert games.shapley_values(worths) == pytest.approx(list(found.values()))
    assert sum(found.values()) == pytest.approx(worths[-1] - worths[0])


def test_a_game_does_not_depend_on_the_others():
    worths = np.random.default_rng(1).normal(size=(6, 5, 2**7))
    whole = games.shapley_values(worths)
    assert whole.shape == (6, 5, 7)
    assert np.array_equal(games.shapley_values(worths[3, 2]), whole[3, 2])
    assert np.array_equal(games.shapley_values(worths[2:4]), whole[2:4])


def test_estimates_come_near_the_exact_value():
    _, value = random_game(8, seed=3)
    exact = games.shapley(value, range(8))
    found = games.estimate_shapley(value, range(8), 2000, seed=0)
    assert found == games.estimate_shapley(value, range(8), 2000, seed=0)
    for player, estimate, error in zip(
        found.players, found.values, found.errors, strict=True
    ):
        assert 0 < error < 0.1
        assert estimate == pytest.approx(exact[player], abs=4 * error)
    assert sum(found.values) == pytest.approx(sum(exact.values()))


def test_estimates_are_exact_where_only_two_act_together():
    # Worth: pairs of players in the group. Forward and backward orders cancel.
    def pairs(group):
        return math.comb(len(group), 2)

    found = games.estimate_shapley(pairs, range(30), 5, seed=0)
    assert found.values == pytest.approx([14.5] * 30)
    assert found.errors == pytest.approx([0] * 30, abs=1e-12)


# --- Airport game ----------------------------------------------------------------


def test_airport_game():
    # The first 10 serve three users, the next 10 two, the last 10 one:
    # 10/3; 10/3 + 10/2; 10/3 + 10/2 + 10.
    assert games.airport_shares([10, 20, 30]) == pytest.approx([10 / 3, 25 / 3, 55 / 3])
    assert games.airport_shares([20, 30, 10]) == pytest.approx([25 / 3, 55 / 3, 10 / 3])


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_airport_shares_are_shapley_values(costs):
    value = dict(enumerate(costs))
    exact = games.shapley(lambda g: max((value[i] for i in g), default=0), list(value))
    assert games.airport_shares(costs) == pytest.approx(list(exact.values()))


def test_airport_shares_work_on_draws():
    costs = np.random.default_rng(0).random((5, 3, 4))
    whole = games.airport_shares(costs)
    assert np.array_equal(games.airport_shares(costs[2, 1]), whole[2, 1])
    assert whole.sum(axis=-1) == pytest.approx(costs.max(axis=-1))


# --- Refusals --------------------------------------------------------------------


@pytest.mark.parametrize("players", [[], ["a", "a"]])
def test_players_are_named_once(players):
    with pytest.raises(ModelError, match="name some, each once"):
        games.shapley(gloves, players)
    with pytest.raises(ModelError, match="name some, each once"):
        games.estimate_shapley(gloves, players, 10, seed=0)


def test_exact_values_name_their_limit():
    with pytest.raises(ModelError, match=r"21 players .* use estimate_shapley"):
        games.shapley(len, range(games.EXACT_PLAYERS + 1))


def test_worth_must_be_a_number():
    with pytest.raises(ModelError, match=r"worth of \['a'\] is nan"):
        games.shapley(lambda group: math.nan if group else 0, "a")


@pytest.mark.parametrize("shape", [(), (0,), (1,), (3,), (4, 6)])
def test_worths_are_those_of_all_coalitions(shape):
    with pytest.raises(ModelError, match=r"worth of each of the 2\^n"):
        games.shapley_values(np.ones(shape))


def test_worths_must_be_numbers():
    with pytest.raises(ModelError, match=r"worths is nan at \[1, 2\]"):
        games.shapley_values([[0, 1, 1, 2], [0, 1, math.nan, 2]])


def test_estimates_need_samples():
    with pytest.raises(ModelError, match="samples is 1"):
        games.estimate_shapley(gloves, ["left"], 1, seed=0)


def test_costs_are_not_negative():
    with pytest.raises(ModelError, match=r"costs is -1 at \[1\]"):
        games.airport_shares([2, -1])
    with pytest.raises(ModelError, match="give a value for each member"):
        games.airport_shares(3)
