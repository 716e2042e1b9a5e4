"""Runs in a language the text is not written in, found within sentences.

A Chinese clause and the Japanese one that follows it often share a line, a sentence and
most of their characters. English in Japanese and Japanese in English is no damage:
both are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ishizue.evidence.reading.language.chinese import evidence, is_chinese
from ishizue.evidence.reading.language.identify import language_of, latin_votes
from ishizue.evidence.reading.language.scripts import (
    ANY_HAN,
    ANY_KANA,
    OTHER_SCRIPTS,
    WITHOUT_KANA,
)

_READ = {"ja", "en", ""}
_CLAUSE = re.compile(r"[^、,，;；:：。.!！?？「」『』（）()\s]+")
_OPENED = re.compile(r"[「『（(“][^「」『』（）()“”]*\Z")
_OTHER = re.compile(
    "|".join(rf"[{span}][{span}\s\d,.;:!?'’()«»–-]*" for span in OTHER_SCRIPTS.values())
)
# Shorter runs are names and glosses within a sentence that is sound.
_SHORTEST_CHINESE, _SHORTEST_QUOTED, _SHORTEST_GLOSS = 5, 8, 16
_SHORTEST_BEFORE_KANA, _SHORTEST_AFTER_KANA = 8, 6
_SHORTEST_OTHER = 16
_FEWEST_LATIN_WORDS = 6
_FARTHEST_BRACKET = 200


def foreign_runs(sentence: str, main: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and language of every run that is foreign to a text in `main`."""
    language = language_of(sentence, main)
    if _is_foreign(sentence, language, main):
        yield 0, len(sentence), language
        return
    found = [*_other_runs(sentence, main)]
    if main != "zh" and ANY_HAN.search(sentence):
        found += _chinese_runs(sentence)
    yield from sorted(found)


def _is_foreign(sentence: str, language: str, main: str) -> bool:
    if language in _READ or language == main or ANY_KANA.search(sentence):
        return False
    if language == "zh":
        return True
    if language in OTHER_SCRIPTS or language == "uk":
        return len(sentence) >= _SHORTEST_OTHER
    votes, words = latin_votes(sentence)
    return words >= _FEWEST_LATIN_WORDS and votes[language] >= 3


def _other_runs(sentence: str, main: str) -> Iterator[tuple[int, int, str]]:
    if sentence.isascii():
        return
    for run in _OTHER.finditer(sentence):
        text = run.group().rstrip()
        language = language_of(text, main)
        if len(text) >= _SHORTEST_OTHER and language not in (main, "en"):
            yield run.start(), run.start() + len(text), language


def _chinese_runs(sentence: str) -> Iterator[tuple[int, int, str]]:
    for run in WITHOUT_KANA.finditer(sentence):
        if run.end() - run.start() < _SHORTEST_CHINESE:
            continue
        clauses = _candidates(sentence, run)
        # From the first clause with anything Chinese in it to the last.
        telling = [c for c in clauses if evidence(c.group())]
        if not telling:
            continue
        start, end = telling[0].start(), telling[-1].end()
        if _is_run(sentence, start, end):
            yield start, end, "zh"


def _candidates(sentence: str, run: re.Match[str]) -> list[re.Match[str]]:
    """Clauses of a run, without nouns that belong to the kana beside them."""
    clauses = list(_CLAUSE.finditer(sentence, run.start(), run.end()))
    if clauses and clauses[-1].end() == run.end() < len(sentence):
        is_clause = _is_clause(clauses[-1].group(), _SHORTEST_BEFORE_KANA)
        clauses = clauses if is_clause else clauses[:-1]
    if clauses and clauses[0].start() == run.start() > 0:
        is_clause = _is_clause(clauses[0].group(), _SHORTEST_AFTER_KANA)
        clauses = clauses if is_clause else clauses[1:]
    return clauses


def _is_clause(text: str, shortest: int) -> bool:
    return len(text) >= shortest and is_chinese(text)


def _is_run(sentence: str, start: int, end: int) -> bool:
    text = sentence[start:end]
    shortest = _SHORTEST_CHINESE
    opened = _OPENED.search(sentence, max(0, start - _FARTHEST_BRACKET), start)
    if opened:
        shortest = _SHORTEST_GLOSS if opened[0][0] in "（(" else _SHORTEST_QUOTED
    return len(ANY_HAN.findall(text)) >= shortest and is_chinese(text)
