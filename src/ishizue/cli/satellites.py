"""Satellites of a catalogue into a study's files."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ishizue.cli.trial import write_if_whole
from ishizue.errors import EvidenceError
from ishizue.schema import dictionary

if TYPE_CHECKING:
    from ishizue.models.elements import Elements

Cells = Mapping[str, str]
FIGURE = (
    *("table", "row", "field", "year", "value"),
    *("low", "high", "distribution", "unit", "basis"),
)
RULING = (
    *("ruling", "who", "date", "status"),
    *("why_en", "why_ja", "considers", "to_check"),
)
UNITS = {
    field: dictionary().figure(field).unit
    for field in ("perigee", "apogee", "inclination")
}


@dataclass(frozen=True)
class Newcomers:
    """What is said of satellites that a study does not know.

    Attributes:
        owner: Their owner, a row of `actors`; empty for joint European ones.
        sensor: What they see with.
    """

    owner: str
    sensor: str

    @classmethod
    def parse(cls, text: str) -> Newcomers:
        """From `OWNER/SENSOR`.

        Raises:
            EvidenceError: It is written otherwise, or the sensor is unknown.
        """
        owner, slash, sensor = text.partition("/")
        known = dictionary().tables["satellites"].fields["sensor"].options
        if not slash or sensor not in known:
            raise EvidenceError(
                f"{text!r} does not say owner and sensor. Fix: write OWNER/SENSOR, such as "
                f"fra/optical or /radar; sensors are {', '.join(known)}."
            )
        return cls(owner, sensor)


def put(
    folder: Path,
    satellites: Sequence[Elements],
    ruling: Sequence[str],
    new: Newcomers | None,
) -> tuple[int, int]:
    """Set the orbits of satellites, and add rows for those that are new.

    Args:
        folder: The study.
        satellites: As the catalogue has them.
        ruling: The line of `rulings.csv` that the orbits rest on.
        new: What is said of those that are new; None to refuse them.

    Returns:
        How many were known, and how many added.

    Raises:
        EvidenceError: A satellite is new and nothing is said of it, or stands twice.
        CheckFailed: The study would not hold together; nothing is written.
    """
    basis = ruling[0]
    rows = _read(folder / "world/satellites.csv")
    known = {row["satellite"] for row in rows}
    keyed = _keyed(satellites)
    strangers = [key for key in keyed if key not in known]
    if strangers and new is None:
        raise EvidenceError(
            f"{len(strangers)} satellites are not in {folder}: {', '.join(strangers[:5])}"
            f"{' ...' if len(strangers) > 5 else ''}. Fix: say whose they are and what "
            "they see with, as in --new fra/optical; or name them as the study does."
        )
    if new is not None:
        rows += [_row(key, keyed[key], new, basis) for key in strangers]
    orbits = [line for key, s in keyed.items() for line in _figures(key, s, basis)]
    figures = _figures_with(_read(folder / "figures.csv"), orbits)
    rulings = [r for r in _read(folder / "rulings.csv") if r["ruling"] != basis]
    rulings.append(dict(zip(RULING, ruling, strict=True)))
    write_if_whole(
        folder,
        {
            "world/satellites.csv": _text(
                rows, dictionary().tables["satellites"].columns
            ),
            "figures.csv": _text(figures, FIGURE),
            "rulings.csv": _text(rulings, RULING),
        },
    )
    return len(keyed) - len(strangers), len(strangers)


def key_of(name: str) -> str:
    """The key that a name makes; empty where it has no Latin letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")


def _keyed(satellites: Iterable[Elements]) -> dict[str, Elements]:
    """Satellites by the keys their names make."""
    found: dict[str, Elements] = {}
    for satellite in satellites:
        key = key_of(satellite.name) or f"satellite-{satellite.number}"
        if key in found:
            raise EvidenceError(
                f"the catalogue has {satellite.name!r} twice. Fix: keep the newest "
                "elements of each satellite."
            )
        found[key] = satellite
    return found


def _row(key: str, satellite: Elements, new: Newcomers, basis: str) -> dict[str, str]:
    return {
        **dict.fromkeys(dictionary().tables["satellites"].columns, ""),
        "satellite": key,
        "name_en": satellite.name,
        "actor": new.owner,
        "system": satellite.name,
        "sensor": new.sensor,
        "users": "government",
        "status": "flying",
        "basis": basis,
    }


def _figures(key: str, satellite: Elements, basis: str) -> list[dict[str, str]]:
    values = {
        "perigee": satellite.perigee_km,
        "apogee": satellite.apogee_km,
        "inclination": satellite.inclination_deg,
    }
    return [
        {
            **dict.fromkeys(FIGURE, ""),
            "table": "satellites",
            "row": key,
            "field": field,
            "value": f"{value:.6g}",
            "unit": UNITS[field],
            "basis": basis,
        }
        for field, value in values.items()
    ]


def _figures_with(
    lines: Sequence[Cells], added: Sequence[dict[str, str]]
) -> list[Cells]:
    """Lines of figures, some replaced where they stand and the rest at the end."""
    by_place = {(line["table"], line["row"], line["field"]): line for line in added}
    kept = [
        by_place.pop((line["table"], line["row"], line["field"]), line)
        for line in lines
    ]
    return [*kept, *by_place.values()]


def _read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def _text(rows: Iterable[Cells], columns: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
