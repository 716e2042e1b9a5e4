"""Who complements whom in the toy, worked out by hand.

Aldan (4 of 5) and Dorn (2) are strong in sonar, which Borea (5) and Cymra (3) need; Borea
(5) is strong in glass, which Aldan (2) and Dorn (4) need. The League keeps out half of
what Dorn would bring; Borea withholds a quarter of its glass from Dorn. Aldan and Borea,
and Dorn and Cymra, work together on sonar already; the League talks with Dorn.
"""

import numpy as np
import pytest

from ishizue.ensembles import Draws
from ishizue.lenses import evaluate, lens_named
from toys import answer, changed, exactly

NO_BARRIERS = {"kind": "remove", "path": "barriers.*", "expect": 2}


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "technology")


def pairs(found, outcome):
    """Every pair with a number above 0."""
    square = found[outcome]
    np.testing.assert_array_equal(square.values, square.values.T)
    return {
        f"{a}-{b}": pytest.approx(float(square.sel(actor=a, partner=b)))
        for i, a in enumerate(square["actor"].values)
        for b in square["partner"].values[i + 1 :]
        if square.sel(actor=a, partner=b) > 0
    }


def test_what_pairs_bring_each_other(found):
    assert pairs(found, "complementarity") == {
        "ald-bor": 0.8 * 1 + 1 * 0.4,
        "ald-cym": 0.8 * 0.6,
        "bor-dor": 0.4 * 1 * 0.5 + 1 * 0.8 * 0.75,
        "cym-dor": 0.4 * 0.6 * 0.5,
    }


def test_what_is_shared_already_is_not_untapped(found):
    # A dialogue about nothing in particular taps nothing.
    assert pairs(found, "untapped") == {"ald-bor": 0.4, "ald-cym": 0.48, "bor-dor": 0.8}
    assert pairs(found, "cooperations") == {
        "ald-bor": 1,
        "ald-dor": 1,
        "bor-dor": 1,
        "cym-dor": 2,
    }


def test_the_matching_leaves_aside_what_is_worth_less_in_all(found):
    # 1.2 + .12 against .48 + .8.
    assert pairs(found, "matched") == {"ald-bor": 1, "cym-dor": 1}
    assert float(found["matching_worth"]) == pytest.approx(1.32)
    brought = found["brought"].to_pandas().stack()
    assert {k: pytest.approx(v) for k, v in brought[brought > 0].items()} == {
        ("ald", "glass"): 0.4,
        ("bor", "sonar"): 0.8,
        ("cym", "sonar"): 0.12,
    }


def test_without_barriers_others_would_be_paired(toy, found):
    # .48 + 1.2 against 1.2 + .24.
    assert pairs(found, "matched_freely") == {"ald-cym": 1, "bor-dor": 1}
    free = exactly(toy, "technology", NO_BARRIERS)
    assert pairs(free, "matched") == pairs(found, "matched_freely")
    assert float(free["matching_worth"]) == pytest.approx(1.68)


def test_what_each_barrier_costs(found):
    # Half of Dorn's sonar to Borea and Cymra; a quarter of Borea's glass to Dorn.
    costs = found["barrier_cost"].to_series().to_dict()
    assert costs == pytest.approx(
        {"league-buys-at-home": 0.2 + 0.12, "borean-glass-licence": 0.2}
    )


def test_competition_hinders_both_ways_and_barriers_in_a_row_add_up(toy):
    found = exactly(
        toy,
        "technology",
        {
            "kind": "set",
            "path": "barriers.league-buys-at-home.kind",
            "value": "competition",
        },
    )
    complementarity = pairs(found, "complementarity")
    assert complementarity["bor-dor"] == 0.4 * 0.5 + 0.8 * 0.5 * 0.75
    # With the other barrier still in place, its fall would free less.
    costs = found["barrier_cost"].to_series().to_dict()
    assert costs["borean-glass-licence"] == pytest.approx(0.8 * 0.5 * 0.25)


def test_a_member_that_leaves_is_no_longer_kept_from_buying(toy):
    found = exactly(
        toy, "technology", {"kind": "remove", "path": "memberships.league-bor"}
    )
    assert pairs(found, "complementarity")["bor-dor"] == 0.4 + 0.6
    paths = lens_named("technology").behind(
        changed(toy, {"kind": "remove", "path": "memberships.league-bor"}),
        "complementarity",
        {"actor": "bor", "partner": "dor"},
    )
    assert "memberships.league-bor" in paths


def test_the_pairs_are_found_once_and_lived_through_in_every_draw(toy):
    world = changed(
        toy,
        {
            "kind": "set",
            "path": "strengths.dor-sonar.strength_level",
            "value": 2,
            "low": 0,
            "high": 5,
            "distribution": "triangular",
        },
    )
    found = answer(toy, world, "technology", draws=50)
    assert (found["matched"] == found["matched"][0]).all()
    assert float(found["brought"].sel(actor="cym", technology="sonar").std()) > 0
    np.testing.assert_allclose(
        found["matching_worth"], found["brought"].sum(["actor", "technology"])
    )


def test_one_number_is_had_without_a_plan(toy):
    lens = lens_named("technology").only(["complementarity"])
    assert lens.plan is not None
    world = toy.world.at(toy.settings.as_of)
    found = evaluate(world, [lens], toy.settings.years, Draws(0, 0, 2))
    assert list(found["technology"].data_vars) == ["complementarity"]


def test_a_world_without_technologies_has_no_pairs(toy):
    gone = {"kind": "remove", "path": "technologies.*", "expect": 2}
    found = answer(toy, changed(toy, gone), "technology")
    assert found["complementarity"].shape == (3, 0, 0)
    assert not found["matching_worth"].any()
