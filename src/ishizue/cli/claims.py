"""`ishizue claims`: what is proposed, decided and open again."""

from __future__ import annotations

from typing import get_args

import click

from ishizue.cli.evidence_options import database_option, folder_named
from ishizue.cli.options import json_option, lang_option, study_argument

STATUSES = ("reopened", "proposed", "accepted", "rejected")


@click.command("claims", short_help="What is proposed, decided and open again.")
@study_argument
@click.option("--status", type=click.Choice(STATUSES), help="Only these.")
@click.option("--kind", metavar="KIND", help="Only these, e.g. commitment.")
@database_option
@lang_option
@json_option
def command(
    study: str,
    status: str | None,
    kind: str | None,
    database: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """List the claims of STUDY, those open again first, each with its quote.

    Grades are the Admiralty's: source A to F, information 1 to 6. Rival claims about
    the same figure stand below each other.
    """
    from ishizue.cli.claim_reports import CaseReport, print_list
    from ishizue.cli.evidence_tables import print_case
    from ishizue.evidence.records import ClaimKind
    from ishizue.evidence.review import Docket
    from ishizue.evidence.store import open_store

    kinds = get_args(ClaimKind)
    if kind is not None and kind not in kinds:
        raise click.UsageError(f"--kind {kind!r}: choose from {', '.join(kinds)}.")
    folder = folder_named(study)
    with open_store(folder, database) as store:
        cases = (
            case
            for case in Docket.open(folder, store).cases()
            if status in (None, case.status) and kind in (None, case.claim.kind)
        )
        if as_json:
            click.echo('{"claims": ', nl=False)
            print_list(map(CaseReport.of_case, cases))
            click.echo("}")
            return
        for case in cases:
            print_case(case, lang)
