"""What the commands about documents print with `--json`, as types.

Offsets are code points within the stripped line, as in a claim's anchor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from ishizue.cli.claim_reports import (
    ClaimReport,
    ClaimsReport,
    DecisionsReport,
    ReopenedReport,
    Report,
    claim_cells,
)

if TYPE_CHECKING:
    from ishizue.evidence.batch import Outcome
    from ishizue.evidence.mentions import Mention
    from ishizue.evidence.passages import Passage
    from ishizue.evidence.store import Hit, Store

# Characters shown on either side of a quote.
CONTEXT = 80


class DamageReport(Report):
    """A damaged stretch of a passage, and what is wrong with it."""

    start: int
    end: int
    kind: str


class PassageReport(Report):
    """A passage: where it stands, what it is, what is wrong with it."""

    line: int
    para: int
    section: str
    language: str
    damage: list[DamageReport]

    @classmethod
    def of(cls, passage: Passage) -> PassageReport:
        """The report of a passage."""
        damage = [
            DamageReport(start=start, end=end, kind=kind)
            for start, end, kind in passage.damage
        ]
        return cls(
            line=passage.line,
            para=passage.para,
            section=passage.section,
            language=passage.language,
            damage=damage,
        )


class MentionReport(BaseModel):
    """A mention; what is known beyond its value stands beside it (`unit`, `office`)."""

    model_config = ConfigDict(extra="allow")

    kind: str
    para: int
    start: int
    end: int
    surface: str
    value: str

    @classmethod
    def of(cls, mention: Mention) -> MentionReport:
        """The report of a mention."""
        place = {"para": mention.para, "start": mention.start, "end": mention.end}
        said = {"surface": mention.surface, "value": mention.value}
        cells = {**mention.details, "kind": mention.kind, **place, **said}
        return cls.model_validate(cells)


class DocumentReport(Report):
    """What became of a file, and what was found in it.

    Attributes:
        file: The file's name.
        path: The file as it was given.
        names: Every name the document was read under, as paths from the study.
        version: Which version of its name it is, from 1.
        replaces: SHA-256 of the version it replaced.
        refusals: How many claims were not taken from a model.
    """

    file: str
    path: str
    status: Literal["stored", "already stored", "read again", "refused"]
    reason: str
    sha256: str = ""
    document: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    encoding: str = ""
    names: list[str] = Field(default_factory=list)
    version: int = 0
    replaces: str = ""
    refusals: int = 0
    passages: list[PassageReport] = Field(default_factory=list)
    mentions: list[MentionReport] = Field(default_factory=list)
    claims: list[ClaimReport] = Field(default_factory=list)

    @classmethod
    def of(cls, outcome: Outcome, store: Store) -> DocumentReport:
        """The report of a file's outcome, with what the store holds of it."""
        told = cls(
            file=outcome.file,
            path=outcome.path,
            status=outcome.status,
            reason=outcome.reason,
        )
        held = outcome.held
        if held is None:
            return told
        text = store.text(held)
        paragraphs = {passage.para: passage.text for passage in text.passages}
        claims = [
            ClaimReport(**claim_cells(c, paragraphs[c.paragraph or 0][c.start : c.end]))
            for c in store.claims(held)
        ]
        return told.model_copy(
            update={
                "sha256": held.sha256,
                "document": held.document,
                "title": held.title,
                "publisher": held.publisher,
                "date": held.date,
                "language": held.language,
                "encoding": held.encoding,
                "names": list(held.names),
                "version": outcome.version,
                "replaces": outcome.replaces,
                "refusals": len(outcome.refusals),
                "passages": [PassageReport.of(p) for p in text.passages],
                "mentions": [MentionReport.of(m) for m in store.mentions(held)],
                "claims": claims,
            }
        )


class ReadReport(Report):
    """`ishizue read`; printed document by document."""

    documents: list[DocumentReport]
    reopened: list[ReopenedReport]


class PlaceReport(Report):
    """A place where a term stands, with what stands around it."""

    start: int
    end: int
    before: str
    quote: str
    after: str


class HitReport(Report):
    """A passage that holds every term."""

    document: str
    sha256: str
    title: str
    publisher: str
    date: str
    para: int
    line: int
    section: str
    rank: float
    places: list[PlaceReport]

    @classmethod
    def of(cls, hit: Hit) -> HitReport:
        """The report of a hit."""
        return cls(
            document=hit.document,
            sha256=hit.sha256,
            title=hit.title,
            publisher=hit.publisher,
            date=hit.date,
            para=hit.para,
            line=hit.line,
            section=hit.section,
            rank=hit.rank,
            places=[
                PlaceReport(
                    start=start,
                    end=end,
                    before=hit.text[max(0, start - CONTEXT) : start],
                    quote=hit.text[start:end],
                    after=hit.text[end : end + CONTEXT],
                )
                for start, end in hit.spans
            ],
        )


class TermReport(Report):
    """A term of a query, what else was looked for, and what it names."""

    words: str
    phrases: list[str]
    names: list[str]


class SearchReport(Report):
    """`ishizue search`."""

    study: str
    query: str
    terms: list[TermReport]
    total: int
    hits: list[HitReport]


EVIDENCE_REPORTS = (ReadReport, SearchReport, ClaimsReport, DecisionsReport)
