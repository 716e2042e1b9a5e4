"""How a document and its names are written into the tables of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Connection,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Text
from ishizue.evidence.records import Claim
from ishizue.evidence.store import rows
from ishizue.evidence.store.index import INDEXES
from ishizue.evidence.store.tables import (
    documents,
    mentions,
    names,
    passages,
    proposals,
)
from ishizue.evidence.store.words import words


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


def key_of(connection: Connection, sha256: str) -> int | None:
    """The key of the document of these bytes, if it is stored."""
    return connection.execute(
        select(documents.c.id).where(documents.c.sha256 == sha256)
    ).scalar_one_or_none()


def enter_document(connection: Connection, reading: Reading, document: str) -> int:
    """Store a document that is not there; its key."""
    text = reading.text
    key = _next(connection, documents.c.id)
    taken = select(documents.c.id).where(documents.c.document == document)
    if connection.execute(taken).first() is not None:
        document = f"{document}-{text.sha256[:8]}"
    connection.execute(insert(documents), rows.document_row(key, text, document))
    _enter_passages(connection, key, reading)
    _enter_found(connection, key, reading, document)
    return key


def enter_again(connection: Connection, key: int, reading: Reading) -> None:
    """Put what reading a document again gave in the place of what it gave before."""
    its = documents.c.id == key
    document = connection.execute(select(documents.c.document).where(its)).scalar_one()
    cells = rows.document_row(key, reading.text, document)
    connection.execute(update(documents).where(its).values(cells))
    for table in (mentions, proposals):
        connection.execute(delete(table).where(table.c.document_id == key))
    if not _has_passages(connection, key, reading):
        _enter_passages(connection, key, reading)
    _enter_found(connection, key, reading, document)


def enter_name(connection: Connection, name: str, key: int) -> tuple[int, str]:
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


def _has_passages(connection: Connection, key: int, reading: Reading) -> bool:
    """Whether the passages that are stored are those of the reading."""
    cells = [column for column in passages.c if column is not passages.c.id]
    stored = connection.execute(
        select(*cells).where(passages.c.document_id == key).order_by(passages.c.para)
    )
    read = rows.passage_rows(key, 0, reading.text)
    return [{**row._mapping, "id": n} for n, row in enumerate(stored)] == read


def _enter_passages(connection: Connection, key: int, reading: Reading) -> None:
    """Store the passages of a document in the place of those that are there."""
    first = _next(connection, passages.c.id)
    index = INDEXES[connection.dialect.name]
    its = passages.c.document_id == key
    old = connection.execute(select(passages.c.id).where(its)).scalars().all()
    if old:
        index.remove(connection, old)
        connection.execute(delete(passages).where(its))
    text = reading.text
    _insert(connection, passages, rows.passage_rows(key, first, text))
    index.add(
        connection,
        [(first + i, words(p.text)) for i, p in enumerate(text.passages)],
    )


def _enter_found(
    connection: Connection, key: int, reading: Reading, document: str
) -> None:
    """Store mentions and proposed claims of a document that has none."""
    _insert(connection, mentions, rows.mention_rows(key, reading.mentions))
    claims = rows.proposal_rows(key, document, reading.claims)
    _insert(connection, proposals, list(claims))


def _insert(connection: Connection, table: Table, cells: Sequence[rows.Cells]) -> None:
    if cells:
        connection.execute(insert(table), cells)


def _next(connection: Connection, key: Column[int]) -> int:
    """A key nobody has; one transaction writes at a time, so it stays so."""
    last = connection.execute(select(func.max(key))).scalar_one_or_none()
    return (last or 0) + 1
