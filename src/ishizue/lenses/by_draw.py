"""Arrays with draws last, as lenses work on them; what varies in no draw is held once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def distinct(e: xr.Dataset, name: str) -> Array:
    """A field by row, year if dated, and draw; one draw for all where nothing varies."""
    values: Array = e.variables[name].values
    return np.moveaxis(values if values.strides[0] else values[:1], 0, -1)


def for_all(values: Array, draws: int) -> Array:
    """The values with draws first, one standing for all where it is alone."""
    return np.broadcast_to(np.moveaxis(values, -1, 0), (draws, *values.shape[:-1]))


def divided(values: Array, by: Array, otherwise: float = 0.0) -> Array:
    """The quotient, or something else where there is nothing to divide by."""
    return np.where(by > 0, values / np.where(by > 0, by, 1.0), otherwise)
