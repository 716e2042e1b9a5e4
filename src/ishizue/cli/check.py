"""`ishizue check`: every fault of a study at once."""

from __future__ import annotations

import click

from ishizue.cli.options import json_option, open_named, study_argument
from ishizue.errors import CheckFailed


@click.command("check", short_help="List every fault of a study at once.")
@study_argument
@json_option
def command(study: str, as_json: bool) -> None:
    """List every fault of STUDY at once, with file and row; exit 3 if there is one.

    Scenarios are applied and every conclusion is answered for a few draws, so that a
    study that passes also runs.
    """
    from ishizue.cli.reports import CheckReport

    try:
        opened = open_named(study)
    except CheckFailed as error:
        if as_json:
            CheckReport(
                study=study,
                world=None,
                tables={},
                figures=0,
                uncertain_figures=0,
                documents=0,
                claims=0,
                rulings=0,
                unverified_rulings=0,
                issues=list(error.issues),
            ).print()
        raise
    opened.run(draws=2)
    world, ledger = opened.world, opened.ledger
    report = CheckReport(
        study=study,
        world=world.id,
        tables={name: len(rows) for name, rows in world.tables.items()},
        figures=len(world.figures),
        uncertain_figures=sum(not f.is_exact for f in world.figures.values()),
        documents=len(ledger.documents),
        claims=len(ledger.claims),
        rulings=len(ledger.rulings),
        unverified_rulings=sum(map(ledger.is_unverified, ledger.rulings)),
        issues=[],
    )
    if as_json:
        report.print()
        return
    rows = sum(report.tables.values())
    click.echo(
        f"{opened.settings.name_en}: no faults\n"
        f"{report.figures} figures ({report.uncertain_figures} uncertain) on {rows} rows, "
        f"{report.documents} documents, {report.claims} claims, {report.rulings} rulings "
        f"({report.unverified_rulings} unverified), {len(opened.scenarios)} scenarios, "
        f"{len(opened.conclusions)} conclusions\n"
        f"world {report.world}"
    )
