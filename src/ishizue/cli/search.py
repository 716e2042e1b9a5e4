"""`ishizue search`: full text, Japanese and English, aliases expanded."""

from __future__ import annotations

import click

from ishizue.cli.evidence_options import database_option, folder_named
from ishizue.cli.options import json_option, study_argument

SHOWN = 20


@click.command("search", short_help="Full text in both languages, under every name.")
@study_argument
@click.argument("query", metavar="QUERY")
@click.option(
    "--most",
    type=click.IntRange(1),
    help=f"Passages to list.  [default: {SHOWN}; with --json all]",
)
@database_option
@json_option
def command(
    study: str, query: str, most: int | None, database: str | None, as_json: bool
) -> None:
    """Passages of STUDY's documents that hold every term of QUERY, the best first.

    A known name is found under all its names, 有志連合 as Coalition of the Willing;
    what stands in "quotation marks" is found as it is written.
    """
    from ishizue.cli.evidence_reports import HitReport, SearchReport, TermReport
    from ishizue.cli.evidence_tables import in_context
    from ishizue.evidence.names import names
    from ishizue.evidence.store import open_store, search

    folder = folder_named(study)
    # A terminal may send bytes that are no characters.
    query = query.encode(errors="replace").decode()
    limit = most if most is not None or as_json else SHOWN
    with open_store(folder, database) as store:
        found = search(store, query, names(folder), limit)
        if store.is_empty():
            click.echo(
                f"nothing has been read yet; next: ishizue read {study} FILE...",
                err=True,
            )
    if as_json:
        SearchReport(
            study=study,
            query=query,
            terms=[
                TermReport(
                    words=term.words,
                    phrases=list(term.phrases),
                    names=sorted(key for _, key in term.names),
                )
                for term in found.terms
            ],
            total=found.total,
            hits=[HitReport.of(hit) for hit in found.hits],
        ).print()
        return
    for hit in found.hits:
        date = f", {hit.date}" if hit.date else ""
        click.echo(
            f"{hit.document}, paragraph {hit.para} (line {hit.line}, {hit.section}): "
            f"{hit.publisher or '?'}{date}, {hit.title or '?'}"
        )
        click.echo(f"  {in_context(hit.text, *hit.spans[0])}")
    click.echo(f"{len(found.hits)} of {found.total} passages", err=True)
