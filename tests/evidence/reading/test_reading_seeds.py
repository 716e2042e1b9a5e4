"""The five documents the project began with, where a copy of them is at hand."""

import time
from collections import Counter
from pathlib import Path

import pytest

from evidence.reading.anchors import assert_anchors_hold
from ishizue.evidence.reading import read

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here"),
]


@pytest.fixture(scope="module")
def texts():
    return {path.name[:3]: read(path) for path in sorted(SEEDS.glob("*.txt"))}


def test_every_seed_is_read_with_anchors_that_hold(texts):
    assert len(texts) == 5
    for text in texts.values():
        assert_anchors_hold(text)
        assert text.language == "ja"
        assert text.encoding == "utf-8"


def test_the_seeds_are_read_in_well_under_a_second():
    paths = sorted(SEEDS.glob("*.txt"))
    start = time.process_time()
    for path in paths:
        read(path)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("seed", "counts"),
    [
        ("000", {"navigation": 1, "heading": 5, "body": 18}),
        ("001", {"heading": 4, "body": 63, "caption": 6}),
        (
            "002",
            {"navigation": 1, "heading": 6, "caption": 2, "body": 22, "footnote": 1}
            | {"comment": 10, "related": 7},
        ),
        ("003", {"navigation": 3, "heading": 5, "body": 14, "footnote": 23}),
        ("004", {"navigation": 3, "heading": 2, "body": 24, "footnote": 5}),
    ],
)
def test_sections(texts, seed, counts):
    assert Counter(p.section for p in texts[seed].passages) == counts


def test_chinese_and_garbage_are_found_and_nothing_else(texts):
    found = {
        (seed, p.line, start, end, kind)
        for seed, text in texts.items()
        for p in text.passages
        for start, end, kind in p.damage
    }
    assert found == {
        ("000", 21, 0, 13, "foreign"),
        ("000", 35, 4, 24, "foreign"),
        ("001", 46, 0, 52, "foreign"),
    }


def test_mastheads(texts):
    assert {seed: (t.publisher, t.date) for seed, t in texts.items()} == {
        "000": ("", "2026-01-20"),
        "001": ("", "2026-01-09"),
        "002": ("War on the Rocks", "2022-04-20"),
        "003": ("", "2025-06-27"),
        "004": ("", "2025-07-11"),
    }
    lines = {
        seed: next(p.line for p in t.passages if p.text == t.title)
        for seed, t in texts.items()
    }
    assert lines == {"000": 3, "001": 1, "002": 3, "003": 22, "004": 29}


@pytest.mark.parametrize(("seed", "notes"), [("003", 22), ("004", 4)])
def test_every_note_is_a_reference_that_its_mark_leads_to(texts, seed, notes):
    text = texts[seed]
    assert [r.mark for r in text.references] == [str(n + 1) for n in range(notes)]
    assert all(len(r.marked) == 1 for r in text.references)
    assert all(r.title for r in text.references)
    undated = {r.mark for r in text.references if not r.date}
    assert undated == ({"3", "9", "10"} if seed == "003" else set())
    assert all(not t.references for s, t in texts.items() if s not in ("003", "004"))
