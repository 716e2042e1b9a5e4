"""The pooled base of the toy, worked out by hand.

The League is Aldan, Borea and Cymra and wants 50 shells (2 charges each) and 10 rockets (3
charges) a month; it makes 40 + 20 shells, 10 rockets and 64 + 40 charges, and holds 30
shells and 26 charges. The Council is the League and Dorn (80 shells, 26 charges) and wants
70 shells.
"""

import numpy as np
import pytest

from ishizue.errors import LensError
from ishizue.lenses import lens_named
from ishizue.lenses.trace import trace
from toys import EXACT, answer, changed, exactly, scenario


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "industry")


def row(found, outcome, demand):
    return found[outcome].sel(demand=demand).to_pandas().to_dict()


def test_the_council_makes_what_its_charges_allow(found):
    # 130 charges make 65 shells; capacity would allow 140.
    assert row(found, "produced", "council-shell")[2030] == 65
    limits = row(found, "input_limit", "council-shell")
    assert limits == {"shell": 140, "rocket": 0, "charge": 65}


def test_concentration_and_the_largest_share(found):
    assert float(found["output_concentration"].sel(demand="league-shell")) == (
        pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2)
    )
    # Aldan makes 64 of 104 charges, but 40 of 60 shells.
    assert float(found["largest_share"].sel(demand="league-shell")) == (
        pytest.approx(2 / 3)
    )


def test_what_is_lost_and_gained(found):
    lost = row(found, "loss_without", "council-shell")
    assert lost == pytest.approx(
        {"ald": 64 / 130, "bor": 0, "cym": 40 / 130, "dor": 26 / 130}
    )
    assert row(found, "loss_without", "league-rocket")["cym"] == 1


def test_stocks_are_divided_by_need_and_last_until_one_runs_out(found):
    # Shells have 100/130 of charges and of their stock: without Cymra 64 * 10/13 a month
    # and 20 held, for 100 a month less what 30 shells save: 80 / (100 - 640/13).
    months = row(found, "survival", "league-shell")
    assert months["cym"] == pytest.approx(80 / (100 - 640 / 13))
    assert months["dor"] == 0
    assert row(found, "recovery_time", "league-shell") == {
        "ald": 6,
        "bor": 2,
        "cym": 6,
        "dor": 0,
    }


def test_the_plan_uses_stocks_first_and_then_falls_short(found):
    short = row(found, "shortfall", "league-shell")
    # 150 shells a quarter: 30 and 13 of the charges from stock, then 111 made.
    assert short["2030-Q1"] == 0
    assert short["2030-Q2"] == pytest.approx(35 / 150, abs=1e-6)
    assert short["2030-Q3"] == pytest.approx(39 / 150, abs=1e-6)
    assert not any(row(found, "shortfall", "league-rocket").values())


def test_only_what_is_scarce_is_worth_more_capacity(found):
    worth = found["capacity_value"].sel(framework="league").to_pandas()
    # A tenth of 104 charges makes 5.2 shells more of 50, over two demands: 5.2 points.
    assert worth["charge"] == pytest.approx(5.2, abs=0.05)
    assert worth["shell"] == 0


def test_output_stands_for_a_capability_as_far_as_inputs_reach(found):
    # All four want shells: 130 charges for 140 shells of 2.
    supplied = found["supplied"]
    assert list(supplied["industry_capability"].values) == ["munitions"] * 3
    assert list(supplied["industry_actor"].values) == ["ald", "bor", "dor"]
    assert supplied.sel(year=2030).values == pytest.approx(
        np.array([40, 20, 80]) * 130 / 280
    )


def test_one_who_leaves_is_missed_and_would_be_welcome(toy):
    left = exactly(
        toy, "industry", {"kind": "remove", "path": "memberships.league-ald"}
    )
    # 40 charges for 130 are left.
    assert row(left, "demand_met", "league-shell")[2030] == pytest.approx(4 / 13)
    # With Aldan's 64 rockets would go from 40/130 to 104/130 of 10.
    assert row(left, "gain_with", "league-rocket")["ald"] == pytest.approx(64 / 13)
    assert row(left, "survival", "league-shell")["ald"] == 0


def test_uncertain_amounts_are_worked_out_draw_by_draw(toy):
    path = "inputs.shell-charge.input_amount"
    spread = {"value": 2, "low": 1, "high": 3, "distribution": "uniform"}
    world = changed(toy, *EXACT, {"kind": "set", "path": path, **spread})
    many, few = (answer(toy, world, "industry", draws=n) for n in (9, 3))
    made = many["produced"].sel(demand="league-shell", year=2030)
    assert np.ptp(made.values) > 0
    for name in many:
        np.testing.assert_array_equal(many[name][:3], few[name])
    # The plan goes by the best estimate.
    assert not np.ptp(many["shortfall"].values, axis=0).any()


def test_a_demand_without_inputs_or_makers(toy):
    gone = [{"kind": "remove", "path": "industries.*", "expect": 7}]
    found = answer(toy, changed(toy, *gone), "industry")
    assert found.sizes["actor"] == 0
    assert not found["produced"].values.any()
    assert (found["shortfall"].values == 1).all()
    nothing = answer(
        toy,
        changed(toy, {"kind": "remove", "path": "demands.*", "expect": 3}),
        "industry",
    )
    assert nothing["produced"].shape == (3, 0, 5)
    assert not nothing["supplied"].values.any()
    still = answer(
        toy,
        changed(
            toy, {"kind": "set", "path": "demands.league-rocket.wanted", "value": 0}
        ),
        "industry",
    )
    assert (still["demand_met"].sel(demand="league-rocket") == 1).all()
    assert (still["survival"].sel(demand="league-rocket", actor="cym") == 120).all()


def test_a_circle_that_a_scenario_closes_is_refused(toy):
    world = changed(toy)
    tables = {**world.tables, "inputs": dict(world.tables["inputs"])}
    tables["inputs"]["charge-shell"] = {
        "input": "charge-shell",
        "product": "charge",
        "ingredient": "shell",
        "basis": "r-league",
    }
    with pytest.raises(LensError, match=r"table 'inputs': .*circle"):
        answer(toy, world.with_content(tables), "industry")


def test_what_lies_behind_names_inputs_rivals_and_those_who_share_them(toy):
    behind = lens_named("industry").behind
    world = toy.world.at(toy.settings.as_of)
    made = set(behind(world, "produced", {"demand": "league-shell", "year": 2031}))
    assert {
        "inputs.shell-charge.input_amount",
        "demands.league-rocket.wanted@2030",
        "industries.charge-cym.output@2030",
        "memberships.league-cym",
    } <= made
    assert made.isdisjoint(
        {
            "industries.shell-ald.output@2032",
            "industries.shell-dor",
            "industries.rocket-cym",
            "products.shell.recovery",
        }
    )
    rate = behind(world, "rate_ratio", {"demand": "league-shell", "year": 2031})
    assert "industries.shell-dor.output@2030" in rate
    assert "industries.charge-dor" not in rate
    sited = behind(world, "sited", {"framework": "league", "licence": "charge-bor"})
    assert {"frameworks.league.siting_budget", "licences.charge-in-dorn"} <= set(sited)


def test_a_rate_taken_away_by_a_scenario_is_named(toy):
    change = {"kind": "remove", "path": "industries.charge-ald"}
    world = changed(toy, change)
    supports = trace(
        "industry.produced",
        {"demand": "league-shell", "year": 2030},
        world,
        toy.ledger,
        {"test": scenario(change)},
    )
    (gone,) = [s for s in supports if s.path == "industries.charge-ald"]
    assert gone.taken_out
