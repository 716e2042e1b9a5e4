"""All mentions of a document: in order, of all sections, of no damaged sentence."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.evidence.mentions import find
from ishizue.evidence.mentions.named import named
from ishizue.evidence.names import names
from ishizue.evidence.names.alias import even, fold
from ishizue.evidence.passages import Passage, Sentence, Text

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

PIECES = [
    *"日米英仏独露中韓豪伊加印越比蘭台朝ソロウパ欧対訪在駐親反来全国軍政府本的",
    *"、。・()「」 のはがでとにを〜-—’'.,:&社条項第前元5０",
    *(
        "モスクワ",
        "ワシントン",
        "ウクライナ",
        "ＮＡＴＯ",
        "有志連合",
        "大統領",
        "首相",
        "プーチン",
    ),
    *(
        "Moscow ",
        "President ",
        "former ",
        "Jordan ",
        "US ",
        "Article ",
        "(7)",
        " of the ",
        "EU",
    ),
    *("İ", "ß", "ﾛｼｱ", "⽇", "\u00a0", "https://", "GmbH", "Coalition of the Willing"),
]


def text_of(*passages, date="2025-06-01"):
    """A document of these passages."""
    return Text("t.txt", "0" * 64, "", "", date, "ja", "utf-8", passages, (), {})


def test_mentions_come_in_the_order_of_the_text():
    text = text_of(
        Passage(1, 1, "2025年3月、英仏はウクライナに約130発を送った。", "body", (), 0),
        Passage(2, 2, "NATOは応じた。", "caption", (), 40),
    )
    found = find(text, names())
    places = [(m.para, m.start, m.end, m.kind, m.value) for m in found]
    assert places == sorted(places)
    assert {m.kind for m in found} == {"date", "actor", "quantity", "framework"}


@pytest.mark.parametrize("section", ["footnote", "comment", "navigation", "related"])
def test_mentions_are_found_in_every_section(section):
    text = text_of(Passage(1, 1, "ポーランドは", section, (), 0))
    assert [m.value for m in find(text, names())] == ["pol"]


def test_nothing_is_found_in_a_damaged_sentence():
    sentences = (Sentence(0, 9, "zh", "foreign"), Sentence(9, 18, "ja"))
    text = text_of(
        Passage(1, 1, "日本的情况很严重。日本は2024年に。", "body", sentences, 0)
    )
    assert {m.start for m in find(text, names())} == {9, 12}


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_mention_stands_where_it_says(text):
    for m in named(Passage(1, 1, text, "body", (), 0), names()):
        assert 0 <= m.start < m.end <= len(text)
        assert m.surface == text[m.start : m.end]
        assert m.value


@given(st.text(max_size=60))
def test_evened_text_is_as_long_as_it_was(text):
    assert len(fold(text)) == len(even(text)) == len(text)


def took(text):
    """Seconds it takes to find the names of a text."""
    start = time.process_time()
    named(Passage(1, 1, text, "body", (), 0), names())
    return time.process_time() - start


@pytest.mark.parametrize(
    "line",
    [
        "モスクワは、日米英仏の有志連合とNATOの第5条に反対した。スターマー首相は日米同盟を語る。",
        "President Macron met Sandria GmbH in Moscow, and Article 5 of the Treaty binds us. ",
        "日" * 20,
        "ア" * 20,
        "A.B&" * 20,
        "Moscow, ",
        "Moscow and ",
        "モスクワと",
        "サンドリア社と" * 5,
        "a@b.c ",
        "第5条",
        "((((",
    ],
)
def test_a_long_line_takes_time_in_proportion_to_its_length(line):
    took(line)
    short, long = took(line * 200), took(line * 2000)
    assert long < 40 * max(short, 0.02)


@pytest.mark.real
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the source documents are not here")
def test_the_source_documents_name_whom_they_are_about():
    values = set()
    for file in SEEDS.glob("*.txt"):
        for line in file.read_text("utf-8").split("\n"):
            passage = Passage(1, 1, line.strip(), "body", (), 0)
            values |= {m.value for m in named(passage, names())}
    assert {"usa", "rus", "ukr", "jpn", "kor", "nzl", "nato", "cow", "ip4"} <= values
    assert {"wassenaar", "pipir", "north-atlantic-treaty-5", "aukus-p2"} <= values
    assert "mli" not in values
