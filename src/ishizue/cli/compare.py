"""`ishizue compare`: what changes between two scenarios."""

from __future__ import annotations

import click

from ishizue.cli.options import (
    draws_option,
    json_option,
    open_named,
    progress_bar,
    seed_option,
    study_argument,
)


@click.command("compare", short_help="What changes between two scenarios.")
@study_argument
@click.argument("first")
@click.argument("second")
@click.option(
    "--most",
    type=click.IntRange(1),
    default=25,
    show_default=True,
    help="Rows to print; --json prints all.",
)
@draws_option
@seed_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    first: str,
    second: str,
    most: int,
    draws: int,
    seed: int,
    as_json: bool,
) -> None:
    """What changes in STUDY from scenario FIRST to SECOND, by how much, how surely.

    Differences are taken draw by draw, so what both scenarios share cancels.
    """
    from ishizue.cli.reports import CompareReport
    from ishizue.cli.tables import print_differences
    from ishizue.lenses.compare import compare

    opened = open_named(study)
    with progress_bar("draws") as progress:
        outcomes = opened.run(
            [first, second], draws=draws, seed=seed, progress=progress
        )
    found = compare(outcomes, first, second)
    if as_json:
        CompareReport(
            study=study,
            first=first,
            second=second,
            draws=outcomes.draws,
            seed=seed,
            differences=list(found),
        ).print()
        return
    print_differences(found[:most], first, second)
    if len(found) > most:
        click.echo(f"... and {len(found) - most} more; --most or --json shows them")
