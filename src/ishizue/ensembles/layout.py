"""Where the figures of a world stand in an ensemble, worked out before any draw."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import xarray as xr
from xarray.indexes import PandasIndex

from ishizue.ensembles.draws import Draws
from ishizue.world import Figure, World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

T = TypeVar("T")
Place = tuple[int, slice] | tuple[int]
"""Where a figure stands: its row and, if dated, the years it holds for."""


@dataclass(frozen=True)
class Column:
    """One field of a table: a variable of the ensemble.

    Attributes:
        dims: Its dimensions besides `draw`.
        figures: What stands where; together they fill the shape.
    """

    name: str
    dims: tuple[str, ...]
    shape: tuple[int, ...]
    attributes: Mapping[str, str]
    figures: tuple[tuple[Place, Figure], ...]

    def drawn(self, draws: Draws) -> Array:
        """The field over a block, shape (draws, rows) or (draws, rows, years)."""
        varying = [draws.varies(figure) for _, figure in self.figures]
        if not any(varying):
            # Nothing is drawn: one row of numbers stands for all draws.
            exact = np.empty(self.shape)
            for place, figure in self.figures:
                exact[place] = figure.value
            return np.broadcast_to(exact, (len(draws), *self.shape))
        # Draws of one figure lie side by side in memory, as lenses work on them.
        values = np.empty((*self.shape, len(draws)))
        for (place, figure), varies in zip(self.figures, varying, strict=True):
            values[place] = draws.of(figure) if varies else figure.value
        return np.moveaxis(values, -1, 0)


class Layout:
    """The variables and coordinates of an ensemble, for any block of draws."""

    def __init__(
        self, columns: Iterable[Column], cells: Mapping[str, tuple[str, object]]
    ) -> None:
        """A layout of fields, and of cells given as dimension and values by name."""
        self.columns = tuple(columns)
        self.cells = xr.Coordinates(dict(cells))
        self._last: tuple[tuple[int, int], xr.Coordinates] | None = None

    def filled(self, draws: Draws) -> xr.Dataset:
        """The ensemble of a block."""
        variables = {
            c.name: (("draw", *c.dims), c.drawn(draws), c.attributes)
            for c in self.columns
        }
        return xr.Dataset(variables, coords=self._coordinates(draws.start, draws.stop))

    def _coordinates(self, start: int, stop: int) -> xr.Coordinates:
        # One block is often sampled again and again, with some figures replaced.
        last = self._last
        if last is None or last[0] != (start, stop):
            index = PandasIndex(np.arange(start, stop), "draw")
            variables = {**index.create_variables(), **self.cells.variables}
            indexes = {"draw": index, **self.cells.xindexes}
            last = self._last = (start, stop), xr.Coordinates(variables, indexes)
        return last[1]


_KNOWN: dict[int, dict[Hashable, Any]] = {}


def remembered(world: World, what: Hashable, make: Callable[[], T]) -> T:
    """Something made once for a world, and forgotten with it.

    Worlds are frozen, so the very same world always gives the same. An equal one would
    too, but comparing worlds costs more than making layouts.
    """
    known = _KNOWN.get(id(world))
    if known is None:
        known = _KNOWN[id(world)] = {}
        # Before another world can have this one's id.
        weakref.finalize(world, _KNOWN.pop, id(world), None)
    if what not in known:
        known[what] = make()
    made: T = known[what]
    return made
