"""Will data still be secret when a quantum computer can read it?

Mosca's inequality (Mosca 2018, "Cybersecurity in an Era with Quantum Computers: Will We
Be Ready?", *IEEE Security & Privacy* 16:5): data that must stay secret for x years,
encrypted the old way for y more years until migration is done, is exposed when a
cryptographically relevant quantum computer comes within z years and x + y > z. Whoever
records traffic now can read it then.

Each of the three may be a distribution, given by its draws. Experts state when the
computer comes as chances by some years (Mosca & Piani, *Quantum Threat Timeline Report*,
yearly); `arrival` turns them into years, the hazard constant between the years stated
and after the last.

Left out: that computers break some ciphers before others, that old data is recorded only
in part, and signatures, which must hold only until they are checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ishizue.errors import ModelError
from ishizue.models import arguments

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Array = NDArray[np.float64]

FURTHEST = 1000.0
"""Years after the last chance stated at which a computer is taken to come at the latest."""


@dataclass(frozen=True)
class Exposure:
    """Whether secrets outlast the time there is, draw by draw.

    Attributes:
        margin: Years between the day the last secret in the old encryption may be
            known and the day it can be read, z - (x + y); below 0 where it is exposed.
        exposed: Whether it is exposed.
    """

    margin: Array
    exposed: NDArray[np.bool_]

    @property
    def probability(self) -> Array:
        """Share of draws, the first dimension, in which secrets are exposed."""
        return np.asarray(np.mean(self.exposed, axis=0), dtype=np.float64)


def exposure(
    shelf_life: ArrayLike,
    migration_time: ArrayLike,
    time_to_computer: ArrayLike,
    at: ArrayLike | None = None,
) -> Exposure:
    """Mosca's inequality for the last data that is encrypted the old way.

    Args:
        shelf_life: Years for which data must stay secret, x, 0 or more.
        migration_time: Years until all is encrypted the new way, y, 0 or more.
        time_to_computer: Years until a computer can read the old way, z, 0 or more.
        at: If given, for data encrypted that many years from now instead, 0 or more:
            data that is encrypted the new way by then is not exposed.
            All are of any shapes that broadcast.

    Raises:
        ModelError: A number is negative or not finite, or shapes do not fit.
    """
    given = {
        "shelf_life": arguments.amounts("shelf_life", shelf_life),
        "migration_time": arguments.amounts("migration_time", migration_time),
        "time_to_computer": arguments.amounts("time_to_computer", time_to_computer),
    }
    if at is not None:
        given["at"] = arguments.amounts("at", at)
    arguments.common_shape("exposure", given)
    x, y, z = list(given.values())[:3]
    if at is None:
        margin = z - (x + y)
        return Exposure(margin, margin < 0)
    margin = z - (x + given["at"])
    return Exposure(margin, (margin < 0) & (given["at"] < y))


def arrival(quantile: ArrayLike, years: ArrayLike, chances: ArrayLike) -> Array:
    """The year by which a computer has come with some probability.

    Args:
        quantile: That probability, at least 0 and at most 1, any shape; uniform draws
            give draws of the year.
        years: Years for which chances are stated, rising, shape (n,), two or more.
        chances: Probability that it has come by each, shape (..., n), in the first year
            lowest. A chance below an earlier one counts as that one.

    Returns:
        Years, of the shape of quantile broadcast with that of chances without its last
        dimension; none further than 1,000 years after the last.

    Raises:
        ModelError: An argument is out of bounds, or shapes do not fit.
    """
    wanted = arguments.probabilities("quantile", quantile)
    when = arguments.numbers("years", years)
    stated = arguments.probabilities("chances", chances)
    if when.ndim != 1 or when.size < 2 or (np.diff(when) <= 0).any():
        raise ModelError(f"years are {when.tolist()}. Fix: give two or more, rising.")
    if not stated.ndim or stated.shape[-1] != when.size:
        raise ModelError(
            f"chances have shape {stated.shape} for {when.size} years. Fix: give a "
            "chance for every year, in the last dimension."
        )
    arguments.common_shape("arrival", {"quantile": wanted, "chances": stated[..., 0]})
    hazard, passed = _hazards(when, stated)
    # The hazard that has been passed when the probability is reached.
    due = -np.log1p(-np.minimum(wanted, 1 - 1e-15))
    found = np.full(np.broadcast_shapes(due.shape, passed.shape[:-1]), when[0])
    for i in range(when.size - 1):
        left = due - passed[..., i]
        last = i == when.size - 2
        lasts = FURTHEST + when[-1] - when[i] if last else when[i + 1] - when[i]
        rate = np.where(hazard[..., i] > 0, hazard[..., i], 1.0)
        takes = np.where(hazard[..., i] > 0, left / rate, lasts)
        found = np.where(left > 0, when[i] + np.minimum(takes, lasts), found)
    return found


def _hazards(when: Array, stated: Array) -> tuple[Array, Array]:
    """Hazard a year within every interval, and in all up to the start of each."""
    rising = np.maximum.accumulate(stated, axis=-1)
    total = -np.log1p(-np.minimum(rising, 1 - 1e-12))
    return np.diff(total, axis=-1) / np.diff(when), total[..., :-1]
