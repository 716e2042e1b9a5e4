"""The store: documents as read, with what was found in them.

Everything in it can be had again by reading the documents again; the decisions people
took are in the study's files, never here. Nothing stored is altered or deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from sqlalchemy import Column, Connection, func, insert, select, update

from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Text
from ishizue.evidence.records import Claim
from ishizue.evidence.store import rows
from ishizue.evidence.store.database import Database, open_database
from ishizue.evidence.store.held import Held, held_documents, is_current
from ishizue.evidence.store.index import INDEXES
from ishizue.evidence.store.tables import (
    documents,
    mentions,
    names,
    passages,
    proposals,
)
from ishizue.evidence.store.words import words

# Databases bound the number of parameters of a statement.
_AT_ONCE = 500


@dataclass(frozen=True)
class Reading:
    """What reading a document gave.

    Attributes:
        claims: As proposed; the store gives them their document and their id.
    """

    text: Text
    mentions: Sequence[Mention] = ()
    claims: Sequence[Claim] = ()


@dataclass(frozen=True)
class Entry:
    """What storing a document did.

    Attributes:
        new: Whether its bytes were not there before.
        version: Which version of the name it is, from 1.
        replaces: SHA-256 of the version before, where there was one until now.
    """

    new: bool
    version: int
    replaces: str = ""


class Store:
    """Documents, passages, mentions and proposed claims, in a database.

    A context manager; leaving it closes the database.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def enter(self, name: str, reading: Reading, document: str) -> Entry:
        """Store a document under a name, whole or not at all.

        The same bytes under the same name change nothing; under another name they are
        one document with two names; other bytes under a known name are a new version.

        Args:
            name: What the file is called.
            reading: What reading it gave.
            document: What claims should cite it by; where another document is cited by
                that, the beginning of its hash is added.

        Raises:
            EvidenceError: It cannot be stored.
        """
        with self.database.writing() as connection:
            key = _key_of(connection, reading.text.sha256)
            new = key is None
            if key is None:
                key = _enter_document(connection, reading, document)
            version, replaces = _enter_name(connection, name, key)
        return Entry(new, version, replaces)

    def enter_name(self, name: str, held: Held) -> Entry:
        """Let a name stand for a document that is stored already."""
        with self.database.writing() as connection:
            return Entry(False, *_enter_name(connection, name, held.id))

    def held(self, sha256: str) -> Held | None:
        """The document of these bytes, if it is stored."""
        with self.database.reading() as connection:
            return next(iter(held_documents(connection, sha256)), None)

    def is_empty(self) -> bool:
        """Whether no document is stored."""
        with self.database.reading() as connection:
            return connection.execute(select(documents.c.id).limit(1)).first() is None

    def documents(self) -> tuple[Held, ...]:
        """Every document, in the order they were stored."""
        with self.database.reading() as connection:
            return held_documents(connection)

    def text(self, held: Held) -> Text:
        """A document as it was read."""
        with self.database.reading() as connection:
            document = connection.execute(
                select(documents).where(documents.c.id == held.id)
            ).one()
            found = connection.execute(
                select(passages)
                .where(passages.c.document_id == held.id)
                .order_by(passages.c.para)
            ).all()
        return rows.text_of(document, Path(held.names[0]).name, found)

    def paragraphs(self, held: Held) -> dict[int, str]:
        """The text of every passage of a document, by paragraph."""
        with self.database.reading() as connection:
            found = connection.execute(
                select(passages.c.para, passages.c.text)
                .where(passages.c.document_id == held.id)
                .order_by(passages.c.para)
            )
            return {row.para: row.text for row in found}

    def mentions(self, held: Held) -> tuple[Mention, ...]:
        """What was found in a document, in the order it was found."""
        texts = self.paragraphs(held)
        with self.database.reading() as connection:
            stored = connection.execute(
                select(mentions)
                .where(mentions.c.document_id == held.id)
                .order_by(mentions.c.number)
            )
            return tuple(rows.mention_of(row, texts[row.para]) for row in stored)

    def claims(self, held: Held) -> tuple[Claim, ...]:
        """The claims proposed from a document, in the order of its text."""
        with self.database.reading() as connection:
            stored = connection.execute(
                select(proposals.c.claim)
                .where(proposals.c.document_id == held.id)
                .order_by(proposals.c.number)
            ).scalars()
            return tuple(map(Claim.model_validate, stored))

    def proposed(
        self, column: Literal["claim_id", "assertion", "figure"], keys: Collection[str]
    ) -> Iterator[tuple[str, Claim]]:
        """SHA-256 of the document and claim, of proposals with one of the keys.

        Documents no name stands for any longer are left out.
        """
        wanted = sorted(keys)
        query = (
            select(documents.c.sha256, proposals.c.claim)
            .join(documents)
            .where(is_current(documents.c.id))
            .order_by(proposals.c.document_id, proposals.c.number)
        )
        with self.database.reading() as connection:
            for first in range(0, len(wanted), _AT_ONCE):
                few = wanted[first : first + _AT_ONCE]
                for row in connection.execute(
                    query.where(proposals.c[column].in_(few))
                ):
                    yield row.sha256, Claim.model_validate(row.claim)

    def passage(self, sha256: str, para: int) -> str | None:
        """A paragraph of the document of these bytes, if it is stored."""
        with self.database.reading() as connection:
            return connection.execute(
                select(passages.c.text)
                .join(documents)
                .where(documents.c.sha256 == sha256, passages.c.para == para)
            ).scalar_one_or_none()

    def quote(self, claim: Claim, sha256: str) -> str | None:
        """The words a claim is anchored to in the document of these bytes.

        None if the document is not stored, if the claim has no anchor, or if the words
        that stand there are not those it was made from.
        """
        if claim.paragraph is None:
            return None
        passage = self.passage(sha256, claim.paragraph) or ""
        quote = passage[claim.start : claim.end]
        same = hashlib.sha256(quote.encode()).hexdigest() == claim.quote_sha256
        return quote if same else None


def open_store(folder: Path, url: str | None = None, *, create: bool = False) -> Store:
    """The store of the study in a folder.

    Args:
        folder: The study's.
        url: Of the database, if it is not `evidence.sqlite` in the folder.
        create: Make the file if there is none; otherwise the store is then empty.

    Raises:
        EvidenceError: The database cannot be opened.
    """
    return Store(open_database(folder, url, create=create))


def _key_of(connection: Connection, sha256: str) -> int | None:
    return connection.execute(
        select(documents.c.id).where(documents.c.sha256 == sha256)
    ).scalar_one_or_none()


def _enter_document(connection: Connection, reading: Reading, document: str) -> int:
    text = reading.text
    key = _next(connection, documents.c.id)
    taken = select(documents.c.id).where(documents.c.document == document)
    if connection.execute(taken).first() is not None:
        document = f"{document}-{text.sha256[:8]}"
    connection.execute(insert(documents), rows.document_row(key, text, document))
    first = _next(connection, passages.c.id)
    for table, cells in (
        (passages, rows.passage_rows(key, first, text)),
        (mentions, rows.mention_rows(key, reading.mentions)),
        (proposals, list(rows.proposal_rows(key, document, reading.claims))),
    ):
        if cells:
            connection.execute(insert(table), cells)
    INDEXES[connection.dialect.name].add(
        connection,
        [(first + i, words(p.text)) for i, p in enumerate(text.passages)],
    )
    return key


def _enter_name(connection: Connection, name: str, key: int) -> tuple[int, str]:
    """Let a name stand for a document; its version, and what it stood for before."""
    now = connection.execute(
        select(names.c.version, names.c.document_id, documents.c.sha256)
        .join(documents)
        .where(names.c.name == name, names.c.latest)
    ).one_or_none()
    if now is not None and now.document_id == key:
        return now.version, ""
    if now is not None:
        old = (names.c.name == name) & (names.c.version == now.version)
        connection.execute(update(names).where(old).values(latest=False))
    version = 1 if now is None else now.version + 1
    connection.execute(
        insert(names),
        {
            "id": _next(connection, names.c.id),
            "name": name,
            "version": version,
            "document_id": key,
            "latest": True,
        },
    )
    return version, "" if now is None else now.sha256


def _next(connection: Connection, key: Column[int]) -> int:
    """A key nobody has; one transaction writes at a time, so it stays so."""
    last = connection.execute(select(func.max(key))).scalar_one_or_none()
    return (last or 0) + 1
