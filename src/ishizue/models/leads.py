"""How firmly a scenario holds together: leads of its variants over their rivals.

In a cross-impact balance (Weimer-Jehle 2006; see `ishizue.models.crossimpact`) a scenario
is consistent if no variant scores more than the one chosen for the same descriptor. The
lead of a chosen variant, its score less that of its best rival, tells more: how much
judgements of its descriptor may err before it gives way, or what it lacks.

    >>> import numpy as np
    >>> scores = np.array([[2.0], [-1.0], [1.0], [1.0], [0.0]])
    >>> leads(scores, sizes=(2, 3), choice=(0, 2)).tolist()
    [[3.0], [-1.0]]
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from ishizue.errors import ModelError

Floats = NDArray[np.float64]


def leads(scores: Floats, sizes: Sequence[int], choice: Sequence[int]) -> Floats:
    """Lead of the chosen variant of each descriptor, by draw; below 0 it gives way.

    Args:
        scores: Impact balances of all N variants in the scenario, shape (N, draws).
        sizes: Number of variants of each of n descriptors; they sum to N.
        choice: Chosen variants, numbered from 0.

    Returns:
        Leads, shape (n, draws); 0 where there is no rival.

    Raises:
        ModelError: Scores, sizes and choice do not fit each other.
    """
    fits = len(choice) == len(sizes) and len(scores) == sum(sizes)
    if not fits or any(not 0 <= v < s for v, s in zip(choice, sizes, strict=True)):
        raise ModelError(
            f"leads: choice {tuple(choice)} and {len(scores)} scores do not fit sizes "
            f"{tuple(sizes)}; give a variant for each descriptor, counted from 0, and a "
            "score for each variant"
        )
    found = np.zeros((len(sizes), scores.shape[1]))
    starts = accumulate(sizes[:-1], initial=0)
    for lead, start, size, chosen in zip(found, starts, sizes, choice, strict=True):
        rivals = [start + v for v in range(size) if v != chosen]
        if not rivals:
            continue
        best = scores[rivals[0]]
        for rival in rivals[1:]:
            best = np.maximum(best, scores[rival])
        np.subtract(scores[start + chosen], best, out=lead)
    return found
