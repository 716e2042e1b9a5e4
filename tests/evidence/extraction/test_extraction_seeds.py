"""The rules on the study's own documents, where these are present."""

from pathlib import Path

import pytest

from ishizue.evidence.extraction import Proposal, propose
from ishizue.evidence.mentions import find
from ishizue.evidence.names import names
from ishizue.evidence.passages import CLAIMABLE
from ishizue.evidence.reading import read_bytes

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here"),
]


def claims_of(path: Path) -> tuple[Proposal, ...]:
    text = read_bytes(path.name, path.read_bytes())
    return propose(text, find(text, names()))


@pytest.fixture(scope="module")
def found() -> list[Proposal]:
    return [p for path in sorted(SEEDS.glob("*.txt")) for p in claims_of(path)]


def test_every_anchor_is_verbatim_and_in_the_text_proper():
    for path in sorted(SEEDS.glob("*.txt")):
        text = read_bytes(path.name, path.read_bytes())
        passages = {p.para: p for p in text.passages}
        for proposal in propose(text, find(text, names())):
            passage = passages[proposal.para]
            assert proposal.quote == passage.text[proposal.start : proposal.end]
            assert passage.section in CLAIMABLE
            assert not any(
                start < proposal.end and proposal.start < end
                for start, end, _ in passage.damage
            )


def test_italy_sends_no_troops(found):
    (italy,) = (p for p in found if p.subject == "ita" and p.kind == "commitment")
    assert (italy.object, italy.polarity, italy.binding) == ("ukr", "denied", 0)


def test_belgium_promises_on_a_condition(found):
    (belgium,) = (p for p in found if p.subject == "bel" and p.kind == "commitment")
    assert belgium.polarity == "affirmed"
    assert belgium.condition.endswith("場合")


def test_no_opinion_is_a_commitment(found):
    for proposal in found:
        if proposal.kind == "commitment":
            assert proposal.modality in {"fact", "plan", "estimate"}


def test_europe_depends_on_the_united_states(found):
    assert any(
        p.kind == "dependency" and p.subject == "europe" and p.object == "usa"
        for p in found
    )
