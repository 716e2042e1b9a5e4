"""Matchings of greatest worth, held against every matching there is."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import matching


def best_of_all(weights):
    """The greatest worth of any matching, all of them tried."""
    if not weights:
        return 0.0
    pair, *others = weights
    apart = {p: weights[p] for p in others if not set(p) & set(pair)}
    return max(
        best_of_all({p: weights[p] for p in others}),
        weights[pair] + best_of_all(apart),
    )


@pytest.mark.parametrize(
    ("weights", "pairs", "worth"),
    [
        ({}, (), 0),
        ({("b", "a"): 2.0}, (("a", "b"),), 2),
        ({("a", "b"): 0.0}, (), 0),
        # The heaviest pair is left out: its neighbours are worth more together.
        (
            {("a", "b"): 3, ("b", "c"): 5, ("c", "d"): 3},
            (("a", "b"), ("c", "d")),
            6,
        ),
        # An odd cycle (a blossom): the heaviest edge, and the one apart from it.
        (
            {
                ("a", "b"): 5,
                ("b", "c"): 6,
                ("c", "d"): 5,
                ("d", "e"): 6,
                ("a", "e"): 5,
            },
            (("b", "c"), ("d", "e")),
            12,
        ),
    ],
)
def test_matchings_worked_out_by_hand(weights, pairs, worth):
    found = matching.maximum_weight(weights)
    assert found.pairs == pairs
    assert found.worth == worth


def test_a_player_knows_his_partner():
    found = matching.maximum_weight({("a", "b"): 1.0, ("b", "c"): 0.5})
    assert [found.partner(p) for p in "abc"] == ["b", "a", None]


@st.composite
def graphs(draw):
    players = "abcdefg"[: draw(st.integers(2, 7))]
    weight = st.one_of(st.just(0.0), st.floats(0.001, 10))
    return {pair: draw(weight) for pair in combinations(players, 2)}


@given(graphs())
def test_no_matching_is_worth_more(weights):
    found = matching.maximum_weight(weights)
    players = [player for pair in found.pairs for player in pair]
    assert len(players) == len(set(players))
    assert found.worth == pytest.approx(best_of_all(weights), abs=1e-12)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_pairs_is_of_no_account(weights, random):
    turned = [(b, a) for a, b in weights]
    random.shuffle(turned)
    again = matching.maximum_weight({(a, b): weights[b, a] for a, b in turned})
    assert again == matching.maximum_weight(weights)


@pytest.mark.slow
def test_networkx_finds_nothing_better():
    networkx = pytest.importorskip("networkx")
    import numpy as np

    rng = np.random.default_rng(0)
    for players in (6, 15, 40):
        names = [f"p{i:02}" for i in range(players)]
        weights = {
            pair: float(rng.random())
            for pair in combinations(names, 2)
            if rng.random() < 0.4
        }
        graph = networkx.Graph()
        graph.add_weighted_edges_from((a, b, w) for (a, b), w in weights.items())
        peer = networkx.max_weight_matching(graph)
        worth = sum(graph.edges[edge]["weight"] for edge in peer)
        assert matching.maximum_weight(weights).worth == pytest.approx(worth)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({("a", "b"): -1.0}, "weight of 'a' and 'b' is -1. Fix: give 0 or more"),
        ({("a", "b"): float("nan")}, "is nan. Fix: give a finite number"),
        ({("a", "a"): 1.0}, "weight of 'a' and 'a': one player"),
        ({("a", "b"): 1.0, ("b", "a"): 1.0}, "'b' and 'a' is given both ways"),
    ],
)
def test_bad_input_is_refused(weights, words):
    with pytest.raises(ModelError, match=words):
        matching.maximum_weight(weights)
