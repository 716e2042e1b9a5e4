"""Answers traced to the words of documents that were read into the store."""

import json

from documents import document, hashed, reading
from ishizue.cli.reports import TraceReport
from ishizue.evidence import Claim
from ishizue.evidence.store import open_store


def test_trace_ends_in_the_words(call, study):
    text = document("One.", "Two.", "It was said that eight ships lie in Borea.")
    quote = "eight ships"
    start = text.passages[2].text.index(quote)
    claims = study / "claims/league.jsonl"
    lines = claims.read_text("utf-8").splitlines()
    claim = json.loads(lines[1])
    claim |= {"start": start, "end": start + len(quote), "quote_sha256": hashed(quote)}
    old, claim["id"] = claim["id"], ""
    claim["id"] = Claim.model_validate(claim).content_id()
    claims.write_text(f"{lines[0]}\n{json.dumps(claim)}\n", "utf-8")
    for name, before, after in (
        ("rulings.csv", old, claim["id"]),
        ("documents.csv", "a" * 64, text.sha256),
        ("figures.csv", old, claim["id"]),
    ):
        path = study / name
        path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    _, out, _ = call("trace", study, "ships-half")
    assert "eight ships" not in out
    with open_store(study, create=True) as store:
        store.enter("dispatch.txt", reading(text), "dispatch")
    code, out, _ = call("trace", study, "ships-half")
    assert code == 0
    assert "      It was said that [eight ships] lie in Borea.\n" in out
    _, out, _ = call("trace", study, "ships-half", "--json")
    supports = TraceReport.model_validate_json(out).supports
    places = [p for s in supports for source in s.sources for p in source.places]
    assert {(p.quote, p.passage) for p in places} == {(quote, text.passages[2].text)}


def test_trace_says_when_the_words_are_not_those_reviewed(call, study):
    text = document(
        "One.", "Two.", "Other words than the claim was made from stand here."
    )
    path = study / "documents.csv"
    path.write_text(path.read_text("utf-8").replace("a" * 64, text.sha256), "utf-8")
    with open_store(study, create=True) as store:
        store.enter("dispatch.txt", reading(text), "dispatch")
    _, out, _ = call("trace", study, "ships-half")
    assert "the words at this place are not those the claim was made from" in out
