"""The store: documents as read, with what was found in them.

Everything in it can be had again by reading the documents again; the decisions people
took are in the study's files, never here. A document stays when another version takes
its name; only reading the same bytes anew changes what is stored of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal, Self

from sqlalchemy import select

from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Text
from ishizue.evidence.records import Claim
from ishizue.evidence.store import rows
from ishizue.evidence.store.database import Database, open_database
from ishizue.evidence.store.entering import (
    Entry,
    Reading,
    enter_again,
    enter_document,
    enter_name,
    key_of,
)
from ishizue.evidence.store.held import Held, held_documents, is_current
from ishizue.evidence.store.tables import documents, mentions, passages, proposals

# Databases bound the number of parameters of a statement.
_AT_ONCE = 500


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

    def enter(
        self, name: str, reading: Reading, document: str, *, again: bool = False
    ) -> Entry:
        """Store a document under a name, whole or not at all.

        The same bytes under the same name change nothing; under another name they are
        one document with two names; other bytes under a known name are a new version.

        Args:
            name: What the file is called.
            reading: What reading it gave.
            document: What claims should cite it by; where another document is cited by
                that, the beginning of its hash is added.
            again: Where the same bytes are stored, put this reading in the place of
                that one; the document is cited as before.

        Raises:
            EvidenceError: It cannot be stored.
        """
        with self.database.writing() as connection:
            key = key_of(connection, reading.text.sha256)
            new = key is None
            if key is None:
                key = enter_document(connection, reading, document)
            elif again:
                enter_again(connection, key, reading)
            version, replaces = enter_name(connection, name, key)
        return Entry(new, version, replaces)

    def enter_name(self, name: str, held: Held) -> Entry:
        """Let a name stand for a document that is stored already."""
        with self.database.writing() as connection:
            return Entry(False, *enter_name(connection, name, held.id))

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
