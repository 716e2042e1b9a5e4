"""Deciding about claims: accept, edit, reject.

A decision is a person's, and goes into the study's files with name, day and reason.
Past decisions stay as they are; a claim's own line says what holds now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from ishizue.errors import EvidenceError
from ishizue.evidence.comparison import are_weighed, proposal_key, rival_pairs
from ishizue.evidence.names import Names
from ishizue.evidence.records import Claim, Decision, Document, Record, Ruling
from ishizue.evidence.review.docket import Case, Docket, hash_of
from ishizue.evidence.review.filing import file_decisions
from ishizue.evidence.review.quotations import cut_short, quotations
from ishizue.evidence.review.wording import worded
from ishizue.evidence.store import Store

R = TypeVar("R", bound=Record)

EDITABLE = (
    "kind",
    "subject",
    "object",
    "act",
    "value",
    "unit",
    "per",
    "original_value",
    "as_of",
    "polarity",
    "modality",
    "condition",
    "speaker",
    "binding",
)
"""What a reviewer may put right; where a claim stands is not in it."""


@dataclass(frozen=True)
class Review:
    """What a person decides about some claims.

    Attributes:
        on: The day, as an ISO date.
        credibility: Admiralty grade; 6 (cannot be judged) where none was given before.
        paraphrase_en, paraphrase_ja: The claim in the reviewer's words; what stands, or
            for a proposal the wording of its parts, where empty.
        edits: What is put right, by field.
        document: Cells for the row of a document that has none yet.
    """

    accepts: bool
    by: str
    on: str
    why: str = ""
    credibility: int | None = None
    paraphrase_en: str = ""
    paraphrase_ja: str = ""
    edits: Mapping[str, str] = field(default_factory=dict)
    document: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Decided:
    """What became of a claim.

    Attributes:
        asked: The id it was asked about by.
        decision: None where all that was decided stood already.
        unruled: Accepted rivals that no ruling weighs together with it.
    """

    asked: str
    claim: Claim
    decision: Decision | None
    unruled: tuple[Claim, ...]


def decide(
    folder: Path, store: Store, keys: Sequence[str], review: Review, names: Names
) -> tuple[Decided, ...]:
    """Decide about claims, all of them or, where one cannot be decided, none.

    Raises:
        CheckFailed: The study's documents, claims, rulings or decisions have faults.
        EvidenceError: A claim is unknown, or cannot be filed as asked.
    """
    keys = tuple(dict.fromkeys(keys))
    # Who holds the lock of the store is the only one to write the study's files.
    with store.database.writing():
        docket = Docket.open(folder, store)
        cases = _asked(docket, keys)
        decisions = [_decision(docket, case, review, names) for case in cases]
        rows = _new_rows(docket, cases, review)
        made = [decision for decision in decisions if decision is not None]
        if made:
            file_decisions(folder, rows, made, docket.ledger.lines)
    now = [d.claim if d else c.claim for c, d in zip(cases, decisions, strict=True)]
    filed = {**docket.ledger.claims, **{claim.id: claim for claim in now}}
    unruled = _unruled(filed.values(), docket.ledger.rulings.values())
    return tuple(
        Decided(key, claim, decision, unruled.get(claim.id, ()))
        for key, claim, decision in zip(keys, now, decisions, strict=True)
    )


def _asked(docket: Docket, keys: Sequence[str]) -> list[Case]:
    cases = {key: docket.case(key) for key in keys}
    unknown = [key for key, case in cases.items() if case is None]
    if unknown:
        raise EvidenceError(
            f"{', '.join(unknown)}: no such claim is filed or proposed. "
            "Fix: give ids as 'ishizue claims' lists them; nothing was decided."
        )
    return [case for case in cases.values() if case is not None]


def _decision(
    docket: Docket, case: Case, review: Review, names: Names
) -> Decision | None:
    """The decision on one claim; None where it stands as decided already."""
    filed = case.claim.id in docket.ledger.claims
    claim = _edited(case.claim, review.edits) if review.edits else case.claim
    edited = claim != case.claim
    if edited and filed:
        raise EvidenceError(
            f"{case.claim.id}: is filed, and a claim that is filed never changes. "
            "Fix: reject it, and accept what the document says with other content."
        )
    if edited and claim.id in docket.ledger.claims:
        raise EvidenceError(
            f"{case.claim.id}: put right like this it is {claim.id}, which is filed. "
            "Fix: reject the proposal."
        )
    if not filed and not review.accepts:
        claim = cut_short(claim, case.passage or "")
    claim = _reviewed(claim, review, None if filed else names)
    for name in quotations(claim, case.passage or ""):
        if not filed or getattr(claim, name) != getattr(case.claim, name):
            raise EvidenceError(_too_long(claim, name))
    if filed and claim == case.claim and case.change is None:
        return None
    changed = case.change
    sha256 = case.document.sha256 if changed is None else changed.sha256
    text = case.passage if changed is None else changed.now
    accepted = "edit" if edited else "accept"
    cells = {
        "decision": accepted if review.accepts else "reject",
        "by": review.by,
        "on": review.on,
        "why": review.why,
        "proposal": proposal_key(case.claim),
        "document_sha256": sha256,
        "text_sha256": hash_of(text) if text else None,
        "claim": claim,
    }
    return _valid(Decision, cells, claim.id)


def _edited(claim: Claim, edits: Mapping[str, str]) -> Claim:
    """The claim put right by a person, under the name its content then gives it."""
    unknown = [name for name in edits if name not in EDITABLE]
    if unknown:
        raise EvidenceError(
            f"{claim.id}: {unknown[0]!r} cannot be put right. "
            f"Fix: choose from {', '.join(EDITABLE)}."
        )
    optional = {"value", "as_of", "binding"}
    cells = {n: None if n in optional and not v else v for n, v in edits.items()}
    edited = _valid(Claim, {**claim.model_dump(), **cells}, claim.id)
    if edited == claim:
        return claim
    edited = edited.model_copy(update={"origin": "person"})
    return edited.model_copy(update={"id": edited.content_id()})


def _reviewed(claim: Claim, review: Review, names: Names | None) -> Claim:
    """The claim as it stands once reviewed; a proposal gets its wording."""
    stands = (claim.paraphrase_en, claim.paraphrase_ja)
    english, japanese = stands if names is None else worded(claim, names)
    cells = {
        "paraphrase_en": review.paraphrase_en.strip() or english,
        "paraphrase_ja": review.paraphrase_ja.strip() or japanese,
        "credibility": review.credibility or claim.credibility,
        "status": "accepted" if review.accepts else "rejected",
        "reviewed_by": review.by,
        "reviewed_on": review.on,
        "why": review.why,
    }
    return _valid(Claim, {**claim.model_dump(), **cells}, claim.id)


def _too_long(claim: Claim, name: str) -> str:
    fix = f"--set {name}=…" if name in EDITABLE else "your own words"
    return (
        f"{claim.id}: {name} quotes the document at length, and quotations do not go "
        f"into a study's files. Fix: say it shorter, with {fix}."
    )


def _new_rows(docket: Docket, cases: Iterable[Case], review: Review) -> list[Document]:
    """Rows for documents that have none, with what the reviewer says of them."""
    rows = {case.document.document: case.document for case in cases}
    new = [row for name, row in rows.items() if name not in docket.ledger.documents]
    told = {name: text for name, text in review.document.items() if text}
    if told and not new:
        raise EvidenceError(
            f"{', '.join(rows)}: has a row in documents.csv. Fix: change it there."
        )
    if len(new) > 1 and told.keys() - {"reliability"}:
        raise EvidenceError(
            f"{', '.join(row.document for row in new)}: are several documents. "
            "Fix: decide about one at a time to say what it is."
        )
    where = "documents.csv"
    return [_valid(Document, {**row.model_dump(), **told}, where) for row in new]


def _valid(kind: type[R], cells: Mapping[str, object], where: str) -> R:
    """A record of these cells, or why it cannot be one."""
    try:
        return kind.model_validate(cells)
    except ValidationError as error:
        fault = error.errors()[0]
        raise EvidenceError(
            f"{where}: {fault['loc'][0]}: {fault['msg']}. "
            f"Fix: see {kind.__name__} in the documentation of the study's files."
        ) from error


def _unruled(
    claims: Iterable[Claim], rulings: Collection[Ruling]
) -> dict[str, tuple[Claim, ...]]:
    """Accepted rivals of accepted claims that no ruling weighs together, by id."""
    found: dict[str, tuple[Claim, ...]] = {}
    for first, second in rival_pairs(c for c in claims if c.status == "accepted"):
        if not are_weighed(first, second, rulings):
            found[first.id] = (*found.get(first.id, ()), second)
            found[second.id] = (*found.get(second.id, ()), first)
    return found
