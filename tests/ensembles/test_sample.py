"""A world as arrays: what holds in which year, and what holds when a figure is gone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.ensembles import Draws, sample
from ishizue.errors import LensError
from ishizue.schema import dictionary
from toys import EXACT, changed, names

YEARS = (2030, 2031, 2032, 2033, 2034)


def sampled(world, *reads, years=YEARS, draws=40):
    return sample(world, reads, years, Draws(0, 0, draws))


def without(world, path):
    figures = [f for f in world.figures.values() if f.path != path]
    return world.with_content(figures=figures)


def test_a_figure_holds_from_its_year_until_the_next_stated_year(toy):
    amount = sampled(toy.world, "provisions.amount")["amount"]
    assert amount.dims == ("draw", "provision", "year")
    ald = amount.sel(provision="ships-ald")
    assert (ald == [10, 10, 16, 16, 16]).all()
    need = sampled(toy.world, "requirements.required_amount")["required_amount"]
    assert (need.sel(requirement="league-ships") == [20, 20, 20, 24, 24]).all()


def test_a_figure_stated_before_the_study_s_years_holds_in_them(toy):
    amount = sampled(toy.world, "provisions.amount", years=(2031, 2040))["amount"]
    assert (amount.sel(provision="ships-ald") == [10, 16]).all()


def test_before_its_first_year_an_amount_is_zero(toy):
    amount = sampled(toy.world, "provisions.amount", years=(2028, 2029, 2030))["amount"]
    assert (amount.sel(provision="ships-ald") == [0, 0, 10]).all()


def test_before_its_first_year_a_need_is_unknown(toy):
    words = r"requirements\.\S+ has no 'required_amount' for 2029, which no lens can do"
    with pytest.raises(LensError, match=words):
        sampled(toy.world, "requirements.required_amount", years=(2029, 2030))


def test_a_dated_figure_with_a_range_is_one_draw_for_all_years_it_holds(toy):
    amount = sampled(toy.world, "provisions.amount")["amount"]
    bor = amount.sel(provision="ships-bor")
    assert (bor == bor.isel(year=0)).all()
    assert float(bor.std()) > 0


def test_a_missing_figure_is_zero_where_the_dictionary_says_zero(toy):
    slip = sampled(toy.world, "provisions.slip")["slip"]
    assert slip.dims == ("draw", "provision")
    assert (slip.sel(provision="ships-ald") == 1).all()
    assert (slip.drop_sel(provision="ships-ald") == 0).all()


def test_a_missing_figure_is_anything_in_the_range_the_dictionary_gives(toy):
    world = without(toy.world, "provisions.ships-bor.committed_share")
    share = sampled(world, "provisions.committed_share", draws=2000)["committed_share"]
    bor = share.sel(provision="ships-bor").values
    assert ((bor >= 0) & (bor <= 1)).all()
    # Uniform on 0 to 1: mean one half, standard deviation the root of one twelfth.
    assert bor.mean() == pytest.approx(0.5, abs=0.03)
    assert bor.std() == pytest.approx(12**-0.5, abs=0.02)
    others = share.drop_sel(provision="ships-bor")
    whole = sampled(toy.world, "provisions.committed_share", draws=2000)
    assert (others == whole["committed_share"].drop_sel(provision="ships-bor")).all()


def test_a_stand_in_range_of_no_width_is_one_number(toy):
    weight = sampled(toy.world, "provisions.unit_weight")["unit_weight"]
    assert (weight == 1).all()


def test_a_required_figure_that_is_gone_leaves_no_answer(toy):
    world = without(toy.world, "actors.dor.population")
    words = r"actors\.dor has no 'population', which no lens can do without\. Fix: add"
    with pytest.raises(LensError, match=words):
        sampled(world, "actors.population")


def test_cells_come_as_coordinates_along_their_table(toy):
    e = sampled(toy.world, "memberships.member", "memberships.role")
    assert e["membership_role"].dims == ("membership",)
    rows = dict(
        zip(
            names(e["membership"].values),
            names(e["membership_role"].values),
            strict=True,
        )
    )
    assert rows["league-ald"] == "chair"
    assert rows["league-dor"] == "observer"
    assert set(e.data_vars) == set()


def test_units_and_names_come_from_the_dictionary(toy):
    e = sampled(toy.world, "actors.population", "positions.support")
    assert e["population"].attrs == {
        "units": "persons",
        "long_name": "Resident population",
    }
    assert e["support"].attrs["units"] == "probability"


def test_numbers_known_exactly_are_held_once(toy):
    e = sampled(toy.world, "actors.population", "positions.support")
    assert e["population"].values.strides[0] == 0
    assert not e["population"].values.flags.writeable
    # One uncertain row is enough for the field to be held draw by draw.
    assert e["support"].values.strides[0] != 0
    e = sampled(changed(toy, *EXACT), "positions.support")
    assert e["support"].values.strides[0] == 0


def test_a_table_without_rows_is_an_array_without_rows(toy):
    none = {**toy.world.tables, "satellites": {}, "industries": {}}
    world = toy.world.with_content(none)
    e = sampled(world, "satellites.satellite_count", "industries.output")
    assert e["satellite_count"].shape == (40, 0)
    assert e["output"].shape == (40, 0, 5)


def test_draws_are_numbered_from_the_start_of_the_block(toy):
    e = sample(toy.world, ("positions.support",), YEARS, Draws(0, 7, 10))
    assert e["draw"].values.tolist() == [7, 8, 9]
    assert e["year"].values.tolist() == list(YEARS)


def test_rows_keep_the_order_of_the_file(toy):
    e = sampled(toy.world, "positions.support")
    assert names(e["position"].values) == list(toy.world.tables["positions"])


@settings(max_examples=40)
@given(st.data())
def test_no_number_is_missing_whatever_figures_are(toy, data):
    optional = [
        path
        for path, f in toy.world.figures.items()
        if dictionary().figure(f.field).missing != "required"
    ]
    gone = data.draw(st.sets(st.sampled_from(optional)))
    kept = [f for p, f in toy.world.figures.items() if p not in gone]
    reads = sorted({f"{f.table}.{f.field}" for f in toy.world.figures.values()})
    e = sampled(toy.world.with_content(figures=kept), *reads, draws=3)
    assert {r.partition(".")[2] for r in reads} == set(e.data_vars)
    for name, values in e.data_vars.items():
        assert np.isfinite(values.values).all(), name
        field = dictionary().figure(str(name))
        assert ((values >= field.low) & (values <= field.high)).all(), name


def test_scaled_figures_have_scaled_draws(toy):
    figure = toy.world.figures["provisions.ships-bor.amount@2030"]
    scaled = replace(figure, value=9.0, low=6.0, high=12.0)
    draws = Draws(0, 0, 100)
    np.testing.assert_allclose(draws.of(scaled), 1.5 * draws.of(figure), rtol=1e-15)
