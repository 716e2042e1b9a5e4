"""Samples a world: its figures as arrays of draws, in a plain Dataset.

Variables are bare field names with dimensions `draw`, the key of the field's table
and, for fields the dictionary calls dated, `year`. Cells of a table come as
coordinates `<key>_<column>` along its dimension.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.ensembles.draws import Draws
from ishizue.errors import LensError
from ishizue.schema import Field, dictionary
from ishizue.world import Figure, World

if TYPE_CHECKING:
    from numpy.typing import NDArray


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
    variables: dict[
        str, tuple[tuple[str, ...], NDArray[np.float64], dict[str, str]]
    ] = {}
    coordinates: dict[str, object] = {
        "draw": np.arange(draws.start, draws.stop),
        "year": np.asarray(years),
    }
    for read in reads:
        table_name, _, field_name = read.partition(".")
        table = dictionary().tables[table_name]
        field = table.fields[field_name]
        rows = world.tables[table_name]
        coordinates[table.key] = np.array(list(rows), dtype=np.str_)
        if field.type == "figure":
            dims = ("draw", table.key, "year") if field.dated else ("draw", table.key)
            attributes = {
                "units": field.unit,
                "long_name": field.description["en"].rstrip("."),
            }
            values = _values(world, field, list(rows), years, draws)
            variables[field_name] = (dims, values, attributes)
        else:
            cells = np.array([row[field_name] for row in rows.values()], dtype=np.str_)
            coordinates[f"{table.key}_{field_name}"] = (table.key, cells)
    return xr.Dataset(variables, coords=coordinates)


def _values(
    world: World,
    field: Field,
    rows: Sequence[str],
    years: Sequence[int],
    draws: Draws,
) -> NDArray[np.float64]:
    found = [world.figures_of(row, table=field.table, field=field.name) for row in rows]
    if not field.dated and all(len(f) == 1 and not draws.varies(f[0]) for f in found):
        # Nothing is drawn: one row of numbers stands for all draws.
        exact = np.array([f[0].value for f in found])
        return np.broadcast_to(exact, (len(draws), len(rows)))
    shape = (
        (len(draws), len(rows), len(years)) if field.dated else (len(draws), len(rows))
    )
    values = np.empty(shape)
    for i, (row, figures) in enumerate(zip(rows, found, strict=True)):
        if not field.dated:
            figure = figures[0] if figures else _absent(field, row, None)
            values[:, i] = draws.of(figure)
            continue
        for j, year in enumerate(years):
            stated = [f for f in figures if f.year is not None and f.year <= year]
            # A figure holds from its year until the next stated year.
            figure = stated[-1] if stated else _absent(field, row, year)
            values[:, i, j] = draws.of(figure)
    return values


def _absent(field: Field, row: str, year: int | None) -> Figure:
    """What the dictionary lets stand in for a figure that is not there."""
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
