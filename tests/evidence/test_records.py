"""Claims are named by what they assert; what people decide about them is not in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ishizue.evidence import Claim, read_ledger
from ishizue.evidence.records import Document, Ruling

BASE = {
    "document": "almanac",
    "locator": "table 1",
    "kind": "statistic",
    "subject": "ald",
    "value": 6_000_000.0,
    "unit": "persons",
    "paraphrase_en": "Aldan has six million inhabitants.",
    "paraphrase_ja": "アルダンの人口は600万人である。",
    "credibility": 2,
    "status": "proposed",
}
DECISIONS = {
    "credibility": 5,
    "status": "rejected",
    "reviewed_by": "A. Analyst",
    "reviewed_on": "2029-12-01",
    "why": "A slip of the pen.",
    "paraphrase_en": "In other words.",
    "paraphrase_ja": "言い換え。",
    "id": "c-000000000000",
    "rule": "counts-1",
    "confidence": 0.5,
}
CONTENT = {
    "document": "dispatch",
    "locator": "table 2",
    "paragraph": 3,
    "start": 1,
    "end": 9,
    "quote_sha256": "b" * 64,
    "kind": "goal",
    "subject": "bor",
    "object": "population",
    "act": "count",
    "value": 6_000_001.0,
    "unit": "households",
    "per": "year",
    "original_value": "six million",
    "as_of": "2029",
    "polarity": "denied",
    "modality": "estimate",
    "condition": "if it rains",
    "speaker": "the Mayor",
    "binding": 0,
    "origin": "model",
}


def claim(**edits):
    return Claim.model_validate({**BASE, **edits})


def test_every_field_of_a_claim_is_content_or_decision():
    assert set(Claim.model_fields) == set(CONTENT) | set(DECISIONS)


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_does_not_rename_a_claim(name):
    assert claim(**{name: DECISIONS[name]}).content_id() == claim().content_id()


@pytest.mark.parametrize("name", CONTENT)
def test_another_content_is_another_claim(name):
    assert claim(**{name: CONTENT[name]}).content_id() != claim().content_id()


def test_the_claims_of_the_toy_bear_the_names_their_content_gives(toy):
    assert {c.content_id() for c in toy.ledger.claims.values()} == {
        "c-ecc6e0dca681",
        "c-a7baf6818556",
    }


def test_a_claim_cannot_be_changed():
    with pytest.raises(ValidationError, match="Instance is frozen"):
        claim().value = 0.0


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "1e400"])
def test_a_value_is_a_finite_number(number):
    with pytest.raises(ValidationError, match="finite number"):
        claim(value=number)


@pytest.mark.parametrize("text", ["2029-13", "2029-00", "2029-1", "29", "spring 2029"])
def test_dates_of_claims_are_years_months_or_days(text):
    with pytest.raises(ValidationError, match="should match pattern"):
        claim(as_of=text)


def test_unknown_fields_of_records_are_refused():
    for kind in (Claim, Document, Ruling):
        with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
            kind.model_validate({"colour": "blue"})


text = st.text(max_size=12)
filled = text.filter(lambda s: s.strip())
dates = st.sampled_from([None, "2029", "2029-02", "2029-02-28"])
numbers = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
claims = st.builds(
    claim,
    document=st.sampled_from(["almanac", "dispatch", "a-0"]),
    locator=text,
    paragraph=st.one_of(st.none(), st.integers(1, 10**6)),
    start=st.one_of(st.none(), st.integers(0, 10**6)),
    end=st.one_of(st.none(), st.integers(1, 10**6)),
    quote_sha256=st.one_of(
        st.none(), st.text("0123456789abcdef", min_size=64, max_size=64)
    ),
    kind=st.sampled_from(["statistic", "goal", "event"]),
    subject=filled,
    object=text,
    act=text,
    value=numbers,
    unit=text,
    per=text,
    binding=st.one_of(st.none(), st.integers(0, 5)),
    original_value=text,
    as_of=dates,
    polarity=st.sampled_from(["affirmed", "denied"]),
    modality=st.sampled_from(["fact", "plan"]),
    condition=text,
    speaker=text,
    origin=st.sampled_from(["rule", "model", "person"]),
    paraphrase_en=filled,
    paraphrase_ja=filled,
    credibility=st.integers(1, 6),
    status=st.sampled_from(["proposed", "accepted", "rejected"]),
    reviewed_by=text,
    reviewed_on=dates,
    why=text,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, toy_folder):
    folder = tmp_path_factory.mktemp("study")
    for name in ("documents.csv", "rulings.csv"):
        (folder / name).write_bytes((toy_folder / name).read_bytes())
    (folder / "claims").mkdir()
    return folder


@given(st.lists(claims, max_size=3, unique_by=Claim.content_id))
def test_claims_written_as_json_lines_are_read_as_they_were(folder, written):
    named = [c.model_copy(update={"id": c.content_id()}) for c in written]
    lines = [json.dumps(c.model_dump(), ensure_ascii=False) + "\n" for c in named]
    (folder / "claims/all.jsonl").write_text("".join(lines), "utf-8", newline="")
    issues = []
    ledger = read_ledger(folder, issues)
    assert issues == []
    assert list(ledger.claims.values()) == named
    assert [c.content_id() for c in ledger.claims.values()] == list(ledger.claims)
    assert [ledger.lines[c.id] for c in named] == [
        f"claims/all.jsonl:{n}" for n in range(1, len(named) + 1)
    ]


@given(claims)
def test_empty_fields_need_not_be_written(written):
    short = written.model_dump(exclude_defaults=True)
    assert Claim.model_validate_json(json.dumps(short)).content_id() == (
        written.content_id()
    )


def test_claims_stand_behind_themselves_and_behind_the_rulings_that_weigh_them(toy):
    ledger = toy.ledger
    counted = ledger.claims["c-a7baf6818556"]
    assert ledger.claims_behind("c-a7baf6818556") == (counted,)
    assert ledger.claims_behind("r-ships") == (counted,)
    assert ledger.claims_behind("r-league") == ()
    assert ledger.claims_behind("scenario:aldan-leaves#1") == ()


def test_only_recalled_rulings_are_unverified(toy):
    ids = ("r-recalled", "r-league", "c-a7baf6818556", "ghost")
    assert [toy.ledger.is_unverified(i) for i in ids] == [True, False, False, False]
