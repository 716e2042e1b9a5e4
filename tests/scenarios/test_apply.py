"""Scenarios: each kind of change by hand, and what always holds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishizue.scenarios import apply
from ishizue.world import World
from toys import scenario

TEST_1 = "scenario:test#1"


@pytest.fixture(scope="session")
def put(toy):
    """Applies changes to the toy's world."""

    def applied(*changes) -> World:
        return apply(scenario(*changes), toy.world, toy.ledger)

    return applied


def differences(before: World, after: World) -> set[str]:
    """Paths of the rows and figures that are not the same in two worlds."""
    return {
        path
        for one, other in ((before, after), (after, before))
        for path in (
            *(p for p, f in one.figures.items() if other.figures.get(p) != f),
            *(
                f"{table}.{key}"
                for table, rows in one.tables.items()
                for key, row in rows.items()
                if other.tables[table].get(key) != row
            ),
        )
    }


class TestSet:
    def test_a_number_takes_the_place_of_a_figure_and_rests_on_the_scenario(
        self, toy, put
    ):
        path = "actors.ald.gdp"
        world = put({"kind": "set", "path": path, "value": 90, "expect": 100})
        assert differences(toy.world, world) == {path}
        assert world.figures[path] == replace(
            toy.world.figures[path], value=90.0, basis=(TEST_1,)
        )

    def test_a_figure_may_be_set_to_a_range(self, toy, put):
        spread = {"low": 80, "high": 120, "distribution": "pert"}
        world = put({"kind": "set", "path": "actors.ald.gdp", "value": 100, **spread})
        figure = world.figures["actors.ald.gdp"]
        assert (figure.value, figure.low, figure.high) == (100.0, 80.0, 120.0)
        assert figure.distribution == "pert"

    def test_a_number_alone_takes_the_range_away(self, toy, put):
        world = put({"kind": "set", "path": "provisions.ships-bor.amount", "value": 6})
        figure = world.figures["provisions.ships-bor.amount@2030"]
        assert figure.is_exact
        assert (figure.value, figure.low, figure.high) == (6.0, None, None)

    def test_a_figure_that_was_not_given_is_added_in_the_declared_unit(self, toy, put):
        world = put({"kind": "set", "path": "actors.ald.warheads", "value": 2})
        assert differences(toy.world, world) == {"actors.ald.warheads"}
        assert world.figures["actors.ald.warheads"].unit == "warheads"

    def test_without_a_year_all_stated_years_are_set(self, toy, put):
        path = "provisions.ships-ald.amount"
        world = put({"kind": "set", "path": path, "value": 11})
        assert differences(toy.world, world) == {f"{path}@2030", f"{path}@2032"}
        assert {world.figures[f"{path}@{y}"].value for y in (2030, 2032)} == {11.0}

    def test_with_a_year_that_year_is_set_or_added(self, toy, put):
        path = "provisions.ships-ald.amount"
        year = {"kind": "set", "path": path, "value": 11, "year": 2032, "expect": 16}
        assert differences(toy.world, put(year)) == {f"{path}@2032"}
        world = put({"kind": "set", "path": path, "value": 11, "year": 2034})
        assert differences(toy.world, world) == {f"{path}@2034"}
        found = world.figures_of("ships-ald", table="provisions", field="amount")
        assert [f.year for f in found] == [2030, 2032, 2034]

    def test_a_cell_is_set_and_its_row_rests_on_the_scenario_as_well(self, toy, put):
        world = put(
            {
                "kind": "set",
                "path": "memberships.league-dor.role",
                "value": "member",
                "expect": "observer",
            }
        )
        assert differences(toy.world, world) == {"memberships.league-dor"}
        assert world.members("league") == ("ald", "bor", "cym", "dor")
        row = world.tables["memberships"]["league-dor"]
        assert row["basis"] == f"r-league;{TEST_1}"
        assert list(row) == list(toy.world.tables["memberships"]["league-dor"])

    def test_where_narrows_a_pattern_and_expect_counts_its_places(self, toy, put):
        world = put(
            {
                "kind": "set",
                "path": "memberships.*.role",
                "where": {"framework": "league"},
                "value": "observer",
                "expect": 4,
            }
        )
        # Dorn was an observer already, so its row stays as it was.
        assert differences(toy.world, world) == {
            "memberships.league-ald",
            "memberships.league-bor",
            "memberships.league-cym",
        }

    def test_a_pattern_sets_figures_of_every_row_it_matches(self, toy, put):
        world = put(
            {
                "kind": "set",
                "path": "positions.*.support",
                "value": 0.8,
                "where": {"proposal": "patrol"},
                "expect": 4,
            }
        )
        # Borea's support was 0.8 already: its figure keeps its own basis.
        assert differences(toy.world, world) == {
            f"positions.patrol-{a}.support" for a in ("ald", "cym", "dor")
        }


class TestScale:
    def test_value_and_range_are_multiplied_and_the_basis_grows(self, toy, put):
        path = "provisions.ships-bor.amount@2030"
        world = put(
            {
                "kind": "scale",
                "path": "provisions.ships-bor.amount",
                "factor": 1.5,
                "expect": 6,
            }
        )
        assert differences(toy.world, world) == {path}
        figure = world.figures[path]
        assert (figure.value, figure.low, figure.high) == (9.0, 6.0, 12.0)
        assert figure.distribution == "triangular"
        assert figure.basis == ("r-ships", TEST_1)

    def test_scaling_to_nothing_leaves_nothing_uncertain(self, toy, put):
        world = put(
            {"kind": "scale", "path": "provisions.ships-bor.amount", "factor": 0}
        )
        figure = world.figures["provisions.ships-bor.amount@2030"]
        assert figure.is_exact
        assert (figure.value, figure.low, figure.high) == (0.0, None, None)

    def test_all_years_of_all_rows_a_pattern_matches_are_scaled(self, toy, put):
        world = put(
            {
                "kind": "scale",
                "path": "provisions.*.amount",
                "where": {"actor": "ald"},
                "factor": 2,
                "expect": 3,
            }
        )
        assert differences(toy.world, world) == {
            "provisions.ships-ald.amount@2030",
            "provisions.ships-ald.amount@2032",
            "provisions.radars-ald.amount@2030",
        }
        assert world.figures["provisions.radars-ald.amount@2030"].value == 10.0

    def test_zeros_a_pattern_matches_stay_as_they_were(self, toy, put):
        world = put(
            {"kind": "set", "path": "actors.ald.warheads", "value": 0},
            {"kind": "set", "path": "actors.bor.warheads", "value": 3},
            {"kind": "scale", "path": "actors.*.warheads", "factor": 2},
        )
        assert world.figures["actors.ald.warheads"].basis == (TEST_1,)
        assert world.figures["actors.bor.warheads"].basis == (
            "scenario:test#2",
            "scenario:test#3",
        )


class TestRemove:
    def test_a_row_goes_with_its_figures(self, toy, put):
        world = put({"kind": "remove", "path": "provisions.radars-ald", "expect": 1})
        assert differences(toy.world, world) == {
            "provisions.radars-ald",
            "provisions.radars-ald.amount@2030",
            "provisions.radars-ald.committed_share",
        }

    def test_what_refers_to_it_goes_too_however_far(self, toy, put):
        world = put({"kind": "remove", "path": "frameworks.league"})
        # The Council's parent is the League.
        for table in ("frameworks", "memberships", "rules", "motions", "requirements"):
            assert dict(world.tables[table]) == {}, table
        assert {f.table for f in world.figures.values()} == {
            "actors",
            "areas",
            "arrivals",
            "barriers",
            "commitments",
            "forecasts",
            "goals",
            "impacts",
            "industries",
            "inputs",
            "issues",
            "migrations",
            "licences",
            "needs",
            "positions",
            "postures",
            "products",
            "provisions",
            "satellites",
            "sharings",
            "stances",
            "strengths",
        }
        # The pact of the League goes with it; single members' words stay.
        assert set(world.tables["commitments"]) == {
            "aldan-escort",
            "borea-no-force",
            "dorn-grain",
        }
        untouched = ("actors", "proposals", "positions", "capabilities", "provisions")
        for table in untouched:
            assert world.tables[table] == toy.world.tables[table]

    def test_removing_an_actor_takes_it_out_everywhere(self, toy, put):
        world = put({"kind": "remove", "path": "actors.dor"})
        assert world.members("council") == ("ald", "bor", "cym")
        gone = differences(toy.world, world)
        assert {p for p in gone if p.count(".") == 1} == {
            "actors.dor",
            "memberships.league-dor",
            "memberships.council-dor",
            "positions.patrol-dor",
            "provisions.ships-dor",
            "stances.watch-dor",
            # Dorn's consent, grain and truce are no more.
            "commitments.aldan-escort",
            "parties.aldan-escort-debtor-ald",
            "parties.aldan-escort-creditor-cym",
            "parties.council-truce-watch-creditor-dor",
            "parties.dorn-grain-debtor-dor",
            "contingencies.truce",
            "contributions.council-dor",
            "confrontations.dorn-and-league",
            "confrontations.dorn-and-council",
            "satellites.veil",
            "sharings.veil-pictures",
            "holders.dorn-radars-dor",
            "migrations.dorn-ciphers",
            "goals.dorn-bells",
            # Its output, and what it is the rival of.
            "industries.shell-dor",
            "industries.charge-dor",
            "demands.league-shell",
            "licences.charge-in-dorn",
            "strengths.dor-sonar",
            "needs.dor-glass",
            "barriers.league-buys-at-home",
            "barriers.borean-glass-licence",
            "cooperations.glass-talks",
            "cooperations.sonar-sale",
            "exports.sonar-dor",
            "exports.glass-dor",
        }

    def test_where_names_the_rows_of_a_pattern(self, toy, put):
        world = put(
            {
                "kind": "remove",
                "path": "memberships.*",
                "where": {"framework": "league", "role": "member"},
                "expect": 2,
            }
        )
        assert world.members("league") == ("ald",)


class TestFormer:
    """Rows as they were, kept beside the world that answers rest on."""

    ROLE = "memberships.league-cym.role"

    def test_a_changed_row_is_kept_as_it_was_and_rests_on_the_change(self, toy, put):
        world = put({"kind": "set", "path": self.ROLE, "value": "observer"})
        now, was = world.versions("memberships", "league-cym")
        assert (now["role"], now["basis"]) == ("observer", f"r-league;{TEST_1}")
        assert (was["role"], was["basis"]) == ("member", TEST_1)
        assert toy.world.versions("memberships", "league-cym") == (
            toy.world.tables["memberships"]["league-cym"],
        )
        assert world.versions("memberships", "ghost") == ()

    def test_a_row_changed_twice_is_kept_as_it_was_at_first(self, put):
        world = put(
            {"kind": "set", "path": self.ROLE, "value": "observer"},
            {"kind": "set", "path": "memberships.league-cym.since", "value": "2012"},
            {"kind": "remove", "path": "memberships.league-cym"},
        )
        (was,) = world.versions("memberships", "league-cym")
        assert (was["role"], was["since"]) == ("member", "2010")
        assert was["basis"] == "scenario:test#1;scenario:test#2;scenario:test#3"

    def test_rows_that_went_along_are_kept_too(self, toy, put):
        world = put({"kind": "remove", "path": "actors.dor"})
        gone = {t: set(rows) for t, rows in world.former.items() if rows}
        assert gone["actors"] == {"dor"}
        assert gone["provisions"] == {"ships-dor"}
        assert set(world.ever("provisions")) == set(toy.world.tables["provisions"])
        assert "ships-dor" not in world.tables["provisions"]

    def test_figures_leave_no_row_behind(self, put):
        world = put({"kind": "scale", "path": "actors.ald.gdp", "factor": 2})
        assert not any(world.former.values())

    def test_a_row_not_in_force_on_the_day_is_not_kept_for_it(self, put):
        world = put({"kind": "remove", "path": "memberships.league-dor"})
        day = world.at(date(2015, 3, 1)).former["memberships"]
        assert set(day) == {"league-dor"}
        assert dict(world.at(date(2015, 2, 28)).former["memberships"]) == {}


MEMBER = {"framework": "league", "member": "dor", "role": "member"}


class TestAdd:
    def test_a_row_is_added_with_its_cells_and_figures(self, toy, put):
        world = put(
            {
                "kind": "add",
                "path": "provisions.radars-bor",
                "cells": {
                    "actor": "bor",
                    "capability": "radars",
                    "name_en": "Borea's radars",
                    "name_ja": "ボレアのレーダー",
                },
                "figures": {
                    "amount": {"value": 3, "year": 2031},
                    "committed_share": {
                        "value": 0.5,
                        "low": 0.2,
                        "high": 0.8,
                        "distribution": "pert",
                    },
                },
            }
        )
        assert differences(toy.world, world) == {
            "provisions.radars-bor",
            "provisions.radars-bor.amount@2031",
            "provisions.radars-bor.committed_share",
        }
        row = world.tables["provisions"]["radars-bor"]
        assert (row["provision"], row["basis"]) == ("radars-bor", TEST_1)
        share = world.figures["provisions.radars-bor.committed_share"]
        assert (share.low, share.high, share.unit) == (0.2, 0.8, "share")
        assert share.basis == (TEST_1,)

    def test_cells_not_given_are_empty(self, toy, put):
        path = "memberships.league-dor-2"
        world = put({"kind": "add", "path": path, "cells": MEMBER})
        row = world.tables["memberships"]["league-dor-2"]
        assert (row["since"], row["until"]) == ("", "")
        assert world.members("league") == ("ald", "bor", "cym", "dor")


def test_changes_apply_in_order(toy, put):
    scale = {"kind": "scale", "path": "actors.ald.gdp", "factor": 2}
    ten = {"kind": "set", "path": "actors.ald.gdp", "value": 10}
    first = put(ten, scale)
    assert first.figures["actors.ald.gdp"].value == 20.0
    assert put(scale, ten).figures["actors.ald.gdp"].value == 10.0


def test_a_change_may_build_on_the_row_that_one_before_it_added(put):
    world = put(
        {"kind": "add", "path": "memberships.again", "cells": MEMBER},
        {"kind": "set", "path": "memberships.again.role", "value": "guest"},
        {"kind": "remove", "path": "memberships.again"},
        {"kind": "remove", "path": "memberships.league-dor"},
    )
    assert "again" not in world.tables["memberships"]


def test_a_scenario_without_changes_is_the_baseline(toy):
    assert apply(scenario(), toy.world, toy.ledger) is toy.world


def test_the_toys_scenario_takes_aldan_out_and_adds_to_borea(toy):
    world = toy.worlds(["aldan-leaves"])["aldan-leaves"]
    assert differences(toy.world, world) == {
        "memberships.league-ald",
        "provisions.ships-bor.amount@2030",
    }
    assert world.figures["provisions.ships-bor.amount@2030"].basis == (
        "r-ships",
        "scenario:aldan-leaves#2",
    )


# With factors below one, every figure stays within what the dictionary allows.
PLACES = (
    "actors.ald.population",
    "actors.bor.gdp",
    "rules.league-weighted.weight_share",
    "positions.patrol-ald.support",
    "positions.patrol-cym.support",
    "requirements.league-ships.required_amount",
    "provisions.ships-ald.amount",
    "provisions.ships-bor.amount",
    "provisions.ships-dor.committed_share",
)
factors = st.floats(0.01, 0.99)


def unfounded(world: World) -> World:
    """The world without bases, which tell the order of changes."""
    tables = {
        table: {key: {**row, "basis": ""} for key, row in rows.items()}
        for table, rows in world.tables.items()
    }
    figures = [replace(f, basis=()) for f in world.figures.values()]
    return world.with_content(tables, figures)


@st.composite
def change(draw, path: str) -> dict:
    factor = draw(factors)
    if draw(st.booleans()):
        return {"kind": "scale", "path": path, "factor": factor}
    return {"kind": "set", "path": path, "value": factor}


@given(
    st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True), st.data()
)
def test_changes_on_disjoint_paths_commute(toy, paths, data):
    changes = [data.draw(change(path)) for path in paths]
    there = apply(scenario(*changes), toy.world, toy.ledger)
    back = apply(scenario(*changes[::-1]), toy.world, toy.ledger)
    assert unfounded(there).id == unfounded(back).id
    assert unfounded(there).id != unfounded(toy.world).id


@given(st.sampled_from(PLACES), factors)
def test_scaling_scales_value_and_range_and_nothing_else(toy, path, factor):
    before = toy.world.id
    step = {"kind": "scale", "path": path, "factor": factor}
    world = apply(scenario(step), toy.world, toy.ledger)
    table, row, field = path.split(".")
    for old in toy.world.figures.values():
        new = world.figures[old.path]
        if (old.table, old.row, old.field) != (table, row, field):
            assert new is old
            continue
        for name in ("value", "low", "high"):
            number = getattr(old, name)
            scaled = None if number is None else number * factor
            assert getattr(new, name) == scaled
        assert new.basis == (*old.basis, TEST_1)
    assert toy.world.id == before


@pytest.mark.parametrize("table", ["actors", "frameworks", "proposals", "provisions"])
def test_after_a_removal_nothing_refers_to_what_is_gone(toy, put, table):
    # `apply` ends with the checks of any world, dangling references among them.
    world = put({"kind": "remove", "path": f"{table}.*"})
    assert dict(world.tables[table]) == {}
    assert world.figures.keys() < toy.world.figures.keys()
    assert all(f.row in world.tables[f.table] for f in world.figures.values())
