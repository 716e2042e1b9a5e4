"""A proposal is put in plain words of both languages, made of what was recognised."""

from typing import get_args

import pytest

from documents import document, proposal
from ishizue.evidence.names import names
from ishizue.evidence.records import ClaimKind
from ishizue.evidence.review import proposed_claim, worded

TEXT = document("Words that stand for any passage.")


def claim(**cells):
    made = proposal(TEXT, 1, "any", **cells)
    return proposed_claim(made, TEXT.passages[0].text, names())


@pytest.mark.parametrize(
    ("cells", "english", "japanese"),
    [
        (
            {
                "kind": "commitment",
                "subject": "jpn;usa",
                "object": "nato",
                "act": "deploy",
                "value": 25000.0,
                "unit": "person",
                "per": "year",
                "modality": "plan",
                "binding": 2,
                "as_of": "2029-03",
                "condition": "停戦後",
                "speaker": "gbr",
            },
            "Commitment by Japan, United States to NATO: deploy, 25,000 person a year "
            "(a plan, a political declaration, as of 2029-03, on condition: 停戦後, "
            "according to United Kingdom).",
            "日本、米国による北大西洋条約機構への約束：派遣・配備、1年当たり25,000 person"
            "(計画、政治宣言、2029-03時点、条件：停戦後、英国による)。",
        ),
        (
            {
                "kind": "dependency",
                "subject": "boats",
                "object": "usa",
                "act": "depend",
            },
            "Dependence of boats on United States: depend.",
            "boatsの米国への依存：依存。",
        ),
        (
            {
                "kind": "production",
                "subject": "rus",
                "value": 1e6,
                "original_value": "百万発",
            },
            "Production by Russia: 1,000,000.",
            "ロシアによる生産：百万発。",
        ),
        (
            {
                "kind": "commitment",
                "subject": "ita",
                "act": "act",
                "polarity": "denied",
            },
            "No commitment by Italy.",
            "イタリアは約束していない。",
        ),
        (
            {"kind": "goal", "subject": "ita", "act": "hover"},
            "Goal of Italy: hover.",
            "イタリアの目標：hover。",
        ),
    ],
)
def test_a_proposal_in_words(cells, english, japanese):
    made = claim(**cells)
    assert worded(made, names()) == (english, japanese)
    assert (made.paraphrase_en, made.paraphrase_ja) == (english, japanese)


@pytest.mark.parametrize("kind", get_args(ClaimKind))
@pytest.mark.parametrize("polarity", ["affirmed", "denied"])
@pytest.mark.parametrize("other", ["", "nato"])
def test_every_kind_has_words_in_both_languages(kind, polarity, other):
    english, japanese = worded(
        claim(kind=kind, subject="ita", object=other, polarity=polarity), names()
    )
    assert "Italy" in english
    assert "イタリア" in japanese
    assert ("NATO" in english) == bool(other)
    assert "{" not in english + japanese


def test_what_has_several_names_is_called_by_the_first_of_the_table():
    english, japanese = worded(claim(kind="goal", subject="cow"), names())
    assert english == "Goal of Coalition of the Willing."
    assert japanese == "有志連合の目標。"


def test_a_proposal_keeps_what_was_recognised_and_waits_for_judgement():
    made = claim(kind="commitment", act="deploy", binding=0, confidence=0.7, rule="r-1")
    assert (made.status, made.credibility, made.origin) == ("proposed", 6, "rule")
    assert (made.binding, made.rule, made.confidence) == (0, "r-1", 0.7)


def test_what_a_claim_cannot_hold_is_left_out():
    made = claim(value=float("inf"), as_of="2029/2031")
    assert (made.value, made.as_of) == (None, None)
