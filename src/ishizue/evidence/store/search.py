"""Full-text search: passages that hold every term, found exactly.

A query is a list of terms. Words that together are a known name are one term, which is
found wherever a mention of what it names was found, under whatever name. What stands in
quotation marks is one term, found as it is written.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, select

from ishizue.errors import EvidenceError
from ishizue.evidence.names import Names
from ishizue.evidence.passages import CLAIMABLE, Section
from ishizue.evidence.store.held import is_current
from ishizue.evidence.store.index import INDEXES
from ishizue.evidence.store.store import Store
from ishizue.evidence.store.tables import documents, mentions, passages
from ishizue.evidence.store.words import fold, needles, pattern

T = TypeVar("T")

Span = tuple[int, int]
"""Start and end within a passage."""

_PARTS = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')
_LONGEST_NAME = 8
_AT_ONCE = 500
# Names that stand for something else, such as a capital for its government, are looked
# for as they are written.
_OWN_NAMES = frozenset(
    {"name", "official", "abbreviation", "historical", "mistranslation", "confirmed"}
)
# As in BM25: a further mention of a term adds less than the first, and one in a long
# passage less than one in a short.
_SATURATION = 1.2
_USUAL_LENGTH = 200


@dataclass(frozen=True)
class Term:
    """A term of a query.

    Attributes:
        phrases: What is looked for in its stead: the words, and other ways of writing
            them that an analyst confirmed.
        names: Kind and key of whatever it may name, if it is a name.
    """

    words: str
    phrases: tuple[str, ...]
    names: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Hit:
    """A passage that holds every term.

    Attributes:
        document: What claims cite the document by.
        spans: Every place where a term stands.
    """

    document: str
    sha256: str
    title: str
    publisher: str
    date: str
    para: int
    line: int
    section: Section
    text: str
    spans: tuple[Span, ...]
    rank: float


@dataclass(frozen=True)
class Found:
    """What a search found: how much in all, and the best of it in order of rank."""

    terms: tuple[Term, ...]
    total: int
    hits: tuple[Hit, ...]


def search(store: Store, query: str, names: Names, most: int | None = None) -> Found:
    """Passages of the latest versions of documents that hold every term of a query.

    The text proper comes before notes, comments and what surrounds it; then the rank
    decides, then the order in which documents were stored.

    Args:
        store: Where to look.
        query: Words, names, and phrases in quotation marks.
        names: What words may be names, and of what.
        most: How many passages to give; all if None.

    Raises:
        EvidenceError: The query holds no letter or digit.
    """
    sought = terms(query, names)
    with store.database.reading() as connection:
        lookups = [_Lookup(connection, term) for term in sought]
        candidates = set.intersection(*(lookup.candidates for lookup in lookups))
        ranked = list(_ranked(connection, candidates, lookups))
        best = heapq.nsmallest(len(ranked) if most is None else most, ranked)
        hits = tuple(_hits(connection, best))
    return Found(sought, len(ranked), hits)


def terms(query: str, names: Names) -> tuple[Term, ...]:
    """The terms of a query.

    Raises:
        EvidenceError: It holds no letter or digit.
    """
    found: list[Term] = []
    words: list[str] = []
    for part in _PARTS.finditer(query):
        if part[2] is not None:
            words.append(part[2])
            continue
        found += [*_named(words, names), Term(part[1], (part[1],))]
        words = []
    found += _named(words, names)
    sought = tuple(term for term in found if needles(term.words))
    if not sought:
        raise EvidenceError(
            f"{query!r} holds nothing that can be looked for. Fix: give a word or name."
        )
    return sought


def _named(words: Sequence[str], names: Names) -> Iterator[Term]:
    """Words as terms; the longest runs of them that are names, as one."""
    start = 0
    while start < len(words):
        longest = min(len(words), start + _LONGEST_NAME)
        for end in range(longest, start, -1):
            term = _term(" ".join(words[start:end]), names)
            if term.names or end == start + 1:
                yield term
                start = end
                break


def _term(words: str, names: Names) -> Term:
    written = [alias for form, alias in names.patterns if form.fullmatch(words)]
    meant = frozenset(
        (alias.kind, alias.key)
        for alias in (*names.look_up(words), *written)
        if alias.use in _OWN_NAMES and alias.key
    )
    confirmed = [
        alias.surface
        for _, key in sorted(meant)
        for alias in names.aliases_of(key)
        if alias.use == "confirmed"
    ]
    return Term(words, tuple(dict.fromkeys([words, *confirmed])), meant)


class _Lookup:
    """Where a term may stand, and where in a text it does."""

    def __init__(self, connection: Connection, term: Term) -> None:
        index = INDEXES[connection.dialect.name]
        self._pattern = pattern(term.phrases)
        self._mentions = _mentions(connection, term)
        self.candidates = set(self._mentions)
        for words in filter(None, map(needles, term.phrases)):
            self.candidates |= index.passages(connection, words)

    def spans(self, key: int, text: str) -> list[Span]:
        """Every place in a passage, none of them within another."""
        folded = fold(text)
        found = {
            folded.original(*m.span()) for m in self._pattern.finditer(folded.text)
        }
        spans: list[Span] = []
        for start, end in sorted(
            found.union(self._mentions.get(key, ())), key=lambda s: (s[0], -s[1])
        ):
            if not spans or end > spans[-1][1]:
                spans.append((start, end))
        return spans


def _mentions(connection: Connection, term: Term) -> Mapping[int, Collection[Span]]:
    """Where mentions of what a term names were found, by passage."""
    found: dict[int, list[Span]] = {}
    query = select(passages.c.id, mentions.c.start, mentions.c.end).join(
        passages,
        (passages.c.document_id == mentions.c.document_id)
        & (passages.c.para == mentions.c.para),
    )
    for kind, key in term.names:
        meant = (mentions.c.kind == kind) & (mentions.c.value == key)
        for row in connection.execute(query.where(meant)):
            found.setdefault(row.id, []).append((row.start, row.end))
    return found


Ranked = tuple[bool, float, int, tuple[Span, ...]]
"""Whether it is not of the text proper, rank turned round, id of the passage, places."""


def _ranked(
    connection: Connection, candidates: Collection[int], lookups: Sequence[_Lookup]
) -> Iterator[Ranked]:
    """Of the candidates, those that do hold every term."""
    query = select(passages.c.id, passages.c.section, passages.c.text).where(
        is_current(passages.c.document_id)
    )
    for few in _chunks(sorted(candidates)):
        for row in connection.execute(query.where(passages.c.id.in_(few))):
            places = [lookup.spans(row.id, row.text) for lookup in lookups]
            if all(places):
                rank = sum(_weight(len(spans), len(row.text)) for spans in places)
                spans = tuple(sorted({span for spans in places for span in spans}))
                yield row.section not in CLAIMABLE, -rank, row.id, spans


def _weight(times: int, length: int) -> float:
    return times / (times + _SATURATION * (0.25 + 0.75 * length / _USUAL_LENGTH))


def _hits(connection: Connection, best: Sequence[Ranked]) -> Iterator[Hit]:
    query = select(
        *(documents.c[n] for n in ("document", "sha256", "title", "publisher", "date")),
        *(passages.c[n] for n in ("id", "para", "line", "section", "text")),
    ).join(documents)
    for few in _chunks(best):
        keys = [key for _, _, key, _ in few]
        found = connection.execute(query.where(passages.c.id.in_(keys)))
        cells = {row.id: row._asdict() for row in found}
        for _, rank, key, spans in few:
            del cells[key]["id"]
            yield Hit(**cells[key], spans=spans, rank=-rank)


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[i : i + _AT_ONCE] for i in range(0, len(items), _AT_ONCE))
