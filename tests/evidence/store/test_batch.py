"""Every file of a pile has an outcome; whatever is wrong with one, the others are read."""

import os
import shutil
from pathlib import Path

import pytest

from ishizue.cli import _exit_code
from ishizue.errors import EvidenceError
from ishizue.evidence import read_ledger
from ishizue.evidence.batch import Batch
from ishizue.evidence.names import names
from ishizue.evidence.store import search
from pieces import EndedByJapanese

JAPANESE = "ボレアの動向\n\n日本は2029年3月、連盟に艦艇3隻を派遣する。\n抑止力の強化が目的である。\n"
ENGLISH = "News from Borea\n\nFrance will deploy 2,000 troops to Borea in May 2029.\n"


@pytest.fixture
def url(tmp_path):
    """Reading is the same whatever the database; one test below is on PostgreSQL."""
    return f"sqlite:///{tmp_path / 'evidence.sqlite'}"


@pytest.fixture
def pile(tmp_path, toy_folder):
    """A copy of the toy study, and a folder beside it to put files into."""
    shutil.copytree(toy_folder, tmp_path / "study")
    (tmp_path / "pile").mkdir()
    return tmp_path / "pile"


@pytest.fixture
def read(store, pile):
    """Reads files of the pile into the store; outcomes by file."""
    folder = pile.parent / "study"
    ledger = read_ledger(folder, [])

    def read(*paths, **options):
        batch = Batch(store, folder, ledger, **options)
        outcomes = batch.read(paths or sorted(pile.iterdir()))
        return {outcome.file: outcome for outcome in outcomes}

    return read


def test_documents_are_read_and_stored_with_what_was_found(read, store, pile):
    (pile / "ja.txt").write_text(JAPANESE, "utf-8")
    (pile / "en.txt").write_text(ENGLISH, "utf-8")
    outcomes = read(workers=2)
    assert {o.status for o in outcomes.values()} == {"stored"}
    held = outcomes["ja.txt"].held
    assert (held.document, held.names) == ("ja", ("../pile/ja.txt",))
    assert [p.para for p in store.text(held).passages] == [1, 2, 3]
    values = {(m.kind, m.value) for m in store.mentions(held)}
    assert {("actor", "jpn"), ("date", "2029-03")} <= values
    assert search(store, "抑止", names()).hits[0].para == 3
    claims = store.claims(outcomes["en.txt"].held)
    assert {(c.kind, c.subject) for c in claims} >= {("commitment", "fra")}
    assert all(c.document == "en" and c.quote_sha256 for c in claims)


def test_a_team_reads_and_searches_in_postgresql(postgres_url, pile, capsys):
    (pile / "ja.txt").write_text(JAPANESE, "utf-8")
    study, database = str(pile.parent / "study"), ("--database", postgres_url)
    assert _exit_code(["read", study, str(pile / "ja.txt"), *database]) == 0
    assert _exit_code(["search", study, "抑止", *database]) == 0
    assert "ja, paragraph 3 (line 4, body)" in capsys.readouterr().out
    assert _exit_code(["claims", study, "--status", "proposed", *database]) == 0
    key = capsys.readouterr().out.split()[0]
    assert _exit_code(["accept", study, key, "--by", "A. Analyst", *database]) == 0
    assert not (pile.parent / "study/evidence.sqlite").exists()


def test_a_batch_that_is_read_again_is_skipped(read, store, pile):
    (pile / "ja.txt").write_text(JAPANESE, "utf-8")
    first = read()["ja.txt"]
    (pile / "en.txt").write_text(ENGLISH, "utf-8")
    again = read()
    assert [again[n].status for n in ("ja.txt", "en.txt")] == [
        "already stored",
        "stored",
    ]
    assert (first.found, again["ja.txt"].found) == (first.found, None)
    assert len(store.documents()) == 2


def test_a_document_under_two_names_and_a_changed_one_are_told_apart(read, pile):
    (pile / "a.txt").write_text(ENGLISH, "utf-8")
    (pile / "b.txt").write_text(ENGLISH, "utf-8")
    first = read()
    assert [o.status for o in first.values()] == ["stored", "already stored"]
    assert first["b.txt"].held.names == ("../pile/a.txt", "../pile/b.txt")
    (pile / "a.txt").write_text(JAPANESE, "utf-8")
    changed = read()["a.txt"]
    assert (changed.status, changed.version) == ("stored", 2)
    assert changed.replaces == first["a.txt"].held.sha256


def test_each_bad_file_is_refused_with_a_reason_and_the_rest_is_stored(read, pile):
    (pile / "good.txt").write_text(ENGLISH, "utf-8")
    (pile / "empty.txt").write_bytes(b"")
    (pile / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (pile / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (pile / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (pile / "folder.txt").mkdir()
    (pile / "loop.txt").symlink_to(pile / "loop.txt")
    with (pile / "huge.txt").open("wb") as file:
        file.truncate(200 * 2**20)
    (pile / "novel.txt").write_text("海は青い。" * 10_000, "utf-8")
    outcomes = read(*sorted(pile.iterdir()), pile / "missing.txt", Path("/dev/zero"))
    refused = {name: o.reason for name, o in outcomes.items() if o.status == "refused"}
    assert set(outcomes) - set(refused) == {"good.txt", "novel.txt"}
    for reason in refused.values():
        assert "Fix: " in reason
        assert "Traceback" not in reason
    assert refused["empty.txt"].startswith("it is empty")


def test_names_that_lead_elsewhere_stay_names(read, store, pile):
    (pile / "deep").mkdir()
    (pile / "deep/x.txt").write_text(ENGLISH, "utf-8")
    (pile / "防衛 白書.txt").write_text(JAPANESE, "utf-8")
    path = pile / "deep" / ".." / "deep" / "x.txt"
    outcomes = read(path, pile / "防衛 白書.txt")
    assert outcomes["x.txt"].held.names == ("../pile/deep/x.txt",)
    white_paper = outcomes["防衛 白書.txt"].held
    assert white_paper.document == f"document-{white_paper.sha256[:8]}"


def test_a_name_of_bytes_that_are_no_text_is_told_and_refused(read, pile):
    path = os.fsencode(pile) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text(ENGLISH, "utf-8")
    ((name, outcome),) = read().items()
    assert name == "\\xdcff.txt"
    assert outcome.status in ("stored", "refused")


def test_two_files_of_one_stem_are_cited_by_different_names(read, pile):
    (pile / "one").mkdir()
    (pile / "two").mkdir()
    (pile / "one/report.txt").write_text(ENGLISH, "utf-8")
    (pile / "two/report.txt").write_text(JAPANESE, "utf-8")
    first = read(pile / "one/report.txt")["report.txt"].held
    second = read(pile / "two/report.txt")["report.txt"].held
    assert first.document == "report"
    assert second.document == f"report-{second.sha256[:8]}"


def test_confirmed_names_that_cannot_be_read_stop_the_batch_before_it_begins(
    read, pile
):
    (pile / "good.txt").write_text(ENGLISH, "utf-8")
    (pile.parent / "study/names.jsonl").write_text("nonsense\n")
    with pytest.raises(EvidenceError, match=r"names\.jsonl:1"):
        read()


def test_a_file_that_brings_down_its_reader_is_refused_alone(read, pile):
    (pile / "bad.txt").write_text(JAPANESE, "utf-8")
    (pile / "good.txt").write_text(ENGLISH, "utf-8")
    outcomes = read(extractors=(EndedByJapanese(),))
    assert outcomes["bad.txt"].reason.startswith("brought down the process")
    assert outcomes["good.txt"].status == "stored"
