"""The Unilateral Deterrence Game played out, to judge any profile of strategies.

Nothing here knows of thresholds or kinds of equilibria: expected utilities are added up
over the tree, and a profile is judged by what a player could gain at each information
set by choosing otherwise. Probabilities may be arrays.

A profile gives the probability of D at each information set: `x_` challenge, `z_`
fight when resisted (Challenger), `y_` resist (Defender), each Hard or Soft.
"""

import numpy as np

SETS = ("x_hard", "x_soft", "y_hard", "y_soft", "z_hard", "z_soft")
WAR = {"hard": "DDp", "soft": "DDm"}
#: A worked example: c1 = 2/3, c2 = 1/2, d1 = 1/2.
PAYOFFS = {
    **{"cDC": 1, "cSQ": 0.6, "cDDp": 0.4, "cCD": 0.2, "cDDm": 0},
    **{"dSQ": 1, "dCD": 0.8, "dDC": 0.4, "dDDp": 0.5, "dDDm": 0},
}


def bayes(p_challenger, profile):
    """Belief that a challenge comes from a Hard Challenger; NaN if none is expected."""
    hard = p_challenger * np.asarray(profile["x_hard"], float)
    both = hard + (1 - p_challenger) * np.asarray(profile["x_soft"], float)
    with np.errstate(invalid="ignore"):
        return np.where(both > 0, hard / np.where(both > 0, both, 1), np.nan)


def outcome(p_challenger, p_defender, profile):
    """Probabilities of a challenge, of DC, of CD and of DD."""
    found = {"challenge": 0, "DC": 0, "CD": 0, "DD": 0}
    chance = {"hard": p_challenger, "soft": 1 - p_challenger}
    for c, chance_c in chance.items():
        for d, chance_d in (("hard", p_defender), ("soft", 1 - p_defender)):
            here = chance_c * chance_d * profile[f"x_{c}"]
            resist, fight = profile[f"y_{d}"], profile[f"z_{c}"]
            found["challenge"] = found["challenge"] + here
            found["DC"] = found["DC"] + here * (1 - resist)
            found["CD"] = found["CD"] + here * resist * (1 - fight)
            found["DD"] = found["DD"] + here * resist * fight
    return found


def _forgone(chosen, if_d, if_c):
    best = np.maximum(if_d, if_c)
    return best - (chosen * if_d + (1 - chosen) * if_c)


def forgone(u, p_defender, profile, belief):
    """The most that a player forgoes at any information set, given the beliefs."""
    losses = []
    for c in ("hard", "soft"):
        fought = u["c" + WAR[c]]
        fight = profile[f"z_{c}"]
        losses.append(_forgone(fight, fought, u["cCD"]))
        resisted = fight * fought + (1 - fight) * u["cCD"]
        challenged = 0.0
        for d, chance in (("hard", p_defender), ("soft", 1 - p_defender)):
            resist = profile[f"y_{d}"]
            here = resist * resisted + (1 - resist) * u["cDC"]
            challenged = challenged + chance * here
        losses.append(_forgone(profile[f"x_{c}"], challenged, u["cSQ"]))
    for d in ("hard", "soft"):
        resisted = 0.0
        for c, chance in (("hard", belief), ("soft", 1 - belief)):
            fight = profile[f"z_{c}"]
            here = fight * u["d" + WAR[d]] + (1 - fight) * u["dCD"]
            resisted = resisted + chance * here
        losses.append(_forgone(profile[f"y_{d}"], resisted, u["dDC"]))
    return np.max(np.broadcast_arrays(*losses), axis=0)


def every_equilibrium(u, p_challenger, p_defender, steps):
    """All perfect Bayesian equilibria whose probabilities are multiples of 1/steps.

    Returns rows of (x_hard, x_soft, y_hard, y_soft, z_hard, z_soft, belief). Moves that
    have a best answer whatever the beliefs are tried at 0, 1/2 and 1 only; beliefs
    after a challenge that was not to be expected are tried at every step.
    """
    fine, coarse = np.linspace(0, 1, steps + 1), np.linspace(0, 1, 3)
    grids = np.meshgrid(fine, fine, coarse, fine, coarse, coarse, indexing="ij")
    profile = dict(zip(SETS, (g.ravel() for g in grids), strict=True))
    believed = bayes(p_challenger, profile)
    rows = [(profile, believed, ~np.isnan(believed))]
    unexpected = np.isnan(believed)
    rows += [(profile, np.full_like(believed, r), unexpected) for r in fine]
    found = []
    for tried, belief, where in rows:
        here = {name: values[where] for name, values in tried.items()}
        good = forgone(u, p_defender, here, belief[where]) < 1e-9
        columns = [values[good] for values in here.values()]
        found.append(np.column_stack([*columns, belief[where][good]]))
    return np.concatenate(found)
