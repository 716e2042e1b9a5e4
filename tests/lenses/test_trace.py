"""Every answer names what it rests on: all of it, down to a place in a document."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import ishizue
from ishizue.ensembles import Draws
from ishizue.errors import LensError
from ishizue.lenses import LENSES, evaluate, lens_named
from ishizue.lenses.trace import places, trace
from ishizue.pipeline import Study
from ishizue.scenarios import apply
from ishizue.schema import dictionary
from ishizue.world import Figure, World
from toys import changed, scenario

OUTCOMES = [(lens.name, outcome) for lens in LENSES for outcome in lens.writes]


def answers(study: Study, world: World) -> dict[str, xr.Dataset]:
    return evaluate(world, LENSES, study.settings.years, Draws(0, 0, 8))


def moved(
    before: dict[str, xr.Dataset], after: dict[str, xr.Dataset]
) -> Iterator[tuple[str, str, dict]]:
    """Lens, outcome and selection of every cell that differs in some draw."""
    for lens, outcome in OUTCOMES:
        old, new = before[lens][outcome], after[lens][outcome]
        if old.equals(new):
            continue
        old, new = xr.align(old, new, join="inner")
        differs = (old != new).any("draw")
        for place in np.argwhere(differs.values):
            cell = differs[tuple(place)]
            yield lens, outcome, {d: cell[d].item() for d in differs.dims}


def unnamed(
    world: World,
    before: dict[str, xr.Dataset],
    after: dict[str, xr.Dataset],
    path: str,
) -> tuple[int, list[str]]:
    """How many cells moved, and those of them that do not name the path."""
    cells = list(moved(before, after))
    silent = [
        f"{lens}.{outcome} {selection} moves with {path}"
        for lens, outcome, selection in cells
        if path not in lens_named(lens).behind(world, outcome, selection)
    ]
    return len(cells), silent


def scaled(figure: Figure, factor: float) -> Figure:
    ends = {
        end: None if number is None else number * factor
        for end, number in (("low", figure.low), ("high", figure.high))
    }
    return replace(figure, value=figure.value * factor, **ends)


def scaled_within_bounds(figure: Figure) -> Iterator[Figure]:
    """The figure a tenth higher, where it may be, and at half."""
    field = dictionary().figure(figure.field)
    for factor in (1.1, 0.5):
        if max(figure.value, figure.high or 0) * factor <= field.high:
            yield scaled(figure, factor)


def perturb(study: Study, world: World, paths: Iterable[str]) -> dict[str, int]:
    """Cells each figure moves; every one of them must name the figure."""
    before = answers(study, world)
    counts, silent = {}, []
    for path in paths:
        counts[path] = 0
        for other in scaled_within_bounds(world.figures[path]):
            figures = {**world.figures, path: other}
            after = answers(study, world.with_content(figures=figures.values()))
            found, missing = unnamed(world, before, after, path)
            counts[path] += found
            silent += missing
    assert silent == []
    return counts


# An observer's people weigh nothing, and a tenth more or half as many in Borea or Cymra
# make and break no majority. Of three members, 55 % are
# two as half of them are; of two members, 25 % are one.
# Nothing calls on Dorn, which owes grain whatever happens. Half of no brinkmanship is
# none, and so is half of no money; without, nothing is built. Rockets are made again
# sooner than charges, and charges made in Dorn are not worth their while at half the
# price or of another size; the barrier in Borea is none.
STILL = {
    "products.rocket.recovery",
    "licences.charge-in-dorn.licence_capacity",
    "licences.charge-in-dorn.licence_cost",
    "licences.charge-bor.licence_barrier",
    *(f"budgets.league-{year}.funds" for year in range(2030, 2034)),
    "budgets.council-2030.funds",
    "roadmaps.league-roadmap.discount_rate",
    *(
        f"projects.{project}.{field}"
        for project in ("mast-works", "radar-chain", "dorn-radars")
        for field in ("cost", "duration", "gain")
        if (project, field) != ("mast-works", "gain")
    ),
    *(
        f"holders.{holder}.gain_share"
        for holder in ("radar-chain-bor", "radar-chain-cym", "dorn-radars-dor")
    ),
    *(f"goals.dorn-bells.{field}" for field in ("goal_level", "momentum")),
    "postures.minimal.brinkmanship",
    "actors.dor.personnel",
    "commitments.dorn-grain.binding_level",
    *(f"actors.{actor}.population" for actor in ("bor", "cym", "dor")),
    "rules.league-weighted.count_share",
}


def test_no_answer_moves_with_a_figure_it_does_not_name(toy):
    world = toy.world.at(toy.settings.as_of)
    counts = perturb(toy, world, world.figures)
    assert {path for path, count in counts.items() if count == 0} == STILL
    assert counts["provisions.ships-bor.amount@2030"] > 20


def test_no_answer_moves_with_a_figure_of_a_roadmap_it_does_not_name(toy):
    money = [
        {"kind": "set", "path": f"budgets.league-{year}.funds", "value": funds}
        for year, funds in ((2030, 2), (2031, 2), (2032, 3))
    ]
    world = changed(toy, *money)
    tables = ("projects", "holders", "budgets", "roadmaps")
    paths = [p for p, figure in world.figures.items() if figure.table in tables]
    paths += ["requirements.league-radars.required_amount@2030"]
    paths += ["provisions.radars-ald.amount@2030"]
    counts = perturb(toy, world, paths)
    # Nothing is due in 2033, and the Council has no money.
    assert {path for path, count in counts.items() if count == 0} == {
        "budgets.league-2033.funds",
        "budgets.council-2030.funds",
        "projects.dorn-radars.cost",
        "projects.dorn-radars.duration",
        "projects.dorn-radars.gain",
        "holders.dorn-radars-dor.gain_share",
    }


def test_no_answer_of_a_scenario_moves_with_a_figure_it_does_not_name(toy):
    world = toy.worlds(["aldan-leaves"])["aldan-leaves"]
    counts = perturb(toy, world, world.figures)
    assert counts["provisions.ships-bor.amount@2030"] > 20
    # What Aldan has is of no account any more, but for its own word to Cymra, what it is
    # good at and lacks, and what the League would gain if it came back with its charges.
    told = {path: count for path, count in counts.items() if "ald" in path}
    assert {path for path, count in told.items() if count} == {
        "actors.ald.defence_spend",
        "actors.ald.personnel",
        "industries.charge-ald.output@2030",
        "commitments.aldan-escort.binding_level",
        "needs.ald-glass.need_level",
        "strengths.ald-sonar.strength_level",
    }


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


def test_what_a_scenario_takes_out_is_named_and_told_apart(toy):
    world = toy.worlds(["aldan-leaves"])["aldan-leaves"]
    supports = {
        support.path: support
        for support in trace(
            "capability.coverage",
            {"requirement": "league-ships"},
            world,
            toy.ledger,
            toy.scenarios,
        )
    }
    gone = supports["memberships.league-ald"]
    assert gone.taken_out
    assert [s.id for s in gone.sources] == ["scenario:aldan-leaves#1"]
    assert gone.sources[0].text["en"] == "Aldan withdraws from the League."
    assert [p for p, s in supports.items() if s.taken_out] == ["memberships.league-ald"]
    # What Aldan would have brought is not counted, and so not named.
    assert "provisions.ships-ald.amount@2030" not in supports


def test_frameworks_turned_round_are_traced_to_an_end(toy):
    turned = scenario(
        {"kind": "remove", "path": "memberships.council-league"},
        {"kind": "set", "path": "rules.council-opt-in.count_needed", "value": 1},
        {
            "kind": "add",
            "path": "memberships.league-council",
            "cells": {"framework": "league", "member": "council", "role": "member"},
        },
    )
    world = apply(turned, toy.world, toy.ledger).at(toy.settings.as_of)
    assert world.members("league") == ("ald", "bor", "cym", "dor")
    behind = lens_named("capability").behind
    league = behind(world, "coverage", {"requirement": "league-ships"})
    council = behind(world, "coverage", {"requirement": "council-ships"})
    for paths in (league, council):
        assert len(set(paths)) == len(paths)
        assert "memberships.council-dor" in paths
    assert "memberships.league-council" in league
    assert "provisions.ships-dor.amount@2030" in league


@pytest.mark.real
def test_no_answer_of_the_bundled_study_moves_with_a_figure_it_does_not_name():
    folder = Path(ishizue.__file__).parent / "studies" / "europe"
    study = ishizue.open(folder)
    world = study.world.at(study.settings.as_of)
    read = {path for lens in LENSES for path in lens.reads}
    paths = [p for p, f in world.figures.items() if f"{f.table}.{f.field}" in read]
    counts = perturb(study, world, paths[:: max(1, len(paths) // 8)])
    assert sum(counts.values()) > 100


@pytest.mark.parametrize(("lens", "outcome"), OUTCOMES)
def test_a_wider_selection_rests_on_all_that_the_narrower_ones_do(toy, lens, outcome):
    world = toy.world.at(toy.settings.as_of)
    whole = set(lens_named(lens).behind(world, outcome, {}))
    if not lens_named(lens).writes[outcome].dims:
        assert whole
        return
    first = lens_named(lens).writes[outcome].dims[0]
    rows = next(
        world.tables[table.name] for table in dictionary() if table.key == first
    )
    parts = [set(lens_named(lens).behind(world, outcome, {first: r})) for r in rows]
    assert whole == set().union(*parts)
    assert all(parts)
    # Where any development drifts rests on all there are, and a plan is one for all.
    one = lens == "drift" or lens_named(lens).plan is not None
    assert one or all(len(part) < len(whole) for part in parts)


def test_coverage_rests_on_the_providers_and_what_is_stated_up_to_the_year(toy):
    behind = set(
        lens_named("capability").behind(
            toy.world, "coverage", {"requirement": "league-ships", "year": 2031}
        )
    )
    assert behind == {
        "requirements.league-ships",
        "requirements.league-ships.required_amount@2030",
        "provisions.ships-ald",
        "provisions.ships-ald.amount@2030",
        "provisions.ships-ald.committed_share",
        "provisions.ships-ald.slip",
        "provisions.ships-bor",
        "provisions.ships-bor.amount@2030",
        "provisions.ships-bor.committed_share",
        "provisions.ships-cym",
        "provisions.ships-cym.amount@2030",
        "provisions.ships-cym.committed_share",
        "memberships.league-ald",
        "memberships.league-bor",
        "memberships.league-cym",
    }


def test_adoption_rests_on_the_rule_the_members_and_their_positions(toy):
    behind = lens_named("decision").behind
    consensus = set(behind(toy.world, "adoption", {"motion": "patrol-consensus"}))
    assert consensus == {
        "motions.patrol-consensus",
        "rules.league-consensus",
        *(f"memberships.league-{a}" for a in ("ald", "bor", "cym")),
        *(f"positions.patrol-{a}" for a in ("ald", "bor", "cym")),
        *(f"positions.patrol-{a}.support" for a in ("ald", "bor", "cym")),
    }
    weighted = set(behind(toy.world, "adoption", {"rule": "league-weighted"}))
    assert {"actors.ald.population", "rules.league-weighted.weight_share"} <= weighted
    opt_in = set(behind(toy.world, "act", {"framework": "council"}))
    assert {"memberships.council-league", "memberships.league-ald"} <= opt_in
    assert "rules.council-opt-in.count_needed" in opt_in


def test_the_places_behind_an_answer_are_those_of_its_claims(toy):
    world = toy.worlds(["aldan-leaves"])["aldan-leaves"]
    selection = {"requirement": "league-ships", "year": 2030}
    supports = trace("capability.coverage", selection, world, toy.ledger, toy.scenarios)
    (ships,) = [s for s in supports if s.path == "provisions.ships-bor.amount@2030"]
    assert ships.figure is not None
    assert ships.figure.value == 9.0
    counted, change = ships.sources
    assert (counted.id, counted.kind) == ("r-ships", "ruling")
    assert counted.by == "A. Analyst, 2029-12-01"
    assert change.kind == "scenario"
    assert change.text == {
        "en": "Borea builds more ships.",
        "ja": "ボレアが艦艇を増やす。",
    }
    (place,) = places(supports)
    assert (place.document, place.paragraph, place.start, place.end) == (
        "dispatch",
        3,
        10,
        42,
    )
    assert (place.reliability, place.credibility) == ("C", 3)
    assert place.title == "Dispatch from the Straits"


def test_a_claim_and_a_recalled_ruling_are_told_apart(toy):
    supports = trace(
        "decision.banzhaf", {"rule": "league-weighted"}, toy.world, toy.ledger, {}
    )
    sources = {s.path: s.sources for s in supports}
    (claim,) = sources["actors.ald.population"]
    assert (claim.kind, claim.places[0].document) == ("claim", "almanac")
    assert claim.places[0].locator == "table 1"
    supports = trace(
        "capability.supply", {"framework": "council"}, toy.world, toy.ledger, {}
    )
    sources = {s.path: s.sources for s in supports}
    (recalled,) = sources["provisions.ships-dor.amount@2030"]
    assert recalled.kind == "unverified"
    assert recalled.to_check == "League white paper 2029"


def test_a_figure_that_is_not_given_rests_on_the_dictionary(toy):
    path = "provisions.ships-bor.committed_share"
    figures = [f for p, f in toy.world.figures.items() if p != path]
    world = toy.world.with_content(figures=figures)
    supports = trace(
        "capability.coverage", {"framework": "league"}, world, toy.ledger, {}
    )
    (stand_in,) = [s for s in supports if s.path == path]
    assert stand_in.figure is None
    (source,) = stand_in.sources
    assert (source.id, source.kind) == (
        "dictionary:provisions.committed_share",
        "dictionary",
    )
    assert "anything from 0 to 1" in source.text["en"]
    assert "0から1まで" in source.text["ja"]


@pytest.mark.parametrize("name", ["baseline", "aldan-leaves"])
@pytest.mark.parametrize(("lens", "outcome"), OUTCOMES)
def test_every_support_ends_in_a_source_that_can_be_shown(toy, name, lens, outcome):
    world = toy.worlds([name])[name]
    supports = trace(f"{lens}.{outcome}", {}, world, toy.ledger, toy.scenarios)
    assert len({s.path for s in supports}) == len(supports) > 5
    for support in supports:
        assert support.sources, support.path
        for source in support.sources:
            assert all(source.text[language] for language in ("en", "ja"))
            if source.kind == "claim":
                assert source.places
            elif source.kind == "unverified":
                assert source.to_check
            elif source.kind in ("ruling", "unverified", "claim"):
                assert source.by


def test_unknown_outcomes_and_parts_are_refused(toy):
    def asked(outcome, selection):
        return trace(outcome, selection, toy.world, toy.ledger, toy.scenarios)

    with pytest.raises(LensError, match="'courage' is not a lens"):
        asked("courage.coverage", {})
    with pytest.raises(LensError, match=r"'capability\.courage' is not an outcome"):
        asked("capability.courage", {})
    with pytest.raises(LensError, match=r"nothing of 'capability\.coverage' matches"):
        asked("capability.coverage", {"requirement": "league-tanks"})
    with pytest.raises(LensError, match=r"nothing of 'decision\.adoption' matches"):
        asked("decision.adoption", {"motion": "patrol"})


def test_what_a_scenario_took_out_is_traced_to_the_change_that_did(toy):
    world = toy.worlds(["aldan-leaves"])["aldan-leaves"]
    selection = {"framework": "league", "capability": "ships", "year": 2030}
    supports = trace("capability.coverage", selection, world, toy.ledger, toy.scenarios)
    (gone,) = [s for s in supports if s.taken_out]
    assert gone.path == "memberships.league-ald"
    assert [(s.kind, s.id) for s in gone.sources] == [
        ("scenario", "scenario:aldan-leaves#1")
    ]
