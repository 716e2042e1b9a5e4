"""Whether a watch over the Straits passes in the toy, worked out by hand.

A watch of 0.6 is proposed where 0.2 holds. A member that wants p and cares by s gains
s (0.6 - 0.2) (2 p - 0.8): Aldan (0.8, cares 0.9) 0.288, Borea (0.5, 0.5) 0.04, Cymra
(0.2, 0.8) -0.128 and Dorn (0.1, 0.4) -0.096. Precision is 10, so that under weights and
opt-in they back it with chances of odds e^2.88, e^0.4, e^-1.28 and e^-0.96; by
consensus, where each would swallow 0.04, of odds e^3.28, e^0.8 and e^-0.88.
"""

import pytest

from ishizue.errors import LensError
from ishizue.lenses import lens_named, select
from toys import answer, changed, exactly

FREELY = {"ald": 0.94685, "bor": 0.59869, "cym": 0.21755, "dor": 0.27688}


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "bargaining")


def passes(found, agenda):
    return float(found["passes"].sel(agenda=agenda))


def backs(found, agenda):
    return found["backs"].sel(agenda=agenda).to_pandas().to_dict()


def test_members_back_what_brings_them_nearer_to_their_wish(found):
    assert backs(found, "watch-opt-in") == pytest.approx(FREELY, abs=1e-5)


def test_where_all_must_agree_members_swallow_a_little(found):
    assert backs(found, "watch-consensus") == pytest.approx(
        {"ald": 0.96373, "bor": 0.68997, "cym": 0.29318, "dor": 0}, abs=1e-5
    )
    # 0.96373 * 0.68997 * 0.29318
    assert passes(found, "watch-consensus") == pytest.approx(0.19495, abs=1e-5)


def test_every_rule_counts_the_same_members_in_its_own_way(found):
    # Aldan's people and those of one other are enough: 0.94685 (1 - 0.40131 * 0.78245).
    assert passes(found, "watch-weighted") == pytest.approx(0.64954, abs=1e-5)
    # Of four, at least two: all but none (0.01207) and exactly one (0.24098).
    assert passes(found, "watch-opt-in") == pytest.approx(0.74695, abs=1e-5)


@pytest.mark.parametrize(
    ("path", "value", "passing"),
    [
        # What is proposed holds already, and everybody tosses a coin; swallowing helps.
        ("issues.watch.proposed_point", 0.2, {"consensus": 0.21459, "weighted": 0.375}),
        ("issues.watch.vote_precision", 0, {"consensus": 0.125, "weighted": 0.375}),
        # Who does not care lets pass by consensus: 0.96373 * 0.68997 * 0.59869.
        ("stances.watch-cym.salience", 0, {"consensus": 0.39810}),
    ],
)
def test_proposals_pass_as_members_care_and_choose(toy, path, value, passing):
    found = exactly(toy, "bargaining", {"kind": "set", "path": path, "value": value})
    for rule, chance in passing.items():
        assert passes(found, f"watch-{rule}") == pytest.approx(chance, abs=1e-5)


def test_without_its_most_cautious_member_the_body_is_likelier_to_agree(toy, found):
    left = exactly(
        toy, "bargaining", {"kind": "remove", "path": "memberships.league-cym"}
    )
    assert passes(left, "watch-consensus") == pytest.approx(0.96373 * 0.68997, abs=1e-5)
    assert passes(left, "watch-consensus") > passes(found, "watch-consensus")
    # Cymra came to the Council with the League.
    assert set(backs(left, "watch-opt-in")) == {"ald", "bor", "dor"}


def test_a_rule_that_varies_is_counted_as_each_draw_has_it(toy):
    world = changed(
        toy,
        {"kind": "set", "path": "stances.watch-cym.ideal_point", "value": 0.2},
        {
            "kind": "set",
            "path": "rules.council-opt-in.count_needed",
            "value": 2,
            "low": 1,
            "high": 3,
            "distribution": "uniform",
        },
    )
    found = answer(toy, world, "bargaining", draws=40)
    chances = select(found["passes"], {"rule": "council-opt-in"}).values
    # Members are counted whole: two of four are enough in some draws, three in others.
    assert set(chances.round(5).tolist()) == {0.74695, 0.27093}


def test_a_wish_that_is_uncertain_makes_the_vote_so(toy):
    found = answer(toy, toy.world, "bargaining", draws=50)
    spread = found["passes"].sel(agenda="watch-consensus")
    assert spread.min() < 0.19 < 0.2 < spread.max()


def test_what_passes_rests_on_issue_rule_and_all_who_decide(toy):
    behind = lens_named("bargaining").behind
    assert set(behind(toy.world, "passes", {"rule": "league-consensus"})) == {
        "agendas.watch-consensus",
        "agendas.watch-consensus.deference",
        "issues.watch",
        "issues.watch.proposed_point",
        "issues.watch.status_quo",
        "issues.watch.vote_precision",
        "rules.league-consensus",
        *(f"memberships.league-{a}" for a in ("ald", "bor", "cym")),
        *(f"stances.watch-{a}" for a in ("ald", "bor", "cym")),
        *(f"stances.watch-{a}.ideal_point" for a in ("ald", "bor", "cym")),
        *(f"stances.watch-{a}.salience" for a in ("ald", "bor", "cym")),
    }
    one = {"agenda": "watch-weighted", "actor": "bor"}
    paths = set(behind(toy.world, "backs", one))
    assert "stances.watch-bor.salience" in paths
    assert "stances.watch-ald" not in paths
    assert "rules.league-weighted.weight_share" not in paths


def test_a_member_without_a_stance_or_with_two_is_refused(toy):
    gone = changed(toy, {"kind": "remove", "path": "stances.watch-bor"})
    words = (
        r"agenda 'watch-consensus': bor decide under rule 'league-consensus' and have "
        r"no stance on 'watch'\. Fix: add rows to world/stances\.csv"
    )
    with pytest.raises(LensError, match=words):
        answer(toy, gone, "bargaining")
    twice = changed(
        toy,
        {
            "kind": "add",
            "path": "stances.watch-bor-2",
            "cells": {"issue": "watch", "actor": "bor"},
        },
    )
    words = r"stance 'watch-bor-2': 'bor' has another one on 'watch'\. Fix: leave one"
    with pytest.raises(LensError, match=words):
        answer(toy, twice, "bargaining")


def test_a_world_without_agendas_has_no_answers_and_no_faults(toy):
    world = changed(toy, {"kind": "remove", "path": "agendas.*", "expect": 3})
    for values in answer(toy, world, "bargaining").data_vars.values():
        assert values.shape[:2] == (3, 0)
