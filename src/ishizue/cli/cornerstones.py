"""`ishizue cornerstones`: what each conclusion stands on."""

from __future__ import annotations

import click

from ishizue.cli.options import (
    cluster_option,
    json_option,
    lang_option,
    open_named,
    progress_bar,
    seed_option,
    study_argument,
    workers_option,
)

FEWEST = 16


@click.command("cornerstones", short_help="What each conclusion stands on.")
@study_argument
@click.option(
    "--conclusion", "conclusions", multiple=True, help="All, if none is given."
)
@click.option("--scenario", "scenarios", multiple=True, help="All, if none is given.")
@click.option(
    "--most",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Sources and figures to print of each kind; --json prints all.",
)
@click.option(
    "--draws",
    type=click.IntRange(FEWEST, 10**7),
    default=1000,
    show_default=True,
    help="Draws of every uncertain figure.",
)
@seed_option
@workers_option
@cluster_option
@lang_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    conclusions: tuple[str, ...],
    scenarios: tuple[str, ...],
    most: int,
    draws: int,
    seed: int,
    workers: int,
    cluster: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """What each conclusion of STUDY stands on.

    Every source is withdrawn in turn: which would overturn the conclusion? Also how
    much of its uncertainty each figure and source owns, at which value of a single
    figure it turns round, where it holds, and which fact is most worth checking.
    """
    from ishizue.cli.reports import CornerstonesReport, RobustnessReport
    from ishizue.cli.resting import print_cornerstones

    opened = open_named(study)
    with progress_bar("conclusions") as progress:
        found = opened.cornerstones(
            conclusions or None,
            scenarios or None,
            draws=draws,
            seed=seed,
            workers=workers,
            cluster=cluster,
            progress=progress,
        )
    if as_json:
        compared = found.robustness
        CornerstonesReport(
            study=study,
            draws=draws,
            seed=seed,
            findings=list(found.findings.values()),
            robustness=None if compared is None else RobustnessReport.of(compared),
        ).print()
        return
    print_cornerstones(found, opened, lang, most)
