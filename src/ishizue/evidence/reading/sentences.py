"""Lines cut into sentences, Japanese and English, and damaged runs cut out of them."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from ishizue.evidence.passages import Sentence
from ishizue.evidence.reading.language.foreign import foreign_runs
from ishizue.evidence.reading.language.identify import language_of

_TOKEN = re.compile(r"[。｡！？!?．.]+|[「『（(]|[」』）)]")
_PAIRS = {"」": "「", "』": "『", "）": "（", ")": "("}
_BRACKETS = "「」『』（）()"
# What still belongs to a sentence after its full stop: closing marks, footnote marks.
_AFTER = re.compile(
    r"[」』）)】”’\"'»〉》\]■□]*"
    r"(?:\s?\[\d{1,3}\]|[⁰¹²³⁴-⁹*†‡]+|[（(\[［]?注\s?\d{1,3}[）)\]］]?"
    # A bare number is a mark where a letter, not a digit, stands before the full stop.
    r"|(?:(?<=[a-z)\]”’\"']\.)|(?<=\.[”’\"')]))\d{1,3}(?=\s+[A-Z“\"(]|\s*\Z))*"
)
_WORD_BEFORE = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]+\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")
_NUMBERING = re.compile(r"\s*(?:[-–•*#]+\s*)?[\d０-９.．]{1,6}\Z")
_OPENER = re.compile(
    r"\s+[“\"'‘(]?(?:The|An?|In|It|He|She|They|We|But|However|This|That|These|Those|As"
    r"|For|On|At|If|And|Its|Their|Yet|While|When|With|By|There|To|Such|Both|Some|Many"
    r"|Meanwhile|Moreover|Although|Despite|Since|After|Before|According)\b"
)
# A quotation goes on after its closing bracket where a particle follows.
_CONTINUES = re.compile(r"\s*[とはがのをにでもやなかへ、,，。．（(」』）)…ー]")
_GOES_ON = re.compile(r"\s*[a-z]|[A-Za-z0-9]|[,;:]")
_NUMBER = re.compile(r"\s*[\dIVX]")
_LOWER = re.compile(r"\s*[a-z]")
_COMMA = re.compile(r"[、,，;；。]+")
_WORDS = re.compile(r"[^\W_]")
_LONGEST_BRACKET = 400
_LONGEST_WORD = 24


@cache
def _abbreviations() -> dict[str, str]:
    """Abbreviations, and before what they are one: anything, or only a number."""
    table = resources.files(__package__).joinpath("abbreviations.csv")
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    return {word: row["before"] for row in rows for word in row["words"].split()}


def sentences_of(
    text: str, main: str, repeated: Sequence[tuple[int, int]] = ()
) -> tuple[Sentence, ...]:
    """Sentences of a line, in order; what is damaged stands alone.

    Args:
        text: The line, stripped.
        main: The language of the whole text.
        repeated: Stretches of the line that say one thing over and over.
    """
    starts, ends = [a for a, _ in repeated], [b for _, b in repeated]
    found: list[Sentence] = []
    for start, end in sentence_bounds(text):
        within = repeated[bisect_right(ends, start) : bisect_left(starts, end)]
        marks = _damage(text, (start, end), main, within)
        found += _cut(text, (start, end), main, marks)
    return tuple(found)


def _damage(
    text: str, bounds: tuple[int, int], main: str, repeated: Sequence[tuple[int, int]]
) -> Iterator[Sentence]:
    """Damaged runs of a sentence, in order; foreign ones hide repetition in them."""
    start, end = bounds
    marks = [
        Sentence(start + a, start + b, language, "foreign")
        for a, b, language in foreign_runs(text[start:end], main)
    ]
    for first, last in repeated:
        a, b = max(first, start), min(last, end)
        if _WORDS.search(text, a, b):
            marks.append(Sentence(a, b, language_of(text[a:b], main), "repeated"))
    at = start
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if _WORDS.search(text, max(at, mark.start), mark.end):
            yield replace(mark, start=max(at, mark.start))
            at = mark.end


def _cut(
    text: str, bounds: tuple[int, int], main: str, damage: Iterable[Sentence]
) -> Iterator[Sentence]:
    at, end = bounds
    for mark in damage:
        a, b = mark.start, mark.end
        # Punctuation alone is no sentence: it goes to the run beside it.
        if _WORDS.search(text, at, a):
            yield _sentence(text, at, a, main)
        else:
            a = at
        after = _COMMA.match(text, b, end)
        b = after.end() if after else b
        if not _WORDS.search(text, b, end):
            b = end
        at = b
        a, b = _trim(text, a, b)
        yield replace(mark, start=a, end=b)
    if at < end:
        yield _sentence(text, at, end, main)


def _sentence(text: str, start: int, end: int, main: str) -> Sentence:
    start, end = _trim(text, start, end)
    return Sentence(start, end, language_of(text[start:end], main))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    before = len(piece) - len(piece.lstrip())
    return start + before, start + len(piece.rstrip())


def sentence_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence; only white space lies between them."""
    at = 0
    for stop in (*_stops(text), len(text)):
        start, end = _trim(text, at, max(at, stop))
        if start < end:
            yield start, end
        at = max(at, stop)


def _stops(text: str) -> Iterator[int]:
    """Where sentences end, outside brackets."""
    closing = _brackets(text)
    inside = 0
    for token in _TOKEN.finditer(text):
        at = token.start()
        if at < inside:
            continue
        if at in closing:
            inside = closing[at] + 1
            if _quotation_ends_sentence(text, closing[at]):
                yield inside
        elif token.group()[0] not in _BRACKETS:
            after = _AFTER.match(text, token.end())
            follows = after.end() if after else token.end()
            if follows == len(text) or _ends(text, token, follows):
                yield follows


def _brackets(text: str) -> dict[int, int]:
    """Where brackets that are not too far apart open, and where they close."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for token in _TOKEN.finditer(text):
        at, sign = token.start(), token.group()
        if sign in _PAIRS.values():
            opened.append(at)
        elif sign in _PAIRS and opened and text[opened[-1]] == _PAIRS[sign]:
            first = opened.pop()
            if at - first <= _LONGEST_BRACKET:
                closing[first] = at
    return closing


def _quotation_ends_sentence(text: str, close: int) -> bool:
    if text[close] not in "」』" or _CONTINUES.match(text, close + 1):
        return False
    # A question may be quoted within a sentence without any particle after it.
    is_spaced = text[close + 1 : close + 2].isspace()
    return text[close - 1] == "。" or (text[close - 1] in "！？!?" and is_spaced)


def _ends(text: str, token: re.Match[str], follows: int) -> bool:
    sign = token.group()[-1]
    if sign in "。｡":
        return True
    if sign in "！？!?":
        goes_on = _GOES_ON.match(text, follows)
        return not goes_on and not _is_name_or_quote(text, token)
    return _full_stop_ends(text, token, follows)


def _is_name_or_quote(text: str, token: re.Match[str]) -> bool:
    after = text[token.end()]
    # Some firms write their name with an exclamation mark; と quotes a question.
    before = text[max(0, token.start() - 1) : token.start()]
    is_name = token.group() == "!" and before.isascii() and "ァ" <= after <= "ヺ"
    return is_name or after in "とっ"


def _full_stop_ends(text: str, token: re.Match[str], follows: int) -> bool:
    start, after = token.start(), text[follows]
    is_ellipsis = len(token.group()) > 1 or text[max(0, start - 1)].isspace()
    if is_ellipsis or _LOWER.match(text, follows):
        return False
    if after.isdigit() or not (after.isspace() or not after.isascii()):
        return False
    before = text[max(0, start - _LONGEST_WORD) : start]
    if start <= _LONGEST_WORD and _NUMBERING.match(before):
        return False
    return not _is_abbreviated(text, before, follows)


def _is_abbreviated(text: str, before: str, end: int) -> bool:
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    if _INITIALS.match(word.group()):
        return not ("." in word.group() and _OPENER.match(text, end))
    before_what = _abbreviations().get(word.group())
    is_before_number = _NUMBER.match(text, end) is not None
    return before_what == "anything" or (before_what == "number" and is_before_number)
