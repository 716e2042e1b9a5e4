"""What changes between two scenarios, by how much, how surely.

Scenarios share the draws of what they share, so differences are taken draw by draw:
what both have in common cancels, and only the change is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import xarray as xr

from ishizue.lenses.evaluate import lens_named
from ishizue.lenses.lens import Selection
from ishizue.lenses.outcomes import Outcomes


@dataclass(frozen=True)
class Difference:
    """One number of an outcome in two scenarios.

    Attributes:
        outcome: `lens.outcome`.
        first, second: Medians over draws.
        change: Median of second minus first, draw by draw, with `low` and `high` the
            5th and 95th percentiles.
        rises, falls: Shares of draws in which second is above or below first.
    """

    outcome: str
    selection: Selection
    unit: str
    first: float
    second: float
    change: float
    low: float
    high: float
    rises: float
    falls: float


def compare(outcomes: Outcomes, first: str, second: str) -> tuple[Difference, ...]:
    """Every number that differs between two scenarios in some draw, largest first.

    Changes are ranked within their unit's scale: relative to the larger median, or as
    they are for shares and probabilities. Numbers that only one scenario has, because
    it adds or removes a row, are left out.
    """
    found: list[Difference] = []
    for lens in outcomes[first].keys() & outcomes[second].keys():
        for name in lens_named(lens).writes:
            pair = (outcomes[first][lens][name], outcomes[second][lens][name])
            found += _differences(f"{lens}.{name}", *pair)
    return tuple(sorted(found, key=lambda d: (-_size(d), d.outcome, str(d.selection))))


def _differences(
    outcome: str, before: xr.DataArray, after: xr.DataArray
) -> Iterator[Difference]:
    dims = [d for d in before.dims if d != "draw"]
    for dim in dims:
        shared = before[dim].values[np.isin(before[dim].values, after[dim].values)]
        before, after = before.sel({dim: shared}), after.sel({dim: shared})
    shape = tuple(before.sizes[d] for d in dims)
    a = before.values.reshape(before.sizes["draw"], -1)
    b = after.values.reshape(after.sizes["draw"], -1)
    change = b - a
    for cell in np.flatnonzero((change != 0).any(axis=0)):
        place = np.unravel_index(cell, shape)
        low, middle, high = np.quantile(change[:, cell], (0.05, 0.5, 0.95))
        yield Difference(
            outcome=outcome,
            selection={
                str(d): before[d].values[i].item()
                for d, i in zip(dims, place, strict=True)
            },
            unit=before.attrs["units"],
            first=float(np.median(a[:, cell])),
            second=float(np.median(b[:, cell])),
            change=float(middle),
            low=float(low),
            high=float(high),
            rises=float((change[:, cell] > 0).mean()),
            falls=float((change[:, cell] < 0).mean()),
        )


def _size(difference: Difference) -> float:
    if difference.unit in ("share", "probability", "index", "flag"):
        return abs(difference.change)
    scale = max(abs(difference.first), abs(difference.second))
    return abs(difference.change) / scale if scale else 0.0
