"""Every number a reader sees leads to what it rests on."""

import pytest

from ishizue.briefs.notes import traced
from ishizue.briefs.numbers import OutcomeKey
from ishizue.lenses.trace import Evidence, Grounds, places, trace

KINDS = {"claim", "ruling", "unverified", "scenario", "dictionary"}


def supports_of(key, outcomes, toy):
    world = outcomes.worlds[key.scenario]
    if not isinstance(key, OutcomeKey):
        return traced(key, Grounds(world, Evidence(toy.ledger, toy.scenarios)))
    return trace(key.outcome, dict(key.selection), world, toy.ledger, toy.scenarios)


def test_every_number_traces_to_a_source_of_a_known_kind(brief, toy, toy_outcomes):
    keys = brief.trace_keys()
    assert len(keys) > 50
    for key in keys:
        supports = supports_of(key, toy_outcomes, toy)
        assert supports, key
        for support in supports:
            assert support.sources, (str(key), support.path)
            assert {s.kind for s in support.sources} <= KINDS


def test_every_source_says_where_who_or_what_to_check(brief, toy, toy_outcomes):
    for key in brief.trace_keys():
        for support in supports_of(key, toy_outcomes, toy):
            for source in support.sources:
                assert source.text["en"]
                assert source.text["ja"]
                if source.kind == "claim":
                    (place,) = source.places
                    assert place.title
                    assert place.locator or place.paragraph
                elif source.kind == "ruling":
                    assert source.by
                elif source.kind == "unverified":
                    assert source.to_check


def test_a_headline_number_leads_to_a_document_where_its_basis_has_one(
    brief, toy, toy_outcomes
):
    for answer in brief.answers:
        for judged in answer.judgements:
            (key,) = judged.number.trace
            supports = supports_of(key, toy_outcomes, toy)
            cited = [
                place
                for support in supports
                for source in support.sources
                if source.kind != "unverified"
                for place in source.places
            ]
            assert judged.rests.documents == len({p.document for p in cited})
            assert judged.rests.claims == len({p.claim for p in cited})
    ships = next(a for a in brief.answers if a.id == "ships-half")
    assert all(j.rests.documents >= 1 for j in ships.judgements)


def test_keys_are_stable_and_say_what_the_number_is(brief):
    keys = set(map(str, brief.trace_keys()))
    assert "capability.coverage|aldan-leaves|requirement=league-ships&year=2030" in keys
    assert "decision.adoption|baseline|motion=patrol-consensus" in keys
    assert "figure|positions.patrol-cym.support" in keys


def test_a_headline_number_has_the_key_of_the_same_number_in_a_table(brief):
    headline = brief.answers[0].judgements[0].number
    twins = [
        n
        for section in brief.sections
        for n in brief.numbers()
        if n.trace == headline.trace and n is not headline and section.id == "coverage"
    ]
    assert any(n.value == pytest.approx(headline.value) for n in twins)


def test_the_note_of_a_number_rests_on_all_that_the_number_rests_on(
    brief, toy, toy_outcomes
):
    labels = brief.apparatus.citations.labels
    for number in brief.numbers():
        note = brief.apparatus.note(number)
        named = {*note.signed, *note.unverified, *note.assumptions, *note.ranges}
        for key in number.trace:
            for support in supports_of(key, toy_outcomes, toy):
                for source in support.sources:
                    if source.kind == "claim":
                        document = source.places[0].document
                        n = brief.apparatus.citations.numbers[document]
                        assert n in note.documents
                    else:
                        assert labels[source.id] in named


def test_numbers_that_rest_on_the_same_share_a_note(brief):
    rows = [note.rows for note in brief.apparatus.notes]
    assert len(rows) == len(set(rows))
    assert len(brief.apparatus.of) > len(rows)


def test_a_difference_rests_on_both_scenarios(brief):
    differences = next(s for s in brief.sections if s.id == "differences")
    (chart,) = (b for b in differences.blocks if hasattr(b, "table"))
    change = chart.table.rows[0][4]
    assert change.form == "points"
    assert [key.scenario for key in change.trace] == ["aldan-leaves", "baseline"]
    assert all(isinstance(key, OutcomeKey) for key in change.trace)


def test_unverified_rulings_are_never_counted_as_citations(brief):
    unverified = brief.apparatus.citations.unverified
    assert [r.id for r in unverified] == ["r-recalled"]
    assert unverified[0].to_check == "League white paper 2029"
    council = next(
        n
        for n in brief.numbers()
        if "requirement=council-ships&year=2030" in n.key
        and n.note[0].scenario == "baseline"
    )
    note = brief.apparatus.note(council)
    assert note.unverified == ("U1",)
    assert note.rests.unverified == 1
    assert note.rests.documents == len(note.documents)


def test_places_of_a_claim_have_paragraph_or_locator(brief, toy, toy_outcomes):
    (key,) = brief.answers[0].judgements[0].number.trace
    found = places(supports_of(key, toy_outcomes, toy))
    cited = {c.id: c for r in brief.apparatus.citations.references for c in r.claims}
    for place in found:
        claim = cited[place.claim]
        assert str(place.paragraph or place.locator) in claim.where.en
        assert claim.paraphrase.ja == place.paraphrase["ja"]
