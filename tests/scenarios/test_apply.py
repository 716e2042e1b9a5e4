"""Scenarios: what sets, scales and adds, by hand, and in what order."""

from dataclasses import replace

from ishizue.scenarios import apply
from toys import differences, scenario

TEST_1 = "scenario:test#1"


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
