"""Who prevails in a contest of two strengths: the ratio form of contest success.

    p = ours^m / (ours^m + theirs^m)

with m, the decisiveness, telling how far a lead in strength carries: at m = 0 chance
alone decides, at m = 1 odds are as strengths, and as m grows the stronger always wins.
As a model of denial, p is the probability that an attack fails.

Left out: the difference form, in which even a side without any strength has a chance;
geography, surprise and the advantage of defence, other than through the strengths.

Reference:
    Hirshleifer, J. (1989). Conflict and rent-seeking success functions: ratio vs.
    difference models of relative success. Public Choice 63(2), 101-112.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ishizue.models import arguments
from ishizue.models.arguments import Array


def contest_success(
    ours: ArrayLike, theirs: ArrayLike, decisiveness: ArrayLike
) -> Array:
    """Probability that our side prevails; 1/2 where neither has any strength.

    Args:
        ours: Strength, in any unit.
        theirs: Strength, in the same unit.
        decisiveness: m, zero or more. Arguments are scalars, or arrays that broadcast
            together.

    Raises:
        ModelError: A number is negative or not finite, or shapes do not fit together.
    """
    given = {
        "ours": arguments.amounts("ours", ours),
        "theirs": arguments.amounts("theirs", theirs),
        "decisiveness": arguments.amounts("decisiveness", decisiveness),
    }
    shape = arguments.common_shape("contest_success", given)
    # Of one layout, since powers of strided and of packed numbers may differ in bits.
    a, b, m = (np.ascontiguousarray(np.broadcast_to(v, shape)) for v in given.values())
    stronger, weaker = np.maximum(a, b), np.minimum(a, b)
    # The lesser odds, which cannot overflow.
    odds = np.power(
        np.where(stronger > 0, weaker / np.where(stronger > 0, stronger, 1.0), 1.0), m
    )
    return np.asarray(np.where(a >= b, 1.0, odds) / (1.0 + odds)).reshape(shape)
