"""Samples a world: its figures as arrays of draws, in a plain Dataset.

Variables are bare field names with dimensions `draw`, the key of the field's table
and, for fields the dictionary calls dated, `year`. Cells of a table come as
coordinates `<key>_<column>` along its dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np
import xarray as xr

from ishizue.ensembles.draws import Draws
from ishizue.ensembles.layout import Column, Layout, Place, remembered
from ishizue.errors import LensError
from ishizue.schema import Field, dictionary
from ishizue.world import Figure, World


def sample(
    world: World, reads: Iterable[str], years: Sequence[int], draws: Draws
) -> xr.Dataset:
    """The fields a lens reads, over a block of draws.

    Args:
        world: The world as it stands on the day asked about.
        reads: `table.field` names; figures become variables, cells coordinates.
        years: The years dated fields are given for.
        draws: The block.

    Returns:
        A Dataset with `draw`, one dimension per table read, and `year`; no NaN.

    Raises:
        LensError: A figure the dictionary requires is gone.
    """
    asked = tuple(reads), tuple(years)
    return remembered(world, asked, lambda: _layout(world, *asked)).filled(draws)


def _layout(world: World, reads: Sequence[str], years: Sequence[int]) -> Layout:
    columns: list[Column] = []
    cells: dict[str, tuple[str, object]] = {"year": ("year", np.asarray(years))}
    for read in reads:
        table_name, _, field_name = read.partition(".")
        table = dictionary().tables[table_name]
        field = table.fields[field_name]
        rows = world.tables[table_name]
        cells[table.key] = (table.key, np.array(list(rows), dtype=np.str_))
        if field.type == "figure":
            columns.append(_column(world, field, table.key, years))
        else:
            named = np.array([row[field_name] for row in rows.values()], dtype=np.str_)
            cells[f"{table.key}_{field_name}"] = (table.key, named)
    return Layout(columns, cells)


def _column(world: World, field: Field, key: str, years: Sequence[int]) -> Column:
    rows = list(world.tables[field.table])
    figures: list[tuple[Place, Figure]] = []
    for i, row in enumerate(rows):
        stated = world.figures_of(row, table=field.table, field=field.name)
        if field.dated:
            holding = _by_year(field, row, stated, years)
            figures += [((i, span), figure) for span, figure in holding]
        else:
            figures.append(((i,), stated[0] if stated else absent(field, row, None)))
    return Column(
        name=field.name,
        dims=(key, "year") if field.dated else (key,),
        shape=(len(rows), len(years)) if field.dated else (len(rows),),
        attributes={
            "units": field.unit,
            "long_name": field.description["en"].rstrip("."),
        },
        figures=tuple(figures),
    )


def _by_year(
    field: Field, row: str, stated: Sequence[Figure], years: Sequence[int]
) -> Iterator[tuple[slice, Figure]]:
    """The figures that hold in turn, each with the places of its years."""

    def holding(place: int) -> Figure:
        # A figure holds from its year until the next stated year.
        year = years[place]
        known = [f for f in stated if f.year is not None and f.year <= year]
        return known[-1] if known else absent(field, row, year)

    for figure, places in groupby(range(len(years)), key=holding):
        first, *others = places
        yield slice(first, first + 1 + len(others)), figure


def absent(field: Field, row: str, year: int | None) -> Figure:
    """What the dictionary lets stand in for a figure that is not there.

    Raises:
        LensError: Nothing may.
    """
    if field.missing == "required":
        when = "" if year is None else f" for {year}"
        raise LensError(
            f"{field.table}.{row} has no '{field.name}'{when}, which no lens can do "
            "without. Fix: add the figure, or take the row out."
        )
    low, high = field.missing if isinstance(field.missing, tuple) else (0.0, 0.0)
    exact = low == high
    return Figure(
        table=field.table,
        row=row,
        field=field.name,
        year=None,
        value=(low + high) / 2,
        low=None if exact else low,
        high=None if exact else high,
        distribution="" if exact else "uniform",
        unit=field.unit,
        basis=(),
    )
