"""What the commands about claims print with `--json`, as types.

Offsets are code points within the stripped line, as in a claim's anchor.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from ishizue.evidence import Claim
    from ishizue.evidence.review import Case, Decided


class Report(BaseModel):
    """A JSON object a command prints."""

    model_config = ConfigDict(extra="forbid")

    def print(self) -> None:
        """Print the report on stdout."""
        click.echo(self.model_dump_json(indent=2))


def print_list(reports: Iterable[Report]) -> None:
    """Print reports as a JSON list, each as soon as it is there."""
    between = "["
    for report in reports:
        click.echo(between + report.model_dump_json(), nl=False)
        between = ",\n"
    click.echo("[]" if between == "[" else "]", nl=False)


class ClaimReport(Report):
    """A claim, proposed or filed; `quote` is empty where the text is not at hand."""

    id: str
    status: str
    kind: str
    document: str
    para: int | None
    start: int | None
    end: int | None
    locator: str
    quote: str
    subject: str
    object: str
    act: str
    value: float | None
    unit: str
    per: str
    original_value: str
    as_of: str | None
    polarity: str
    modality: str
    condition: str
    speaker: str
    binding: int | None
    origin: str
    rule: str
    confidence: float | None
    paraphrase: dict[str, str]


def claim_cells(claim: Claim, quote: str) -> dict[str, Any]:
    """The cells of a claim's report."""
    same = ClaimReport.model_fields.keys() & type(claim).model_fields.keys()
    return {
        **{name: getattr(claim, name) for name in same},
        "para": claim.paragraph,
        "quote": quote,
        "paraphrase": {"en": claim.paraphrase_en, "ja": claim.paraphrase_ja},
    }


class ReopenedReport(Report):
    """A claim that is open again, and the passage before and now."""

    id: str
    document: str
    was: str
    now: str

    @classmethod
    def of(cls, case: Case) -> ReopenedReport:
        """The report of a case that is open again."""
        return cls(
            id=case.claim.id,
            document=case.claim.document,
            was=case.passage or "",
            now="" if case.change is None else case.change.now,
        )


class RivalReport(Report):
    """A claim with another value for the same figure."""

    id: str
    document: str
    value: float
    unit: str
    status: str


class CaseReport(ClaimReport):
    """A claim, and what to know before deciding about it.

    Attributes:
        now: For a claim that is open again, the passage that stands there now.
        grade: Admiralty grades of source and information.
        publishers: Who says the same; `corroboration` counts them, at least one.
    """

    title: str
    publisher: str
    date: str | None
    grade: str
    passage: str
    now: str | None
    publishers: list[str]
    corroboration: int
    rivals: list[RivalReport]
    reviewed_by: str
    reviewed_on: str | None
    why: str

    @classmethod
    def of_case(cls, case: Case) -> CaseReport:
        """The report of a case."""
        claim, document = case.claim, case.document
        cells = claim_cells(claim, case.quote or "") | {"status": case.status}
        return cls(
            **cells,
            title=document.title,
            publisher=document.publisher,
            date=document.date,
            grade=case.grade,
            passage=case.passage or "",
            now=None if case.change is None else case.change.now,
            publishers=list(case.publishers),
            corroboration=case.corroboration,
            rivals=[
                RivalReport(
                    id=rival.id,
                    document=rival.document,
                    value=rival.value or 0.0,
                    unit=rival.unit,
                    status=rival.status,
                )
                for rival in case.rivals
            ],
            reviewed_by=claim.reviewed_by,
            reviewed_on=claim.reviewed_on,
            why=claim.why,
        )


class ClaimsReport(Report):
    """`ishizue claims`; printed claim by claim."""

    claims: list[CaseReport]


class DecidedReport(Report):
    """What became of a claim.

    Attributes:
        asked: The id it was asked about by; a claim put right has another.
        decision: Empty where all that was decided stood already.
        unruled: Accepted rivals that no ruling weighs together with it.
    """

    asked: str
    id: str
    status: str
    decision: str
    document: str
    paraphrase: dict[str, str]
    unruled: list[str]

    @classmethod
    def of(cls, decided: Decided) -> DecidedReport:
        """The report of a decision."""
        claim, decision = decided.claim, decided.decision
        return cls(
            asked=decided.asked,
            id=claim.id,
            status=claim.status,
            decision="" if decision is None else decision.decision,
            document=claim.document,
            paraphrase={"en": claim.paraphrase_en, "ja": claim.paraphrase_ja},
            unruled=[rival.id for rival in decided.unruled],
        )


class DecisionsReport(Report):
    """`ishizue accept` and `ishizue reject`."""

    study: str
    decided: list[DecidedReport]
