"""Who can stop a listing in the toy, and what would replace the League, by hand.

The sonar list goes by consensus of the League (Aldan .9, Borea .8, Cymra .5 in favour of
the patrol that stands for a listing). Aldan makes .5 of exports, Borea .2, Dorn .25. The
glass list goes by opt-in of the Council, two of its four.
"""

from pathlib import Path

import numpy as np
import pytest

import ishizue
from ishizue.errors import LensError
from ishizue.lenses import lens_named
from toys import answer, changed, exactly


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "regimes")


def row(found, outcome, **chosen):
    values = found[outcome].sel(chosen).to_series()
    return {key: pytest.approx(value) for key, value in values[values > 0].items()}


def test_what_lists_cover(found):
    assert row(found, "listed_coverage") == {
        "sonar-list": 0.5 + 0.2,
        "glass-list": 0.6 + 0.3,
    }


def test_who_can_stop_an_addition(found):
    assert row(found, "can_stop", control="sonar-list") == dict.fromkeys(
        ["ald", "bor", "cym"], 1
    )
    assert row(found, "can_stop", control="glass-list") == {}
    # Of ten million, Aldan's six are needed for sixty-five in a hundred.
    assert row(found, "can_stop", control="chart-list") == {"ald": 1}
    # Three of four must stay away for fewer than two to opt in.
    assert row(found, "stopping_size") == {
        "sonar-list": 1,
        "glass-list": 3,
        "chart-list": 1,
    }


def test_what_each_member_holds_up(found):
    assert row(found, "listing") == {"sonar-list": 0.9 * 0.8 * 0.5}
    assert row(found, "released", control="sonar-list") == {
        "ald": 0.8 * 0.5,
        "bor": 0.9 * 0.5,
        "cym": 0.9 * 0.8,
    }


def test_the_smallest_successor_keeps_its_part_of_the_coverage(found):
    # .63 of exports: Aldan alone has .5; with Borea .7, with Dorn .75; Cymra founds it.
    assert row(found, "joins", successor="wider-league") == dict.fromkeys(
        ["ald", "cym", "dor"], 1
    )
    assert row(found, "successor_coverage", successor="wider-league") == {
        "sonar-list": 0.75
    }
    assert row(found, "blockers_needed") == {"wider-league": 2, "firm-league": 1}
    # Two of three: .9 .5 .9 + .9 .5 .1 + .1 .5 .1 + .9 .5 .1.
    agreed = 0.9 * 0.5 + 0.9 * 0.1 * 0.5 + 0.1 * 0.5 * 0.1
    assert row(found, "agreement")["wider-league"] == agreed
    assert row(found, "consensus")["wider-league"] == 0.9 * 0.5 * 0.1


def test_under_consensus_the_most_willing_are_sought(toy, found):
    # Cymra is barred though the Council would bring it; .49 takes Aldan alone.
    assert row(found, "joins", successor="firm-league") == {"ald": 1}
    more = {"kind": "set", "path": "successors.firm-league.coverage_aim", "value": 1}
    firm = exactly(toy, "regimes", more)
    # Borea and Dorn both suffice; Borea is the likelier to agree.
    assert row(firm, "joins", successor="firm-league") == {"ald": 1, "bor": 1}
    assert row(firm, "agreement")["firm-league"] == 0.9 * 0.8


def test_members_needed_by_aim(found):
    # With the founder: alone none, Aldan to five sevenths of .7, and one more.
    wider = found["members_needed"].sel(successor="wider-league").to_series()
    assert wider.to_dict() == {aim: 2 if aim <= 70 else 3 for aim in range(10, 101, 10)}


def test_an_aim_out_of_reach_is_missed_by_no_more_than_it_must(toy):
    found = exactly(
        toy,
        "regimes",
        {"kind": "remove", "path": "memberships.council-league"},
        {"kind": "set", "path": "rules.council-opt-in.count_needed", "value": 1},
    )
    # Only Dorn may join: .25 of .7.
    assert row(found, "joins", successor="firm-league") == {"dor": 1}
    needed = found["members_needed"].sel(successor="firm-league").to_series()
    assert needed.to_dict() == {aim: aim <= 30 for aim in range(10, 101, 10)}


def test_a_member_that_leaves_takes_its_exports_and_its_veto_along(toy):
    left = {"kind": "remove", "path": "memberships.league-cym"}
    found = exactly(toy, "regimes", left)
    assert row(found, "listing") == {"sonar-list": 0.9 * 0.8}
    assert "cym" not in row(found, "can_stop", control="sonar-list")
    behind = lens_named("regimes").behind
    world = changed(toy, left)
    for outcome in ("listing", "can_stop", "listed_coverage"):
        paths = behind(world, outcome, {"control": "sonar-list"})
        assert "memberships.league-cym" in paths


def test_a_majority_that_varies_is_counted_in_every_draw(toy):
    path = "successors.wider-league.majority_share"
    ends = {"low": 0.34, "high": 1, "distribution": "uniform"}
    world = changed(toy, {"kind": "set", "path": path, "value": 0.6, **ends})
    found = answer(toy, world, "regimes", draws=40)
    wider = found.sel(successor="wider-league")
    assert set(np.unique(wider["blockers_needed"])) == {1, 2}
    unanimous = wider["blockers_needed"] == 1
    np.testing.assert_allclose(
        wider["agreement"].values[unanimous.values],
        wider["consensus"].values[unanimous.values],
    )


def test_one_who_may_decide_and_has_no_position_is_named(toy):
    gone = {"kind": "remove", "path": "positions.patrol-dor"}
    words = r"successor 'firm-league': dor may decide and have no position on 'patrol'"
    with pytest.raises(LensError, match=words):
        answer(toy, changed(toy, gone), "regimes")


def test_a_world_without_lists_and_successors_has_no_answers_and_no_faults(toy):
    world = changed(
        toy,
        {"kind": "remove", "path": "controls.*", "expect": 3},
        {"kind": "remove", "path": "successors.*", "expect": 2},
    )
    found = answer(toy, world, "regimes")
    assert found["listing"].shape == (3, 0)
    assert found["joins"].shape[:2] == (3, 0)


@pytest.mark.real
def test_what_the_russian_veto_means_and_what_another_rule_would_do():
    study = ishizue.open(Path(ishizue.__file__).parent / "studies" / "europe")
    worlds = study.worlds(["baseline", "coalition-plan-b"])
    found = {name: answer(study, w, "regimes", 200) for name, w in worlds.items()}
    here = found["baseline"].median("draw")
    asked = {"control": "wassenaar-dual-use"}
    listing, released = here["listing"].sel(asked), here["released"].sel(asked)
    assert float(listing) < 0.05
    # Nobody holds up as much as Russia, and consensus costs much without it too.
    assert str(released["actor"].values[int(released.values.argmax())]) == "rus"
    assert 0.1 < float(released.max()) < 0.5
    assert float(here["agreement"].sel(successor="nato-secretariat")) > 0.95
    paths = lens_named("regimes").behind(worlds["baseline"], "released", asked)
    assert "positions.list-new-technology-rus.support" in paths
    # Where Russia is out, its share of exports is as well.
    there = found["coalition-plan-b"].median("draw")
    assert float(there["listing"].sel(asked)) == pytest.approx(float(released.max()))
    arms = {"control": "wassenaar-munitions"}
    covered = [float(x["listed_coverage"].sel(arms)) for x in (there, here)]
    assert covered[0] < covered[1]
    # No successor admits it, and each keeps about nine tenths of today's coverage.
    assert not here["joins"].sel(actor="rus").any()
    kept = here["successor_coverage"].sel(arms) / covered[1]
    assert float(kept.min()) > 0.87
