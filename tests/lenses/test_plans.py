"""What is decided once, on best estimates, and lived through in every draw."""

from dataclasses import replace

import numpy as np
import pytest
import xarray as xr

from ishizue.ensembles import Draws
from ishizue.lenses import evaluate, lens_named, plans
from ishizue.lenses.lens import outcomes, wants


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(plans, "_PLANS", {})


def _planning(toy, made):
    """The capability lens, with a plan that notes what it was given."""
    capability = lens_named("capability")

    def plan(best):
        made.append(best)
        return xr.Dataset({"planned": best["required_amount"].isel(draw=0, drop=True)})

    def ask(e):
        assert "draw" not in e["planned"].dims
        answer = capability.ask(e)
        return answer.assign(gap=answer["supply"] - e["planned"])

    return replace(
        capability,
        plan=plan,
        ask=ask,
        writes=outcomes(capability.writes["gap"]),
    )


def test_a_plan_rests_on_values_and_is_made_once_for_all_blocks(toy):
    made = []
    lens = _planning(toy, made)
    world = toy.world.at(toy.settings.as_of)
    found = [
        evaluate(world, [lens], toy.settings.years, Draws(1, start, start + 8))
        for start in (0, 8)
    ]
    assert len(made) == 1
    (best,) = made
    assert best.sizes["draw"] == 1
    assert wants(best, "gap")
    assert not wants(best, "supply")
    amounts = {f.path: f.value for f in world.figures.values() if f.field == "amount"}
    for (row, year), value in best["amount"][0].to_series().items():
        assert value == amounts.get(f"provisions.{row}.amount.{year}", value)
    both = np.concatenate([block["capability"]["gap"] for block in found])
    alone = evaluate(
        world, [lens_named("capability")], toy.settings.years, Draws(1, 0, 16)
    )
    planned = best["required_amount"].values[0]
    np.testing.assert_array_equal(both, alone["capability"]["supply"] - planned)
    assert np.ptp(both, axis=0).any()


def test_a_plan_is_made_anew_for_another_world(toy):
    made = []
    lens = _planning(toy, made)
    world = toy.world.at(toy.settings.as_of)
    changed = [
        replace(f, value=f.value * 2, low=None, high=None, distribution="")
        if f.field == "required_amount"
        else f
        for f in world.figures.values()
    ]
    for other in (world, world.with_content(world.tables, changed)):
        evaluate(other, [lens], toy.settings.years, Draws(1, 0, 4))
    assert len(made) == 2
