"""When a threat deters, and what it risks: the methods in one place.

- `unilateral_game`: the Unilateral Deterrence Game of Zagare & Kilgour, in which each
  side knows of the other only how likely it is to be Hard (`unilateral`).
- `probabilistic_threat`: how great a risk of disaster makes a threat effective, and how
  great a one the threatener can accept; Schelling, Dixit & Skeath (`threats`).
- `contest_success`: the chance that an attack is denied; Hirshleifer (`contest`).
- `Confrontation`, `posture_outcomes` and `choose_posture`: a greedy or a fearful
  adversary, denial, and a posture from minimal to maximal brinkmanship, by draw and
  year; a reconstruction after Jervis and Schelling (`confrontation`, `postures`).
- `bargaining_range` and `ultimatum`: what both sides prefer to war; Fearon
  (`bargaining`).

The games are abstract: players, types, utilities and probabilities, nothing else. Each
module says where its method is from and what it leaves out.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import xarray as xr
from numpy.typing import ArrayLike

from ishizue.models import unilateral
from ishizue.models.bargaining import Ultimatum, bargaining_range, ultimatum
from ishizue.models.confrontation import Confrontation
from ishizue.models.contest import contest_success
from ishizue.models.postures import POSTURES, choose_posture, posture_outcomes
from ishizue.models.threats import ThreatRegion, probabilistic_threat
from ishizue.models.unilateral import Equilibrium

__all__ = [
    "POSTURES",
    "Confrontation",
    "Equilibrium",
    "ThreatRegion",
    "Ultimatum",
    "bargaining_range",
    "choose_posture",
    "contest_success",
    "posture_outcomes",
    "probabilistic_threat",
    "ultimatum",
    "unilateral_game",
]


def unilateral_game(
    payoffs: Mapping[str, ArrayLike], p_challenger: ArrayLike, p_defender: ArrayLike
) -> list[Equilibrium] | xr.Dataset:
    """All perfect Bayesian equilibria: a list for scalars, a table for arrays.

    Args:
        payoffs: Utilities of both players by name, as for `unilateral.thresholds`:
            cDC, cSQ, cDDp, cCD, cDDm, dSQ, dCD, dDC, dDDp, dDDm.
        p_challenger: Probability that Challenger is Hard.
        p_defender: Probability that Defender is Hard.

    Returns:
        `unilateral.equilibria` if every argument is a scalar, else `unilateral.table`.

    Raises:
        ModelError: As for these.
    """
    given = (*payoffs.values(), p_challenger, p_defender)
    if any(np.ndim(values) for values in given):
        return unilateral.table(payoffs, p_challenger, p_defender)
    return unilateral.equilibria(payoffs, p_challenger, p_defender)
