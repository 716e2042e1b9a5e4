"""The tables of the store, in their present shape; `migrations` says how it came about.

Text and offsets are those of `passages.Text`. An older version of a document is never
deleted, because claims were reviewed against it.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

schema_version = Table(
    "schema_version", METADATA, Column("version", Integer, primary_key=True)
)

documents = Table(
    "documents",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text, nullable=False, unique=True),
    # What claims cite it by: the id of its row in documents.csv, present or to be.
    Column("document", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("references", JSON, nullable=False),
    Column("metadata", JSON, nullable=False),
)

# A document may have several names, and a name several documents, one after the other.
names = Table(
    "names",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("document_id", Integer, ForeignKey("documents.id"), nullable=False),
    Column("latest", Boolean, nullable=False),
    UniqueConstraint("name", "version"),
    Index("names_by_document", "document_id"),
)

passages = Table(
    "passages",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document_id", Integer, ForeignKey("documents.id"), nullable=False),
    Column("para", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("section", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sentences", JSON, nullable=False),
    UniqueConstraint("document_id", "para"),
)

mentions = Table(
    "mentions",
    METADATA,
    Column(
        "document_id",
        Integer,
        ForeignKey("documents.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("para", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("details", JSON, nullable=False),
    Index("mentions_by_value", "kind", "value"),
)

proposals = Table(
    "proposals",
    METADATA,
    Column(
        "document_id",
        Integer,
        ForeignKey("documents.id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("claim_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("assertion", Text, nullable=False),
    Column("figure", Text),
    Column("claim", JSON, nullable=False),
    Index("proposals_by_claim", "claim_id"),
    Index("proposals_by_assertion", "assertion"),
    Index("proposals_by_figure", "figure"),
)
