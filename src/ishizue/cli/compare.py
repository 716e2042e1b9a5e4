"""`ishizue compare`: what changes between two scenarios."""

from __future__ import annotations

import click

from ishizue.cli.options import (
    DRAWS,
    draws_option,
    json_option,
    lang_option,
    open_named,
    progress_bar,
    seed_option,
    study_argument,
    workers_option,
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
@click.option(
    "--explain",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="Largest differences of which to say what they are due to.",
)
@draws_option
@seed_option
@workers_option
@lang_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    first: str,
    second: str,
    most: int,
    explain: int,
    draws: int,
    seed: int,
    workers: int,
    lang: str,
    as_json: bool,
) -> None:
    """What changes in STUDY from scenario FIRST to SECOND, by how much, how surely.

    Differences are taken draw by draw, so what both scenarios share cancels. The
    largest are explained: as far as a difference goes away without a source, or without
    an assumption of its scenario, it is due to that.
    """
    from ishizue.cli.reports import CompareReport
    from ishizue.cli.resting import print_explanations
    from ishizue.cli.tables import print_differences
    from ishizue.lenses.compare import compare

    opened = open_named(study)
    with progress_bar("draws") as progress:
        outcomes = opened.run(
            [first, second],
            draws=draws,
            seed=seed,
            workers=workers,
            progress=progress,
        )
    found = compare(outcomes, first, second)
    explanations = opened.explain(
        first, second, found[:explain], draws=min(draws, DRAWS), seed=seed
    )
    if as_json:
        CompareReport(
            study=study,
            first=first,
            second=second,
            draws=outcomes.draws,
            seed=seed,
            differences=list(found),
            explanations=explanations,
        ).print()
        return
    print_differences(found[:most], first, second)
    if len(found) > most:
        click.echo(f"... and {len(found) - most} more; --most or --json shows them")
    print_explanations(explanations, opened, lang)
