"""The capability lens on the toy, each answer worked out on paper.

Need and supply of patrol ships, Borea's six ships taken as exact:

                            2030  2031  2032  2033  2034
    League needs              20    20    20    24    24
    Aldan 10, then 16 from 2032, one year late, half committed
                               5     5     5     8     8
    Borea 6                    6     6     6     6     6
    Cymra 4                    4     4     4     4     4
    League has                15    15    15    18    18   three quarters throughout
    Dorn 40, a quarter        10    10    10    10    10
    Council has (needs 20)    25    25    25    28    28

Of ten radars the League has Aldan's five.
"""

from itertools import permutations

import numpy as np
import pytest

from ishizue.errors import ModelError
from toys import EXACT, answer, changed, exactly, names

SHIPS = {"requirement": "league-ships"}
RADARS = {"requirement": "league-radars"}
COUNCIL = {"requirement": "council-ships"}


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "capability")


def row(values, **selection):
    return values.sel(selection).values


def test_supply_coverage_and_gap_by_year(found):
    assert row(found["supply"], **SHIPS) == pytest.approx([15, 15, 15, 18, 18])
    assert row(found["coverage"], **SHIPS) == pytest.approx([0.75] * 5)
    assert row(found["gap"], **SHIPS) == pytest.approx([5, 5, 5, 6, 6])
    assert row(found["supply"], **RADARS) == pytest.approx([5] * 5)
    assert row(found["coverage"], **RADARS) == pytest.approx([0.5] * 5)


def test_a_framework_that_is_a_member_brings_its_members(found):
    assert row(found["supply"], **COUNCIL) == pytest.approx([25, 25, 25, 28, 28])
    assert row(found["coverage"], **COUNCIL) == pytest.approx([1] * 5)
    assert row(found["gap"], **COUNCIL) == pytest.approx([0] * 5)
    assert row(found["contribution"], **COUNCIL) == pytest.approx([5, 6, 4, 10])


def test_observers_bring_nothing(found):
    assert names(found["actor"].values) == ["ald", "bor", "cym", "dor"]
    assert row(found["contribution"], **SHIPS) == pytest.approx([5, 6, 4, 0])


def test_dependence_is_the_share_of_coverage_lost(found):
    # Of 15 ships, Aldan takes 5, Borea 6, Cymra 4.
    assert row(found["dependence"], **SHIPS) == pytest.approx(
        [5 / 15, 6 / 15, 4 / 15, 0]
    )
    assert row(found["dependence"], **RADARS) == pytest.approx([1, 0, 0, 0])
    # The Council keeps 20, 19, 21 or 15 of the 20 it needs.
    assert row(found["dependence"], **COUNCIL) == pytest.approx([0, 0.05, 0, 0.25])


def test_concentration_is_the_herfindahl_index(found):
    assert row(found["concentration"], **SHIPS) == pytest.approx((25 + 36 + 16) / 225)
    assert row(found["concentration"], **RADARS) == pytest.approx(1)
    assert row(found["concentration"], **COUNCIL) == pytest.approx(177 / 625)


def test_without_surplus_attribution_is_what_each_brings(found):
    assert row(found["attribution"], **SHIPS) == pytest.approx([0.25, 0.3, 0.2, 0])
    assert row(found["attribution"], **RADARS) == pytest.approx([0.5, 0, 0, 0])


def test_with_surplus_attribution_is_the_average_over_orders_of_joining(found):
    units = {"ald": 5, "bor": 6, "cym": 4, "dor": 10}
    shares = dict.fromkeys(units, 0.0)
    for order in permutations(units):
        held = 0
        for actor in order:
            shares[actor] += (min(held + units[actor], 20) - min(held, 20)) / 20 / 24
            held += units[actor]
    # The same by hand, in sixtieths: 11, 14, 9 and 26.
    assert list(shares.values()) == pytest.approx(np.array([11, 14, 9, 26]) / 60)
    assert row(found["attribution"], **COUNCIL) == pytest.approx([*shares.values()])


def test_years_to_close_is_all_years_where_the_need_is_never_met(found):
    assert row(found["years_to_close"], **SHIPS) == 5
    assert row(found["years_to_close"], **RADARS) == 5
    assert row(found["years_to_close"], **COUNCIL) == 0


def test_a_need_met_in_the_fourth_year_takes_three(toy):
    path = "provisions.radars-ald.amount"
    more = {"kind": "set", "path": path, "value": 12, "year": 2033}
    found = exactly(toy, "capability", more)
    assert row(found["coverage"], **RADARS) == pytest.approx([0.5, 0.5, 0.5, 1, 1])
    assert row(found["years_to_close"], **RADARS) == 3


@pytest.mark.parametrize(
    ("slip", "ships"),
    [
        (0, [5, 5, 8, 8, 8]),
        (1, [5, 5, 5, 8, 8]),
        (1.5, [5, 5, 5, 5, 8]),  # a year and a half late is there for the year after
        (2, [5, 5, 5, 5, 8]),
        (3, [5, 5, 5, 5, 5]),
        (30, [5, 5, 5, 5, 5]),
    ],
)
def test_a_slip_puts_off_what_is_to_come_and_nothing_that_is_there(toy, slip, ships):
    late = {"kind": "set", "path": "provisions.ships-ald.slip", "value": slip}
    found = exactly(toy, "capability", *([] if slip == 1 else [late]))
    others = 6 + 4
    expected = [s + others for s in ships]
    assert row(found["supply"], **SHIPS) == pytest.approx(expected)


def test_a_unit_may_be_worth_less_than_one(toy):
    half = {"kind": "set", "path": "provisions.ships-bor.unit_weight", "value": 0.5}
    found = exactly(toy, "capability", half)
    assert row(found["contribution"], **SHIPS) == pytest.approx([5, 3, 4, 0])


def test_two_provisions_of_one_actor_are_one_provider(toy):
    second = {
        "kind": "add",
        "path": "provisions.ships-bor-2",
        "cells": {
            "actor": "bor",
            "capability": "ships",
            "name_en": "Borea's second flotilla",
            "name_ja": "ボレアの第二小艦隊",
        },
        "figures": {
            "amount": {"value": 5, "year": 2030},
            "committed_share": {"value": 1},
        },
    }
    found = exactly(toy, "capability", second)
    # 5 + (6 + 5) + 4 = 20, just enough: Borea's share is 11 of 20.
    assert row(found["contribution"], **SHIPS) == pytest.approx([5, 11, 4, 0])
    assert row(found["dependence"], **SHIPS) == pytest.approx([0.25, 0.55, 0.2, 0])
    assert row(found["concentration"], **SHIPS) == pytest.approx((25 + 121 + 16) / 400)


def test_a_group_without_providers_has_nothing_and_depends_on_nobody(toy):
    found = exactly(toy, "capability", {"kind": "remove", "path": "provisions.*"})
    assert not found["supply"].any()
    assert not found["concentration"].any()
    assert found.sizes["actor"] == 0
    assert (found["years_to_close"] == 5).all()


def test_a_framework_without_members_brings_nobody(toy):
    empty = {
        "kind": "remove",
        "path": "memberships.*",
        "where": {"framework": "league"},
    }
    found = exactly(toy, "capability", empty)
    assert row(found["supply"], **COUNCIL) == pytest.approx([10] * 5)
    assert not row(found["supply"], **SHIPS).any()


def test_uncertainty_reaches_the_answers_draw_by_draw(toy):
    found = answer(toy, toy.world, "capability", draws=200)
    ships = found["contribution"].sel(requirement="league-ships", actor="bor").values
    assert ((ships >= 4) & (ships <= 8)).all()
    assert ships.std() > 0.5
    coverage = found["coverage"].sel(requirement="league-ships", year=2030).values
    np.testing.assert_allclose(coverage, (9 + ships) / 20, rtol=1e-12)


def test_every_outcome_has_its_unit_and_its_name_in_both_languages(toy):
    found = answer(toy, toy.world, "capability")
    for name, values in found.data_vars.items():
        assert values.dims[0] == "draw"
        assert set(values.attrs) == {"units", "long_name", "long_name_ja"}, name


def test_a_figure_outside_the_model_is_refused_not_answered(toy):
    world = changed(toy, *EXACT)
    figures = [
        f.__class__(**{**vars(f), "value": -1.0}) if f.field == "amount" else f
        for f in world.figures.values()
    ]
    with pytest.raises(ModelError, match="supply holds a negative amount"):
        answer(toy, world.with_content(figures=figures), "capability")
