"""Claims and quotes as text for a terminal or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ishizue.cli.evidence_reports import CONTEXT

if TYPE_CHECKING:
    from ishizue.evidence import Claim
    from ishizue.evidence.review import Case

ELLIPSIS = "…"


def in_context(text: str, start: int, end: int) -> str:
    """A stretch of a passage in brackets, with what stands around it."""
    before = text[max(0, start - CONTEXT) : start]
    after = text[end : end + CONTEXT]
    return (
        (ELLIPSIS if start > CONTEXT else "")
        + f"{before}[{text[start:end]}]{after}"
        + (ELLIPSIS if end + CONTEXT < len(text) else "")
    )


def quoted(passage: str, quote: str | None, start: int | None) -> str:
    """A claim's words in their context, or that they are not there."""
    if not quote or start is None:
        return "the words at this place are not those the claim was made from"
    return in_context(passage, start, start + len(quote))


def print_case(case: Case, lang: str) -> None:
    """A claim, its words, what became of them, and its rivals below it."""
    claim = case.claim
    place = claim.locator if claim.paragraph is None else f"paragraph {claim.paragraph}"
    said = f"said by {case.corroboration} publisher"
    click.echo(
        f"{claim.id}  {case.status}  {claim.kind}  [{case.grade}]  "
        f"{claim.document}, {place}; {said}{'s' if case.corroboration > 1 else ''}"
    )
    click.echo(f"  {getattr(claim, f'paraphrase_{lang}')}")
    if case.change is not None:
        click.echo(f"  was: {case.passage}")
        click.echo(f"  now: {case.change.now or '(the passage is gone)'}")
    elif case.passage is not None:
        click.echo(f"  {quoted(case.passage, case.quote, claim.start)}")
    if case.claim.reviewed_by:
        why = f": {claim.why}" if claim.why else ""
        click.echo(f"  {claim.reviewed_by}, {claim.reviewed_on}{why}")
    for rival in case.rivals:
        click.echo(f"  rival {rival_line(rival)}")


def rival_line(claim: Claim) -> str:
    """A rival claim in a line."""
    return (
        f"{claim.id}: {claim.value:g} {claim.unit} ({claim.document}, {claim.status})"
    )
