"""`ishizue read`: documents into the evidence store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ishizue.cli.evidence_options import (
    database_option,
    document_bar,
    extractor_option,
    extractors_named,
    folder_named,
    model_option,
    model_url_option,
    remote_model_option,
)
from ishizue.cli.options import json_option, study_argument, workers_option
from ishizue.errors import CheckFailed, EvidenceError, Issue

if TYPE_CHECKING:
    from ishizue.evidence.batch import Outcome
    from ishizue.evidence.review import Case
    from ishizue.evidence.store import Store

# A folder beside the store.
ANSWERS = "evidence-answers"
# Of what a model was not believed, characters and claims to show.
_QUOTED = 60
_SHOWN = 5


@click.command("read", short_help="Documents into the store, claims proposed.")
@study_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@extractor_option
@model_url_option
@model_option
@remote_model_option
@click.option(
    "--again",
    is_flag=True,
    help="Also read what is stored already: with better rules, names confirmed since, "
    "or another extractor. Decisions stand.",
)
@workers_option
@database_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    files: tuple[str, ...],
    extractors: tuple[str, ...],
    model_url: str,
    model: str,
    remote_model: bool,
    again: bool,
    workers: int,
    database: str | None,
    as_json: bool,
) -> None:
    """Read documents (txt, html, pdf, docx) into the store of STUDY; propose claims.

    Each file has an outcome of its own; exit 3 if one was refused. What was stored
    before is skipped, so that a batch that was broken off goes on where it was.

    A server's claims whose quote is not verbatim in the document are not taken; its
    answers are kept beside the store, and not asked for again.
    """
    from ishizue.cli.claim_reports import ReopenedReport, print_list
    from ishizue.cli.evidence_reports import DocumentReport
    from ishizue.evidence import read_ledger
    from ishizue.evidence.batch import Batch
    from ishizue.evidence.store import beside, open_store

    folder = folder_named(study)
    answers = beside(folder, database) / ANSWERS
    asked = extractors_named(extractors, model_url, model, answers, remote=remote_model)
    issues: list[Issue] = []
    ledger = read_ledger(folder, issues)
    if issues:
        raise CheckFailed(issues)
    tally = _Tally()
    with (
        open_store(folder, database, create=True) as store,
        document_bar(len(files), as_json=as_json) as advance,
    ):
        batch = Batch(store, folder, ledger, asked, workers, again)

        def outcomes() -> Iterator[Outcome]:
            for outcome in batch.read(map(Path, files)):
                tally.count(outcome)
                yield outcome
                _tell_refusals(outcome)
                advance()

        if as_json:
            click.echo('{"documents": ', nl=False)
            print_list(DocumentReport.of(outcome, store) for outcome in outcomes())
            click.echo(', "reopened": ', nl=False)
            reopened = _reopened(folder, store, tally.replaced)
            print_list(ReopenedReport.of(case) for case in reopened)
            click.echo("}")
        else:
            for outcome in outcomes():
                _print_outcome(outcome)
            for case in _reopened(folder, store, tally.replaced):
                _print_reopened(case)
    _refuse(tally)


@dataclass
class _Tally:
    """What is to be known in the end, of however many documents.

    Attributes:
        refused: Paths of documents.
        replaced: SHA-256 of versions that others replaced, each once.
    """

    documents: int = 0
    refused: list[str] = field(default_factory=list)
    replaced: dict[str, None] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> None:
        """Take down one outcome."""
        self.documents += 1
        if outcome.status == "refused":
            self.refused.append(outcome.path)
        if outcome.replaces:
            self.replaced[outcome.replaces] = None


def _reopened(folder: Path, store: Store, replaced: dict[str, None]) -> Iterator[Case]:
    """Claims that the new versions among the documents opened again."""
    from ishizue.evidence.review import Docket

    if replaced:
        docket = Docket.open(folder, store)
        for sha256 in replaced:
            yield from docket.reopened(sha256)


def _print_outcome(outcome: Outcome) -> None:
    held = outcome.held
    if held is None:
        click.echo(f"refused         {outcome.path}: {outcome.reason}")
        return
    told = [held.document]
    if outcome.version > 1:
        told.append(f"version {outcome.version}")
    if len(held.names) > 1:
        told.append(
            f"one document with {len(held.names)} names: {', '.join(held.names)}"
        )
    if outcome.found is not None:
        told.append("{} passages, {} mentions, {} claims".format(*outcome.found))
    click.echo(f"{outcome.status:14}  {outcome.path}: {'; '.join(told)}")


def _tell_refusals(outcome: Outcome) -> None:
    """On stderr, what a model claimed of a document and was not believed."""
    from ishizue.evidence.batch import shown

    refusals = outcome.refusals
    if refusals:
        click.echo(
            f"{outcome.path}: {len(refusals)} of the model's claims not taken", err=True
        )
    for refusal in refusals[:_SHOWN]:
        quote = shown(refusal.quote[:_QUOTED])
        told = f"  paragraph {refusal.para}: {refusal.why}"
        click.echo(f"{told}: {quote}" if quote else told, err=True)
    if len(refusals) > _SHOWN:
        click.echo(f"  and {len(refusals) - _SHOWN} more", err=True)


def _print_reopened(case: Case) -> None:
    assert case.change is not None
    click.echo(f"open again      {case.claim.id} ({case.claim.document})")
    click.echo(f"  was: {case.passage}")
    click.echo(f"  now: {case.change.now or '(the passage is gone)'}")


def _refuse(tally: _Tally) -> None:
    """Say so, and exit 3, if a document was refused."""
    refused = tally.refused
    if refused:
        named = ", ".join(refused[:5]) + (", …" if len(refused) > 5 else "")
        raise EvidenceError(
            f"{len(refused)} of {tally.documents} documents refused ({named}). "
            "Fix: see what is said of each."
        )
