"""`ishizue brief`: write the cited brief."""

from __future__ import annotations

from pathlib import Path

import click

from ishizue.cli.options import (
    cluster_option,
    draws_option,
    examine_option,
    json_option,
    lang_option,
    open_named,
    progress_bar,
    seed_option,
    study_argument,
    workers_option,
)


@click.command("brief", short_help="Write the cited brief.")
@study_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["html"]),
    default="html",
    show_default=True,
    help="One self-contained file.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file; by default brief.html here.",
)
@examine_option
@draws_option
@seed_option
@workers_option
@cluster_option
@lang_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    form: str,
    out: Path | None,
    examine: int,
    draws: int,
    seed: int,
    workers: int,
    cluster: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Write the cited brief of STUDY: headline answers, comparisons, sources.

    The first page says what each answer rests on. The file holds both languages and makes no request; --lang sets which is shown
    first.
    """
    from ishizue.cli.reports import BriefReport, verdicts

    opened = open_named(study)
    with progress_bar("draws") as progress:
        outcomes = opened.run(
            draws=draws, seed=seed, workers=workers, cluster=cluster, progress=progress
        )
    resting = None
    if examine:
        with progress_bar("conclusions") as progress:
            resting = opened.cornerstones(
                draws=examine,
                seed=seed,
                workers=workers,
                cluster=cluster,
                progress=progress,
            )
    path = (out or Path(f"brief.{form}")).resolve()
    opened.write_brief(outcomes, path, lang, cornerstones=resting, workers=workers)
    if as_json:
        BriefReport(
            study=study,
            path=str(path),
            draws=draws,
            seed=seed,
            verdicts=verdicts(opened, outcomes),
        ).print()
        return
    click.echo(path)
