"""Decisions are people's: filed with name, day and reason, and never lost or rewritten."""

import json
import shutil

import pytest

import ishizue
from documents import document, hashed, proposal, reading
from ishizue.errors import CheckFailed, EvidenceError
from ishizue.evidence.names import names
from ishizue.evidence.review import Docket, Review, decide
from ishizue.evidence.store import open_store

TEXT = document(
    "Borea has eight ships and no submarine.",
    "ボレアは連盟に対し、艦艇2隻の派遣を約束した。",
)
SHIPS = proposal(
    TEXT,
    1,
    "eight ships",
    object="ships",
    act="have",
    value=8.0,
    unit="units",
    as_of="2029",
    original_value="eight",
)
PROMISE = proposal(
    TEXT,
    2,
    "艦艇2隻の派遣を約束した",
    kind="commitment",
    object="league",
    act="deploy",
    value=2.0,
    unit="ships",
    binding=1,
    confidence=0.8,
)


def review(accepts=True, **cells):
    return Review(accepts, "A. Analyst", "2029-12-24", **cells)


@pytest.fixture
def ids(store):
    """The ids of the two claims proposed from the document."""
    store.enter("harbour.txt", reading(TEXT, SHIPS, PROMISE), "harbour")
    return [claim.id for claim in store.claims(store.held(TEXT.sha256))]


@pytest.fixture
def settle(study, store):
    """Decides about claims of the study."""

    def settled(keys, *args, **cells):
        keys = [keys] if isinstance(keys, str) else keys
        return decide(study, store, keys, review(*args, **cells), names())

    return settled


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def statuses(study, store):
    return {
        case.claim.id: case.status
        for case in Docket.open(study, store).cases()
        if case.document.document == "harbour"
    }


def test_an_accepted_proposal_is_a_claim_of_the_study(study, settle, ids):
    (decided,) = settle(ids[0], credibility=2, why="Counted twice.")
    ledger = ishizue.open(study).ledger
    claim = ledger.claims[ids[0]]
    assert claim == decided.claim
    assert (claim.status, claim.credibility, claim.why) == (
        "accepted",
        2,
        "Counted twice.",
    )
    assert (claim.reviewed_by, claim.reviewed_on) == ("A. Analyst", "2029-12-24")
    assert (claim.origin, claim.rule) == ("rule", "by-hand")
    assert claim.quote_sha256 == hashed("eight ships")
    row = ledger.documents["harbour"]
    assert (row.sha256, row.reliability) == (TEXT.sha256, "F")
    assert (row.publisher, row.date, row.language) == (
        "The Straits Post",
        "2029-11-20",
        "ja",
    )


def test_a_rejected_proposal_is_filed_as_rejected(study, settle, ids):
    settle(ids, False, why="Not about ships.")
    ledger = ishizue.open(study).ledger
    assert {ledger.claims[i].status for i in ids} == {"rejected"}


def test_the_history_tells_who_when_why_and_on_which_text(study, settle, ids):
    settle(ids[0], why="Counted.")
    settle(ids[0], False, why="Counted wrongly.")
    first, second = lines(study / "decisions.jsonl")
    assert [d["decision"] for d in (first, second)] == ["accept", "reject"]
    assert [d["why"] for d in (first, second)] == ["Counted.", "Counted wrongly."]
    assert {d["document_sha256"] for d in (first, second)} == {TEXT.sha256}
    assert {d["text_sha256"] for d in (first, second)} == {
        hashed("Borea has eight ships and no submarine.")
    }
    assert first["claim"]["status"] == "accepted"
    assert lines(study / "claims/reviewed.jsonl")[0]["status"] == "rejected"


def test_past_lines_stay_as_they_are_to_the_byte(study, settle, ids):
    settle(ids[0])
    before = (study / "decisions.jsonl").read_bytes()
    claims = (study / "claims/reviewed.jsonl").read_bytes()
    settle(ids[1])
    assert (study / "decisions.jsonl").read_bytes().startswith(before)
    assert (study / "claims/reviewed.jsonl").read_bytes().startswith(claims)


def test_deciding_the_same_again_changes_nothing(study, settle, ids):
    settle(ids)
    before = (study / "decisions.jsonl").read_bytes()
    assert [decided.decision for decided in settle(ids)] == [None, None]
    assert (study / "decisions.jsonl").read_bytes() == before


def test_a_claim_can_be_asked_about_twice_in_one_go(settle, ids):
    assert len(settle([ids[0], ids[0]])) == 1


def test_other_rows_of_documents_stay_as_they_are_to_the_byte(study, settle, ids):
    path = study / "documents.csv"
    # As another program saves it: a mark in front, its own line ends, none at the end.
    saved = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").rstrip()
    path.write_bytes(saved)
    settle(ids, document={"title": 'Ships, "big" ones', "reliability": "B"})
    written = path.read_bytes()
    assert written.startswith(saved + b"\r\nharbour,")
    assert written.count(b"\n") == written.count(b"\r\n") == 4
    row = ishizue.open(study).ledger.documents["harbour"]
    assert (row.title, row.reliability) == ('Ships, "big" ones', "B")


def test_a_claim_filed_elsewhere_is_decided_where_it_stands(study, settle):
    path = study / "claims/league.jsonl"
    saved = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(saved)
    first, second, _ = saved.split(b"\r\n")
    settle("c-a7baf6818556", False, why="Miscounted.")
    written = path.read_bytes().split(b"\r\n")
    assert written[0] == first
    assert written[2] == b""
    assert json.loads(written[1])["status"] == "rejected"
    assert json.loads(written[1])["value"] == json.loads(second)["value"]
    assert not (study / "claims/reviewed.jsonl").exists()


def test_the_wording_is_the_reviewers_or_else_made_of_what_was_recognised(settle, ids):
    (made,) = settle(ids[1])
    assert "Commitment by bor to league: deploy, 2 ships" in made.claim.paraphrase_en
    assert made.claim.paraphrase_ja.startswith("borによるleagueへの約束：派遣")
    words = {"paraphrase_en": "Two ships.", "paraphrase_ja": "2隻。"}
    (own,) = settle(ids[1], **words)
    assert (own.claim.paraphrase_en, own.claim.paraphrase_ja) == ("Two ships.", "2隻。")
    (kept,) = settle(ids[1], credibility=3)
    assert kept.claim.paraphrase_en == "Two ships."


def test_what_is_put_right_is_another_claim_by_a_person(study, settle, ids, store):
    (decided,) = settle(ids[0], edits={"value": "7", "as_of": ""})
    ledger = ishizue.open(study).ledger
    claim = ledger.claims[decided.claim.id]
    assert decided.decision.decision == "edit"
    assert (claim.value, claim.as_of, claim.origin) == (7.0, None, "person")
    assert claim.id != ids[0]
    # What was proposed is decided with it, and not asked again.
    assert statuses(study, store) == {claim.id: "accepted", ids[1]: "proposed"}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"edits": {"colour": "blue"}}, "'colour' cannot be put right"),
        ({"edits": {"start": "3"}}, "'start' cannot be put right"),
        ({"edits": {"value": "many"}}, "value: Input should be a valid number"),
        ({"edits": {"kind": "song"}}, "kind: Input should be 'statistic'"),
        (
            {"document": {"reliability": "Z"}},
            "documents.csv: reliability: Input should",
        ),
        ({"document": {"date": "spring"}}, "documents.csv: date: String should match"),
    ],
)
def test_what_cannot_be_filed_is_refused_and_nothing_is_written(
    study, settle, ids, cells, words
):
    before = sorted((p, p.read_bytes()) for p in study.rglob("*.[cj]s*"))
    with pytest.raises(EvidenceError, match=words):
        settle(ids[0], **cells)
    assert sorted((p, p.read_bytes()) for p in study.rglob("*.[cj]s*")) == before


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"by": ""}, "by: String should have at least 1 character"),
        ({"by": "  "}, "by: String should have at least 1 character"),
        ({"on": "yesterday"}, "reviewed_on: String should match"),
        ({"why": "\udcff"}, "why: Input should be a valid string"),
        ({"credibility": 7}, "credibility: Input should be less than or equal to 6"),
    ],
)
def test_who_and_when_are_named_in_full(study, store, ids, cells, words):
    told = Review(**{"accepts": True, "by": "A. Analyst", "on": "2029-12-24", **cells})
    with pytest.raises(EvidenceError, match=words):
        decide(study, store, ids, told, names())
    assert not (study / "decisions.jsonl").exists()


def test_one_unknown_claim_among_others_stops_them_all(study, settle, ids):
    with pytest.raises(
        EvidenceError, match="c-ghost: no such claim is filed or proposed"
    ):
        settle([ids[0], "c-ghost"])
    assert not (study / "decisions.jsonl").exists()


def test_a_filed_claim_is_not_put_right(settle, ids):
    settle(ids[0])
    with pytest.raises(EvidenceError, match="a claim that is filed never changes"):
        settle(ids[0], edits={"value": "7"})


def test_what_is_put_right_into_a_filed_claim_is_refused(settle, ids, store):
    (decided,) = settle(ids[0], edits={"value": "7"})
    other = proposal(TEXT, 1, "eight ships", object="ships", act="have", value=9.0)
    content = decided.claim.model_dump()
    edits = {n: str(content[n]) for n in ("value", "unit", "as_of", "original_value")}
    text = document(*(p.text for p in TEXT.passages), "More.")
    store.enter("more.txt", reading(text, other), "more")
    (more,) = store.claims(store.held(text.sha256))
    (again,) = settle(more.id, edits=edits)
    assert again.claim.document == "more"


def test_the_row_of_a_document_that_has_one_is_changed_by_hand(settle, ids):
    settle(ids[0])
    with pytest.raises(EvidenceError, match=r"harbour: has a row in documents\.csv"):
        settle(ids[1], document={"reliability": "A"})


def test_sentences_of_a_document_do_not_go_into_a_study(study, settle, store):
    sentence = (
        "連盟の理事会が全会一致で承認し、かつ各国の議会が批准した場合に限り派遣する"
    )
    text = document(sentence)
    made = proposal(text, 1, "派遣", kind="commitment", condition=sentence[:-4])
    store.enter("if.txt", reading(text, made), "if")
    (claim,) = store.claims(store.held(text.sha256))
    with pytest.raises(EvidenceError, match="condition quotes the document at length"):
        settle(claim.id)
    with pytest.raises(EvidenceError, match="why quotes the document at length"):
        settle(claim.id, why=sentence, edits={"condition": "承認と批准"})
    (decided,) = settle(claim.id, False)
    assert decided.claim.condition == sentence[:20] + "…"
    assert all(sentence[:-4] not in p.read_text() for p in study.rglob("*.jsonl"))
    assert {c.status for c in Docket.open(study, store).cases()} == {
        "accepted",
        "rejected",
    }


def test_a_filed_claim_may_be_decided_about_whatever_it_holds(study, settle, store):
    sentence = (
        "ボレアの港には艦艇が八隻あり、うち五隻は昨年に就役したものだと記者は伝えた"
    )
    text = document(sentence)
    made = proposal(text, 1, "艦艇が八隻", object="ships")
    store.enter("port.txt", reading(text, made), "port")
    (claim,) = store.claims(store.held(text.sha256))
    settle(claim.id)
    # Somebody wrote a sentence into the file by hand; that is not ours to judge here.
    path = study / "claims/reviewed.jsonl"
    line = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(line | {"paraphrase_ja": sentence}) + "\n", "utf-8")
    (decided,) = settle(claim.id, False)
    assert decided.claim.status == "rejected"


def test_a_decision_that_was_broken_off_can_be_taken_again(study, settle, ids, store):
    settle(ids[0])
    # As if the process had been killed before the last of the files was written.
    (study / "claims/reviewed.jsonl").unlink()
    assert statuses(study, store) == dict.fromkeys(ids, "proposed")
    settle(ids[0])
    assert statuses(study, store) == {ids[0]: "accepted", ids[1]: "proposed"}
    assert ishizue.open(study).ledger.claims[ids[0]].status == "accepted"


def test_a_study_with_faults_in_its_ledger_is_not_written_to(study, settle, ids):
    (study / "documents.csv").write_text("document,title\n")
    with pytest.raises(CheckFailed, match="lacks column"):
        settle(ids[0])
    (study / "documents.csv").unlink()
    with pytest.raises(CheckFailed, match="the file is missing"):
        settle(ids[0])


def test_a_rival_that_is_accepted_needs_a_ruling(study, settle, ids, store):
    settle(ids[0])
    other = document("A count found nine ships in Borea.", publisher="The Gazette")
    nine = proposal(
        other,
        1,
        "nine ships",
        object="ships",
        act="have",
        value=9.0,
        unit="units",
        as_of="2029",
    )
    store.enter("count.txt", reading(other, nine), "count")
    (claim,) = store.claims(store.held(other.sha256))
    (decided,) = settle(claim.id)
    assert [rival.id for rival in decided.unruled] == [ids[0]]
    with pytest.raises(CheckFailed, match="rival_claims_are_weighed") as raised:
        ishizue.open(study)
    assert ids[0] in str(raised.value)
    with (study / "rulings.csv").open("a", encoding="utf-8") as file:
        file.write(
            f"r-count,A. Analyst,2029-12-24,signed,Both stay.,両方を残す。,{ids[0]};{claim.id},\n"
        )
    assert ishizue.open(study).ledger.rulings["r-count"].considers
    assert settle(claim.id)[0].unruled == ()


def test_decisions_outlive_the_database(study, settle, ids, store, tmp_path):
    settle(ids[0])
    settle(ids[1], False)
    with open_store(
        tmp_path / "elsewhere", f"sqlite:///{tmp_path}/new.sqlite", create=True
    ) as new:
        new.enter("harbour.txt", reading(TEXT, SHIPS, PROMISE), "harbour")
        assert statuses(study, new) == {ids[0]: "accepted", ids[1]: "rejected"}
    copy = shutil.copytree(
        study, tmp_path / "copy", ignore=lambda *_: ["evidence.sqlite"]
    )
    assert ishizue.open(copy).ledger.claims[ids[0]].status == "accepted"
