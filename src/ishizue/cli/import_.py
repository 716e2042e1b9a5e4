"""`ishizue import`: what other programs hold, into a study."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ishizue.cli.evidence_options import by_option, day, folder_named, on_option
from ishizue.cli.options import study_argument


@click.command("import", short_help="What other programs hold, into a study.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(["scw"]))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@study_argument
@by_option
@on_option
def command(format_: str, file: Path, study: str, by: str, on: datetime | None) -> None:
    """Read FILE into STUDY.

    FORMAT scw: a cross-impact matrix of ScenarioWizard, as developments, their states
    and judged impacts. STUDY must have none yet. All rows rest on one ruling, unverified
    until somebody looks into the judgements. Names stand for both languages.
    """
    from ishizue.cli.matrices import put, rows_of
    from ishizue.models.crossimpact import read_scw

    del format_  # there is one so far
    folder = folder_named(study)
    matrix = read_scw(file)
    basis = "r-import-scw"
    rows = rows_of(matrix, basis)
    ruling = [
        basis,
        by,
        day(on),
        "unverified",
        f"Cross-impact judgements of the ScenarioWizard project {file.name}, taken over "
        "as they stand.",
        f"ScenarioWizardのプロジェクト{file.name}のクロスインパクト判断をそのまま取り込んだ。",
        "",
        f"The ScenarioWizard project {file.name} and the reasons for its judgements",
    ]
    put(folder, {**rows, "rulings.csv": [ruling]})
    click.echo(
        f"{folder}: {len(matrix.descriptors)} developments with "
        f"{len(rows['world/variants.csv'])} states and {len(rows['figures.csv'])} judged "
        f"impacts, resting on {basis}.\n"
        f"Next: ishizue run {study} --lens drift --outcome drift.consistent_futures"
    )
