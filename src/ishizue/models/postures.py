"""How much brinkmanship, against whom, and for how long: a reconstruction.

What comes of each posture in a `Confrontation` (`ishizue.models.confrontation`, which
tells the model and its sources), valued by Defender within one year:

- an accident may come first, with probability b accident; the posture alone is its
  cause;
- else the adversary, greedy with probability p_greedy, attacks or does not;
- a greedy attack that succeeds costs `loss`; a fearful one, which is a blow that denial
  of a conquest does not avert, costs `loss` unless disaster cuts it short; disaster
  costs `disaster_defender`.

What follows, wherever the conditions hold (the tests search for exceptions):

(i)   With denial from `sufficient_denial` on, no greedy adversary attacks under any
      posture: more brinkmanship adds disaster and no deterrence.
(ii)  With less, and p_defender above 0, greedy attacks fall with the posture, to none
      from `deterring_posture` on: against greed and weak denial, risk deters.
(iii) A security-seeker never attacks under posture 0, and does with some probability
      under posture 1 if alarm struck - p_defender risk_most disaster_adversary >
      cost_least: a maximal posture then causes what it is to prevent.
(iv)  With more denial the best posture never rises, if (a) disaster, in units of what
      is at stake for each, is no worse for Defender than for the adversary
      (disaster_defender / loss <= disaster_adversary / gain), and (b) some greedy
      adversaries would not attack even unopposed (cost_most >= gain). For then
      the advantage of a higher posture over a lower one falls with denial. Where (a)
      fails, Defender may do best to run no risk at all until denial has grown so far
      that a lower posture is enough.
      The window of vulnerability is the years in which no posture below the maximal
      brings attacks down to `tolerance`. Against greed it closes once denial has grown
      enough, and while denial grows stays closed.

(i) to (iv) are claims that Bowen (2022) makes in words.

References:
    Bowen, T. (2022). Russia's invasion of Ukraine and NATO's crisis of nuclear
    credibility. War on the Rocks, 20 April.
    Savage, L. J. (1951). The theory of statistical decision. Journal of the American
    Statistical Association 46(253), 55-67: regret.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array
from ishizue.models.confrontation import Confrontation

#: Minimal, low, moderate, high and maximal brinkmanship.
POSTURES = (0.0, 0.25, 0.5, 0.75, 1.0)

_TITLES = {
    name: {"units": units, "long_name": long_name}
    for name, units, long_name in (
        (
            "pr_attack_greedy",
            "probability",
            "Probability that a greedy adversary attacks",
        ),
        (
            "pr_attack_seeker",
            "probability",
            "Probability that a security-seeker attacks",
        ),
        ("pr_attack", "probability", "Probability of attack"),
        ("pr_disaster", "probability", "Probability of disaster"),
        ("value", "utility", "Value to Defender, status quo 0"),
        ("regret", "utility", "Value lacking to that of the best posture"),
        ("regret_type", "utility", "Greatest regret over types of adversary"),
        ("best", "posture", "Posture of the greatest value"),
        ("robust", "posture", "Posture of the least regret over types"),
        ("window", "true or false", "Whether no posture below the maximal deters"),
        ("expected_value", "utility", "Mean value over draws"),
        ("greatest_regret", "utility", "Greatest regret over draws"),
    )
}


def posture_outcomes(
    confrontation: Confrontation,
    tolerance: ArrayLike,
    postures: Sequence[float] = POSTURES,
) -> xr.Dataset:
    """What comes of each posture, by draw and year.

    Args:
        confrontation: Who faces whom.
        tolerance: Probability of attack up to which a posture is said to deter, one for
            all, or of a shape that fits (draw, year).
        postures: Rising values from 0 to 1, at least two; the last is the maximal one.

    Returns:
        Over (draw, posture, year): `pr_attack_greedy`, `pr_attack_seeker` and
        `pr_attack`, if no accident comes first; `pr_disaster`; `value` to Defender,
        expected over types; `regret`, by which value falls short of the best posture's;
        `regret_type`, the greater of the regrets should the type be known afterwards.
        Over (draw, year): `best`, the posture of the greatest value; `robust`, that of
        the least `regret_type`, for which p_greedy is of no account; of equals the
        lowest; and `window`, whether no posture below the maximal deters. A draw has
        the same bits whatever others are given with it.

    Raises:
        ModelError: `tolerance` is no probability, or `postures` are no rising scale.
    """
    bound, scale = arguments.probabilities("tolerance", tolerance), _scale(postures)
    c, b = confrontation, scale[:, None, None]
    risk, accident, disaster = c.risk(b), b * c.accident, c.disaster_defender
    greedy, seeker = c.pr_attack_greedy(b), c.pr_attack_seeker(b)
    losses = (
        greedy * (c.loss * c.success(b) + risk * disaster),
        seeker * (c.loss * (1.0 - risk) + risk * disaster),
    )
    quiet = 1.0 - accident
    # Written so that a loss of nothing is worth 0, not -0.
    values = [0.0 - (accident * disaster + quiet * loss) for loss in losses]
    value = c.p_greedy * values[0] + (1.0 - c.p_greedy) * values[1]
    attack = c.p_greedy * greedy + (1.0 - c.p_greedy) * seeker
    regret_type = np.maximum(_regret(values[0]), _regret(values[1]))
    return _dataset(
        c,
        scale,
        {
            "pr_attack_greedy": greedy,
            "pr_attack_seeker": seeker,
            "pr_attack": attack,
            "pr_disaster": accident + quiet * (attack * risk),
            "value": value,
            "regret": _regret(value),
            "regret_type": regret_type,
        },
        {
            "best": scale[np.argmax(value, axis=0)],
            "robust": scale[np.argmin(regret_type, axis=0)],
            "window": np.asarray((attack[:-1] > bound).all(axis=0)),
        },
    )


def choose_posture(
    value: ArrayLike, postures: Sequence[float] = POSTURES
) -> xr.Dataset:
    """The posture best on average over draws, and the one of minimax regret.

    Args:
        value: Value of each posture, shape (draws, postures, years), at least one draw.
        postures: Their values, as for `posture_outcomes`.

    Returns:
        Over (posture, year): `expected_value`, the mean over draws, and
        `greatest_regret`, the most by which value falls short of the best posture's in
        any draw. Over (year): `best` and `robust`, the postures of the greatest
        expected value and of the least greatest regret; of equals the lowest.

    Raises:
        ModelError: `value` has another shape or is not finite, or `postures` are no
            rising scale.
    """
    scale, values = _scale(postures), arguments.numbers("value", value)
    if values.ndim != 3 or values.shape[1] != scale.size or not len(values):
        raise ModelError(
            f"choose_posture: value has the shape {values.shape}. Fix: give (draws, "
            f"{scale.size} postures, years), at least one draw."
        )
    mean = values.mean(axis=0)
    regret = _regret(np.moveaxis(values, 1, 0)).max(axis=1)
    return xr.Dataset(
        {
            "expected_value": (("posture", "year"), mean, _TITLES["expected_value"]),
            "greatest_regret": (
                ("posture", "year"),
                regret,
                _TITLES["greatest_regret"],
            ),
            "best": (("year",), scale[np.argmax(mean, axis=0)], _TITLES["best"]),
            "robust": (("year",), scale[np.argmin(regret, axis=0)], _TITLES["robust"]),
        },
        coords={"posture": scale},
    )


def _scale(postures: Sequence[float]) -> Array:
    try:
        scale = arguments.probabilities("postures", postures)
    except ModelError as error:
        # Places on the scale; other arguments come by draw.
        error.places = None
        raise
    if scale.ndim != 1 or scale.size < 2 or (np.diff(scale) <= 0).any():
        raise ModelError(
            f"postures are {postures}. Fix: give two or more, rising, from 0 to 1."
        )
    return scale


def _regret(value: Array) -> Array:
    """By how much value falls short of the best posture's; postures come first."""
    return np.asarray(value.max(axis=0) - value)


def _dataset(
    c: Confrontation,
    scale: Array,
    by_posture: dict[str, Array],
    by_year: dict[str, NDArray[np.generic]],
) -> xr.Dataset:
    """Name the dimensions; postures, which came first, go between draws and years."""
    data: dict[str, tuple[tuple[str, ...], NDArray[np.generic], dict[str, str]]] = {}
    for name, values in by_posture.items():
        whole = np.broadcast_to(values, (scale.size, *c.shape))
        moved = np.ascontiguousarray(np.moveaxis(whole, 0, 1))
        data[name] = ("draw", "posture", "year"), moved, _TITLES[name]
    for name, chosen in by_year.items():
        every = np.ascontiguousarray(np.broadcast_to(chosen, c.shape))
        data[name] = ("draw", "year"), every, _TITLES[name]
    return xr.Dataset(data, coords={"posture": scale})
