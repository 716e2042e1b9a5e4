"""`ishizue accept`: claims become the study's."""

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


@click.command("accept", short_help="Make claims the study's.")
@study_argument
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@by_option
@why_option
@on_option
@click.option(
    "--credibility",
    type=click.IntRange(1, 6),
    help="Admiralty grade of the information: 1 confirmed, 6 cannot be judged.  "
    "[default: 6]",
)
@click.option("--en", default="", metavar="TEXT", help="The claim in your words.")
@click.option("--ja", default="", metavar="TEXT", help="The same in Japanese.")
@click.option(
    "--set",
    "edits",
    multiple=True,
    metavar="FIELD=VALUE",
    help="Put a field of a proposal right, e.g. value=250000; may be repeated.",
)
@click.option(
    "--reliability",
    default="",
    metavar="A-F",
    help="Admiralty grade of a document that has no row yet.  [default: F]",
)
@click.option("--title", default="", help="Of a document that has no row yet.")
@click.option("--publisher", default="", help="Of a document that has no row yet.")
@click.option("--date", default="", help="Of a document that has no row yet.")
@database_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    ids: tuple[str, ...],
    by: str,
    why: str,
    on: datetime | None,
    credibility: int | None,
    en: str,
    ja: str,
    edits: tuple[str, ...],
    reliability: str,
    title: str,
    publisher: str,
    date: str,
    database: str | None,
    as_json: bool,
) -> None:
    """Accept claims of STUDY, as they are proposed or put right; figures may rest on them.

    The claims, the decision and, where it has none, a row for the document are written
    into the study's files. Where nothing else is said, the wording is made of what was
    recognised. All claims are accepted or, if one cannot be, none.
    """
    from ishizue.evidence.review import Review

    if len(set(ids)) > 1 and (en or ja or edits):
        raise click.UsageError("--en, --ja and --set are about one claim: give one ID.")
    review = Review(
        accepts=True,
        by=by,
        on=day(on),
        why=why,
        credibility=credibility,
        paraphrase_en=en,
        paraphrase_ja=ja,
        edits=_pairs(edits),
        document={
            "reliability": reliability.upper(),
            "title": title,
            "publisher": publisher,
            "date": date,
        },
    )
    print_decided(study, settled(study, database, ids, review), as_json=as_json)


def _pairs(edits: tuple[str, ...]) -> dict[str, str]:
    pairs = [edit.partition("=") for edit in edits]
    for name, sign, value in pairs:
        if not sign:
            raise click.UsageError(f"--set {name + value!r}: write field=value.")
    return {name: value for name, _, value in pairs}
