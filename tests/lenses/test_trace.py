"""What an answer rests on, down to a place in a document."""

import pytest

from ishizue.errors import LensError
from ishizue.lenses import LENSES, lens_named
from ishizue.lenses.trace import places, trace
from ishizue.scenarios import apply
from ishizue.schema import dictionary
from toys import scenario

OUTCOMES = [(lens.name, outcome) for lens in LENSES for outcome in lens.writes]


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
