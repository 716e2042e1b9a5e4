"""Voting power and adoption: published values, brute force, and properties."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import voting
from ishizue.models.voting import Rule
from models.councils import EU_POPULATION, council, names

F = Fraction


# --- Brute force -----------------------------------------------------------------


def brute_wins(rule: Rule) -> list[bool]:
    """Outcome for every set of yes-votes, numbered by its bits."""
    n = len(rule.players)
    outcomes = []
    for mask in range(2**n):
        yes = [i for i in range(n) if mask >> i & 1]
        ordinary = rule.quota is not None or rule.count is not None
        if rule.quota is not None:
            ordinary = ordinary and sum(rule.weights[i] for i in yes) >= rule.quota
        if rule.count is not None:
            ordinary = ordinary and len(yes) >= rule.count
        rescued = rule.blocking is not None and n - len(yes) < rule.blocking
        outcomes.append(ordinary or rescued)
    return outcomes


def brute_swings_and_shapley(rule: Rule) -> tuple[list[int], list[Fraction]]:
    wins, n = brute_wins(rule), len(rule.players)
    swings, shapley = [0] * n, [0] * n
    for mask, won in enumerate(wins):
        others = mask.bit_count() - 1
        for i in range(n):
            if mask >> i & 1 and won and not wins[mask ^ 1 << i]:
                swings[i] += 1
                shapley[i] += math.factorial(others) * math.factorial(n - 1 - others)
    return swings, [F(s, math.factorial(n)) for s in shapley]


def brute_probability(rule: Rule, p: list[float]) -> float:
    return math.fsum(
        math.prod(q if mask >> i & 1 else 1 - q for i, q in enumerate(p))
        for mask, won in enumerate(brute_wins(rule))
        if won
    )


@st.composite
def rules(draw, max_players=8):
    """Rules with every combination of conditions, over weights small and large."""
    n = draw(st.integers(1, max_players))
    weight = draw(st.sampled_from([st.integers(0, 5), st.integers(0, 90_000_000)]))
    weights = draw(st.lists(weight, min_size=n, max_size=n))
    number = st.none() | st.integers(1, n)
    quota = draw(st.none() | st.integers(1, sum(weights))) if sum(weights) else None
    count, blocking = draw(number), draw(number)
    if quota is count is blocking is None:
        count = draw(st.integers(1, n))
    return Rule(names(n), weights, quota, count, blocking)


def probabilities(n: int):
    return st.lists(st.floats(0, 1), min_size=n, max_size=n)


# --- Published values ------------------------------------------------------------


def test_eec_council_of_1958():
    rule = Rule(["DE", "FR", "IT", "BE", "NL", "LU"], [4, 4, 4, 2, 2, 1], quota=12)
    result = voting.power(rule)
    assert result.winning == 14
    assert result.swings == (10, 10, 10, 6, 6, 0)
    assert result.penrose == (F(5, 16),) * 3 + (F(3, 16),) * 2 + (0,)
    assert result.banzhaf == (F(5, 21),) * 3 + (F(1, 7),) * 2 + (0,)
    assert result.shapley == (F(7, 30),) * 3 + (F(3, 20),) * 2 + (0,)
    assert result.coleman_act == F(14, 64)
    assert result.coleman_prevent == (F(5, 7),) * 3 + (F(3, 7),) * 2 + (0,)
    assert result.coleman_initiate == (F(1, 5),) * 3 + (F(3, 25),) * 2 + (0,)
    assert voting.dummies(rule) == ("LU",)
    assert voting.veto_players(rule) == ()


def test_un_security_council():
    rule = Rule(names(15), [7] * 5 + [1] * 10, quota=39)
    result = voting.power(rule)
    assert result.winning == 848
    assert result.swings == (848,) * 5 + (84,) * 10
    assert result.shapley == (F(421, 2145),) * 5 + (F(4, 2145),) * 10
    assert result.coleman_act == F(848, 2**15)
    assert float(result.coleman_act) == pytest.approx(0.025879, abs=5e-7)
    assert result.coleman_prevent[:5] == (1,) * 5
    assert voting.veto_players(rule) == rule.players[:5]
    assert voting.min_blocking_size(rule) == 1


@pytest.mark.parametrize("rule", [Rule(names(7), [3] * 7, 12), Rule(names(7), count=4)])
def test_equal_players_share_power_equally(rule):
    result = voting.power(rule)
    assert result.banzhaf == result.shapley == (F(1, 7),) * 7
    assert result.coleman_act == F(1, 2)


def test_eu_council_qualified_majority():
    rule = council()
    total = sum(EU_POPULATION.values())
    assert (rule.count, rule.quota) == (15, -(-total * 65 // 100))
    result, without = voting.power(rule), voting.power(council(blocking=None))
    germany = rule.players.index("DEU")
    assert sum(result.shapley) == sum(result.banzhaf) == 1
    # The clause lets a handful of coalitions more win: next to nothing for Banzhaf,
    # which counts them, and something for Shapley-Shubik, which weighs large ones.
    assert 0 < result.winning - without.winning < 100
    assert [float(b) for b in result.banzhaf] == pytest.approx(
        [float(b) for b in without.banzhaf], abs=1e-5
    )
    assert float(without.shapley[germany]) == pytest.approx(0.17768, abs=1.5e-3)
    assert float(result.shapley[germany]) == pytest.approx(0.17566, abs=1.5e-3)
    drop = float(without.shapley[germany] - result.shapley[germany])
    assert drop == pytest.approx(0.17768 - 0.17566, abs=5e-4)
    assert voting.min_blocking_size(rule) == 4
    assert voting.min_blocking_size(council(blocking=None)) == 3


def test_weights_in_persons_and_heads_alone_agree():
    weighted = Rule(names(27), [1] * 27, quota=15)
    heads = Rule(names(27), count=15)
    assert voting.power(weighted) == voting.power(heads)
    p = np.random.default_rng(1).random((5, 27))
    np.testing.assert_allclose(
        voting.adoption_probability(weighted, p),
        voting.adoption_probability(heads, p),
        rtol=1e-12,
    )


def test_heads_alone_have_no_limit_on_players():
    result = voting.power(Rule.consensus(names(193)))
    assert result.winning == 1
    assert result.shapley == (F(1, 193),) * 193


# --- Against brute force ---------------------------------------------------------


@settings(deadline=None, max_examples=150)
@given(rules(max_players=10))
def test_power_matches_brute_force(rule):
    result = voting.power(rule)
    swings, shapley = brute_swings_and_shapley(rule)
    assert result.winning == sum(brute_wins(rule))
    assert result.swings == tuple(swings)
    assert result.shapley == tuple(shapley)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_adoption_probability_matches_brute_force(data):
    rule = data.draw(rules())
    p = data.draw(probabilities(len(rule.players)))
    expected = brute_probability(rule, p)
    found = voting.adoption_probability(rule, p)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-300)


@settings(deadline=None)
@given(rules(max_players=6))
def test_structure_matches_brute_force(rule):
    wins, n = brute_wins(rule), len(rule.players)
    everyone = 2**n - 1
    vetoes = [i for i in range(n) if not wins[everyone ^ 1 << i]]
    assert voting.veto_players(rule) == tuple(rule.players[i] for i in vetoes)
    blockers = [mask for mask in range(2**n) if not wins[everyone ^ mask]]
    smallest = min(mask.bit_count() for mask in blockers)
    assert voting.min_blocking_size(rule) == smallest
    found = set(voting.blocking_coalitions(rule, smallest))
    assert found == {
        tuple(rule.players[i] for i in range(n) if mask >> i & 1)
        for mask in blockers
        if mask.bit_count() == smallest
    }
    for mask, won in enumerate(wins):
        assert rule.passes(rule.players[i] for i in range(n) if mask >> i & 1) == won


# --- Properties ------------------------------------------------------------------


@settings(deadline=None)
@given(st.data())
def test_more_support_never_lowers_adoption(data):
    rule = data.draw(rules())
    n = len(rule.players)
    p, q = (np.array(data.draw(probabilities(n))) for _ in range(2))
    low, high = voting.adoption_probability(rule, [np.minimum(p, q), np.maximum(p, q)])
    assert low <= high + 1e-12


@settings(deadline=None)
@given(rules())
def test_adoption_at_certain_and_even_votes(rule):
    n = len(rule.players)
    p = np.array([np.ones(n), np.zeros(n), np.full(n, 0.5)])
    expected = [1.0, 0.0, float(voting.power(rule).coleman_act)]
    np.testing.assert_array_equal(voting.adoption_probability(rule, p), expected)


@settings(deadline=None)
@given(st.data())
def test_order_of_players_does_not_matter(data):
    rule = data.draw(rules())
    n = len(rule.players)
    order = data.draw(st.permutations(range(n)))
    shuffled = Rule(
        [rule.players[i] for i in order],
        [rule.weights[i] for i in order],
        rule.quota,
        rule.count,
        rule.blocking,
    )
    result, other = voting.power(rule), voting.power(shuffled)
    assert other.winning == result.winning
    assert all(other.of(player) == result.of(player) for player in rule.players)
    p = np.array(data.draw(probabilities(n)))
    assert voting.adoption_probability(shuffled, p[list(order)]) == pytest.approx(
        voting.adoption_probability(rule, p), rel=1e-12
    )


@pytest.mark.parametrize(
    "rule", [council(), Rule(names(27), count=15), Rule.consensus(names(27))]
)
def test_splitting_the_draws_changes_no_bit(rule):
    p = np.random.default_rng(7).random((75, 27)) ** 0.2
    together = voting.adoption_probability(rule, p)
    for size in (1, 2, 7, 16, 40):
        parts = [p[i : i + size] for i in range(0, len(p), size)]
        apart = np.concatenate([voting.adoption_probability(rule, q) for q in parts])
        np.testing.assert_array_equal(apart, together)
    strided = voting.adoption_probability(rule, np.asfortranarray(p))
    np.testing.assert_array_equal(strided, together)


def test_shape_of_draws_is_kept():
    p = np.full((2, 3, 27), 0.9)
    assert voting.adoption_probability(council(), p).shape == (2, 3)
    assert voting.adoption_probability(council(), p[0, 0]).shape == ()
    assert voting.adoption_probability(council(), p[:0]).shape == (0, 3)


def test_small_probabilities_keep_their_relative_precision():
    rule = Rule(names(12), [5, 4, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1], quota=24)
    p = [1e-5] * 12
    assert voting.adoption_probability(rule, p) == pytest.approx(
        brute_probability(rule, p), rel=1e-12
    )


# --- Presentation ----------------------------------------------------------------


def test_tables_have_a_row_for_each_player():
    rule = Rule(["a", "b", "c"], [2, 1, 1], quota=3)
    table = voting.power(rule).table()
    assert list(table.index) == ["a", "b", "c"]
    assert table.loc["a", "banzhaf"] == pytest.approx(3 / 5)
    assert table.dtypes.eq(float).all()


def test_indices_of_one_player():
    result = voting.power(Rule(["a", "b", "c"], [2, 1, 1], quota=3))
    assert result.of("b") == {
        "penrose": F(1, 4),
        "banzhaf": F(1, 5),
        "shapley": F(1, 6),
        "coleman_prevent": F(1, 3),
        "coleman_initiate": F(1, 5),
    }


# --- Refusals --------------------------------------------------------------------


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan, math.inf])
def test_adoption_refuses_what_is_no_probability(value):
    p = np.full((2, 27), 0.5)
    p[1, 4] = value
    with pytest.raises(ModelError, match=r"p\[1, 4\] of player 'DEU'"):
        voting.adoption_probability(council(), p)


@pytest.mark.parametrize("p", [0.5, [0.5] * 26, np.full((27, 2), 0.5)])
def test_adoption_refuses_the_wrong_shape(p):
    with pytest.raises(ModelError, match="must be the 27 players"):
        voting.adoption_probability(council(), p)


def test_exact_counts_name_their_limit():
    n = voting.EXACT_PLAYERS + 1
    rule = Rule(names(n), [1] * n, quota=n)
    with pytest.raises(ModelError, match=r"stop at 40, .* use estimate_power"):
        voting.power(rule)
    with pytest.raises(ModelError, match=r"use Rule\.passes"):
        voting.adoption_probability(rule, np.ones(n))


def test_unknown_players_are_named():
    rule = Rule.consensus(["a", "b"])
    with pytest.raises(ModelError, match=r"\['z'\] not among the players"):
        rule.passes(["a", "z"])
    with pytest.raises(ModelError, match="'z' is not among the players"):
        voting.power(rule).of("z")
