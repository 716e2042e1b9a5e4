"""`ishizue reject`: claims the study does not rest on."""

from __future__ import annotations

from datetime import datetime

import click

from ishizue.cli.evidence_options import (
    by_option,
    database_option,
    day,
    on_option,
    print_decided,
    settled,
    why_option,
)
from ishizue.cli.options import json_option, study_argument


@click.command("reject", short_help="Keep claims out of the study.")
@study_argument
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@by_option
@why_option
@on_option
@database_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    ids: tuple[str, ...],
    by: str,
    why: str,
    on: datetime | None,
    database: str | None,
    as_json: bool,
) -> None:
    """Reject claims of STUDY, proposed or accepted before; the history keeps both.

    They stay filed as rejected and are not proposed again unless their passage changes.
    """
    from ishizue.evidence.review import Review

    review = Review(accepts=False, by=by, on=day(on), why=why)
    print_decided(study, settled(study, database, ids, review), as_json=as_json)
