"""Analysts confirm what a surface means, and take it back; the file keeps both."""

import json
import os

import pytest
from pydantic import ValidationError

from ishizue.errors import EvidenceError
from ishizue.evidence.mentions.named import named
from ishizue.evidence.names import Merge, confirm, names, read_merges, undo
from ishizue.evidence.passages import Passage


def merge(surface="ポランド", key="pol", when="2025-06-01", **fields):
    """A merge by an analyst."""
    return Merge(
        surface=surface, key=key, kind="actor", who="A. Analyst", when=when, **fields
    )


def values(text, study):
    """Values of what a study's names find in a text."""
    return [m.value for m in named(Passage(1, 1, text, "body", (), 0), names(study))]


def test_a_confirmed_surface_is_found_from_then_on(tmp_path):
    assert values("ポランドは応じた", tmp_path) == []
    confirm(tmp_path, merge())
    assert values("ポランドは応じた", tmp_path) == ["pol"]
    (mention,) = named(Passage(1, 1, "ポランド", "body", (), 0), names(tmp_path))
    assert mention.details["alias"] == "confirmed"
    assert names().key("ポランド") == ""


def test_an_undone_merge_holds_no_more_and_stays_on_file(tmp_path):
    confirm(tmp_path, merge())
    undone = undo(tmp_path, "ポランド", who="B. Analyst")
    assert values("ポランドは応じた", tmp_path) == []
    assert [m.undoes for m in read_merges(tmp_path)] == ["", undone.undoes]
    assert undone.undoes == merge().id


def test_what_was_undone_may_be_confirmed_again(tmp_path):
    confirm(tmp_path, merge())
    undo(tmp_path, "ポランド", who="B. Analyst")
    confirm(tmp_path, merge())
    assert names(tmp_path).key("ポランド") == "pol"


def test_a_later_merge_replaces_an_earlier_one(tmp_path):
    confirm(tmp_path, merge())
    confirm(tmp_path, merge(key="fin", when="2025-06-02"))
    assert names(tmp_path).key("ポランド") == "fin"


def test_a_confirmed_meaning_comes_before_the_tables(tmp_path):
    confirm(tmp_path, merge(surface="コンゴ", key="cog"))
    assert values("コンゴ政府", tmp_path) == ["cog"]


def test_nothing_is_undone_that_is_not_in_force(tmp_path):
    with pytest.raises(EvidenceError, match="nothing confirmed about 'ポランド'"):
        undo(tmp_path, "ポランド", who="B. Analyst")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "names.jsonl:2: .*JSON"),
        (b'{"surface": "x"}', "names.jsonl:2: surface"),
        (b'"text"', "names.jsonl:2: "),
        (b"\xff\xfe", "names.jsonl: cannot be read"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, line, fault):
    confirm(tmp_path, merge())
    with (tmp_path / "names.jsonl").open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(EvidenceError, match=fault) as error:
        names(tmp_path)
    assert "Fix:" in str(error.value)


def test_a_line_cut_short_by_a_crash_swallows_no_other(tmp_path):
    path = tmp_path / "names.jsonl"
    confirm(tmp_path, merge())
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"surf')
    confirm(tmp_path, merge(surface="ドイシ", key="deu"))
    kept = [line for line in path.read_text("utf-8").split("\n") if line]
    assert json.loads(kept[0])["key"] == "pol"
    assert json.loads(kept[2])["key"] == "deu"


def test_a_line_separator_within_a_surface_ends_no_line(tmp_path):
    confirm(tmp_path, merge(surface="ポ\u2028ランド"))
    assert names(tmp_path).key("ポ\u2028ランド") == "pol"


@pytest.mark.parametrize(
    "fields",
    [{"surface": "あ"}, {"key": "Not A Key"}, {"when": "yesterday"}],
)
def test_a_merge_that_says_too_little_is_refused(fields):
    with pytest.raises(ValidationError, match=next(iter(fields))):
        merge(**fields)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    confirm(tmp_path, merge())
    (tmp_path / "names.jsonl").chmod(0)
    with pytest.raises(EvidenceError, match="cannot be read"):
        names(tmp_path)
