"""`ishizue demo`: the bundled study end to end."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ishizue.cli.options import (
    json_option,
    lang_option,
    open_named,
    progress_bar,
)

DRAWS = 1000
EXAMINED = 64  # draws enough to name what answers rest on


@click.command("demo", short_help="Run the bundled study end to end.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("ishizue-demo"),
    show_default=True,
    help="Folder for the brief.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    default=os.cpu_count,
    show_default="one for each core",
    help="Processes; results are the same for any number.",
)
@lang_option
@json_option
def command(out: Path, workers: int, lang: str, as_json: bool) -> None:
    """Run the bundled study of European security; print its headline answers.

    Each answer is printed with what it rests on; the cited brief is written to
    DIR/brief.html.
    """
    from ishizue.cli.reports import BriefReport, verdicts
    from ishizue.cli.tables import print_verdicts

    study = open_named("europe")
    with progress_bar("draws") as progress:
        outcomes = study.run(draws=DRAWS, workers=workers, progress=progress)
    with progress_bar("conclusions") as progress:
        resting = study.cornerstones(draws=EXAMINED, workers=workers, progress=progress)
    path = (out / "brief.html").resolve()
    study.write_brief(outcomes, path, lang, cornerstones=resting, workers=workers)
    report = BriefReport(
        study="europe",
        path=str(path),
        draws=DRAWS,
        seed=outcomes.seed,
        verdicts=verdicts(study, outcomes),
    )
    if as_json:
        report.print()
        return
    print_verdicts(report.verdicts, study, lang, resting)
    click.echo(f"\n{path}")
