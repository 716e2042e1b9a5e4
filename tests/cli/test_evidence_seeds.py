"""The commands on the source documents of the bundled study."""

from pathlib import Path

import pytest

from ishizue.cli.claim_reports import ClaimsReport
from ishizue.cli.evidence_reports import ReadReport, SearchReport

ROOT = Path(__file__).parents[2]


@pytest.fixture
def seeds():
    """The source documents of the bundled study."""
    folder = ROOT / "../shared/seeds"
    if not folder.is_dir():
        pytest.skip("the source documents are not here (../shared/seeds)")
    return sorted(folder.glob("*.txt"))


@pytest.mark.real
def test_every_anchor_of_the_bundled_study_lies_in_its_document(call, seeds, tmp_path):
    database = ("--database", f"sqlite:///{tmp_path}/europe.sqlite")
    assert call("read", "europe", *seeds, *database)[0] == 0
    _, out, _ = call("claims", "europe", "--status", "accepted", "--json", *database)
    cases = ClaimsReport.model_validate_json(out).claims
    anchored = [case for case in cases if case.para is not None]
    assert len(anchored) > 100
    # The quote is given only where its hash is that of the words that stand there.
    assert [case.id for case in anchored if not case.quote] == []


@pytest.mark.real
def test_the_source_documents_are_read_and_found_again(call, study, seeds):
    code, out, _ = call("read", study, *seeds, "--json")
    report = ReadReport.model_validate_json(out)
    assert code == 0
    assert all(d.status == "stored" and d.claims for d in report.documents)
    lines = [[x.strip() for x in f.read_text("utf-8").split("\n")] for f in seeds]
    for told, text in zip(report.documents, lines, strict=True):
        paragraphs = [line for line in text if line]
        for found in told.mentions:
            assert paragraphs[found.para - 1][found.start : found.end] == found.surface
        for passage in told.passages:
            assert text[passage.line - 1] == paragraphs[passage.para - 1]
    _, out, _ = call("search", study, "有志連合", "--json")
    hits = SearchReport.model_validate_json(out).hits
    quotes = {place.quote for hit in hits for place in hit.places}
    assert len(quotes) >= 9
