"""The data dictionary: one CSV that loader, checks, docs and forms all read.

Each row of `dictionary.csv` is one field of one table. The first field of a table is
its key; the name of the key is also the name of the table's dimension in ensembles
and outcomes (`actors` has key and dimension `actor`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType

DATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True)
class Field:
    """One field of one table, as the dictionary declares it.

    Attributes:
        type: `key`, `text`, `date`, `basis`, `choice`, `ref` or `figure`.
        options: The values of a choice, or the tables a reference may point to.
        unit: Unit of a figure; every stored value is in it.
        dated: Whether a figure is stated by year.
        required: Whether a cell must be filled (never true of figures).
        low, high: The range a figure may lie in.
        missing: What holds when a figure is gone: `required` (there is no answer
            without it), `zero`, or a plausible range as two numbers.
        description: What it means, by language (`en`, `ja`).
    """

    table: str
    name: str
    type: str
    options: tuple[str, ...]
    unit: str
    dated: bool
    required: bool
    low: float
    high: float
    missing: str | tuple[float, float]
    description: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """One table: its fields in order, the first of which is the key."""

    name: str
    fields: Mapping[str, Field]

    @property
    def key(self) -> str:
        """Name of the key column and of the table's dimension."""
        return next(iter(self.fields))

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of `world/<table>.csv`: every field that is not a figure."""
        return tuple(n for n, f in self.fields.items() if f.type != "figure")

    @cached_property
    def figures(self) -> tuple[Field, ...]:
        """Numeric fields, kept in `figures.csv`."""
        return tuple(f for f in self.fields.values() if f.type == "figure")


@dataclass(frozen=True)
class Dictionary:
    """All tables of the data dictionary."""

    tables: Mapping[str, Table]

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables.values())

    def figure(self, name: str) -> Field:
        """The figure field of that name; figure names are unique across tables.

        Raises:
            KeyError: No table has such a figure.
        """
        return self._figures[name]

    @cached_property
    def _figures(self) -> dict[str, Field]:
        return {f.name: f for table in self for f in table.figures}

    def table_of_key(self, key: str) -> Table:
        """The table whose key, and so whose dimension, has that name."""
        return next(table for table in self if table.key == key)


@cache
def dictionary() -> Dictionary:
    """The data dictionary shipped with the package."""
    text = resources.files("ishizue").joinpath("dictionary.csv").read_text("utf-8")
    tables: dict[str, dict[str, Field]] = {}
    for row in csv.DictReader(text.splitlines()):
        field = _field(row)
        tables.setdefault(field.table, {})[field.name] = field
    return Dictionary(
        MappingProxyType(
            {name: Table(name, MappingProxyType(f)) for name, f in tables.items()}
        )
    )


def _field(row: Mapping[str, str]) -> Field:
    kind, _, options = row["type"].partition("(")
    missing: str | tuple[float, float] = row["missing"]
    if isinstance(missing, str) and ".." in missing:
        low, high = missing.split("..")
        missing = (float(low), float(high))
    return Field(
        table=row["table"],
        name=row["field"],
        type=kind,
        options=tuple(options.rstrip(")").split("|")) if options else (),
        unit=row["unit"],
        dated=row["dims"] == "dated",
        required=row["required"] == "yes",
        low=float(row["low"] or "-inf"),
        high=float(row["high"] or "inf"),
        missing=missing,
        description=MappingProxyType(
            {"en": row["description_en"], "ja": row["description_ja"]}
        ),
    )
