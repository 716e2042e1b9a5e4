"""Documents, passages and mentions as rows, and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from ishizue.evidence.comparison import assertion_key, figure_key
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Passage, Reference, Sentence, Text
from ishizue.evidence.records import Claim

Cells = dict[str, object]


def document_row(key: int, text: Text, document: str) -> Cells:
    """A document without its passages."""
    return {
        "id": key,
        "sha256": text.sha256,
        "document": document,
        "title": text.title,
        "publisher": text.publisher,
        "date": text.date,
        "language": text.language,
        "encoding": text.encoding,
        "references": [asdict(reference) for reference in text.references],
        "metadata": dict(text.metadata),
    }


def passage_rows(key: int, first: int, text: Text) -> list[Cells]:
    """The passages of a document, numbered from `first`."""
    return [
        {
            "id": number,
            "document_id": key,
            "para": p.para,
            "line": p.line,
            "offset": p.offset,
            "section": p.section,
            "text": p.text,
            "sentences": [[s.start, s.end, s.language, s.damage] for s in p.sentences],
        }
        for number, p in enumerate(text.passages, start=first)
    ]


def mention_rows(key: int, mentions: Sequence[Mention]) -> list[Cells]:
    """The mentions of a document; the words themselves stand in its passages."""
    return [
        {
            "document_id": key,
            "number": number,
            "kind": m.kind,
            "para": m.para,
            "start": m.start,
            "end": m.end,
            "value": m.value,
            "details": dict(m.details),
        }
        for number, m in enumerate(mentions)
    ]


def proposal_rows(key: int, document: str, claims: Sequence[Claim]) -> Iterator[Cells]:
    """The claims proposed from a document, each once, under the name it is cited by."""
    seen = set()
    for number, unnamed in enumerate(claims):
        claim = unnamed.model_copy(update={"document": document})
        name = claim.content_id()
        if name in seen:
            continue
        seen.add(name)
        yield {
            "document_id": key,
            "number": number,
            "claim_id": name,
            "kind": claim.kind,
            "assertion": assertion_key(claim),
            "figure": figure_key(claim),
            "claim": claim.model_copy(update={"id": name}).model_dump(
                exclude_defaults=True
            ),
        }


def text_of(document: Row[Any], name: str, passages: Sequence[Row[Any]]) -> Text:
    """A document as it was read."""
    return Text(
        name=name,
        sha256=document.sha256,
        title=document.title,
        publisher=document.publisher,
        date=document.date,
        language=document.language,
        encoding=document.encoding,
        passages=tuple(map(_passage, passages)),
        references=tuple(map(_reference, document.references)),
        metadata=document.metadata,
    )


def _passage(row: Row[Any]) -> Passage:
    sentences = tuple(Sentence(*parts) for parts in row.sentences)
    return Passage(row.line, row.para, row.text, row.section, sentences, row.offset)


def _reference(cells: dict[str, Any]) -> Reference:
    marked = tuple((para, offset) for para, offset in cells["marked"])
    return Reference(**{**cells, "marked": marked})


def mention_of(row: Row[Any], words: str) -> Mention:
    """A mention, with the passage it stands in."""
    surface = words[row.start : row.end]
    return Mention(
        row.kind, row.para, row.start, row.end, surface, row.value, row.details
    )
