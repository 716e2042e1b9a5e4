"""GiNZA finds the subject by grammar; it is an extra, and says so where it is missing."""

import importlib.util

import pytest

from ishizue.errors import EvidenceError
from ishizue.evidence.extraction.ginza import Ginza
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Passage, Sentence, Text

INSTALLED = importlib.util.find_spec("spacy") is not None
needs_ginza = pytest.mark.skipif(
    not INSTALLED, reason="GiNZA is not installed (pip install 'ishizue[nlp]')"
)

WORDS = "条約により、ウクライナに地上部隊をイタリアは派遣しないと約束した。"
MENTIONS = (
    Mention("actor", 1, 6, 11, "ウクライナ", "ukr"),
    Mention("actor", 1, 17, 21, "イタリア", "ita"),
)


def text(words: str) -> Text:
    sentence = Sentence(0, len(words), "ja")
    passage = Passage(1, 1, words, "body", (sentence,), 0)
    return Text("a.txt", "0" * 64, "", "", "", "ja", "utf-8", (passage,), (), {})


@needs_ginza
def test_the_subject_is_found_by_grammar():
    (found,) = Ginza().propose(text(WORDS), MENTIONS)
    assert (found.subject, found.polarity) == ("ita", "denied")
    assert found.quote == WORDS[found.start : found.end]


@needs_ginza
def test_a_novel_in_one_line_is_left_to_the_particles():
    words = "あ" * 60_000 + WORDS
    assert isinstance(Ginza().propose(text(words), ()), tuple)


@pytest.mark.skipif(INSTALLED, reason="GiNZA is installed")
def test_a_missing_ginza_is_an_error_that_says_how_to_get_it():
    with pytest.raises(EvidenceError, match=r"Fix: pip install 'ishizue\[nlp\]'"):
        Ginza()
