"""Scenarios that take out: what goes along, and what is remembered of it."""

from datetime import date

import pytest

from toys import differences

TEST_1 = "scenario:test#1"


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


@pytest.mark.parametrize("table", ["actors", "frameworks", "proposals", "provisions"])
def test_after_a_removal_nothing_refers_to_what_is_gone(toy, put, table):
    # `apply` ends with the checks of any world, dangling references among them.
    world = put({"kind": "remove", "path": f"{table}.*"})
    assert dict(world.tables[table]) == {}
    assert world.figures.keys() < toy.world.figures.keys()
    assert all(f.row in world.tables[f.table] for f in world.figures.values())
