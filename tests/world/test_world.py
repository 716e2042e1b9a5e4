"""The World: frozen, named by its content, as it stands on a day."""

import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

import ishizue
from ishizue.scenarios import apply
from ishizue.world import World
from ishizue.world.world import first_day
from toys import changed, scenario


def rows(world, table):
    return set(world.tables[table])


def test_a_world_cannot_be_changed_in_place(toy):
    world = toy.world
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'tables'"):
        world.tables = {}
    with pytest.raises(TypeError, match="does not support item assignment"):
        world.tables["actors"] = {}
    with pytest.raises(TypeError, match="does not support item assignment"):
        world.tables["actors"]["eld"] = {}
    with pytest.raises(TypeError, match="does not support item assignment"):
        world.tables["actors"]["ald"]["name_en"] = "Elden"
    with pytest.raises(TypeError, match="does not support item deletion"):
        del world.figures["actors.ald.gdp"]
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'value'"):
        world.figures["actors.ald.gdp"].value = 0.0


def test_later_changes_to_what_a_world_was_made_of_do_not_reach_it(toy):
    tables = {
        t: {k: dict(r) for k, r in x.items()} for t, x in toy.world.tables.items()
    }
    world = World.of(tables, toy.world.figures.values())
    before = world.id
    tables["actors"]["ald"]["name_en"] = "Elden"
    del tables["memberships"]["league-ald"]
    assert World.of(world.tables, world.figures.values()).id == before
    assert world.tables["actors"]["ald"]["name_en"] == "Aldan"
    assert "league-ald" in world.tables["memberships"]


def test_a_table_handed_out_is_a_copy(toy):
    frame = toy.world.table("actors")
    frame.loc["ald", "name_en"] = "Elden"
    assert toy.world.table("actors").loc["ald", "name_en"] == "Aldan"
    assert list(toy.world.table("technologies").columns) == [
        "name_en",
        "name_ja",
        "basis",
    ]


def test_reading_a_study_again_gives_the_same_world(toy, toy_folder):
    again = ishizue.open(toy_folder).world
    assert again == toy.world
    assert again.id == toy.world.id
    assert again.id.startswith("w-")


def test_the_order_of_figures_is_not_part_of_a_world_s_name(toy):
    backwards = toy.world.with_content(figures=[*toy.world.figures.values()][::-1])
    assert backwards.id == toy.world.id


@pytest.mark.parametrize(
    "edit",
    [
        {"value": 101.0},
        {"low": 90.0, "high": 110.0, "distribution": "uniform"},
        {"basis": ("r-recalled",)},
        {"unit": "EUR bn"},
    ],
)
def test_every_part_of_a_figure_is_part_of_the_world_s_name(toy, edit):
    figure = replace(toy.world.figures["actors.ald.gdp"], **edit)
    figures = {**toy.world.figures, figure.path: figure}
    assert toy.world.with_content(figures=figures.values()).id != toy.world.id


def test_every_cell_is_part_of_the_world_s_name(toy):
    for table, known in toy.world.tables.items():
        for key, row in known.items():
            for column in row:
                cells = {**row, column: row[column] + "x"}
                tables = {**toy.world.tables, table: {**known, key: cells}}
                assert toy.world.with_content(tables=tables).id != toy.world.id


def test_a_world_survives_the_way_to_a_worker(toy):
    world = pickle.loads(pickle.dumps(toy.world))
    assert world == toy.world
    assert world.id == toy.world.id
    assert list(world.figures) == list(toy.world.figures)
    with pytest.raises(TypeError, match="does not support item assignment"):
        world.tables["actors"] = {}


def test_what_was_before_a_scenario_travels_along_and_is_no_part_of_the_name(toy):
    world = toy.worlds(["aldan-leaves"])["aldan-leaves"]
    assert set(world.former["memberships"]) == {"league-ald"}
    assert pickle.loads(pickle.dumps(world)).former == world.former
    bare = world.with_content(former={})
    assert bare.id == world.id
    assert bare == world
    assert not bare.former
    with pytest.raises(TypeError, match="does not support item assignment"):
        world.former["memberships"]["league-ald"] = {}


@pytest.mark.parametrize(
    ("stated", "day"),
    [("2010", (2010, 1, 1)), ("2010-06", (2010, 6, 1)), ("2010-06-15", (2010, 6, 15))],
)
def test_a_date_without_a_day_means_its_first(stated, day):
    assert first_day(stated) == date(*day)


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(2001, 5, 1), {"ald", "bor"}),
        (date(2009, 12, 31), {"ald", "bor"}),
        (date(2010, 1, 1), {"ald", "bor", "cym"}),  # since 2010
        (date(2030, 1, 1), {"ald", "bor", "cym"}),
    ],
)
def test_members_join_on_the_first_day_their_date_can_mean(toy, day, members):
    assert set(toy.world.at(day).members("league")) == members


def test_an_observer_since_a_month_is_there_from_its_first_day(toy):
    assert "league-dor" not in toy.world.at(date(2015, 2, 28)).tables["memberships"]
    assert "league-dor" in toy.world.at(date(2015, 3, 1)).tables["memberships"]


def test_a_row_is_gone_on_the_day_it_ends(toy):
    until = {"kind": "set", "path": "memberships.league-cym.until", "value": "2030-06"}
    world = apply(scenario(until), toy.world, toy.ledger)
    assert world.at(date(2030, 5, 31)).members("league") == ("ald", "bor", "cym")
    assert world.at(date(2030, 6, 1)).members("league") == ("ald", "bor")


def test_what_refers_to_a_row_not_in_force_goes_with_it_and_its_figures_too(toy):
    # The Council, and its parent the League, are not yet in being.
    before = toy.world.at(date(2000, 1, 1))
    for table in ("frameworks", "memberships", "rules", "motions", "requirements"):
        assert rows(before, table) == set(), table
    assert {f.table for f in before.figures.values()} == {
        "actors",
        "impacts",
        "industries",
        "inputs",
        "issues",
        "licences",
        "positions",
        "postures",
        "products",
        "provisions",
        "stances",
    }
    # The League is in being, the Council is not.
    between = toy.world.at(date(2019, 12, 31))
    assert rows(between, "frameworks") == {"league"}
    assert rows(between, "rules") == {"league-consensus", "league-weighted"}
    assert rows(between, "motions") == {"patrol-consensus", "patrol-weighted"}
    assert rows(between, "requirements") == {"league-ships", "league-radars"}
    assert "rules.council-opt-in.count_needed" not in between.figures
    assert "requirements.council-ships.required_amount@2030" not in between.figures
    assert rows(between, "positions") == rows(toy.world, "positions")


def part(name, parent):
    """A change that adds a framework to another."""
    cells = {"name_en": name, "name_ja": name, "kind": "coalition", "parent": parent}
    return {"kind": "add", "path": f"frameworks.{name}", "cells": cells}


def test_a_chain_of_references_is_followed_to_its_end(toy):
    chain = (part("committee", "council"), part("panel", "committee"))
    world = apply(scenario(*chain), toy.world, toy.ledger)
    everything = {"league", "council", "committee", "panel"}
    assert rows(world.at(date(2020, 1, 1)), "frameworks") == everything
    # Before the Council there is no Committee of it, and so no panel of that.
    assert rows(world.at(date(2019, 12, 31)), "frameworks") == {"league"}
    gone = scenario(*chain, {"kind": "remove", "path": "frameworks.league"})
    assert rows(apply(gone, toy.world, toy.ledger), "frameworks") == set()


def test_dated_figures_of_rows_in_force_are_kept_whatever_their_year(toy):
    early = toy.world.at(date(2020, 1, 1))
    assert "provisions.ships-ald.amount@2032" in early.figures


def test_taking_a_world_at_a_day_twice_changes_nothing(toy):
    once = toy.world.at(date(2019, 12, 31))
    assert once.at(date(2019, 12, 31)).id == once.id
    assert toy.world.at(date(2030, 1, 1)).id == toy.world.id


def test_a_framework_that_is_a_member_brings_its_members(toy):
    assert toy.world.members("league") == ("ald", "bor", "cym")
    assert toy.world.members("council") == ("ald", "bor", "cym", "dor")


def test_observers_are_members_only_where_asked_for(toy):
    assert toy.world.members("league", roles=("observer",)) == ("dor",)
    assert toy.world.members("league", roles=("chair",)) == ("ald",)


def test_an_actor_that_belongs_twice_is_a_member_once(toy):
    twice = {
        "kind": "add",
        "path": "memberships.council-ald",
        "cells": {"framework": "council", "member": "ald", "role": "member"},
    }
    assert changed(toy, twice).members("council") == ("ald", "bor", "cym", "dor")


def test_a_framework_without_members_brings_nobody(toy):
    empty = {
        "kind": "remove",
        "path": "memberships.*",
        "where": {"framework": "league"},
    }
    assert changed(toy, empty).members("council") == ("dor",)
    assert changed(toy, empty).members("league") == ()


def test_figures_of_a_field_come_in_order_of_year(toy):
    backwards = toy.world.with_content(figures=[*toy.world.figures.values()][::-1])
    found = backwards.figures_of("ships-ald", table="provisions", field="amount")
    assert [(f.year, f.value) for f in found] == [(2030, 10.0), (2032, 16.0)]
    assert backwards.figures_of("ghost", table="provisions", field="amount") == ()


def test_a_figure_names_its_place(toy):
    figure = toy.world.figures["provisions.ships-ald.amount@2032"]
    assert (figure.table, figure.row, figure.field) == (
        "provisions",
        "ships-ald",
        "amount",
    )
    assert figure.is_exact
    assert not toy.world.figures["provisions.ships-bor.amount@2030"].is_exact
    assert all(path == figure.path for path, figure in toy.world.figures.items())
