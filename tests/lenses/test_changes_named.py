"""An answer that moves with a row, or with a scenario's change, names it."""

import pytest

from ishizue.lenses.trace import trace
from ishizue.scenarios import apply
from lenses.perturbed import answers, moved, unnamed
from toys import changed, scenario


@pytest.mark.parametrize("table", ["memberships", "provisions"])
def test_no_answer_moves_with_a_row_it_does_not_name(toy, table):
    # One vote is enough, so that the Council can act without the League.
    one = {"kind": "set", "path": "rules.council-opt-in.count_needed", "value": 1}
    world = changed(toy, one)
    before = answers(toy, world)
    total, silent = 0, []
    for row in world.tables[table]:
        out = scenario({"kind": "remove", "path": f"{table}.{row}"})
        after = answers(toy, apply(out, world, toy.ledger))
        count, missing = unnamed(world, before, after, f"{table}.{row}")
        total += count
        silent += missing
    assert silent == []
    assert total > 20


def cell(path: str, value: str) -> dict:
    return {"kind": "set", "path": path, "value": value}


CHANGES = {
    "a figure scaled": {
        "kind": "scale",
        "path": "provisions.ships-bor.amount",
        "factor": 1.5,
    },
    "a figure given": {
        "kind": "set",
        "path": "provisions.ships-cym.unit_weight",
        "value": 0.5,
    },
    "a member gone": {"kind": "remove", "path": "memberships.league-ald"},
    "a provision gone": {"kind": "remove", "path": "provisions.ships-cym"},
    "an actor gone": {"kind": "remove", "path": "actors.dor"},
    "a member come": {
        "kind": "add",
        "path": "memberships.league-dor-2",
        "cells": {"framework": "league", "member": "dor", "role": "member"},
    },
    "a member that was an observer": cell("memberships.league-dor.role", "member"),
    "an observer that was a member": cell("memberships.league-cym.role", "observer"),
    "a membership that has ended": cell("memberships.league-cym.until", "2029"),
    "a membership to come": cell("memberships.league-cym.since", "2031"),
    "a member elsewhere": cell("memberships.council-dor.framework", "league"),
    "a provision of another": cell("provisions.ships-cym.actor", "bor"),
    "a provision to another end": cell("provisions.ships-cym.capability", "radars"),
    "another form of rule": cell("rules.league-weighted.form", "consensus"),
    "another weight": cell("rules.league-weighted.weight", "none"),
    "another rule": cell("motions.patrol-opt-in.rule", "league-consensus"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_a_scenario_moves_rests_on_the_change_that_moved_it(toy, case):
    change = scenario(CHANGES[case])
    world = apply(change, toy.world, toy.ledger).at(toy.settings.as_of)
    before = answers(toy, toy.world.at(toy.settings.as_of))
    cells = list(moved(before, answers(toy, world)))
    assert cells
    for lens, outcome, selection in cells:
        supports = trace(
            f"{lens}.{outcome}", selection, world, toy.ledger, {"test": change}
        )
        named = {source.id for support in supports for source in support.sources}
        assert "scenario:test#1" in named, f"{lens}.{outcome} {selection}"
