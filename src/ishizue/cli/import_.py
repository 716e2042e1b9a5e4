"""`ishizue import`: what other programs hold, into a study."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ishizue.cli.evidence_options import by_option, day, folder_named, on_option
from ishizue.cli.options import study_argument


@click.command("import", short_help="What other programs hold, into a study.")
@click.argument("format_", metavar="FORMAT", type=click.Choice(["scw", "tle", "omm"]))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@study_argument
@by_option
@on_option
@click.option(
    "--new",
    metavar="OWNER/SENSOR",
    help="Of tle and omm: whose satellites are that STUDY lacks, and what they see with.",
)
def command(
    format_: str, file: Path, study: str, by: str, on: datetime | None, new: str | None
) -> None:
    """Read FILE into STUDY.

    FORMAT scw: a cross-impact matrix of ScenarioWizard, as developments, their states
    and judged impacts. STUDY must have none yet. All rows rest on one ruling, unverified
    until somebody looks into the judgements. Names stand for both languages.

    FORMAT tle or omm: orbits of satellites, as two-line element sets or orbit
    mean-elements messages (XML, CSV, JSON or KVN). Satellites of STUDY are found by
    name; others are added if --new says whose they are. Only height and inclination are
    taken over, not where satellites are.
    """
    folder = folder_named(study)
    if format_ == "scw":
        _matrix(folder, file, by, day(on))
    else:
        _satellites(format_, folder, file, (by, day(on)), new)


def _matrix(folder: Path, file: Path, by: str, on: str) -> None:
    from ishizue.cli.matrices import put, rows_of
    from ishizue.models.crossimpact import read_scw

    matrix = read_scw(file)
    basis = "r-import-scw"
    rows = rows_of(matrix, basis)
    ruling = [
        basis,
        by,
        on,
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
        f"Next: ishizue run {folder} --lens drift --outcome drift.consistent_futures"
    )


def _satellites(
    format_: str, folder: Path, file: Path, signed: tuple[str, str], new: str | None
) -> None:
    from ishizue.cli.satellites import Newcomers, key_of, put
    from ishizue.models.coverage import read_omm, read_tle

    satellites = read_tle(file) if format_ == "tle" else read_omm(file)
    basis = f"r-import-{format_}-{key_of(file.stem)}".rstrip("-")
    epochs = [satellite.epoch for satellite in satellites]
    when = f"{min(epochs):%Y-%m-%d}", f"{max(epochs):%Y-%m-%d}"
    ruling = [
        basis,
        *signed,
        "unverified",
        f"Orbits of the catalogue {file.name}, with epochs from {when[0]} to {when[1]}, "
        "taken over as they stand.",
        f"カタログ{file.name}の軌道(元期{when[0]}~{when[1]})をそのまま取り込んだ。",
        "",
        f"The catalogue {file.name} and where it came from",
    ]
    known, added = put(
        folder, satellites, ruling, Newcomers.parse(new) if new else None
    )
    swath = "; a swath is drawn from a range until given" if added else ""
    click.echo(
        f"{folder}: orbits of {known} satellites set and {added} added, resting on "
        f"{basis}{swath}.\n"
        f"Next: ishizue run {folder} --lens space --outcome space.passes"
    )
