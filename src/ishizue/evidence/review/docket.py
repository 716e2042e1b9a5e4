"""The docket: every claim of a study as a reviewer sees it.

Claims come from the study's files, where people decided about them, and from the store,
where they are proposed. What was decided is not asked again as long as the passage
stays the same; where a new version of a document changes the passage, an accepted claim
is open again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from rapidfuzz import fuzz, process

from ishizue.errors import CheckFailed, Issue
from ishizue.evidence.comparison import proposal_key
from ishizue.evidence.ledger import Ledger, read_ledger
from ishizue.evidence.records import Claim, Decision, Document
from ishizue.evidence.review.related import Related
from ishizue.evidence.review.sources import row_of, unknown_row
from ishizue.evidence.store import Held, Store

Status = Literal["reopened", "proposed", "accepted", "rejected"]
STATUSES: tuple[Status, ...] = get_args(Status)

# Below this percentage of common text a passage has gone rather than changed.
_LIKENESS = 40.0


@dataclass(frozen=True)
class Change:
    """What became of the passage a claim was accepted for.

    Attributes:
        sha256: Of the later version of the document.
        now: The passage that stands there now; empty where none is like it.
    """

    sha256: str
    now: str


@dataclass(frozen=True)
class Case:
    """A claim, and what to know before deciding about it.

    Attributes:
        document: Its row, as filed or as it would be.
        passage: The paragraph the claim is anchored in, where the text is at hand.
        quote: The words it is anchored to, where they stand there.
        change: What became of the passage, if that opened the claim again.
        publishers: Who says the same, each once; those nobody knows are left out.
        rivals: Claims with another value for the same figure.
    """

    claim: Claim
    status: Status
    document: Document
    passage: str | None
    quote: str | None
    change: Change | None
    publishers: tuple[str, ...]
    rivals: tuple[Claim, ...]

    @property
    def corroboration(self) -> int:
        """How many publishers say the same; at least the one it was taken from."""
        return max(1, len(self.publishers))

    @property
    def grade(self) -> str:
        """Admiralty grades of source and information, such as B2."""
        return f"{self.document.reliability}{self.claim.credibility}"


class Docket:
    """The claims of a study, from its files and its store.

    Attributes:
        rows: The row of each stored document by hash, as filed or as it would be.
    """

    def __init__(self, ledger: Ledger, store: Store) -> None:
        self.ledger = ledger
        self.store = store
        self._held = {held.sha256: held for held in store.documents()}
        filed = {d.sha256: d for d in ledger.documents.values()}
        self.rows = {
            key: filed.get(key) or row_of(held, ledger)
            for key, held in self._held.items()
        }
        # Of versions that came later than one that claims were accepted from.
        self._passages: dict[str, frozenset[str]] = {}
        # By the document they were taken on, then by what was proposed; the last holds.
        self._decisions: dict[str | None, dict[str, Decision]] = {}
        for decision in ledger.decisions:
            of_document = self._decisions.setdefault(decision.document_sha256, {})
            of_document[decision.proposal] = decision
        self._related = Related(
            ledger.claims.values(),
            store,
            self._undecided,
            {row.document: row for row in self.rows.values()} | {**ledger.documents},
        )

    @classmethod
    def open(cls, folder: Path, store: Store) -> Docket:
        """The docket of the study in a folder.

        Raises:
            CheckFailed: Its documents, claims, rulings or decisions have faults.
        """
        issues: list[Issue] = []
        ledger = read_ledger(folder, issues)
        if issues:
            raise CheckFailed(issues)
        return cls(ledger, store)

    def cases(self) -> Iterator[Case]:
        """Every claim, in the order of `STATUSES`."""
        filed = [self._filed_case(claim) for claim in self.ledger.claims.values()]
        for status in STATUSES:
            yield from (case for case in filed if case.status == status)
            if status == "proposed":
                for held in self._held.values():
                    yield from self.proposed(held)

    def proposed(self, held: Held) -> Iterator[Case]:
        """The claims proposed from a document that nobody has decided about."""
        if held.superseded:
            return
        cited = [self._undecided(held.sha256, c) for c in self.store.claims(held)]
        claims = [claim for claim in cited if claim is not None]
        self._related.look_up(claims)
        passages = self.store.paragraphs(held)
        for claim in claims:
            passage = passages.get(claim.paragraph or 0)
            yield self._case(claim, "proposed", self.rows[held.sha256], passage)

    def reopened(self, sha256: str) -> Iterator[Case]:
        """The claims accepted from a document that a later version opens again."""
        row = self.rows[sha256]
        for claim in self.ledger.claims.values():
            if claim.document == row.document:
                case = self._filed_case(claim)
                if case.status == "reopened":
                    yield case

    def case(self, key: str) -> Case | None:
        """The claim of that id."""
        if key in self.ledger.claims:
            return self._filed_case(self.ledger.claims[key])
        likely = [self._held[s] for s, _ in self.store.proposed("claim_id", [key])]
        # A row filed since a document was read may cite it by another name.
        renamed = [
            h for s, h in self._held.items() if self.rows[s].document != h.document
        ]
        for held in (*likely, *renamed):
            for case in self.proposed(held):
                if case.claim.id == key:
                    return case
        return None

    def _filed_case(self, claim: Claim) -> Case:
        row = self.ledger.documents.get(claim.document) or unknown_row(claim.document)
        passage = None
        if claim.paragraph is not None and row.sha256 in self._held:
            passage = self.store.passage(row.sha256, claim.paragraph)
        change = self._change(claim, row, passage)
        status = claim.status if change is None else "reopened"
        return self._case(claim, status, row, passage, change)

    def _case(
        self,
        claim: Claim,
        status: Status,
        row: Document,
        passage: str | None,
        change: Change | None = None,
    ) -> Case:
        quote = (passage or "")[claim.start : claim.end]
        return Case(
            claim=claim,
            status=status,
            document=row,
            passage=passage,
            quote=quote if passage and hash_of(quote) == claim.quote_sha256 else None,
            change=change,
            publishers=self._related.publishers(claim),
            rivals=self._related.rivals(claim),
        )

    def _undecided(self, sha256: str, claim: Claim) -> Claim | None:
        """A proposal as its document is cited, unless somebody decided about it."""
        name = self.rows[sha256].document
        if name != claim.document:
            claim = claim.model_copy(update={"document": name})
            claim = claim.model_copy(update={"id": claim.content_id()})
        if claim.id in self.ledger.claims or self._is_decided(sha256, claim):
            return None
        return claim

    def _is_decided(self, sha256: str, claim: Claim) -> bool:
        """Whether the same was decided on this passage, in this version or before."""
        for version in (sha256, *self._held[sha256].earlier):
            decision = self._decisions.get(version, {}).get(proposal_key(claim))
            # A decision that was broken off before its claim was filed is to be taken
            # again.
            if decision is not None and decision.claim.id in self.ledger.claims:
                passage = self.store.passage(sha256, claim.paragraph or 0)
                if decision.text_sha256 == hash_of(passage or ""):
                    return True
        return False

    def _change(
        self, claim: Claim, row: Document, passage: str | None
    ) -> Change | None:
        """The first later version that lacks the passage and that nobody has seen."""
        if claim.status != "accepted" or passage is None or row.sha256 is None:
            return None
        key = proposal_key(claim)
        for version in self._held[row.sha256].later:
            texts = self._texts(version)
            if passage not in texts and key not in self._decisions.get(version, {}):
                like = process.extractOne(
                    passage, texts, scorer=fuzz.ratio, score_cutoff=_LIKENESS
                )
                return Change(version, "" if like is None else like[0])
        return None

    def _texts(self, sha256: str) -> frozenset[str]:
        if sha256 not in self._passages:
            texts = self.store.paragraphs(self._held[sha256]).values()
            self._passages[sha256] = frozenset(texts)
        return self._passages[sha256]


def hash_of(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()
