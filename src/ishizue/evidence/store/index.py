"""The full-text index: FTS5 in SQLite, an array under GIN in PostgreSQL.

Both hold the set of `words` of each passage, and answer which passages have all of some
of them. These are candidates; `search` looks at their text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from sqlalchemy import Connection


class Index(Protocol):
    """An inverted index of passages."""

    def create(self, connection: Connection) -> None:
        """Make it, empty."""

    def add(
        self, connection: Connection, rows: Iterable[tuple[int, Collection[str]]]
    ) -> None:
        """Enter passages by id, each with its words."""

    def remove(self, connection: Connection, keys: Collection[int]) -> None:
        """Take passages out, whose ids no other will have."""

    def passages(self, connection: Connection, words: Collection[str]) -> set[int]:
        """Ids of the passages that have all of the words."""


class SqliteIndex:
    """FTS5 without positions and without a copy of the text."""

    def create(self, connection: Connection) -> None:
        """Make it, empty."""
        # The tokenizer `ascii` leaves everything beyond ASCII as it is.
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE passage_words USING fts5("
            "words, content='', detail=none, columnsize=0, tokenize='ascii')"
        )

    def add(
        self, connection: Connection, rows: Iterable[tuple[int, Collection[str]]]
    ) -> None:
        """Enter passages by id, each with its words."""
        entered = [(key, " ".join(sorted(words))) for key, words in rows]
        if entered:
            connection.exec_driver_sql(
                "INSERT INTO passage_words (rowid, words) VALUES (?, ?)", entered
            )

    def remove(self, connection: Connection, keys: Collection[int]) -> None:
        """Leave them: an id that no passage has is no candidate."""

    def passages(self, connection: Connection, words: Collection[str]) -> set[int]:
        """Ids of the passages that have all of the words."""
        # Words are letters and digits only, so quotation marks are enough.
        query = " AND ".join(f'"{word}"' for word in sorted(words))
        found = connection.exec_driver_sql(
            "SELECT rowid FROM passage_words WHERE passage_words MATCH ?", (query,)
        )
        return set(found.scalars())


class PostgresIndex:
    """An array of words under a GIN index."""

    def create(self, connection: Connection) -> None:
        """Make it, empty."""
        connection.exec_driver_sql(
            "CREATE TABLE passage_words ("
            "passage_id INTEGER PRIMARY KEY REFERENCES passages (id), "
            "words TEXT[] NOT NULL)"
        )
        connection.exec_driver_sql(
            "CREATE INDEX passages_by_words ON passage_words USING gin (words)"
        )

    def add(
        self, connection: Connection, rows: Iterable[tuple[int, Collection[str]]]
    ) -> None:
        """Enter passages by id, each with its words."""
        entered = [(key, sorted(words)) for key, words in rows]
        if entered:
            connection.exec_driver_sql(
                "INSERT INTO passage_words (passage_id, words) VALUES (%s, %s)", entered
            )

    def remove(self, connection: Connection, keys: Collection[int]) -> None:
        """Take passages out, whose ids no other will have."""
        connection.exec_driver_sql(
            "DELETE FROM passage_words WHERE passage_id = ANY(%s)", (list(keys),)
        )

    def passages(self, connection: Connection, words: Collection[str]) -> set[int]:
        """Ids of the passages that have all of the words."""
        found = connection.exec_driver_sql(
            "SELECT passage_id FROM passage_words WHERE words @> %s", (sorted(words),)
        )
        return set(found.scalars())


INDEXES: dict[str, Index] = {"sqlite": SqliteIndex(), "postgresql": PostgresIndex()}
