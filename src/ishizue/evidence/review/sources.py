"""What a document is called in a study, and its row in documents.csv."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError

from ishizue.evidence.ledger import Ledger
from ishizue.evidence.records import Document, PartialDate
from ishizue.evidence.store import Held

UNKNOWN = "unknown"
"""Stands for the title or publisher of a document that names none."""

_DATE = TypeAdapter(PartialDate)
_LONGEST = 48
_HASH = 8


def cited_as(name: str, sha256: str, ledger: Ledger) -> str:
    """What claims cite a file by: its row in documents.csv, or else its name.

    A name that holds more than plain letters and digits gets the beginning of the
    file's hash, and so does one that stands for another document already.
    """
    for document in ledger.documents.values():
        if document.sha256 == sha256:
            return document.document
    stem = unicodedata.normalize("NFKC", PurePosixPath(name).stem).casefold()
    plain = re.sub(r"[^a-z0-9]+", "-", stem)[:_LONGEST].strip("-")
    lost = any(c.isalnum() and not c.isascii() for c in stem)
    if plain and not lost and plain not in ledger.documents:
        return plain
    return f"{plain or 'document'}-{sha256[:_HASH]}"


def row_of(held: Held, ledger: Ledger) -> Document:
    """The row a stored document would have: what it says about itself, no judgement."""
    name = held.document
    if name in ledger.documents:
        name = f"{name}-{held.sha256[:_HASH]}"
    return Document(
        document=name,
        title=held.title or PurePosixPath(held.names[0]).stem or UNKNOWN,
        publisher=held.publisher or UNKNOWN,
        date=date_of(held.date),
        language=held.language if len(held.language) > 1 else "und",
        reliability="F",
        sha256=held.sha256,
    )


def unknown_row(document: str) -> Document:
    """Stands for a document that has no row though a claim cites it."""
    return Document(
        document=document,
        title=UNKNOWN,
        publisher=UNKNOWN,
        language="und",
        reliability="F",
    )


def date_of(text: str) -> str | None:
    """A date of year, month or day precision; None for anything else."""
    try:
        return _DATE.validate_python(text)
    except ValidationError:
        return None
