"""Spatial bargaining: answers by hand, brute force, properties, refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import spatial
from ishizue.models.spatial import Issue, Rule

NAMES = ["a", "b", "c", "d"]
ISSUE = Issue(NAMES, [0.0, 0.2, 0.5, 1.0])


def interval(found) -> tuple[float, float]:
    return float(found.low), float(found.high)


@st.composite
def bargains(draw):
    """A rule by weight and heads, positions on a coarse grid, so that many tie."""
    n = draw(st.integers(1, 6))
    members = [f"m{i}" for i in range(n)]
    weights = draw(st.lists(st.integers(0, 5), min_size=n, max_size=n))
    quota = draw(st.none() | st.integers(1, sum(weights))) if sum(weights) else None
    rule = Rule(members, weights, quota, count=draw(st.integers(1, n)))
    positions = draw(st.lists(st.integers(0, 8), min_size=n, max_size=n))
    return rule, Issue(members, np.array(positions) / 8)


def beats(rule, issue, proposal, status_quo) -> bool:
    """Whether those nearer to the proposal win."""
    nearer = abs(issue.positions - proposal) < abs(issue.positions - status_quo)
    return rule.passes(np.array(rule.players)[nearer])


# --- Median and mean -------------------------------------------------------------


def test_median_by_hand():
    # Two of four on either side: all between the middle two.
    assert interval(spatial.weighted_median(ISSUE)) == (0.2, 0.5)
    # Weights 5, 3, 1, 1: half of 10 is reached with a, passed with b.
    heavy = Issue(NAMES, ISSUE.positions, weights=[5, 3, 1, 1])
    assert interval(spatial.weighted_median(heavy)) == (0, 0.2)
    # If a cares half as much, 2.5 + 3 of 7.5 pass half at b.
    calm = Issue(NAMES, ISSUE.positions, [0.5, 1, 1, 1], [5, 3, 1, 1])
    assert interval(spatial.weighted_median(calm)) == (0.2, 0.2)


def test_mean_by_hand():
    # (0 + 0.2 + 0.5 + 1) / 4, and (3 * 0.2 + 0.5 + 1) / (2.5 + 3 + 1 + 1).
    assert spatial.weighted_mean(ISSUE) == pytest.approx(0.425)
    calm = Issue(NAMES, ISSUE.positions, [0.5, 1, 1, 1], [5, 3, 1, 1])
    assert spatial.weighted_mean(calm) == pytest.approx(2.1 / 7.5)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=7)
)
def test_nothing_beats_the_median_by_weight(members):
    positions, weights = np.array(members, dtype=float).T
    if not weights.any():
        weights += 1
    found = spatial.weighted_median(Issue(range(len(members)), positions, 1, weights))
    for median in interval(found):
        for rival in np.linspace(0, 9, 37):
            nearer = abs(positions - rival) < abs(positions - median)
            assert weights[nearer].sum() <= weights.sum() / 2


# --- Core and win set ------------------------------------------------------------


def test_core_by_hand():
    # Three of four: from the top d, c, b win with b; from the bottom a, b, c with c.
    found = spatial.core(Rule(NAMES, count=3), ISSUE)
    assert interval(found) == (0.2, 0.5)
    assert (found.low_pivot, found.high_pivot) == (1, 2)
    assert not found.is_empty
    assert interval(spatial.core(Rule.consensus(NAMES), ISSUE)) == (0, 1)
    # 65 of 100: from the top 5 + 15 + 30 + 50, only with a; from the bottom 50 + 30.
    found = spatial.core(Rule(NAMES, [50, 30, 15, 5], quota=65), ISSUE)
    assert interval(found) == (0, 0.2)
    assert (found.low_pivot, found.high_pivot) == (0, 1)


def test_core_of_an_odd_majority_is_the_median():
    issue = Issue(NAMES[:3], [0.9, 0.1, 0.4])
    found = spatial.core(Rule(NAMES[:3], count=2), issue)
    assert interval(found) == interval(spatial.weighted_median(issue)) == (0.4, 0.4)
    assert found.low_pivot == found.high_pivot == 2


def test_no_position_holds_where_half_can_act():
    # Two suffice: c and d pull up to 0.5, a and b down to 0.2.
    found = spatial.core(Rule(NAMES, count=2), ISSUE)
    assert interval(found) == (0.5, 0.2)
    assert found.is_empty


def test_win_set_by_hand():
    rule = Rule(NAMES, count=3)
    # From 0, b at 0.2 decides: he prefers all up to 0.4. From 0.9, c at 0.5: to 0.1.
    # 0.3 lies in the core.
    found = spatial.win_set(rule, ISSUE, [0, 0.9, 0.3])
    assert found.low == pytest.approx([0, 0.1, 0.3])
    assert found.high == pytest.approx([0.4, 0.9, 0.3])


@settings(deadline=None, max_examples=100)
@given(bargains())
def test_core_holds_and_nothing_else_does(bargain):
    rule, issue = bargain
    low, high = interval(spatial.core(rule, issue))
    members = np.array(rule.players)
    for x in np.linspace(-1 / 16, 17 / 16, 19):
        leave = rule.passes(members[issue.positions > x]) or rule.passes(
            members[issue.positions < x]
        )
        assert (low <= x <= high) == (not leave)


@settings(deadline=None, max_examples=100)
@given(bargains(), st.integers(-2, 10))
def test_win_set_is_what_beats_the_status_quo(bargain, eighths):
    rule, issue = bargain
    if spatial.core(rule, issue).is_empty:
        with pytest.raises(ModelError, match="coalitions on both sides can win"):
            spatial.win_set(rule, issue, eighths / 8)
        return
    low, high = interval(spatial.win_set(rule, issue, eighths / 8))
    for proposal in np.arange(-80, 121) / 32:  # binary fractions: distances are exact
        assert (low < proposal < high) == beats(rule, issue, proposal, eighths / 8)


# --- Votes -----------------------------------------------------------------------


def test_support_by_hand():
    # Member at 0, from 1 to 0.5: gains 1 - 0.25 = 0.75; doubled, 1 / (1 + e^-1.5).
    # With half the salience 1 / (1 + e^-0.75); with linear loss 1 / (1 + e^-1).
    issue = Issue(["a", "b"], [0, 0], salience=[1, 0.5])
    found = spatial.support(issue, 0.5, 1.0, precision=2)
    assert found == pytest.approx([0.817574, 0.679179], abs=1e-6)
    found = spatial.support(issue, 0.5, 1.0, precision=2, loss="linear")
    assert found[0] == pytest.approx(1 / (1 + math.exp(-1)))


def test_the_indifferent_toss_a_coin_or_defer():
    issue = Issue(["a", "b"], [0.5, 0.5], salience=[1, 0])
    found = spatial.support(issue, 0.0, 1.0, precision=4)
    assert found.tolist() == [0.5, 0.5]
    # Deference 0.5 at precision 4: 1 / (1 + e^-2).
    found = spatial.support(issue, 0.0, 1.0, precision=4, deference=0.5)
    assert found == pytest.approx([0.880797] * 2, abs=1e-6)


def test_passage_by_hand():
    # Support .8, .5, .5. All: .2. Two of three: .2 + .2 + .2 + .05. One: 1 - .2 * .25.
    names = NAMES[:3]
    rules = {
        "consensus": Rule.consensus(names),
        "majority": Rule(names, count=2),
        "weighted": Rule(names, [6, 3, 1], quota=7),
        "opt-in": Rule(names, count=1),
    }
    issue = Issue(names, [0, 1, 2], weights=[6, 3, 1])
    found = spatial.passage(rules, issue, [0.8, 0.5, 0.5])
    assert list(found) == list(rules)
    # Quota 7: a with b or c, .8 * .75.
    assert [float(p) for p in found.values()] == pytest.approx([0.2, 0.65, 0.6, 0.95])
    # Weight expected to take part: (6 * .8 + 3 * .5 + 1 * .5) / 10.
    assert spatial.participation(issue, [0.8, 0.5, 0.5]) == pytest.approx(0.68)


@settings(deadline=None, max_examples=60)
@given(bargains(), st.integers(0, 16), st.integers(0, 16))
def test_sure_voters_decide_as_distances_do(bargain, proposal, status_quo):
    rule, issue = bargain
    x, q = proposal / 16, status_quo / 16
    near = abs(issue.positions - x) - abs(issue.positions - q)
    p = spatial.support(issue, x, q, precision=1e6)
    passed = spatial.passage({"rule": rule}, issue, p)["rule"]
    if (near != 0).all():
        assert passed == pytest.approx(float(beats(rule, issue, x, q)), abs=1e-9)


def test_nearer_proposals_gain_support():
    proposals = np.linspace(1, 0.3, 20)
    issue = Issue(["a"], [0.2], salience=[0.7])
    for loss in ("quadratic", "linear"):
        found = spatial.support(issue, proposals, 1.0, precision=5, loss=loss)
        assert found[0] == 0.5
        assert (np.diff(found[:, 0]) > 0).all()


def test_a_draw_does_not_depend_on_the_others():
    rng = np.random.default_rng(0)
    rule = Rule(NAMES, [50, 30, 15, 5], quota=65, count=2)
    positions, salience, weights = rng.random((3, 50, 4))
    proposal, quo = rng.random((2, 50))

    def ask(draws):
        issue = Issue(NAMES, positions[draws], salience[draws], weights[draws])
        p = spatial.support(issue, proposal[draws], quo[draws], 8.0, 0.1)
        held, won = spatial.core(rule, issue), spatial.win_set(rule, issue, quo[draws])
        median = spatial.weighted_median(issue)
        return (
            *(held.low, held.high, held.low_pivot, won.low, won.high),
            *(median.low, median.high, spatial.weighted_mean(issue)),
            *(p, spatial.passage({"q": rule}, issue, p)["q"]),
            spatial.participation(issue, p),
        )

    whole = ask(slice(None))
    for draws in (slice(7, 8), slice(10, 23), 31):
        for part, all_draws in zip(ask(draws), whole, strict=True):
            assert np.array_equal(part, all_draws[draws])


# --- Refusals --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"members": [], "positions": []}, "name some, each once"),
        ({"members": ["a", "a"], "positions": [0, 1]}, "name some, each once"),
        ({"members": ["a", "b"], "positions": [0]}, r"shape \(1,\)\. .* the 2 members"),
        ({"members": ["a"], "positions": 0.5}, r"shape \(\)\."),
        (
            {"members": ["a", "b"], "positions": [0, np.nan]},
            r"positions is nan at \[1\]",
        ),
        (
            {"members": ["a", "b"], "positions": [0, 1], "salience": [1, -1]},
            r"salience is -1 at \[1\]",
        ),
        ({"members": ["a"], "positions": [0], "weights": -2}, "weights is -2"),
        (
            {"members": ["a", "b"], "positions": [0, 1], "weights": [1, 2, 3]},
            "shapes do not fit",
        ),
    ],
)
def test_issue_refuses(arguments, message):
    with pytest.raises(ModelError, match=message):
        Issue(**arguments)


def test_somebody_must_have_weight_and_care():
    issue = Issue(["a", "b"], [0, 1], salience=[1, 0], weights=[0, 1])
    for ask in (spatial.weighted_median, spatial.weighted_mean):
        with pytest.raises(ModelError, match="both weight and salience"):
            ask(issue)
    with pytest.raises(ModelError, match="no member has weight"):
        spatial.participation(Issue(["a"], [0], weights=0), [0.5])


@pytest.mark.parametrize("players", [["a", "b"], ["b", "a", "c", "d"]])
def test_rule_and_issue_name_the_same_members(players):
    rule = Rule(players, count=1)
    for ask in (
        lambda: spatial.core(rule, ISSUE),
        lambda: spatial.win_set(rule, ISSUE, 0.5),
        lambda: spatial.passage({"rule": rule}, ISSUE, np.ones(4)),
    ):
        with pytest.raises(ModelError, match="same members in the same order"):
            ask()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"precision": -1}, "precision is -1"),
        ({"precision": [1, 2]}, "shapes do not fit"),
        ({"proposal": [0, 1, np.inf]}, r"proposal is inf at \[2\]"),
        ({"status_quo": np.nan}, "status_quo is nan"),
        ({"deference": np.nan}, "deference is nan"),
        ({"loss": "cubic"}, "loss is 'cubic'. Fix: choose one of quadratic, linear"),
    ],
)
def test_support_refuses(arguments, message):
    usual = {"proposal": 0.4, "status_quo": 0.5, "precision": 1}
    with pytest.raises(ModelError, match=message):
        spatial.support(ISSUE, **usual | arguments)


def test_outcomes_fit_the_draws():
    issue = Issue(NAMES, np.zeros((3, 4)))
    with pytest.raises(ModelError, match="shapes do not fit"):
        spatial.support(issue, [0, 1], 0.5, 1)
    with pytest.raises(ModelError, match="shapes do not fit"):
        spatial.win_set(Rule(NAMES, count=3), issue, [0, 1])


def test_participation_needs_probabilities():
    with pytest.raises(ModelError, match=r"probabilities is 1.5 at \[3\]"):
        spatial.participation(ISSUE, [0, 0, 1, 1.5])
