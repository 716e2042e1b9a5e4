"""Footnotes read as references, and the marks in the text that point to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ishizue.evidence.passages import CLAIMABLE, Reference, Section
from ishizue.evidence.reading.boilerplate import wording_of
from ishizue.evidence.reading.dates import FoundDate, find_dates
from ishizue.evidence.reading.draft import Line
from ishizue.evidence.reading.marks import (
    InlineMark,
    find_bare_marks,
    find_marks,
    note_mark,
)

_LONGEST_NOTE = 2000
_ADDRESS = re.compile(r"[（(<]?\s?(?:https?://|www\.|doi:)[^\s）)>、。]+[）)>]?[.。]?")
_ACCESSED = re.compile(
    r"[（(\[]?\s?(?:last\s)?(?:accessed|retrieved|viewed|visited)\b[^)）\].]*[)）\]]?"
    r"|[（(]?(?:最終)?(?:閲覧|アクセス|参照)(?:日)?[:：]?[^）)]*[）)]?"
    r"|[（(]?\d{4}年\d{1,2}月\d{1,2}日(?:最終)?(?:に)?(?:閲覧|アクセス|参照|確認)[）)]?",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"[,、，:：\s]*(?:pp?\.\s?)?\d{1,4}(?:\s?[-–,]\s?\d{1,4})*\s?(?:頁|ページ)?[.。]?\Z"
)
_ISSUE = re.compile(
    r",?\s*(?:vol(?:ume|\.)?\s*)?\d{1,3}(?:\(\d{1,3}\)?|,?\s*(?:no|nos|issue)\.?\s*[\d–/-]+)?\s*\Z"
    r"|[、,]?\s*第?\d+巻.*\Z|[、,]?\s*第\d+号.*\Z|[、,]?\s*\d{4}年?\s*\Z",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[“\"](?P<en>.+?)[”\"](?![^“]*”)|「(?P<ja>.+?)」(?=[^」]*\Z|[『、,（(\s])"
)
_BOOK = re.compile(r"『(?P<title>[^』]+)』")
_PUBLISHED = re.compile(r"\((?P<by>[^()]*?)[,:]?\s*(?P<year>(?:19|20)\d\d)\)")
_AUTHOR_YEAR = re.compile(
    r"(?P<author>[^()]{2,200}?)\s?[（(](?P<date>(?:19|20)\d\d[^)）]{0,20})[)）][.,:：]?\s*"
)
_OPEN_BRACKET = re.compile(r"(?P<before>.*)[（(](?P<inside>[^()（）]*)\Z", re.DOTALL)
_SEASON = re.compile(
    r"(?:spring|summer|autumn|fall|winter|[A-Z][a-z]+\.?(?:\s?[-–/]\s?[A-Z][a-z]+\.?)?)"
    r"(?:\s\d{1,2})?",
    re.IGNORECASE,
)
_SAME_AS_BEFORE = re.compile(
    r"ibid\b|op\. ?cit|loc\. ?cit|id\.|supra\b|同上|同前|同書|前掲|上掲", re.IGNORECASE
)
_GENRE = re.compile(
    r"(?:news|press|media) release|fact ?sheet|remarks|statement|speech|transcript|report"
    r"|policy paper|working paper|blog|プレスリリース|報道発表|発表資料|講演|演説",
    re.IGNORECASE,
)
_AUTHORS_END = re.compile(r"\bet al\.?,\s*|\band [A-ZÀ-Þ][^,]{2,40},\s*|\beds?\.,\s*")
_EDGES = " \t,、，.。:：;()（）[]-–—"
# So many of the notes must be found in order before bare numbers are taken for marks.
_ENOUGH = 0.6


class Cited(NamedTuple):
    """What a note says it cites; empty where it does not say."""

    author: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""


class _Note(NamedTuple):
    mark: str
    para: int
    text: str


def references_of(
    lines: Sequence[Line], sections: Sequence[Section]
) -> tuple[Reference, ...]:
    """Every note of a document, in order, with the places that point to it."""
    notes = _notes(lines, sections)
    marked = _marked(lines, sections, [note.mark for note in notes if note.mark])
    references: list[Reference] = []
    for note in notes:
        cited = parse_reference(note.text)
        if note.mark or (cited.title and cited.date):
            places = tuple(marked.pop(note.mark, ()))
            references.append(Reference(note.mark, note.para, *cited, places))
    return tuple(references)


def _notes(lines: Sequence[Line], sections: Sequence[Section]) -> list[_Note]:
    notes: list[_Note] = []
    for para, (line, section) in enumerate(zip(lines, sections, strict=True), 1):
        wording = wording_of(line.text)
        if section != "footnote" or (wording is not None and wording.scope == "opens"):
            continue
        mark = note_mark(line.text)
        if mark is not None:
            notes.append(_Note(mark.number, para, line.text[mark.end :]))
        elif notes and _goes_on(notes[-1].text):
            text = f"{notes[-1].text} {line.text}"
            notes[-1] = notes[-1]._replace(text=text[:_LONGEST_NOTE])
        else:
            notes.append(_Note("", para, line.text))
    return notes


def _goes_on(text: str) -> bool:
    return len(text) < _LONGEST_NOTE and text[-1:] not in ".。)）"


# Marks ----------------------------------------------------------------------------


def _marked(
    lines: Sequence[Line], sections: Sequence[Section], marks: Sequence[str]
) -> dict[str, list[tuple[int, int]]]:
    """Paragraph and offset of what points to each mark."""
    text = [
        (para, line.text)
        for para, (line, section) in enumerate(zip(lines, sections, strict=True), 1)
        if section in CLAIMABLE
    ]
    wanted = set(marks)
    found: dict[str, list[tuple[int, int]]] = {}
    for para, passage in text:
        for mark in find_marks(passage):
            if mark.number in wanted:
                found.setdefault(mark.number, []).append((para, mark.at))
    return found if found or not wanted else _bare(text, marks)


def _bare(
    text: Iterable[tuple[int, str]], marks: Sequence[str]
) -> dict[str, list[tuple[int, int]]]:
    """Numbers without brackets, where they run through the text in order."""
    found: dict[str, list[tuple[int, int]]] = {}
    places = [(p, mark) for p, passage in text for mark in find_bare_marks(passage)]
    wanted = iter(marks)
    next_mark = next(wanted, None)
    for para, mark in places:
        if mark.number == next_mark:
            found[mark.number] = [(para, mark.at)]
            next_mark = next(wanted, None)
    return found if len(found) >= max(2, _ENOUGH * len(marks)) else {}


# What a note says -----------------------------------------------------------------


def parse_reference(note: str) -> Cited:
    """Author, title, publisher and date of a note, in Japanese or English style."""
    text = _ADDRESS.sub(" ", note[:_LONGEST_NOTE])
    text = _ACCESSED.sub(" ", text).strip()
    if _SAME_AS_BEFORE.match(text):
        return Cited()
    quoted = _QUOTED.search(text)
    book = _BOOK.search(text)
    if quoted:
        return _with_quoted_title(text, quoted)
    if book:
        return _with_book_title(text, book)
    author_year = _AUTHOR_YEAR.match(text)
    if author_year and text[author_year.end() :].strip(_EDGES):
        return _author_year(text, author_year)
    return _plain(text)


def _with_quoted_title(text: str, quoted: re.Match[str]) -> Cited:
    title = quoted["en"] or quoted["ja"]
    after = text[quoted.end() :]
    date = _last_date(after)
    book = _BOOK.search(after)
    author = _clean(text[: quoted.start()])
    if book:
        publisher = book["title"]
    else:
        publisher = _publisher(after[: date.start] if date else after)
        if _GENRE.fullmatch(publisher):
            publisher = author
    return Cited(author, title.rstrip(",.、 "), publisher, date.value if date else "")


def _with_book_title(text: str, book: re.Match[str]) -> Cited:
    after = text[book.end() :]
    date = _last_date(after)
    return Cited(
        re.sub(r"(?:編著|編|著|監修)\Z", "", _clean(text[: book.start()])),
        book["title"],
        _publisher(after[: date.start] if date else after),
        date.value if date else "",
    )


def _author_year(text: str, found: re.Match[str]) -> Cited:
    rest = text[found.end() :]
    title, _, publisher = re.sub(r"([.。])\s+", r"\1\n", rest).partition("\n")
    date = next(find_dates(found["date"]), None)
    return Cited(
        _clean(found["author"]),
        title.strip(_EDGES),
        _publisher(publisher),
        date.value if date else "",
    )


def _plain(text: str) -> Cited:
    """Author, Title (Publisher, Year); or parts between commas, the date last."""
    published = _PUBLISHED.search(text)
    if published:
        author, title = _author_and_title(text[: published.start()])
        return Cited(author, title, _clean(published["by"]), published["year"])
    date = _last_date(text)
    before = text[: date.start] if date else text
    is_in_title = date and before.rstrip()[-1:] not in ("", *",、，(（")
    before = text[: date.end] if date and is_in_title else _PAGES.sub("", before)
    author, title = _author_and_title(before)
    if not author and date:
        return Cited("", "", title, date.value)
    return Cited(author, title, "", date.value if date else "")


def _author_and_title(text: str) -> tuple[str, str]:
    authors = _AUTHORS_END.search(text)
    if authors and text[authors.end() :].strip(_EDGES):
        return _clean(text[: authors.end()]), _clean(text[authors.end() :])
    author, comma, title = re.sub(r"[、，]", ",", text).partition(",")
    if not comma or not title.strip(_EDGES):
        return "", _clean(text)
    return _clean(author), _clean(title)


def _last_date(text: str) -> FoundDate | None:
    return max(find_dates(text), key=lambda d: (len(d.value), d.start), default=None)


def _publisher(text: str) -> str:
    """Journal or house, without volume, issue and pages."""
    bracket = _OPEN_BRACKET.search(text)
    if bracket:
        # A series and its house, or a journal and the season of its issue.
        inside = _clean(bracket["inside"])
        text = inside if inside and not _SEASON.fullmatch(inside) else bracket["before"]
    text = _ISSUE.sub("", text.rstrip(_EDGES))
    return _clean(_ISSUE.sub("", _PAGES.sub("", _clean(text))))


def _clean(text: str) -> str:
    cleaned = " ".join(text.split()).strip(_EDGES)
    return cleaned + "." if cleaned.endswith("et al") else cleaned


__all__ = ["Cited", "InlineMark", "parse_reference", "references_of"]
