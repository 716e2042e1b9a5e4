"""Who is bound in the toy, worked out by hand.

A raid on Cymra calls on the pact of the League (5, to defend, by consensus), on Aldan's
word to escort (1 to 3, if Dorn consents), and meets Borea's refusal to fight (2). A truce
with Dorn calls on the Council's declaration (3, to deploy, by opt-in, if Aldan consents).
"""

import numpy as np
import pytest

from ishizue.errors import LensError
from ishizue.lenses import lens_named, select
from toys import answer, changed, exactly

PACT = "commitments.league-pact"


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "obligations")


def by(values, **selection):
    return float(values.sel(**selection))


def test_what_a_raid_calls_on(found):
    called = found["called"].sel(contingency="raid")
    levels = dict(zip(called["commitment"].values.tolist(), called.values, strict=True))
    assert levels == {
        "league-pact": 5,
        "aldan-escort": 2,
        "borea-no-force": 2,
        "council-truce-watch": 0,
        "dorn-grain": 0,
    }


@pytest.mark.parametrize(
    ("contingency", "actor", "bound", "refused", "conflict", "on_consent"),
    [
        ("raid", "ald", 5, 0, 0, 0),
        ("raid", "bor", 5, 2, 1, 0),
        # The victim owes itself nothing.
        ("raid", "cym", 0, 0, 0, 0),
        ("truce", "ald", 3, 0, 0, 1),
        ("truce", "bor", 3, 0, 0, 1),
        ("truce", "cym", 3, 0, 0, 1),
    ],
)
def test_what_binds_every_actor_and_what_it_has_refused(
    found, contingency, actor, bound, refused, conflict, on_consent
):
    place = {"contingency": contingency, "actor": actor}
    names = ("bound", "refused", "conflict", "on_consent")
    assert [by(found[name], **place) for name in names] == [
        bound,
        refused,
        conflict,
        on_consent,
    ]


def test_without_the_pact_what_binds_aldan_hangs_on_the_consent_of_dorn(toy):
    left = exactly(toy, "obligations", {"kind": "remove", "path": PACT})
    place = {"contingency": "raid", "actor": "ald"}
    assert by(left["on_consent"], **place) == 1
    assert by(left["conflict"], contingency="raid", actor="bor") == 0


def test_acts_that_nobody_owes_are_gaps(found):
    raid = found["firmest"].sel(contingency="raid")
    assert raid.to_pandas().to_dict() == {
        "defend": 5,
        "deploy": 0,
        "support": 2,
        "supply": 0,
        "consult": 0,
    }


def test_what_stands_behind_each_level(found):
    # Aldan spends 4 and Borea 2; they have 20,000 and 10,000 under arms. Cymra adds 1.
    spending = found["spending"]
    assert spending.sel(contingency="raid").values.tolist() == [6, 6, 6, 6, 6]
    assert spending.sel(contingency="truce").values.tolist() == [7, 7, 7, 0, 0]
    assert by(found["personnel"], contingency="raid", level=5) == 30_000


def test_bodies_agree_as_the_lens_on_decision_says(found):
    # 0.9 * 0.8 * 0.5 for all; the pact asks for consensus.
    assert by(found["adopted"], contingency="raid", rule="league-consensus") == (
        pytest.approx(0.36)
    )
    assert by(found["help"], contingency="raid") == pytest.approx(0.36)
    assert by(found["help"], contingency="truce") == (
        by(found["adopted"], contingency="truce", rule="council-opt-in")
    )


def test_a_body_that_no_commitment_calls_on_brings_no_help(toy):
    left = exactly(toy, "obligations", {"kind": "remove", "path": PACT})
    assert by(left["help"], contingency="raid") == 0
    assert by(left["adopted"], contingency="raid", rule="league-consensus") > 0


def test_a_member_that_leaves_is_no_longer_bound(toy):
    left = exactly(
        toy, "obligations", {"kind": "remove", "path": "memberships.league-ald"}
    )
    # Its own word to Cymra is left to it.
    assert by(left["bound"], contingency="raid", actor="ald") == 2
    assert by(left["spending"], contingency="raid", level=5) == 2


def test_a_declaration_that_is_signed_binds(toy):
    signed = exactly(
        toy,
        "obligations",
        {
            "kind": "add",
            "path": "commitments.dorn-joins",
            "cells": {
                "name_en": "Dorn defends Cymra",
                "name_ja": "ドルンの防衛表明",
                "kind": "declaration",
                "event": "armed-attack",
                "act": "defend",
            },
            "figures": {"binding_level": {"value": 3}},
        },
        *(
            {
                "kind": "add",
                "path": f"parties.dorn-joins-{side}",
                "cells": {"commitment": "dorn-joins", "member": member, "side": side},
            }
            for side, member in (("debtor", "dor"), ("creditor", "cym"))
        ),
    )
    assert by(signed["bound"], contingency="raid", actor="dor") == 3
    assert by(signed["spending"], contingency="raid", level=3) == 16


@pytest.mark.parametrize("kind", ["transit-attack", "ceasefire-breach"])
def test_attacks_on_supplies_and_breaches_of_a_ceasefire_are_armed_attacks(toy, kind):
    found = exactly(
        toy,
        "obligations",
        {"kind": "set", "path": "contingencies.raid.kind", "value": kind},
    )
    assert by(found["bound"], contingency="raid", actor="bor") == 5


def test_uncertain_levels_vary_and_draws_are_shared_with_the_lens_on_decision(toy):
    found = answer(toy, toy.world, "obligations", draws=50)
    escort = found["called"].sel(contingency="raid", commitment="aldan-escort").values
    assert 1 <= escort.min() < escort.max() <= 3
    decided = answer(toy, toy.world, "decision", draws=50)
    np.testing.assert_array_equal(
        found["help"].sel(contingency="raid"),
        decided["adoption"].sel(motion="patrol-consensus"),
    )


def test_an_unknown_contingency_is_refused_with_those_there_are(toy):
    found = answer(toy, toy.world, "obligations")
    words = r"'help' has no contingency 'flood'\. Fix: choose from raid, truce"
    with pytest.raises(LensError, match=words):
        select(found["help"], {"contingency": "flood"})
    assert (
        lens_named("obligations").behind(toy.world, "help", {"contingency": "flood"})
        == ()
    )


def test_a_world_without_contingencies_has_no_answers_and_no_faults(toy):
    world = changed(toy, {"kind": "remove", "path": "contingencies.*", "expect": 2})
    found = answer(toy, world, "obligations")
    assert found["help"].shape == (3, 0)
