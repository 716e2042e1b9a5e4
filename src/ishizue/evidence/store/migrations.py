"""How the store's schema came about, one step a version.

A step never changes once released; a new shape is a new step. Every statement of the
steps is understood by SQLite and PostgreSQL alike.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from ishizue.errors import EvidenceError
from ishizue.evidence.store.index import INDEXES
from ishizue.evidence.store.words import words

_FIRST = """
CREATE TABLE documents (
    id INTEGER NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    date TEXT NOT NULL,
    language TEXT NOT NULL,
    encoding TEXT NOT NULL,
    "references" JSON NOT NULL,
    metadata JSON NOT NULL
);
CREATE TABLE names (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    latest BOOLEAN NOT NULL,
    UNIQUE (name, version)
);
CREATE INDEX names_by_document ON names (document_id);
CREATE TABLE passages (
    id INTEGER NOT NULL PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    para INTEGER NOT NULL,
    line INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    sentences JSON NOT NULL,
    UNIQUE (document_id, para)
);
CREATE TABLE mentions (
    document_id INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    para INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    value TEXT NOT NULL,
    details JSON NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX mentions_by_value ON mentions (kind, value);
CREATE TABLE proposals (
    document_id INTEGER NOT NULL REFERENCES documents (id),
    number INTEGER NOT NULL,
    claim_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    assertion TEXT NOT NULL,
    figure TEXT,
    claim JSON NOT NULL,
    PRIMARY KEY (document_id, number)
);
CREATE INDEX proposals_by_claim ON proposals (claim_id);
CREATE INDEX proposals_by_assertion ON proposals (assertion);
CREATE INDEX proposals_by_figure ON proposals (figure)
"""


def _documents_as_read(connection: Connection) -> None:
    for statement in _FIRST.split(";"):
        connection.exec_driver_sql(statement)


def _full_text(connection: Connection) -> None:
    index = INDEXES[connection.dialect.name]
    index.create(connection)
    after = 0
    while rows := connection.execute(
        text("SELECT id, text FROM passages WHERE id > :after ORDER BY id LIMIT 1000"),
        {"after": after},
    ).all():
        index.add(connection, [(row.id, words(row.text)) for row in rows])
        after = rows[-1].id


STEPS: tuple[Callable[[Connection], None], ...] = (_documents_as_read, _full_text)
VERSION = len(STEPS)


def migrate(connection: Connection, where: str) -> None:
    """Take the schema from the version it is in to the present one.

    Args:
        connection: In a transaction, so that a step is taken whole or not at all.
        where: What to call the database in messages.

    Raises:
        EvidenceError: The database was made by a newer version of Ishizue.
    """
    found = version(connection)
    if found > VERSION:
        raise EvidenceError(
            f"{where}: has schema version {found}, this Ishizue knows {VERSION}. "
            "Fix: install the version of Ishizue that made it, or a newer one."
        )
    if found == VERSION:
        return
    if found == 0:
        connection.exec_driver_sql(
            "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY)"
        )
    for step in STEPS[found:]:
        step(connection)
    connection.exec_driver_sql("DELETE FROM schema_version")
    connection.execute(
        text("INSERT INTO schema_version VALUES (:version)"), {"version": VERSION}
    )


def version(connection: Connection) -> int:
    """The version of the schema a database has; 0 of an empty one."""
    if not inspect(connection).has_table("schema_version"):
        return 0
    found = connection.execute(text("SELECT version FROM schema_version"))
    return int(found.scalar_one())
