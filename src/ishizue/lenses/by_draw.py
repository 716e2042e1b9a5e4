"""Arrays with draws last, as lenses work on them; what varies in no draw is held once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses.lens import Outcome

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def distinct(e: xr.Dataset, name: str) -> Array:
    """A field by row, year if dated, and draw; one draw for all where nothing varies."""
    values: Array = e.variables[name].values
    return np.moveaxis(values if values.strides[0] else values[:1], 0, -1)


def by_draw(
    found: Mapping[str, Array], writes: Mapping[str, Outcome], draws: int
) -> dict[str, tuple[tuple[str, ...], Array]]:
    """Outcomes found as variables with draws first, one standing for all where alone."""
    return {
        name: (
            ("draw", *writes[name].dims),
            np.broadcast_to(np.moveaxis(values, -1, 0), (draws, *values.shape[:-1])),
        )
        for name, values in found.items()
    }


def divided(values: Array, by: Array, otherwise: float = 0.0) -> Array:
    """The quotient, or something else where there is nothing to divide by."""
    return np.where(by > 0, values / np.where(by > 0, by, 1.0), otherwise)
