"""The decision lens on the toy, each answer worked out on paper.

Support for the patrol: Aldan 0.9, Borea 0.8, Cymra 0.5 (taken as exact), Dorn 0.1.
Populations in millions: Aldan 6, Borea 3, Cymra 1. The weighted rule of the League
asks for 65 % of ten million and half of three members: Aldan and one more.
"""

from itertools import product

import numpy as np
import pytest

from ishizue.errors import LensError
from toys import EXACT, answer, changed, exactly, names

CONSENSUS = {"rule": "league-consensus"}
WEIGHTED = {"rule": "league-weighted"}
OPT_IN = {"rule": "council-opt-in"}
MEMBER = {
    "kind": "set",
    "path": "memberships.league-dor.role",
    "value": "member",
}


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "decision")


def row(values, **selection):
    return values.sel(selection).values


def test_under_consensus_adoption_is_the_product_of_support(found):
    assert row(found["adoption"], motion="patrol-consensus") == pytest.approx(
        0.9 * 0.8 * 0.5
    )


def test_under_a_weighted_rule_adoption_is_summed_over_winning_coalitions(found):
    support, millions = np.array([0.9, 0.8, 0.5]), np.array([6, 3, 1])
    total = 0.0
    for vote in product((0, 1), repeat=3):
        yes = np.array(vote)
        if yes @ millions >= 6.5 and yes.sum() >= 1.5:
            total += np.where(yes, support, 1 - support).prod()
    # By hand: Aldan agrees, and not both of the others refuse.
    assert total == pytest.approx(0.9 * (1 - 0.2 * 0.5))
    assert row(found["adoption"], motion="patrol-weighted") == pytest.approx(total)


def test_under_opt_in_two_of_four_must_agree(found):
    # Nobody: 0.1 * 0.2 * 0.5 * 0.9. Aldan, Borea, Cymra or Dorn alone:
    nobody = 0.009
    one = 0.081 + 0.036 + 0.009 + 0.001
    assert row(found["adoption"], motion="patrol-opt-in") == pytest.approx(
        1 - nobody - one
    )


def test_the_most_reluctant_member_is_named_by_its_support(found):
    assert found["least_support"].values == pytest.approx([0.5, 0.5, 0.1])


@pytest.mark.parametrize(
    ("outcome", "consensus", "weighted", "opt_in"),
    [
        # Winning coalitions: 1 of 8; 3 of 8; 16 - 1 - 4 = 11 of 16.
        ("act", 1 / 8, 3 / 8, 11 / 16),
        # Swings: 1 each; 3, 1, 1; 3 each, the coalitions of two it is in.
        ("penrose", [1 / 4] * 3, [3 / 4, 1 / 4, 1 / 4], [3 / 8] * 4),
        ("banzhaf", [1 / 3] * 3, [3 / 5, 1 / 5, 1 / 5], [1 / 4] * 4),
        # Pivots of six orders: 2 each; Aldan 4, the others 1.
        ("shapley", [1 / 3] * 3, [2 / 3, 1 / 6, 1 / 6], [1 / 4] * 4),
        ("prevent", [1] * 3, [1, 1 / 3, 1 / 3], [3 / 11] * 4),
        ("initiate", [1 / 7] * 3, [3 / 5, 1 / 5, 1 / 5], [3 / 5] * 4),
        ("veto", [1] * 3, [1, 0, 0], [0] * 4),
    ],
)
def test_power_under_each_rule(found, outcome, consensus, weighted, opt_in):
    for rule, expected in (
        (CONSENSUS, consensus),
        (WEIGHTED, weighted),
        (OPT_IN, opt_in),
    ):
        values = row(found[outcome], **rule)
        if values.ndim:
            expected = [*expected, *[0] * (4 - len(expected))]
        assert values == pytest.approx(expected), rule


def test_observers_do_not_decide(found):
    assert names(found["actor"].values) == ["ald", "bor", "cym", "dor"]
    dorn = found.sel(actor="dor", rule=["league-consensus", "league-weighted"])
    for outcome in ("penrose", "banzhaf", "shapley", "prevent", "initiate", "veto"):
        assert not dorn[outcome].any()


def test_an_observer_that_becomes_a_member_decides(toy):
    found = exactly(toy, "decision", MEMBER)
    assert row(found["veto"], **CONSENSUS) == pytest.approx([1] * 4)
    assert row(found["adoption"], motion="patrol-consensus") == pytest.approx(0.036)
    # With Dorn's twenty million of thirty, the quota is 19.5: Dorn and one more.
    assert row(found["veto"], **WEIGHTED) == pytest.approx([0, 0, 0, 1])
    assert row(found["adoption"], motion="patrol-weighted") == pytest.approx(
        0.1 * (1 - 0.1 * 0.2 * 0.5)
    )


def test_a_framework_that_is_a_member_brings_its_members(found):
    assert (row(found["shapley"], **OPT_IN) == 0.25).all()


def test_a_framework_without_members_brings_nobody(toy):
    alone = exactly(
        toy,
        "decision",
        {"kind": "remove", "path": "rules.league-consensus"},
        {"kind": "remove", "path": "rules.league-weighted"},
        {"kind": "remove", "path": "memberships.*", "where": {"framework": "league"}},
        {"kind": "set", "path": "rules.council-opt-in.count_needed", "value": 1},
    )
    assert names(alone["actor"].values) == ["dor"]
    assert alone["adoption"].values == pytest.approx([0.1])


def test_too_few_against_do_not_block(toy):
    # Two must oppose to block: Aldan's refusal alone no longer does.
    four = {"kind": "set", "path": "rules.league-weighted.blocking_members", "value": 2}
    found = exactly(toy, "decision", four)
    assert not row(found["veto"], **WEIGHTED).any()
    # Aldan and one more, or at most one against, which adds Borea and Cymra.
    expected = 0.9 * 0.9 + 0.1 * 0.8 * 0.5
    assert row(found["adoption"], motion="patrol-weighted") == pytest.approx(expected)


def test_a_rule_of_heads_alone_needs_no_weights(toy):
    heads = exactly(
        toy,
        "decision",
        {"kind": "set", "path": "rules.league-weighted.weight", "value": "none"},
        {"kind": "remove", "path": "rules.league-consensus"},
    )
    # Two of three, with 0.9, 0.8 and 0.5.
    expected = 0.9 * 0.8 + 0.9 * 0.2 * 0.5 + 0.1 * 0.8 * 0.5
    assert row(heads["adoption"], motion="patrol-weighted") == pytest.approx(expected)


def test_a_threshold_that_varies_is_answered_draw_by_draw(toy):
    spread = {"low": 0.55, "high": 0.95, "distribution": "uniform"}
    path = "rules.league-weighted.weight_share"
    varies = {"kind": "set", "path": path, "value": 0.75, **spread}
    world = changed(toy, *EXACT, varies)
    found = answer(toy, world, "decision", draws=200)
    adoption = found["adoption"].sel(motion="patrol-weighted").values
    # Up to 60 %: Aldan and one more, by heads. To 70 %: the same. To 90 %: Aldan and
    # Borea. Beyond: all three.
    expected = {0.9 * 0.9, 0.9 * 0.8, 0.9 * 0.8 * 0.5}
    assert {round(a, 12) for a in adoption} == {round(e, 12) for e in expected}
    shares = [(abs(adoption - e) < 1e-9).mean() for e in (0.81, 0.72, 0.36)]
    # In proportion 15 : 20 : 5 of forty percentage points, within four standard errors.
    assert shares == pytest.approx([0.375, 0.5, 0.125], abs=0.14)


def test_a_number_of_members_counts_up_to_whole_members(toy):
    spread = {"low": 1.5, "high": 2.5, "distribution": "uniform"}
    path = "rules.council-opt-in.count_needed"
    varies = {"kind": "set", "path": path, "value": 2, **spread}
    found = answer(toy, changed(toy, *EXACT, varies), "decision", draws=50)
    adoption = found["adoption"].sel(motion="patrol-opt-in").values
    # Two must agree, as in the toy; or three: 0.324, 0.036, 0.009, 0.004 and 0.036.
    assert {round(a, 12) for a in adoption} == {0.864, 0.409}


def test_uncertain_support_reaches_adoption_draw_by_draw(toy):
    found = answer(toy, toy.world, "decision", draws=200)
    support = found["least_support"].sel(motion="patrol-consensus").values
    assert ((support >= 0.25) & (support <= 0.75)).all()
    adoption = found["adoption"].sel(motion="patrol-consensus").values
    np.testing.assert_allclose(adoption, 0.72 * support, rtol=1e-12)
    assert (found["act"] == found["act"].isel(draw=0)).all()


def test_a_member_without_a_position_is_named(toy):
    silent = {"kind": "remove", "path": "positions.patrol-cym"}
    words = (
        "motion 'patrol-consensus': cym decide under rule 'league-consensus' and have "
        r"no position on 'patrol'\. Fix: add rows to world/positions\.csv"
    )
    with pytest.raises(LensError, match=words):
        answer(toy, changed(toy, silent), "decision")


def test_a_rule_nobody_decides_under_is_named(toy):
    empty = {
        "kind": "remove",
        "path": "memberships.*",
        "where": {"framework": "league"},
    }
    with pytest.raises(
        LensError, match="rule 'league-consensus' has no members to dec"
    ):
        answer(toy, changed(toy, empty), "decision")


def test_more_votes_than_there_are_members_are_refused(toy):
    path = "rules.council-opt-in.count_needed"
    with pytest.raises(
        LensError,
        match=r"rule .council-opt-in.: .*count is 5, but must lie between 1 and 4",
    ):
        answer(toy, changed(toy, {"kind": "set", "path": path, "value": 5}), "decision")


def test_without_motions_power_is_answered_all_the_same(toy):
    found = exactly(toy, "decision", {"kind": "remove", "path": "motions.*"})
    assert found["adoption"].shape == (0,)
    assert row(found["act"], **WEIGHTED) == pytest.approx(3 / 8)
