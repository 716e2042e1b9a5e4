"""The Unilateral Deterrence Game: all its perfect Bayesian equilibria.

Challenger accepts the status quo (SQ) or challenges. Challenged, Defender concedes
(DC) or resists. Resisted, Challenger backs down (CD) or fights, which is conflict
(DD). Each player is Hard, and prefers DD to giving in, or Soft, and does not; each
knows its own type and of the other only the probability of its being Hard.

What remains open is x_hard and x_soft, the probabilities with which a Hard and a Soft
Challenger challenge, and y_soft, with which a Soft Defender resists: a Hard Defender
always resists (y_hard = 1), and a resisted Challenger fights if and only if it is Hard.
A Hard Challenger gains by challenging while resistance is less likely than c1, a Soft
one while it is less likely than c2 < c1; a Soft Defender gains by resisting while it
believes Challenger to be Hard with less than d1:

    c1 = (cDC - cSQ) / (cDC - cDD+)    c2 = (cDC - cSQ) / (cDC - cCD)
    d1 = (dCD - dDC) / (dCD - dDD-)

| kind       | exists if                        | x_hard | x_soft | y_soft | belief |
|------------|----------------------------------|--------|--------|--------|--------|
| certain    | p_defender >= c1                 | 0      | 0      | 0      | >= d1  |
| separating | c2 <= p_defender <= c1           | 1      | 0      | 0      | 1      |
| attrition  | p_defender <= c2, p_challenger >= d1 | 1  | 1      | 0      | p_challenger |
| bluff      | p_defender <= c2, p_challenger <= d1 | 1  | mixed  | mixed  | d1     |
| steadfast  | always                           | 0      | 0      | 1      | <= d1  |

`belief` is Defender's probability, once challenged, that Challenger is Hard.

Conventions.
- Where nobody challenges, Soft Defender's choice is never put to the test and may be
  mixed if its belief is exactly d1. `certain` and `steadfast` stand for the ends of
  that range, `y_soft_range`, all of which has the same outcome.
- On a boundary each kind of either side is listed, and what lies in between any two of
  them that differ in one probability is an equilibrium too, not listed singly.
  Comparisons are exact: a boundary is hit when the floats are equal.
- A prior of 0 or 1 is read as the limit of priors between: a belief may give weight to
  a type of prior 0 when a challenge was not to be expected.
- `steadfast` always exists, so no equilibrium is ever alone. Where p_defender < c1 it
  rests on Defender's taking a challenge for a sign of softness although a Hard
  Challenger has more to gain by it, and fails the criterion D1 of Cho & Kreps (1987);
  the other kinds pass.

Left out: more than one round, degrees of challenge and response, third parties, choice
of the type, and private information about anything but the two dispositions. No
choice hangs on dSQ, which is asked for so that the payoffs are complete.

References:
    Zagare, F. C. & Kilgour, D. M. (2000). Perfect Deterrence. Cambridge University
    Press, chapter 5: the game and the names of its equilibria. The regions are derived
    here anew, boundaries included.
    Cho, I.-K. & Kreps, D. M. (1987). Signaling games and stable equilibria. Quarterly
    Journal of Economics 102(2), 179-221.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array
from ishizue.models.unilateral_kinds import (
    CERTAIN,
    KINDS,
    STEADFAST,
    X_HARD,
    Y_HARD,
    deterring,
    solve,
)
from ishizue.models.unilateral_thresholds import PAYOFFS, Thresholds, thresholds

__all__ = [
    "DIMENSIONS",
    "KINDS",
    "PAYOFFS",
    "Equilibrium",
    "Thresholds",
    "equilibria",
    "table",
    "thresholds",
]

DIMENSIONS = ("draw", "year")
_TITLES = {
    name: {"units": units, "long_name": long_name}
    for name, units, long_name in (
        ("exists", "true or false", "Whether there is an equilibrium of the kind"),
        ("x_hard", "probability", "That a Hard Challenger challenges"),
        ("x_soft", "probability", "That a Soft Challenger challenges"),
        ("y_hard", "probability", "That a Hard Defender resists"),
        ("y_soft", "probability", "That a Soft Defender resists"),
        ("belief", "probability", "Once challenged, that Challenger is Hard"),
        ("pr_challenge", "probability", "Challenge"),
        ("pr_concession", "probability", "Defender concedes"),
        ("pr_retreat", "probability", "Challenger backs down"),
        ("pr_war", "probability", "Conflict"),
        ("c1", "probability", "Resistance above which no Hard Challenger challenges"),
        ("c2", "probability", "Resistance above which no Soft Challenger challenges"),
        ("d1", "probability", "Belief above which a Soft Defender concedes"),
        ("y_deterring", "probability", "Soft Defender's resistance that deters all"),
    )
}


@dataclass(frozen=True)
class Equilibrium:
    """One perfect Bayesian equilibrium.

    Attributes:
        kind: One of `KINDS`.
        x_hard: Probability that a Hard Challenger challenges.
        x_soft: The same for a Soft one.
        y_hard: Probability that a Hard Defender resists.
        y_soft: The same for a Soft one.
        y_soft_range: Least and greatest `y_soft` with the same outcome.
        belief: Least and greatest probability, once challenged, that Challenger is
            Hard, which support the equilibrium; equal where Bayes' rule decides.
        pr_challenge: Probability of a challenge, before types are known; with the rest
            of 1 the status quo stays.
        pr_concession: Probability of DC.
        pr_retreat: Probability of CD.
        pr_war: Probability of DD.
        conditions: Why it exists, with the figures.
    """

    kind: str
    x_hard: float
    x_soft: float
    y_hard: float
    y_soft: float
    y_soft_range: tuple[float, float]
    belief: tuple[float, float]
    pr_challenge: float
    pr_concession: float
    pr_retreat: float
    pr_war: float
    conditions: tuple[str, ...]


def equilibria(
    payoffs: Mapping[str, ArrayLike], p_challenger: ArrayLike, p_defender: ArrayLike
) -> list[Equilibrium]:
    """All perfect Bayesian equilibria at one point, in the order of `KINDS`.

    Args:
        payoffs: As for `thresholds`, scalars.
        p_challenger: Probability that Challenger is Hard, a scalar.
        p_defender: Probability that Defender is Hard, a scalar.

    Raises:
        ModelError: As for `thresholds`; or a probability is not one, or an argument
            not a scalar.
    """
    at, pc, pd, shape = _checked(payoffs, p_challenger, p_defender)
    if shape:
        raise ModelError(
            f"equilibria: arguments have the shape {shape}. Fix: give scalars, or use "
            "table."
        )
    exists, columns = solve(at, pc, pd, shape)
    return [
        _equilibrium(k, at, (float(pc), float(pd)), columns)
        for k in np.flatnonzero(exists).tolist()
    ]


def table(
    payoffs: Mapping[str, ArrayLike], p_challenger: ArrayLike, p_defender: ArrayLike
) -> xr.Dataset:
    """All perfect Bayesian equilibria at every point.

    Args:
        payoffs: As for `thresholds`.
        p_challenger: Probability that Challenger is Hard.
        p_defender: Probability that Defender is Hard. Arguments are scalars or arrays
            that broadcast to (draws,) or (draws, years).

    Returns:
        A Dataset with the dimension `kind`, then `draw` and `year` as given. `exists`
        says where there is an equilibrium of a kind; variables named as fields of
        `Equilibrium` are 0 where there is none. `belief` is the least that supports a
        `certain` equilibrium and the greatest that supports a `steadfast` one.
        `c1`, `c2` and `d1` are the thresholds, `y_deterring` the least `y_soft` from
        which nobody challenges. A point has the same bits whatever others are given
        with it.

    Raises:
        ModelError: As for `thresholds`; or a probability is not one, shapes do not fit
            together, or there are more than two dimensions.
    """
    at, pc, pd, shape = _checked(payoffs, p_challenger, p_defender)
    if len(shape) > len(DIMENSIONS):
        raise ModelError(
            f"table: arguments have the shape {shape}. Fix: give (draws,) or "
            "(draws, years)."
        )
    exists, columns = solve(at, pc, pd, shape)
    points = DIMENSIONS[: len(shape)]
    data: dict[str, tuple[tuple[str, ...], NDArray[np.generic]]] = {
        "exists": (("kind", *points), exists),
        "x_hard": (("kind",), X_HARD.copy()),
        "y_hard": (("kind",), Y_HARD.copy()),
    }
    for name, values in columns.items():
        data[name] = ("kind", *points), values
    of_points = {"c1": at.c1, "c2": at.c2, "d1": at.d1}
    of_points["y_deterring"] = deterring(at.c1, pd)
    for name, values in of_points.items():
        data[name] = points, np.broadcast_to(values, shape)
    titled = {name: (*values, _TITLES[name]) for name, values in data.items()}
    return xr.Dataset(titled, coords={"kind": list(KINDS)})


def _checked(
    payoffs: Mapping[str, ArrayLike], p_challenger: ArrayLike, p_defender: ArrayLike
) -> tuple[Thresholds, Array, Array, tuple[int, ...]]:
    """Thresholds, both probabilities, and the shape they all broadcast to."""
    at = thresholds(payoffs)
    pc = arguments.probabilities("p_challenger", p_challenger)
    pd = arguments.probabilities("p_defender", p_defender)
    whole = np.broadcast_shapes(np.shape(at.c1), np.shape(at.d1))
    given = {"payoffs": np.empty(whole), "p_challenger": pc, "p_defender": pd}
    return at, pc, pd, arguments.common_shape("unilateral game", given)


def _equilibrium(
    k: int, at: Thresholds, priors: tuple[float, float], columns: dict[str, Array]
) -> Equilibrium:
    row = {name: float(values[k]) for name, values in columns.items()}
    least = most = row["y_soft"]
    believed = at_least = row.pop("belief")
    if k == CERTAIN:
        least, most, believed = 0.0, 1.0, 1.0
    elif k == STEADFAST:
        least, at_least = float(deterring(at.c1, np.asarray(priors[1]))), 0.0
    return Equilibrium(
        kind=KINDS[k],
        x_hard=float(X_HARD[k]),
        y_hard=float(Y_HARD[k]),
        y_soft_range=(least, most),
        belief=(at_least, believed),
        conditions=_conditions(k, at, priors),
        **row,
    )


def _conditions(k: int, at: Thresholds, priors: tuple[float, float]) -> tuple[str, ...]:
    c1, c2, d1 = (f"{name} = {getattr(at, name):.6g}" for name in ("c1", "c2", "d1"))
    challenger, defender = (
        f"{name} = {p:.6g}"
        for name, p in zip(("p_challenger", "p_defender"), priors, strict=True)
    )
    return (
        (f"{defender} >= {c1}",),
        (f"{defender} >= {c2}", f"{defender} <= {c1}"),
        (f"{defender} <= {c2}", f"{challenger} >= {d1}"),
        (f"{defender} <= {c2}", f"{challenger} <= {d1}"),
        (f"belief <= {d1}",),
    )[k]
