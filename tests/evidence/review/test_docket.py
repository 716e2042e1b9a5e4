"""The docket shows what is open, what was decided, and what else is said of the same."""

import pytest

import ishizue
from documents import document, hashed, proposal, reading
from ishizue.errors import CheckFailed
from ishizue.evidence.names import names
from ishizue.evidence.review import Docket, Review, decide

EIGHT = "Borea has eight ships in its harbour."
NINE = "Borea has nine ships in its harbour."
NEWS = "The harbour of Borea lies in the north."


def ships(text, para, quote="eight ships", value=8.0, **cells):
    told = {"object": "ships", "act": "have", "unit": "units", "as_of": "2029"}
    return proposal(text, para, quote, value=value, **{**told, **cells})


@pytest.fixture
def enter(store):
    """Stores a document of these lines with a proposal for each count of ships."""

    def entered(name, *lines, document_id="harbour", **cells):
        text = document(*lines, **cells)
        found = []
        for para, line in enumerate(lines, start=1):
            if "eight ships" in line:
                found.append(ships(text, para))
            if "nine ships" in line:
                found.append(ships(text, para, "nine ships", 9.0))
        store.enter(name, reading(text, *found), document_id)
        return text

    return entered


@pytest.fixture
def docket(study, store):
    return lambda: Docket.open(study, store)


@pytest.fixture
def settle(study, store, docket):
    def settled(status="proposed", accepts=True):
        keys = [
            c.claim.id
            for c in docket().cases()
            if c.status == status and c.document.document not in ("almanac", "dispatch")
        ]
        review = Review(accepts, "A. Analyst", "2029-12-24")
        return decide(study, store, keys, review, names())

    return settled


def seen(docket):
    """Status, paragraph and value of every claim that is not of the toy itself."""
    return [
        (case.status, case.claim.paragraph, case.claim.value)
        for case in docket.cases()
        if case.document.document not in ("almanac", "dispatch")
    ]


def test_a_proposal_shows_its_words_its_source_and_its_grade(enter, docket):
    text = enter("harbour.txt", NEWS, EIGHT)
    (case,) = [c for c in docket().cases() if c.status == "proposed"]
    assert (case.quote, case.passage) == ("eight ships", EIGHT)
    assert (case.grade, case.document.title) == ("F6", "A dispatch")
    assert (case.document.sha256, case.change) == (text.sha256, None)
    assert docket().case(case.claim.id) == case
    assert docket().case("c-ghost") is None


def test_claims_come_open_ones_first(study, enter, docket, settle):
    enter("a.txt", EIGHT, document_id="a")
    settle()
    enter("b.txt", NINE, document_id="b")
    settle(accepts=False)
    enter("c.txt", EIGHT + " Yes.", document_id="c")
    enter("a.txt", EIGHT.replace("harbour", "port"), document_id="a")
    statuses = [case.status for case in docket().cases()]
    assert statuses == ["reopened", *["proposed"] * 2, *["accepted"] * 2, "rejected"]


def test_a_passage_that_stays_is_not_asked_about_again(enter, docket, settle):
    enter("a.txt", EIGHT, NEWS)
    settle()
    # A paragraph before it moves it; its words are the same.
    enter("a.txt", NEWS, EIGHT, NEWS)
    assert seen(docket()) == [("accepted", 1, 8.0)]


def test_a_passage_that_changed_opens_its_claim_again_and_shows_both(
    study, enter, docket, settle
):
    enter("a.txt", NEWS, EIGHT)
    settle()
    new = enter("a.txt", NEWS, NINE)
    case, proposed = (c for c in docket().cases() if c.status != "accepted")
    assert (case.status, case.claim.value) == ("reopened", 8.0)
    assert (case.passage, case.change.now) == (EIGHT, NINE)
    assert case.change.sha256 == new.sha256
    assert (proposed.status, proposed.claim.value) == ("proposed", 9.0)
    # The files say what people decided; nobody has decided anew.
    assert ishizue.open(study).ledger.claims[case.claim.id].status == "accepted"
    # Who accepts it once more has seen the new text.
    settle("reopened")
    assert seen(docket()) == [("proposed", 2, 9.0), ("accepted", 2, 8.0)]
    # Another change opens it again.
    enter("a.txt", NEWS, "Borea has eight ships, or more.")
    assert ("reopened", 2, 8.0) in seen(docket())


def test_a_passage_that_is_gone_opens_its_claim_again(enter, docket, settle):
    enter("a.txt", NEWS, EIGHT)
    settle()
    enter("a.txt", "Weather: 12 degrees.")
    (case,) = [c for c in docket().cases() if c.status == "reopened"]
    assert case.change.now == ""
    settle("reopened", accepts=False)
    assert seen(docket()) == [("rejected", 2, 8.0)]


def test_a_version_that_comes_back_closes_the_case(enter, docket, settle):
    enter("a.txt", EIGHT)
    settle()
    enter("a.txt", NINE)
    enter("a.txt", EIGHT)
    assert seen(docket()) == [("accepted", 1, 8.0)]


def test_a_rejected_proposal_comes_up_again_only_where_its_passage_changed(
    enter, docket, settle
):
    enter("a.txt", EIGHT, NEWS)
    settle(accepts=False)
    enter("a.txt", EIGHT)
    assert seen(docket()) == [("rejected", 1, 8.0)]
    enter("a.txt", EIGHT + " Or nine.")
    assert seen(docket()) == [("proposed", 1, 8.0), ("rejected", 1, 8.0)]


def test_the_same_sentence_elsewhere_is_another_source(enter, docket, settle):
    enter("a.txt", EIGHT, document_id="a")
    settle()
    enter("b.txt", EIGHT, NEWS, document_id="b")
    assert seen(docket()) == [("proposed", 1, 8.0), ("accepted", 1, 8.0)]


def test_a_document_filed_by_hand_is_cited_by_the_name_it_was_given(
    study, enter, docket, settle
):
    text = enter("a.txt", EIGHT, document_id="a")
    with (study / "documents.csv").open("a", encoding="utf-8") as file:
        file.write(f"harbour-2029,Harbours,Press,2029,en,,{text.sha256},B,\n")
    (case,) = [c for c in docket().cases() if c.status == "proposed"]
    assert (case.claim.document, case.grade) == ("harbour-2029", "B6")
    assert case.claim.id == case.claim.content_id()
    settle()
    assert seen(docket()) == [("accepted", 1, 8.0)]
    assert ishizue.open(study).ledger.claims[case.claim.id].document == "harbour-2029"


def test_publishers_that_say_the_same_are_counted_once_each(enter, docket, settle):
    enter("a.txt", EIGHT, document_id="a", publisher="Straits Post")
    settle()
    enter("b.txt", EIGHT, "b", document_id="b", publisher="ＳＴＲＡＩＴＳ post")
    enter("c.txt", EIGHT, "c", document_id="c", publisher="The Gazette")
    enter("d.txt", EIGHT, "d", document_id="d", publisher="")
    enter("e.txt", NINE, document_id="e", publisher="The Herald")
    cases = [c for c in docket().cases() if c.claim.value == 8.0 and c.claim.act]
    assert len(cases) == 4
    assert {c.publishers for c in cases} == {("Straits Post", "The Gazette")}


def test_what_was_rejected_corroborates_nothing_and_rivals_nothing(
    enter, docket, settle
):
    enter("a.txt", EIGHT, document_id="a", publisher="Straits Post")
    enter("b.txt", NINE, document_id="b", publisher="The Herald")
    settle(accepts=False)
    enter("c.txt", EIGHT, "c", document_id="c", publisher="The Gazette")
    (case,) = [c for c in docket().cases() if c.status == "proposed"]
    assert (case.publishers, case.rivals) == (("The Gazette",), ())


def test_rivals_stand_side_by_side_proposed_or_accepted(enter, docket, settle):
    enter("a.txt", EIGHT, document_id="a")
    settle()
    enter("b.txt", NINE, document_id="b")
    eight, nine = (
        next(c for c in docket().cases() if c.claim.value == value and c.claim.act)
        for value in (8.0, 9.0)
    )
    assert [c.id for c in eight.rivals] == [nine.claim.id]
    assert [c.id for c in nine.rivals] == [eight.claim.id]


def test_two_values_within_one_document_are_no_rivals(enter, docket):
    enter("a.txt", EIGHT, NINE)
    assert [case.rivals for case in docket().cases() if case.claim.act] == [(), ()]


def test_the_claims_of_a_study_without_a_store_are_listed(docket):
    assert [(c.status, c.claim.document, c.quote) for c in docket().cases()] == [
        ("accepted", "almanac", None),
        ("accepted", "dispatch", None),
    ]


def test_words_that_are_not_those_reviewed_are_not_shown_as_the_quote(
    study, store, docket
):
    # The toy's dispatch has this hash in its row, and the claim one of other words.
    text = document("One.", "Two.", "Three lines of some length, in all of the text.")
    store.enter("d.txt", reading(text), "d")
    rows = (study / "documents.csv").read_text("utf-8")
    (study / "documents.csv").write_text(rows.replace("a" * 64, text.sha256), "utf-8")
    case = docket().case("c-a7baf6818556")
    assert case.passage == text.passages[2].text
    assert case.quote is None


def test_decisions_that_cannot_be_read_are_named_by_the_check(study):
    (study / "decisions.jsonl").write_text('{"decision": "perhaps"}\nnonsense\n')
    with pytest.raises(CheckFailed, match=r"decisions\.jsonl:1: decision: ") as raised:
        ishizue.open(study)
    assert "decisions.jsonl:2: is not JSON" in str(raised.value)


def test_hashes_are_of_the_passage(enter, settle):
    enter("a.txt", EIGHT)
    (decided,) = settle()
    assert decided.decision.text_sha256 == hashed(EIGHT)
