"""What models of deterrence say of one confrontation, by draw and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ishizue.errors import LensError, ModelError
from ishizue.models import deterrence as model
from ishizue.models import unilateral

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Figures = Mapping[str, Any]
    Where = NDArray[np.intp] | slice

# Utilities are normalised: what the challenger would gain and the defender lose is 1, and
# so is the best payoff of each in the Unilateral Deterrence Game, the worst being 0.
STAKE: Final = 1.0
BEST: Final = 1.0
WORST: Final = 0.0

ADVERSARY = (
    *("disaster_adversary", "disaster_defender", "cost_least", "cost_most"),
    *("alarm", "struck", "risk_least", "risk_most", "accident"),
)
POSTURES = ("pr_attack", "pr_disaster", "value", "best", "robust", "window")
EQUILIBRIA = ("exists", "pr_challenge", "pr_war")
RISKS = ("risk_needed", "risk_acceptable")
GAME: Final[Mapping[str, str]] = {
    "challenger_status_quo": "cSQ",
    "challenger_conflict": "cDDp",
    "challenger_retreat": "cCD",
    "defender_concession": "dDC",
}
"""Figures of the Unilateral Deterrence Game, and what the model calls them."""
FIGURES = (
    *("adversary_strength", "decisiveness", "greedy", *ADVERSARY),
    *("tolerance", "challenger_hard", *GAME),
)


@contextmanager
def naming(confrontation: str) -> Iterator[None]:
    """Says of which confrontation the figures are that a model refuses.

    Raises:
        LensError: A model refuses figures.
    """
    try:
        yield
    except ModelError as error:
        named = ", ".join(f"{code} is {field}" for field, code in GAME.items())
        raise LensError(
            f"confrontation '{confrontation}': {error} Its figures stand in figures.csv "
            f"under the names used here; of the payoffs, {named}.",
            error.places,
        ) from error


def postures(
    figures: Figures, credibility: Array, denial: Array, brinkmanship: Array
) -> dict[str, Array]:
    """What comes of every posture, and which is best.

    Args:
        figures: Of the confrontation, each of shape (draws,).
        credibility: Probability that the defender is Hard, shape (draws,).
        denial: Probability that an attack resisted fails, shape (draws, years).
        brinkmanship: Places of the postures on their scale, shape (draws, postures).

    Returns:
        `POSTURES`, shape (draws, postures, years) or (draws, years).
    """
    draws, years = denial.shape
    by_posture = (draws, brinkmanship.shape[1], years)
    result = {
        name: np.zeros(by_posture if name in POSTURES[:3] else (draws, years))
        for name in POSTURES
    }
    refusals: list[tuple[ModelError, Where]] = []
    for scale, where in _scales(brinkmanship):
        try:
            found = _on_scale(scale, where, figures, credibility, denial)
        except ModelError as error:
            refusals.append((error, where))
            continue
        for name, values in result.items():
            values[where] = found[name]
    if refusals:
        raise _all_of(refusals)
    return result


def _on_scale(
    scale: Array, where: Where, figures: Figures, credibility: Array, denial: Array
) -> dict[str, Array]:
    """`postures` of the draws that have this scale."""
    # The model takes postures in rising order; a study may list them otherwise.
    rising = np.argsort(scale)
    stake = np.full((1, 1), STAKE)
    confrontation = model.Confrontation(
        denial=denial[where],
        p_defender=credibility[where, None],
        p_greedy=figures["greedy"][where, None],
        gain=stake,
        loss=stake,
        **{name: figures[name][where, None] for name in ADVERSARY},
    )
    found = model.posture_outcomes(
        confrontation, figures["tolerance"][where, None], scale[rising].tolist()
    )
    answers = {name: found[name].values for name in POSTURES}
    as_listed = np.argsort(rising)
    return {
        name: values[:, as_listed] if values.ndim == 3 else values
        for name, values in answers.items()
    }


def _all_of(refusals: Sequence[tuple[ModelError, Where]]) -> ModelError:
    """The first of some refusals, with the draws that any of them is about."""
    error, _ = refusals[0]
    if any(isinstance(where, slice) for _, where in refusals):
        return error
    draws = [
        where if refusal.places is None else where[list(refusal.places)]
        for refusal, where in refusals
        if not isinstance(where, slice)
    ]
    error.places = np.concatenate(draws).tolist()
    return error


def _scales(brinkmanship: Array) -> Iterator[tuple[Array, Where]]:
    """The scale of postures, and the draws that have it: all, unless it is varied."""
    if (brinkmanship == brinkmanship[0]).all():
        yield brinkmanship[0], slice(None)
        return
    scales, place = np.unique(brinkmanship, axis=0, return_inverse=True)
    for i, scale in enumerate(scales):
        yield scale, np.flatnonzero(place.ravel() == i)


def equilibria(figures: Figures, credibility: Array) -> dict[str, Array]:
    """Equilibria of the Unilateral Deterrence Game: `EQUILIBRIA`, (draws, kinds)."""
    payoffs = {code: figures[field] for field, code in GAME.items()}
    # No choice hangs on what the last two of these are worth.
    payoffs |= {"cDC": BEST, "cDDm": WORST, "dCD": BEST, "dDDm": WORST}
    payoffs |= {"dSQ": BEST, "dDDp": BEST}
    found = unilateral.table(payoffs, figures["challenger_hard"], credibility)
    return {name: found[name].values.T for name in EQUILIBRIA}


def risks(figures: Figures, denial: Array) -> dict[str, Array]:
    """Risks of disaster that deter, and that the defender can accept: `RISKS`.

    The defender threatens that disaster follows an attack with some probability, and
    resists as it can. The challenger meant is the one to whom attacking costs least.
    """
    lost = STAKE * (1.0 - denial)
    gained = lost - figures["cost_least"][:, None]
    # Whom denial alone deters need not be threatened.
    tempted = gained > 0
    region = model.probabilistic_threat(
        {
            "yield": 0.0,
            "defy": np.where(tempted, gained, STAKE),
            "disaster": -figures["disaster_adversary"][:, None],
        },
        {
            "success": 0.0,
            "concession": -lost,
            "disaster": -figures["disaster_defender"][:, None],
        },
        figures["challenger_hard"][:, None],
    )
    return {
        "risk_needed": np.where(tempted, region.least_effective, 0.0),
        "risk_acceptable": np.minimum(region.acceptable_below, 1.0),
    }
