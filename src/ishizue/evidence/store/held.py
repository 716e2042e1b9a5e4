"""A document the store holds, and how its names went from version to version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, exists, select

from ishizue.evidence.store.tables import documents, names

Chain = Sequence[Row[Any]]
"""The versions of a name, the latest last."""


@dataclass(frozen=True)
class Held:
    """A document the store holds.

    Attributes:
        document: What claims cite it by.
        names: Every name it was read under, in the order they came.
        earlier: SHA-256 of what stood under its names before it.
        later: SHA-256 of what stands there now, where that is another document.
        superseded: Whether none of its names stands for it any longer.
    """

    id: int
    sha256: str
    document: str
    title: str
    publisher: str
    date: str
    language: str
    encoding: str
    names: tuple[str, ...]
    earlier: frozenset[str]
    later: tuple[str, ...]
    superseded: bool


def is_current(document_id: Column[int]) -> ColumnElement[bool]:
    """Whether some name stands for the document, in SQL."""
    return exists().where(names.c.document_id == document_id, names.c.latest)


def held_documents(
    connection: Connection, sha256: str | None = None
) -> tuple[Held, ...]:
    """Every document in the order they were stored, or the one of these bytes."""
    wanted = select(documents).order_by(documents.c.id)
    versions = select(names, documents.c.sha256).join(documents)
    if sha256 is not None:
        wanted = wanted.where(documents.c.sha256 == sha256)
        its = select(names.c.name).join(documents).where(documents.c.sha256 == sha256)
        versions = versions.where(names.c.name.in_(its))
    found = connection.execute(wanted).all()
    if not found:
        return ()
    rows = connection.execute(versions.order_by(names.c.name, names.c.version)).all()
    chains: dict[str, list[Chain]] = {}
    for _, group in groupby(rows, key=lambda row: str(row.name)):
        chain = list(group)
        for key in {row.sha256 for row in chain}:
            chains.setdefault(key, []).append(chain)
    return tuple(_held(row, chains[row.sha256]) for row in found)


def _held(document: Row[Any], chains: Iterable[Chain]) -> Held:
    called, earlier, later = [], set(), []
    superseded = True
    for chain in chains:
        places = [i for i, v in enumerate(chain) if v.sha256 == document.sha256]
        called.append((chain[places[0]].id, chain[places[0]].name))
        earlier |= {version.sha256 for version in chain[: places[-1]]}
        if chain[-1].sha256 == document.sha256:
            superseded = False
        else:
            later.append(chain[-1].sha256)
    return Held(
        id=document.id,
        sha256=document.sha256,
        document=document.document,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        language=document.language,
        encoding=document.encoding,
        names=tuple(name for _, name in sorted(called)),
        earlier=frozenset(earlier - {document.sha256}),
        later=tuple(dict.fromkeys(later)),
        superseded=superseded,
    )
