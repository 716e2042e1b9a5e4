"""The lexicon's tables are sound: kinds, patterns, triggers and needs are what they say."""

import re
from typing import get_args

import pytest

from ishizue.evidence.extraction.lexicon import Rule, cues, organs, regions, rules
from ishizue.evidence.extraction.needs import NEEDS
from ishizue.evidence.names import names
from ishizue.evidence.records import ClaimKind

# Needs that tell how a rule is read, not what its clause must have.
READINGS = {
    "affirmed",
    "firm",
    "follows",
    "inverted",
    "met",
    "owned",
    "presupposed",
    "reversed",
    "view",
}
SORTS = {
    "binding",
    "condition",
    "expert",
    "meeting",
    "modality",
    "mood",
    "promise",
    "question",
    "speech",
}


def every_rule() -> list[Rule]:
    return [*rules("ja"), *rules("en")]


def test_rules_are_named_once():
    found = [rule.name for rule in every_rule()]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("rule", every_rule(), ids=lambda rule: rule.name)
def test_a_rule_is_sound(rule):
    assert set(rule.kinds.values()) <= {"", *get_args(ClaimKind)}
    assert any(rule.kinds.values())
    assert rule.pattern.search("") is None
    assert all(rule.triggers)
    assert rule.needs <= READINGS | set(NEEDS)
    assert rule.polarity in {"", "denied", "refused"}
    assert rule.binding is None or 0 <= rule.binding <= 5
    assert 0 < rule.weight <= 1
    assert re.fullmatch(r"[a-z-]+", rule.act)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_sort_of_cue_is_there_in_every_language(language):
    assert set(cues(language)) == SORTS


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_commitment_has_a_binding_level(language):
    for rule in rules(language):
        if rule.kinds["past"] == "commitment":
            assert rule.binding is not None


def test_organs_speak_for_keys_that_are_no_organs():
    assert not set(organs().values()) & set(organs())


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("欧州諸国は", "europe"),
        ("バルト三国は", "baltic-states"),
        ("European allies", "europe"),
        ("the Nordic countries", "nordic-states"),
    ],
)
def test_a_region_is_a_party(words, key):
    pattern, keys = regions()
    found = pattern.search(words)
    assert keys[found.lastindex - 1] == key


@pytest.mark.parametrize(
    "words", ["欧州連合は", "欧州委員会は", "the European Union", "European Council"]
)
def test_a_body_of_that_name_is_no_region(words):
    assert regions()[0].search(words) is None


def test_regions_do_not_take_the_keys_of_names():
    assert names() is not None
    assert all(re.fullmatch(r"[a-z-]{4,}", key) for key in regions()[1])
