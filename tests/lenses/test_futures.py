"""Which futures of the toy hold together, worked out by hand.

Calm Straits loosen the League (-2, 2) and open trade (1, -1); tense ones draw it close
(2, -2) and shut trade (-1, 1). A close League calms the Straits (1, -1), a loose one
does not (-1, 1); so does open trade (1, -1), and trade shut down does not (-1, 1).
"""

import numpy as np
import pytest
import xarray as xr

from ishizue.errors import LensError
from ishizue.lenses import lens_named, select
from ishizue.lenses.futures import stated
from ishizue.lenses.trace import trace
from toys import answer, changed, exactly, names, scenario

CALM_LOOSENS = "impacts.straits-calm-on-unity-loose"


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "futures")


def leads(found, future):
    lead = found["lead"].sel(future=future)
    return dict(
        zip(names(lead["descriptor"].values), lead.values.tolist(), strict=True)
    )


def test_leads_over_the_rival(found):
    # The League's looseness speaks against calm as much as open trade speaks for it.
    assert leads(found, "quiet-drift") == {"straits": 0, "unity": 4, "trade": 2}
    assert leads(found, "armed-vigilance") == {"straits": 0, "unity": 4, "trade": 2}
    # Where all is calm, nothing keeps the League close.
    assert leads(found, "idyll") == {"straits": 4, "unity": -4, "trade": 2}


def test_a_tie_holds_together_and_what_falls_behind_does_not(found):
    assert found["inconsistency"].to_pandas().to_dict() == {
        "quiet-drift": 0,
        "armed-vigilance": 0,
        "idyll": 4,
    }
    assert found["holds"].to_pandas().to_dict() == {
        "quiet-drift": 1,
        "armed-vigilance": 1,
        "idyll": 0,
    }
    assert not np.signbit(found["inconsistency"].values).any()


def test_total_impact_adds_up_what_speaks_for_the_chosen(found):
    # Straits 1 - 1, the League 2, trade 1; and in the idyll 1 + 1, -2, 1.
    assert found["total_impact"].to_pandas().to_dict() == {
        "quiet-drift": 3,
        "armed-vigilance": 3,
        "idyll": 1,
    }


def test_scores_between_whole_ones_are_rounded(toy):
    half = exactly(
        toy,
        "futures",
        {"kind": "set", "path": f"{CALM_LOOSENS}.impact_score", "value": 0.6},
    )
    assert leads(half, "quiet-drift")["unity"] == 3


def test_uncertain_judgements_make_futures_uncertain(toy):
    world = changed(
        toy,
        {
            "kind": "set",
            "path": "impacts.unity-close-on-straits-calm.impact_score",
            "value": 0,
            "low": -4,
            "high": 4,
            "distribution": "uniform",
        },
    )
    held = answer(toy, world, "futures", draws=200)["holds"]
    # The tie of armed vigilance breaks where a close League calms by 2 or more.
    assert 0.4 < held.sel(future="armed-vigilance").mean() < 0.8
    assert set(held.values.ravel()) == {0, 1}


def test_what_a_scenario_rules_out_rules_futures_out(toy):
    left = exactly(toy, "futures", {"kind": "remove", "path": "variants.straits-calm"})
    assert left["inconsistency"].to_pandas().to_dict() == {
        "quiet-drift": -1,
        "armed-vigilance": 0,
        "idyll": -1,
    }
    assert leads(left, "armed-vigilance") == {"straits": 0, "unity": 4, "trade": 2}
    assert left["holds"].sum() == 1


def test_a_ruling_out_is_behind_what_it_moves(toy):
    out = scenario({"kind": "remove", "path": "variants.straits-calm"})
    world = changed(toy, {"kind": "remove", "path": "variants.straits-calm"})
    supports = trace(
        "futures.lead",
        {"future": "armed-vigilance", "descriptor": "straits"},
        world,
        toy.ledger,
        {"test": out},
    )
    gone = [s for s in supports if s.taken_out]
    assert "variants.straits-calm" in [s.path for s in gone]
    assert {source.id for s in gone for source in s.sources} >= {"scenario:test#1"}


def test_no_row_moves_an_answer_that_does_not_name_it(toy):
    world = toy.world.at(toy.settings.as_of)
    before = {n: answer(toy, world, n) for n in ("futures", "drift")}
    moved = 0
    for table in ("impacts", "variants", "future_variants"):
        for row in world.tables[table]:
            less = changed(toy, {"kind": "remove", "path": f"{table}.{row}"})
            for name, old in before.items():
                after = answer(toy, less, name)
                for outcome in old.data_vars:
                    was, now = xr.align(old[outcome], after[outcome], join="inner")
                    differs = (was != now).any("draw")
                    for place in np.argwhere(differs.values):
                        cell = differs[tuple(place)]
                        chosen = {d: cell[d].item() for d in differs.dims}
                        moved += 1
                        named = lens_named(name).behind(less, str(outcome), chosen)
                        assert f"{table}.{row}" in named, (name, outcome, chosen)
    assert moved > 100


def test_a_future_rests_on_the_impacts_of_its_own_variants(toy):
    named = lens_named("futures").behind(
        toy.world, "lead", {"future": "idyll", "descriptor": "unity"}
    )
    assert [p for p in named if p.startswith("impacts.")] == [
        f"impacts.straits-calm-on-unity-{v}{field}"
        for v in ("close", "loose")
        for field in ("", ".impact_score")
    ]
    assert "variants.unity-loose" in named
    assert "variants.trade-shut" not in named


def test_an_unknown_future_is_refused_with_those_there_are(toy):
    found = answer(toy, toy.world, "futures")
    words = (
        r"'holds' has no future 'war'\. Fix: choose from quiet-drift, armed-vigilance"
    )
    with pytest.raises(LensError, match=words):
        select(found["holds"], {"future": "war"})


def test_a_world_without_developments_has_no_answers_and_no_faults(toy):
    world = changed(
        toy,
        {"kind": "remove", "path": "descriptors.*", "expect": 3},
        {"kind": "remove", "path": "futures.*", "expect": 3},
    )
    assert answer(toy, world, "futures")["lead"].shape == (3, 0, 0)
    drifted = answer(toy, world, "drift")
    assert (drifted["consistent_futures"] == 0).all()
    assert stated(world) is None


def test_futures_without_developments_are_ruled_out(toy):
    world = changed(toy, {"kind": "remove", "path": "descriptors.*", "expect": 3})
    assert (answer(toy, world, "futures")["inconsistency"] == -1).all()
