"""A process that reads says little and leaves the rest in a file, whatever happens."""

import pickle
from dataclasses import dataclass

import pytest

from ishizue.errors import EvidenceError
from ishizue.evidence.extraction import Refusal, Rules
from ishizue.evidence.readers import Readers, Task, read_document

# Bytes that a pipe takes whole or not at all.
WHOLE = 4096


@dataclass(frozen=True)
class Failing:
    """An extractor that cannot do its work."""

    error: Exception
    name: str = "failing"

    def propose(self, text, mentions):
        raise self.error


@dataclass(frozen=True)
class Doubting:
    """An extractor that takes nothing."""

    name: str = "doubting"

    def propose(self, text, mentions):
        return (Refusal(1, "eight ships", "nobody counted them"),)


@pytest.fixture
def task(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("France will deploy 2,000 troops to Borea in May 2029.\n", "utf-8")

    def of(*extractors):
        return Task(path, tmp_path, extractors, tmp_path / "result")

    return of


def test_what_was_found_is_left_in_the_file(task):
    asked = task(Rules(), Doubting())
    assert read_document(asked) == ""
    read = pickle.loads(asked.result.read_bytes())
    assert [claim.subject for claim in read.reading.claims] == ["fra"]
    assert [refusal.quote for refusal in read.refusals] == ["eight ships"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (EvidenceError("has no answer. Fix: ask again."), "has no answer. Fix: ask"),
        (ValueError("seven"), "cannot be read (ValueError: seven). Fix: report this"),
        (EvidenceError("あ" * 10_000), "あああ"),
        (RuntimeError("x" * 10_000), "cannot be read (RuntimeError: xxx"),
    ],
)
def test_why_it_is_refused_fits_into_one_message(task, error, words):
    reason = read_document(task(Failing(error)))
    assert reason.startswith(words)
    assert len(pickle.dumps(reason)) < WHOLE - 200


def test_nothing_is_left_behind(task, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    with Readers(tmp_path, 1, (Rules(),)) as readers:
        begun = readers.begin(task().path)
        assert begun.end().reading.claims
        assert begun.is_done
    assert list((tmp_path / "made").iterdir()) == []
