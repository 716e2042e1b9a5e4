"""Claims say the same, or are rivals, by what they assert and not by how it is told."""

import pytest

from ishizue.evidence import Claim
from ishizue.evidence.comparison import (
    assertion_key,
    figure_key,
    proposal_key,
    rival_pairs,
)

BASE = {
    "document": "dispatch",
    "paragraph": 3,
    "start": 0,
    "end": 9,
    "quote_sha256": "a" * 64,
    "kind": "production",
    "subject": "bor",
    "object": "shells",
    "value": 250_000.0,
    "unit": "round",
    "per": "month",
    "as_of": "2029",
    "paraphrase_en": "x",
    "paraphrase_ja": "x",
    "credibility": 6,
    "status": "accepted",
}


def claim(**edits):
    return Claim.model_validate({**BASE, **edits})


@pytest.mark.parametrize(
    ("edits", "same"),
    [
        ({"document": "gazette", "paragraph": 9, "quote_sha256": "b" * 64}, True),
        ({"modality": "estimate", "speaker": "ald", "condition": "if so"}, True),
        ({"as_of": "2030"}, False),
        ({"per": "year"}, False),
        ({"value": 1.0}, False),
        ({"polarity": "denied"}, False),
        ({"act": "sell"}, False),
    ],
)
def test_claims_say_the_same_whoever_says_it(edits, same):
    assert (assertion_key(claim()) == assertion_key(claim(**edits))) is same


def test_a_commitment_reported_twice_is_one_commitment():
    promised = {"kind": "commitment", "value": None, "unit": "", "per": ""}
    first, second = claim(**promised), claim(**promised, as_of="2030-04")
    assert assertion_key(first) == assertion_key(second)


@pytest.mark.parametrize(
    "edits",
    [{"value": None}, {"object": "", "act": ""}, {"polarity": "denied"}],
)
def test_what_gives_no_value_for_something_named_has_no_rivals(edits):
    assert figure_key(claim(**edits)) is None


@pytest.mark.parametrize(
    ("edits", "rivals"),
    [
        ({"document": "gazette"}, True),
        ({"document": "gazette", "modality": "estimate"}, True),
        ({"document": "gazette", "modality": "plan"}, False),
        ({"document": "gazette", "as_of": "2030"}, False),
        ({"document": "gazette", "unit": "gun"}, False),
        ({}, False),
    ],
)
def test_rivals_give_another_value_for_one_figure_in_another_document(edits, rivals):
    found = rival_pairs([claim(), claim(value=300_000.0, **edits)])
    assert bool(found) is rivals


def test_a_passage_that_moves_keeps_what_is_proposed_from_it():
    moved = claim(document="dispatch-2", paragraph=8)
    assert proposal_key(claim()) == proposal_key(moved)
    assert proposal_key(claim()) != proposal_key(claim(start=1, end=10))
