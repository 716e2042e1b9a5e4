"""How far goals with a date have come, and whether they will be met in time."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.lenses.lens import Outcome
from ishizue.lenses.rows import listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

READS: Final = (
    "goals.actor",
    "goals.due",
    "goals.goal_level",
    "goals.momentum",
    "indicators.goal",
    "indicators.observed",
    "indicators.indicator_level",
)
WRITES: Final = (
    Outcome(
        "observations",
        ("goal",),
        "observations",
        "Observations of the goal; with none nothing is known, with one no growth",
        "観測値の数(0なら現状不明、1なら伸びは不明)",
    ),
    Outcome(
        "level",
        ("goal",),
        "units",
        "Level last observed; 0 where none is known",
        "直近の観測値(なければ0)",
    ),
    Outcome(
        "growth_needed",
        ("goal",),
        "per cent a year",
        "Growth needed to meet the goal on its date; 0 where it is met or not known",
        "期限までの達成に必要な伸び(達成済みまたは現状不明なら0)",
    ),
    Outcome(
        "growth_seen",
        ("goal",),
        "per cent a year",
        "Growth from the first to the last observation; 0 where not known",
        "最初から直近までの観測値の伸び(不明なら0)",
    ),
    Outcome(
        "met_in_time",
        ("goal",),
        "flag",
        "Whether the goal is met by its date if growth goes on; 0 also where nothing is "
        "known",
        "伸びが続けば期限までに達成するか(現状不明でも0)",
    ),
)


def moment(stated: str) -> float:
    """The end of a year, month or day, as a year with decimals."""
    year, *rest = (int(part) for part in stated.split("-"))
    if len(rest) < 2:
        return year + (rest[0] / 12 if rest else 1.0)
    days = date(year, *rest).timetuple().tm_yday
    return year + days / (366 if isleap(year) else 365)


def progress(e: xr.Dataset) -> dict[str, Array]:
    """Outcomes by goal and draw, draws last."""
    target, momentum = (
        e.variables[name].values.T for name in ("goal_level", "momentum")
    )
    seen = e.variables["indicator_level"].values.T
    observed = sorted(
        (moment(when), row, goal)
        for row, (goal, when) in enumerate(
            listed(e, "indicator_goal", "indicator_observed")
        )
    )
    found = {outcome.name: np.zeros(target.shape) for outcome in WRITES}
    for i, (goal, due) in enumerate(listed(e, "goal", "goal_due")):
        # An observation that lost its source has no level; it counts as none.
        rows = [(w, row) for w, row, of in observed if of == goal and seen[row].any()]
        found["observations"][i] = len(rows)
        if not rows:
            continue
        (start, first), (end, last) = rows[0], rows[-1]
        left = max(moment(due) - end, 0.0)
        level = found["level"][i] = seen[last]
        rate = _growth(seen[first], level, end - start)
        found["growth_seen"][i] = 100 * rate
        needed = _growth(level, np.maximum(target[i], level), left)
        found["growth_needed"][i] = 100 * needed
        reached = level * (1.0 + rate * momentum[i]) ** left
        found["met_in_time"][i] = (reached >= target[i]) & (target[i] > 0)
    return found


def _growth(low: Array, high: Array, years: float) -> Array:
    """Yearly rate from one level to another; 0 where it cannot be told."""
    if years <= 0:
        return np.zeros(low.shape)
    known = low > 0
    ratio = np.where(known, high / np.where(known, low, 1.0), 1.0)
    # exp and log instead of a power: never a negative number to a broken exponent.
    return (
        np.where(ratio > 0, np.exp(np.log(np.where(ratio > 0, ratio, 1.0)) / years), 0)
        - 1
    )
