"""`ishizue read`: documents into the evidence store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ishizue.cli.evidence_options import (
    database_option,
    document_bar,
    folder_named,
)
from ishizue.cli.options import json_option, study_argument, workers_option
from ishizue.errors import CheckFailed, EvidenceError, Issue

if TYPE_CHECKING:
    from ishizue.evidence.batch import Outcome
    from ishizue.evidence.review import Case
    from ishizue.evidence.store import Store


@click.command("read", short_help="Documents into the store, claims proposed.")
@study_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@workers_option
@database_option
@json_option
def command(
    study: str,
    files: tuple[str, ...],
    workers: int,
    database: str | None,
    as_json: bool,
) -> None:
    """Read documents (txt, html, pdf, docx) into the store of STUDY; propose claims.

    Each file has an outcome of its own; exit 3 if one was refused. What was stored
    before is skipped, so that a batch that was broken off goes on where it was.
    """
    from ishizue.cli.claim_reports import ReopenedReport, print_list
    from ishizue.cli.evidence_reports import DocumentReport
    from ishizue.evidence import read_ledger
    from ishizue.evidence.batch import read_batch
    from ishizue.evidence.store import open_store

    folder = folder_named(study)
    issues: list[Issue] = []
    ledger = read_ledger(folder, issues)
    if issues:
        raise CheckFailed(issues)
    seen: list[Outcome] = []
    with (
        open_store(folder, database, create=True) as store,
        document_bar(len(files), as_json=as_json) as advance,
    ):

        def outcomes() -> Iterator[Outcome]:
            paths = [Path(file) for file in files]
            for outcome in read_batch(store, folder, ledger, paths, workers):
                seen.append(outcome)
                yield outcome
                advance()

        if as_json:
            click.echo('{"documents": ', nl=False)
            print_list(DocumentReport.of(outcome, store) for outcome in outcomes())
            click.echo(', "reopened": ', nl=False)
            print_list(ReopenedReport.of(c) for c in _reopened(folder, store, seen))
            click.echo("}")
        else:
            for outcome in outcomes():
                _print_outcome(outcome)
            for case in _reopened(folder, store, seen):
                _print_reopened(case)
    _refuse(seen)


def _reopened(folder: Path, store: Store, seen: list[Outcome]) -> Iterator[Case]:
    """Claims that the new versions among the documents opened again."""
    from ishizue.evidence.review import Docket

    replaced = dict.fromkeys(outcome.replaces for outcome in seen if outcome.replaces)
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


def _print_reopened(case: Case) -> None:
    assert case.change is not None
    click.echo(f"open again      {case.claim.id} ({case.claim.document})")
    click.echo(f"  was: {case.passage}")
    click.echo(f"  now: {case.change.now or '(the passage is gone)'}")


def _refuse(seen: list[Outcome]) -> None:
    """Say so, and exit 3, if a document was refused."""
    refused = [outcome.path for outcome in seen if outcome.status == "refused"]
    if refused:
        named = ", ".join(refused[:5]) + (", …" if len(refused) > 5 else "")
        raise EvidenceError(
            f"{len(refused)} of {len(seen)} documents refused ({named}). "
            "Fix: see what is said of each."
        )
