"""`ishizue run`: ask lenses about scenarios."""

from __future__ import annotations

from pathlib import Path

import click

import ishizue
from ishizue.cli.options import (
    cluster_option,
    draws_option,
    json_option,
    lang_option,
    open_named,
    progress_bar,
    seed_option,
    study_argument,
    workers_option,
)


@click.command("run", short_help="Ask lenses about scenarios.")
@study_argument
@click.option("--scenario", "scenarios", multiple=True, help="All, if none is given.")
@click.option(
    "--future",
    "futures",
    multiple=True,
    metavar="FUTURE",
    help="A future as one more scenario: a row of 'futures', or variants after commas. "
    "Without --scenario, held against the baseline.",
)
@click.option("--lens", "lenses", multiple=True, help="All, if none is given.")
@click.option(
    "--outcome",
    "wanted",
    multiple=True,
    metavar="LENS.OUTCOME",
    help="Also list the numbers of this outcome.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to keep the run in. A run interrupted there is taken up again.",
)
@draws_option
@seed_option
@workers_option
@cluster_option
@lang_option
@json_option
def command(  # noqa: PLR0913 - one parameter per option
    study: str,
    scenarios: tuple[str, ...],
    futures: tuple[str, ...],
    lenses: tuple[str, ...],
    wanted: tuple[str, ...],
    out: Path | None,
    draws: int,
    seed: int,
    workers: int,
    cluster: str | None,
    lang: str,
    as_json: bool,
) -> None:
    """Ask lenses about the scenarios of STUDY and judge its conclusions.

    With --json every number of every outcome is printed. With --out, DIR holds a
    manifest, outcomes (NetCDF) and the number of every conclusion in every draw; until
    the run is done also its blocks, from which the same command goes on.
    """
    from ishizue.cli.reports import RunReport, numbers, verdicts
    from ishizue.cli.tables import print_numbers, print_verdicts
    from ishizue.errors import LensError

    opened = open_named(study)
    if futures:
        before = tuple(opened.scenarios)
        opened = opened.with_futures(futures)
        made = tuple(name for name in opened.scenarios if name not in before)
        scenarios = (*(scenarios or before[:1]), *made)
    with progress_bar("draws") as progress:
        outcomes = opened.run(
            scenarios or None,
            lenses or None,
            draws=draws,
            seed=seed,
            workers=workers,
            cluster=cluster,
            folder=out,
            progress=progress,
        )
    known = {
        f"{lens}.{name}": (scenario, values)
        for scenario, answers in outcomes.items()
        for lens, answer in answers.items()
        for name, values in answer.data_vars.items()
    }
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise LensError(
            f"{unknown[0]!r} is not an outcome of this run. "
            f"Fix: choose from {', '.join(known)}."
        )
    report = RunReport(
        study=study,
        version=ishizue.__version__,
        draws=outcomes.draws,
        kept=outcomes.kept,
        seed=outcomes.seed,
        worlds={name: world.id for name, world in outcomes.worlds.items()},
        verdicts=verdicts(opened, outcomes),
        numbers=[
            number
            for scenario, answers in outcomes.items()
            for lens, answer in answers.items()
            for name, values in answer.data_vars.items()
            if f"{lens}.{name}" in wanted or (as_json and not wanted)
            for number in numbers(scenario, f"{lens}.{name}", values)
        ],
    )
    if as_json:
        report.print()
        return
    print_verdicts(report.verdicts, opened, lang)
    print_numbers(report.numbers)
    click.echo(
        f"\n{report.draws} draws, seed {report.seed}, "
        + ", ".join(f"{name} {world}" for name, world in report.worlds.items()),
        err=True,
    )
