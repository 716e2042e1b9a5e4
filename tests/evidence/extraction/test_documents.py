"""Claims in labelled documents, all invented, in the manner of the genre.

`labels.csv` names, for every claim a reader would make, its paragraph, its kind, words
that its anchor must touch, and what else is certain about it. A third of the documents
is held out: the rules were written before anything of theirs was looked at but the
overall figures.
"""

import csv
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from ishizue.evidence.extraction import Proposal, rules

DOCUMENTS = Path(__file__).parent / "documents"
MEASURED = ("commitment", "dependency", "cooperation", "capability")
OPEN = sorted(p.stem for p in DOCUMENTS.glob("*.txt") if "held_out" not in p.stem)
HELD_OUT = sorted(p.stem for p in DOCUMENTS.glob("*_held_out_*.txt"))


def words_of(document: str) -> str:
    return (DOCUMENTS / f"{document}.txt").read_text("utf-8")


def labels(document: str) -> Iterator[dict[str, str]]:
    with (DOCUMENTS / "labels.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["document"] == document:
                yield row


def paragraphs(document: str) -> list[str]:
    stripped = (line.strip() for line in words_of(document).split("\n"))
    return [line for line in stripped if line]


def matches(label: dict[str, str], paragraph: str, proposal: Proposal) -> bool:
    """Same paragraph, same kind, and an anchor that touches the label's words."""
    start = paragraph.index(label["words"])
    end = start + len(label["words"])
    return (
        proposal.para == int(label["para"])
        and proposal.kind == label["kind"]
        and proposal.start < end
        and start < proposal.end
    )


def paired(claims, documents) -> Iterator[tuple[dict[str, str], Proposal | None]]:
    """Every label with the proposal that meets it; each proposal meets one label."""
    for document in documents:
        left = list(claims(words_of(document)))
        lines = paragraphs(document)
        for label in labels(document):
            line = lines[int(label["para"]) - 1]
            met = next((p for p in left if matches(label, line, p)), None)
            if met is not None:
                left.remove(met)
            yield label, met


@pytest.mark.parametrize("documents", [OPEN, HELD_OUT], ids=["open", "held out"])
@pytest.mark.parametrize("kind", MEASURED)
def test_most_claims_are_found_and_most_proposals_are_claims(claims, documents, kind):
    pairs = [met for label, met in paired(claims, documents) if label["kind"] == kind]
    found = sum(met is not None for met in pairs)
    proposed = sum(p.kind == kind for name in documents for p in claims(words_of(name)))
    assert found / len(pairs) >= 0.8
    assert found / proposed >= 0.8


@pytest.mark.parametrize("field", ["subject", "object", "polarity", "modality"])
def test_what_is_certain_about_a_claim_is_read(claims, field):
    right = wrong = 0
    for label, met in paired(claims, OPEN + HELD_OUT):
        if met is not None and label[field]:
            expected = set(label[field].split(";"))
            if set(getattr(met, field).split(";")) == expected:
                right += 1
            else:
                wrong += 1
    assert right / (right + wrong) >= 0.9


@pytest.mark.parametrize("document", OPEN + HELD_OUT)
def test_every_anchor_is_verbatim(claims, document):
    lines = paragraphs(document)
    found = claims(words_of(document))
    assert found
    for proposal in found:
        paragraph = lines[proposal.para - 1]
        assert proposal.quote == paragraph[proposal.start : proposal.end]
        assert proposal.quote == proposal.quote.strip() != ""


@pytest.mark.parametrize("document", OPEN + HELD_OUT)
def test_no_opinion_and_no_hypothesis_is_a_commitment(claims, document):
    for proposal in claims(words_of(document)):
        if proposal.kind == "commitment":
            assert proposal.modality in {"fact", "estimate", "plan"}
            assert proposal.binding is not None


@pytest.mark.parametrize("document", OPEN + HELD_OUT)
def test_reading_twice_proposes_the_same(claims, document):
    assert claims(words_of(document)) == claims(words_of(document))


def test_a_third_of_the_documents_is_held_out():
    assert len(HELD_OUT) * 3 >= len(OPEN + HELD_OUT)
    assert len(OPEN + HELD_OUT) >= 12


def test_no_trigger_hides_a_pattern(claims, monkeypatch):
    words = [words_of(document) for document in OPEN + HELD_OUT]
    before = [claims(w) for w in words]
    lexicon = rules.rules

    def without_triggers(language):
        return tuple(dataclasses.replace(r, triggers=("",)) for r in lexicon(language))

    monkeypatch.setattr(rules, "rules", without_triggers)
    assert [claims(w) for w in words] == before
