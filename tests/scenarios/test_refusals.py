"""Scenarios that cannot be applied: every refusal, in the words a user reads."""

import pytest

from ishizue.errors import CheckFailed, ScenarioError
from ishizue.scenarios import apply
from toys import scenario

ALD = {"kind": "set", "path": "actors.ald.gdp", "value": 1}
ROW = {"kind": "add", "path": "proposals.trade"}
REFUSED = {
    "an unknown table": (
        {**ALD, "path": "actor.ald.gdp"},
        "'actor' is not a table. Fix: The tables are: actors, frameworks",
    ),
    "an unknown table to remove from": (
        {"kind": "remove", "path": "actor.ald"},
        "'actor' is not a table",
    ),
    "an unknown table to add to": (
        {"kind": "add", "path": "actor.eld", "cells": {}},
        "'actor' is not a table",
    ),
    "a path too short": (
        {**ALD, "path": "actors.gdp"},
        "'actors.gdp' is not a path. Fix: Write table.row.field",
    ),
    "a path too long": (
        {**ALD, "path": "actors.ald.gdp.2030"},
        "'actors.ald.gdp.2030' is not a path",
    ),
    "an unknown field": (
        {**ALD, "path": "actors.ald.gpd"},
        "'gpd' is not a field of 'actors' that can be changed. Fix: They are: name_en",
    ),
    "a key": (
        {**ALD, "path": "actors.ald.actor", "value": "eld"},
        "'actor' is not a field of 'actors' that can be changed",
    ),
    "a basis": (
        {**ALD, "path": "actors.ald.basis", "value": "r-league"},
        "'basis' is not a field of 'actors' that can be changed",
    ),
    "an unknown row": (
        {**ALD, "path": "actors.eld.gdp"},
        "'eld' is not a row of 'actors'. Fix: Correct the path",
    ),
    "an unknown row to remove": (
        {"kind": "remove", "path": "actors.eld"},
        "'eld' is not a row of 'actors'",
    ),
    "an unknown column": (
        {**ALD, "path": "actors.*.gdp", "where": {"continent": "europe"}},
        "'where' names 'continent', not a column of 'actors'. Fix: The columns are: actor",
    ),
    "a pattern without a match": (
        {**ALD, "path": "actors.*.gdp", "where": {"region": "africa"}},
        "no row of 'actors' matches. Fix: Correct path or where",
    ),
    "a row that is not as 'where' says": (
        {**ALD, "where": {"region": "africa"}},
        "no row of 'actors' matches",
    ),
    "a figure set to what it is": (
        {**ALD, "value": 100},
        "has no effect. Fix: Take it out, or change its value",
    ),
    "a cell set to what it is": (
        {**ALD, "path": "actors.ald.region", "value": "europe"},
        "has no effect",
    ),
    "a factor of one": (
        {"kind": "scale", "path": "actors.*.gdp", "factor": 1},
        "has no effect",
    ),
    "nothing scaled": (
        {"kind": "scale", "path": "actors.ald.warheads", "factor": 2},
        "finds no figure to scale. Fix: Correct the path",
    ),
    "a cell scaled": (
        {"kind": "scale", "path": "actors.ald.region", "factor": 2},
        "region is not a number. Fix: Scale figures only",
    ),
    "a word for a number": (
        {**ALD, "value": "much"},
        "value 'much' is not a number. Fix: Write a number",
    ),
    "a range for a cell": (
        {**ALD, "path": "actors.ald.region", "value": "africa", "year": 2031},
        "'year' is given, and 'region' is a text. Fix: Take it out",
    ),
    "a moved figure": (
        {**ALD, "expect": 90},
        "expected 90.0, found 100.0. Fix: Look at what moved the baseline",
    ),
    "a moved cell": (
        {**ALD, "path": "actors.ald.region", "value": "africa", "expect": "eurasia"},
        "expected 'eurasia', found 'europe'",
    ),
    "another number of rows": (
        {"kind": "remove", "path": "actors.*", "expect": 3},
        "expected 3.0, found 4",
    ),
    "another number of figures": (
        {"kind": "scale", "path": "provisions.*.amount", "factor": 2, "expect": 5},
        "expected 5.0, found 6",
    ),
    "an expected figure that is not there": (
        {**ALD, "path": "actors.ald.warheads", "expect": 0},
        "'expect' needs one figure, the path finds 0",
    ),
    "one expected figure of two": (
        {**ALD, "path": "provisions.ships-ald.amount", "expect": 10},
        "'expect' needs one figure, the path finds 2. Fix: Give the year",
    ),
    "a key that is none": (
        {"kind": "add", "path": "actors.Eld Land", "cells": {}},
        "'Eld Land' is not a key. Fix: Write table.new-row",
    ),
    "no key": ({"kind": "add", "path": "actors", "cells": {}}, "'' is not a key"),
    "a row that is there": (
        {"kind": "add", "path": "actors.ald", "cells": {}},
        "'ald' is already a row of 'actors'. Fix: Use 'set'",
    ),
    "an unknown cell": (
        {**ROW, "cells": {"name": "Trade"}},
        "'name' cannot be given. Fix: They are: name_en, name_ja",
    ),
    "a figure among cells": (
        {**ROW, "path": "actors.eld", "cells": {"gdp": "1"}},
        "'gdp' cannot be given",
    ),
    "an unknown figure": (
        {**ROW, "cells": {}, "figures": {"support": {"value": 1}}},
        "'support' cannot be given",
    ),
    "an expectation of nothing": (
        {**ROW, "cells": {}, "expect": 1},
        "'expect' finds nothing before a row is added. Fix: Take it out",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_change_that_cannot_be_meant_is_refused(toy, case):
    change, words = REFUSED[case]
    before = toy.world.id
    with pytest.raises(ScenarioError, match="scenario 'test', change 2: ") as raised:
        # The number of the change is told, so one that is fine stands before it.
        apply(
            scenario({"kind": "scale", "path": "actors.dor.gdp", "factor": 2}, change),
            toy.world,
            toy.ledger,
        )
    assert words in str(raised.value)
    assert str(raised.value).endswith(".")
    assert toy.world.id == before


HOLES = {
    "an impossible value": (
        {**ALD, "value": -1},
        "value -1 lies outside 0.001 to 100000",
    ),
    "an infinite value": ({**ALD, "value": float("inf")}, "value inf lies outside"),
    "no value": ({**ALD, "value": float("nan")}, "value nan lies outside"),
    "a range without its value": (
        {**ALD, "low": 2, "high": 3, "distribution": "uniform"},
        "range 2 to 3 does not hold 1",
    ),
    "an unknown distribution": (
        {**ALD, "low": 0, "high": 3, "distribution": "even"},
        "distribution 'even' is unknown",
    ),
    "a year that is not asked for": ({**ALD, "year": 2031}, "has the year 2031"),
    "a member that is none": (
        {**ALD, "path": "memberships.league-ald.member", "value": "eld"},
        "member 'eld' is not a row of actors or frameworks",
    ),
    "a date that is none": (
        {**ALD, "path": "memberships.league-ald.until", "value": "soon"},
        "until 'soon' is not a date",
    ),
    "a cell emptied": (
        {**ALD, "path": "actors.ald.name_en", "value": ""},
        "name_en is empty",
    ),
    "a row without its cells": ({**ROW, "cells": {}}, "name_en is empty"),
    "an actor without its figures": (
        {
            "kind": "add",
            "path": "actors.eld",
            "cells": {
                "name_en": "Elden",
                "name_ja": "エルデン",
                "kind": "state",
                "region": "europe",
            },
        },
        "actors.eld: has no figure 'population'",
    ),
    "a circle of memberships": (
        {
            "kind": "add",
            "path": "memberships.league-council",
            "cells": {"framework": "league", "member": "council", "role": "member"},
        },
        "closes the cycle",
    ),
    "a probability scaled beyond one": (
        {"kind": "scale", "path": "positions.patrol-cym.support", "factor": 3},
        "value 1.5 lies outside 0 to 1",
    ),
}


@pytest.mark.parametrize("case", HOLES)
def test_a_changed_world_must_pass_the_checks_of_any_world(toy, case):
    change, words = HOLES[case]
    with pytest.raises(CheckFailed, match="scenario 'test': ") as raised:
        apply(scenario(change), toy.world, toy.ledger)
    assert words in str(raised.value)


def test_a_dated_field_given_no_year_where_none_is_stated_is_refused(toy):
    add = {
        "kind": "add",
        "path": "provisions.radars-bor",
        "cells": {
            "actor": "bor",
            "capability": "radars",
            "name_en": "Radars",
            "name_ja": "レーダー",
        },
    }
    value = {"kind": "set", "path": "provisions.radars-bor.amount", "value": 1}
    with pytest.raises(CheckFailed, match=r"radars-bor\.amount: has no year"):
        apply(scenario(add, value), toy.world, toy.ledger)
