"""Where a statement holds: a box of figures, by the patient rule induction method.

PRIM (Friedman & Fisher 1999, Stat. Comput. 9:123-143) as used for scenario discovery
(Bryant & Lempert 2010, Technol. Forecast. Soc. Change 77:34-49), with coverage and
density as defined there; the implementation is that of the EMA Workbench.
"""

from __future__ import annotations

import importlib.util
import logging
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np

from ishizue.cornerstones.case import Case
from ishizue.cornerstones.findings import Region
from ishizue.ensembles import Draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RARE = 0.05  # where the statement holds in fewer draws, or fails, a box says little
DENSITY = 0.8
FEWEST = 200  # draws


def can_discover() -> bool:
    """Whether ema-workbench is installed."""
    return importlib.util.find_spec("ema_workbench") is not None


def region(case: Case, draws: Draws, values: Array) -> Region | None:
    """The box in which the statement holds.

    Of the boxes PRIM peels, the one with the greatest coverage of those in which the
    statement holds in four fifths of the draws, or in enough to halve the doubt; the
    densest if none is so dense.

    Args:
        case: The conclusion.
        draws: The draws.
        values: The number the conclusion is about, per draw.

    Returns:
        None where the statement holds or fails in nearly all draws, where there are too
        few draws, and where ema-workbench is not installed.
    """
    holds = case.conclusion.holds(values)
    share = holds.mean()
    if (
        not RARE <= share <= 1 - RARE
        or len(draws) < FEWEST
        or not case.uncertain
        or not can_discover()
    ):
        return None
    box = _peeled(
        {path: draws.of(case.figures[path]) for path in case.uncertain}, holds
    )
    if box is None:
        return None
    # Where the statement mostly holds anyway, a box must halve what is left of doubt.
    wanted = max(DENSITY, (1 + float(share)) / 2)
    steps = box.peeling_trajectory
    dense = steps[steps["density"] >= wanted]
    chosen = dense["coverage"].idxmax() if len(dense) else steps["density"].idxmax()
    limits, widest = box.box_lims[chosen], box.box_lims[0]
    bounds = {}
    for path in case.uncertain:
        (low, high), (least, most) = limits[path], widest[path]
        if low > least or high < most:
            bounds[path] = (
                float(low) if low > least else None,
                float(high) if high < most else None,
            )
    step = steps.loc[chosen]
    return Region(bounds, *(float(step[k]) for k in ("coverage", "density", "mass")))


def _peeled(drawn: dict[str, Array], holds: NDArray[np.bool_]) -> Any:  # noqa: ANN401
    """The box of the EMA Workbench, which is untyped, with the steps to it."""
    import pandas as pd

    with warnings.catch_warnings():
        # It warns of notebooks and evaluators that are not there; none is needed.
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        logging.getLogger("ema_workbench").setLevel(logging.WARNING)
        return prim.Prim(pd.DataFrame(drawn), holds, threshold=DENSITY).find_box()
