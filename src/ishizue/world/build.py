"""Reads a study's tables and figures into the baseline World, strictly.

`study.toml`, `world/<table>.csv` for every table of the dictionary and `figures.csv`
are read together with the ledger; every fault of every file is collected and raised
once, each with file and row.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ishizue.errors import CheckFailed, Issue
from ishizue.evidence.files import read_rows, read_text
from ishizue.evidence.ledger import Ledger, read_ledger
from ishizue.schema import KEY, Table, dictionary
from ishizue.world.checks import faults, located
from ishizue.world.figure import Figure
from ishizue.world.world import World

NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
YEAR = re.compile(r"[0-9]{4}")
LONGEST_SHOWN = 40
FIGURE_COLUMNS = (
    "table",
    "row",
    "field",
    "year",
    "value",
    "low",
    "high",
    "distribution",
    "unit",
    "basis",
)


class Settings(BaseModel):
    """`study.toml`: what the study is called, when it looks, how far ahead.

    Attributes:
        as_of: The day on which memberships and commitments are taken.
        first_year, last_year: The years outcomes are given for.
        counts: Least and greatest number of rows a table may have.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name_en: str = Field(min_length=1)
    name_ja: str = Field(min_length=1)
    as_of: date
    first_year: int = Field(ge=1900, le=2200)
    last_year: int = Field(ge=1900, le=2200)
    counts: dict[str, tuple[int, int]] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the study, first to last."""
        return tuple(range(self.first_year, self.last_year + 1))


@dataclass(frozen=True)
class Baseline:
    """A study's files, read and found whole."""

    settings: Settings
    ledger: Ledger
    world: World


def build(folder: Path) -> Baseline:
    """Read and check the baseline of the study in `folder`.

    Raises:
        CheckFailed: The files have faults; all of them are listed.
    """
    issues: list[Issue] = []
    lines: dict[str, str] = {}
    settings = _read_settings(folder, issues)
    ledger = read_ledger(folder, issues)
    tables = {t.name: _read_table(folder, t, lines, issues) for t in dictionary()}
    figures = _read_figures(folder, lines, issues)
    world = World.of(tables, figures.values())
    found = faults(world, ledger, settings.counts if settings else {})
    issues += [located(issue, {**ledger.lines, **lines}) for issue in found]
    if issues or settings is None:
        raise CheckFailed(issues)
    return Baseline(settings, ledger, world)


def _read_settings(folder: Path, issues: list[Issue]) -> Settings | None:
    name = "study.toml"
    text = read_text(folder / name, name, issues)
    if text is None:
        return None
    content = parse_toml(text, name, issues)
    if content is None:
        return None
    try:
        settings = Settings.model_validate(content)
    except ValidationError as error:
        issues += [
            Issue(
                f"{name}: {'.'.join(map(str, fault['loc']))}",
                fault["msg"],
                "See 'study.toml' in the documentation of the study's files",
                "settings_can_be_read",
            )
            for fault in error.errors()
        ]
        return None
    if settings.last_year < settings.first_year:
        issues.append(
            Issue(
                f"{name}: last_year",
                f"{settings.last_year} comes before first_year {settings.first_year}",
                "Put the years in order",
                "settings_can_be_read",
            )
        )
        return None
    return settings


def parse_toml(text: str, where: str, issues: list[Issue]) -> dict[str, Any] | None:
    """The content of a TOML file, or None after adding the fault to `issues`."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Also numbers of thousands of digits, and nesting without end.
        issues.append(
            Issue(
                where,
                f"cannot be read as TOML ({error})",
                "Mend the line named",
                "toml_can_be_read",
            )
        )
        return None


def _read_table(
    folder: Path, table: Table, lines: dict[str, str], issues: list[Issue]
) -> dict[str, dict[str, str]]:
    name = f"world/{table.name}.csv"
    rows: dict[str, dict[str, str]] = {}
    for line, cells in read_rows(folder / name, name, table.columns, issues):
        key, where = cells[table.key], f"{name}:{line}"
        if not KEY.fullmatch(key):
            issues.append(
                Issue(
                    where,
                    f"{key!r} is not a key",
                    "Use lower-case letters, digits and hyphens",
                    "keys_are_plain",
                )
            )
        elif key in rows:
            issues.append(
                Issue(
                    where,
                    f"{key!r} already stands at {lines[f'{table.name}.{key}']}",
                    "Keep one of the two rows, or give one another key",
                    "rows_are_named_once",
                )
            )
        else:
            rows[key] = {column: cells[column] for column in table.columns}
            lines[f"{table.name}.{key}"] = where
    return rows


def _read_figures(
    folder: Path, lines: dict[str, str], issues: list[Issue]
) -> dict[str, Figure]:
    name = "figures.csv"
    figures: dict[str, Figure] = {}
    for line, cells in read_rows(folder / name, name, FIGURE_COLUMNS, issues):
        where = f"{name}:{line}"
        figure = _read_figure(cells, where, issues)
        if figure is None:
            continue
        if figure.path in figures:
            issues.append(
                Issue(
                    where,
                    f"{figure.path} is already stated at {lines[figure.path]}",
                    "Keep one; where sources disagree, write a ruling with a range",
                    "figures_are_stated_once",
                )
            )
            continue
        figures[figure.path] = figure
        lines[figure.path] = where
    return figures


def _read_figure(
    cells: Mapping[str, str], where: str, issues: list[Issue]
) -> Figure | None:
    year = cells["year"]
    faulty = []
    if year and not YEAR.fullmatch(year):
        faulty.append(("year", year, "year", "Write four digits"))
    numbers: dict[str, float] = {}
    for column in ("value", "low", "high"):
        text = cells[column]
        if not text:
            continue
        # `float` also reads `nan`, `1_000` and digits of other scripts.
        numbers[column] = float(text) if NUMBER.fullmatch(text) else math.nan
        if not math.isfinite(numbers[column]):
            fix = "Write digits, with a point for decimals and no separators"
            faulty.append((column, text, "finite number", fix))
    for column, text, wanted, fix in faulty:
        shown = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
        issues.append(
            Issue(
                where,
                f"{column} {shown!r} is not a {wanted}",
                fix,
                "figures_are_numbers",
            )
        )
    if faulty:
        return None
    if "value" not in numbers:
        issues.append(
            Issue(
                where,
                "has no value",
                "Give the value, or take the row out; the dictionary says what then holds",
                "figures_are_numbers",
            )
        )
        return None
    return Figure(
        table=cells["table"],
        row=cells["row"],
        field=cells["field"],
        year=int(year) if year else None,
        value=numbers["value"],
        low=numbers.get("low"),
        high=numbers.get("high"),
        distribution=cells["distribution"],
        unit=cells["unit"],
        basis=tuple(b for b in cells["basis"].split(";") if b),
    )
