"""`ishizue demo`: the bundled study end to end."""

from __future__ import annotations

from pathlib import Path

import click

from ishizue.cli.options import json_option, lang_option, open_named, progress_bar

DRAWS = 1000


@click.command("demo", short_help="Run the bundled study end to end.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("ishizue-demo"),
    show_default=True,
    help="Folder for the brief.",
)
@lang_option
@json_option
def command(out: Path, lang: str, as_json: bool) -> None:
    """Run the bundled study of European security; print its headline answers.

    The cited brief is written to DIR/brief.html.
    """
    from ishizue.cli.reports import BriefReport, verdicts
    from ishizue.cli.tables import print_verdicts

    study = open_named("europe")
    with progress_bar("draws") as progress:
        outcomes = study.run(draws=DRAWS, progress=progress)
    path = (out / "brief.html").resolve()
    study.write_brief(outcomes, path, lang)
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
    print_verdicts(report.verdicts, study, lang)
    click.echo(f"\n{path}")
