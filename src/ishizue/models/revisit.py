"""How often places are seen, and how long they are not: statistics of passes.

The mean gap is the time looked over the passes in it; the longest gap includes those from
the start to the first pass and from the last to the end, so a place that is never seen has
gaps as long as was looked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Revisit:
    """Statistics by place.

    Attributes:
        passes_per_day: Mean number of passes.
        mean_gap: Mean days between passes; the days looked where there is none.
        longest_gap: Most days without a pass.
    """

    passes_per_day: Array
    mean_gap: Array
    longest_gap: Array


def statistics(
    times: Array, points: NDArray[np.intp], count: int, days: float
) -> Revisit:
    """Statistics of passes in order of place and time.

    Args:
        times: Days after the start.
        points: Number of the place.
        count: How many places there are.
        days: How long was looked.
    """
    passes = np.bincount(points, minlength=count)
    ends = np.cumsum(passes)
    # Each place's passes, between the start and the end.
    padded = np.empty(len(times) + 2 * count)
    shift = 2 * points + 1
    padded[np.arange(len(times)) + shift] = times
    padded[ends - passes + 2 * np.arange(count)] = 0.0
    padded[ends + 2 * np.arange(count) + 1] = days
    gaps = np.diff(padded)
    # From one place's end to the next one's start is no gap.
    gaps[(ends + 2 * np.arange(count) + 1)[:-1]] = 0.0
    starts = ends - passes + 2 * np.arange(count)
    longest = np.maximum.reduceat(gaps, starts) if count else np.zeros(0)
    return Revisit(passes / days, days / np.maximum(passes, 1), longest)
