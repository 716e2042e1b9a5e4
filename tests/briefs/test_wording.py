"""Both languages are whole."""

import dataclasses
import re
import string
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.extract import extract
from jinja2.ext import babel_extract

import ishizue.briefs
from ishizue.briefs.wording import Text, catalogue, listed, say, say_count

FOLDER = Path(ishizue.briefs.__file__).parent
KEYWORDS = {"say": None, "say_count": (1, 2)}


def messages():
    """Messages in code and templates, with their plurals."""
    for path in FOLDER.rglob("*.py"):
        with path.open("rb") as file:
            for _, message, _, _ in extract("python", file, keywords=KEYWORDS):
                yield (message,) if isinstance(message, str) else message
    for path in FOLDER.rglob("*.j2"):
        with path.open("rb") as file:
            for _, name, message, _ in babel_extract(file, list(KEYWORDS), (), {}):
                found = (message,) if isinstance(message, str) else message
                yield found[: 2 if name == "say_count" else 1]


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


MESSAGES = sorted(set(messages()))


def japanese(message):
    entry = catalogue().get(message[0])
    assert entry is not None, f"no Japanese for {message[0]!r}"
    return entry.string[0] if isinstance(entry.string, tuple | list) else entry.string


def test_every_message_has_its_japanese_with_the_same_places_to_fill():
    assert len(MESSAGES) > 100
    for message in MESSAGES:
        text = japanese(message)
        assert text, message
        assert fields(text) == fields(message[-1]) | fields(message[0]), message


def test_the_catalogue_holds_nothing_that_is_not_said():
    said = {message[0] for message in MESSAGES}
    held = {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue() if m.id}
    assert held - said == set()


def test_japanese_sentences_end_as_sentences():
    for message in MESSAGES:
        if message[0].endswith(".") and len(message[0]) > 30:
            assert japanese(message)[-1] in "。)}", message


def texts(part):
    if isinstance(part, Text):
        yield part
    elif dataclasses.is_dataclass(part):
        for field in dataclasses.fields(part):
            yield from texts(getattr(part, field.name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, tuple | list):
        for value in part:
            yield from texts(value)


def test_no_english_word_is_left_in_the_japanese_of_a_brief(brief):
    seen = 0
    # Documents keep the titles they have.
    documents = [r.document for r in brief.apparatus.citations.references]
    titles = [t for d in documents for t in (d.title, d.publisher)]
    parts = (
        brief.answers,
        brief.sections,
        brief.methods,
        brief.conventions,
        brief.about,
    )
    for text in texts(parts):
        seen += 1
        japanese = re.sub(r"\{\w+\}", "", text.ja)
        for title in titles:
            japanese = japanese.replace(title, "")
        words = re.findall(r"[a-z]{3,}", japanese)
        assert not words, text
    assert seen > 100


def test_charts_speak_the_language_they_are_for(brief):
    for chart in brief.charts():
        drawn = str({k: v for k, v in chart.spec("ja").items() if k != "config"})
        for english in (chart.title.en, "Baseline", "Aldan", "Patrol", "threshold"):
            assert english not in drawn, chart.id


def test_a_text_takes_texts_in_its_own_language():
    inner = Text("ships", "艦艇")
    assert say("{head}, 5%", head=inner) == Text("ships, 5%", "艦艇(5%点)")


def test_numbers_of_things():
    assert say_count("{n} claim", "{n} claims", 1) == Text("1 claim", "主張1件")
    assert say_count("{n} claim", "{n} claims", 1200).en == "1,200 claims"


def test_lists_are_separated_as_each_language_does():
    assert listed([Text("a", "あ"), Text("b", "い")]) == Text("a, b", "あ、い")


def test_a_text_knows_two_languages():
    with pytest.raises(KeyError, match="fr"):
        Text("a", "b")["fr"]
