"""The database beside a study: SQLite by default, PostgreSQL by URL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from ishizue.errors import EvidenceError
from ishizue.evidence.store.migrations import VERSION, migrate, version

FILE = "evidence.sqlite"

# Every writer of Ishizue asks PostgreSQL for this one lock.
_WRITERS = 0x15_12_0E
# Seconds to wait for another writer.
_PATIENCE = 60
_BEGIN = {
    "sqlite": ("BEGIN IMMEDIATE",),
    "postgresql": (
        "BEGIN",
        f"SET LOCAL lock_timeout = '{_PATIENCE}s'",
        f"SELECT pg_advisory_xact_lock({_WRITERS})",
    ),
}
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


class Database:
    """Connections to a database whose schema is the present one.

    Attributes:
        where: What messages call it; holds no password.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._transaction: Connection | None = None
        self.where = where
        try:
            with self.reading() as connection:
                current = version(connection) == VERSION
            if not current:
                with self.writing() as connection:
                    migrate(connection, where)
        except BaseException:
            self.close()
            raise

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from; within a transaction, that of the transaction.

        Raises:
            EvidenceError: The database cannot be read.
        """
        if self._transaction is not None:
            yield self._transaction
            return
        with self._answering(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, the only one that writes as long as it lasts.

        Within another it is a part of that, which is written whole or not at all.

        Raises:
            EvidenceError: The database cannot be written to.
        """
        if self._transaction is not None:
            yield self._transaction
            return
        with self._answering(), self._engine.connect() as connection:
            for statement in _BEGIN[self.dialect]:
                connection.exec_driver_sql(statement)
            self._transaction = connection
            try:
                yield connection
            except BaseException:
                # A statement that is interrupted ends the connection, and with it all
                # that was done.
                if not connection.invalidated:
                    connection.exec_driver_sql("ROLLBACK")
                raise
            finally:
                self._transaction = None
            connection.exec_driver_sql("COMMIT")

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except UnicodeEncodeError as error:
            raise EvidenceError(
                f"{error.object[error.start : error.end]!r} is no character of a text. "
                "Fix: take it out."
            ) from error
        except SQLAlchemyError as error:
            said = error.orig if isinstance(error, DBAPIError) else error
            reason = " ".join(str(said).split())
            raise EvidenceError(
                f"{self.where}: {reason}. Fix: see that the database is there, is one "
                "that Ishizue made, can be written to and has room."
            ) from error


def open_database(folder: Path, url: str | None, *, create: bool) -> Database:
    """The database of a study.

    Args:
        folder: The study's; the default database is a file in it.
        url: Another place: `postgresql://…` or `sqlite:///…`.
        create: Make the file if there is none; otherwise a missing file is read as an
            empty database, and none is made.

    Raises:
        EvidenceError: The URL cannot be used, or the database cannot be opened.
    """
    if url is None:
        path = folder / FILE
        return _sqlite(path if create or path.exists() else None)
    parsed = _parsed(url)
    where = parsed.render_as_string(hide_password=True)
    if parsed.drivername == "sqlite" and parsed.database:
        path = Path(parsed.database)
        return _sqlite(path if create or path.exists() else None)
    if parsed.drivername in _POSTGRESQL:
        return _postgresql(parsed.set(drivername="postgresql+psycopg"), where)
    raise EvidenceError(_unusable(where))


def beside(folder: Path, url: str | None) -> Path:
    """The folder of a database's file; the study's, where a server holds it.

    Args:
        folder: The study's.
        url: As in `open_database`.

    Raises:
        EvidenceError: The URL cannot be used.
    """
    parsed = None if url is None else _parsed(url)
    if parsed is None or parsed.drivername != "sqlite" or not parsed.database:
        return folder
    return Path(parsed.database).parent


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise EvidenceError(_unusable("the database's address")) from error


def _unusable(where: str) -> str:
    return (
        f"{where}: is not the address of a database Ishizue can use. "
        "Fix: give postgresql://user@host/name or sqlite:///path/to/file."
    )


def _sqlite(path: Path | None) -> Database:
    if path is None:
        # An empty database in memory: there is nothing to read, and no file is made.
        engine = create_engine(
            "sqlite://", isolation_level="AUTOCOMMIT", poolclass=StaticPool
        )
        return Database(engine, "no database")
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        isolation_level="AUTOCOMMIT",
        connect_args={"timeout": _PATIENCE},
        json_serializer=_compact,
    )
    event.listen(engine, "connect", _durable)
    return Database(engine, str(path))


def _durable(connection: sqlite3.Connection, record: object) -> None:
    # WAL lets others read while one writes; FULL has each commit on the disk.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _postgresql(url: URL, where: str) -> Database:
    try:
        engine = create_engine(
            url, isolation_level="AUTOCOMMIT", json_serializer=_compact
        )
    except ImportError as error:
        raise EvidenceError(
            f"{where}: the driver of PostgreSQL is not installed. "
            "Fix: pip install 'psycopg[binary]'."
        ) from error
    return Database(engine, where)


_compact: Any = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
