"""Confrontations to try postures in: one worked by hand, and any at all."""

import numpy as np
from hypothesis import strategies as st

from ishizue.models.deterrence import Confrontation

# An attack is resisted with .8, and then ends in disaster with r = .4 b. A greedy
# adversary expects .2 + .8 (1 - r) (1 - denial) - 1.6 r from it.
FIGURES = {
    **{"denial": np.array([[0, 0.25, 0.5, 0.75, 1]]), "p_defender": 0.8},
    **{"p_greedy": 1, "gain": 1, "loss": 1},
    **{"disaster_adversary": 2, "disaster_defender": 2},
    **{"cost_least": 0.25, "cost_most": 1, "alarm": 0.5, "struck": 4},
    **{"risk_least": 0, "risk_most": 0.4, "accident": 0.01},
}

shares = st.floats(0, 1)
amounts = st.floats(0.1, 10)


def facing(**changes):
    return Confrontation(**(FIGURES | changes))


@st.composite
def confrontations(draw):
    """One draw and six years in which denial grows."""
    loss, gain, least = draw(amounts), draw(amounts), draw(st.floats(0, 5))
    risks = sorted((draw(shares), draw(shares)))
    denial = sorted(draw(st.lists(shares, min_size=6, max_size=6)))
    return Confrontation(
        denial=np.array([denial]),
        p_defender=draw(shares),
        p_greedy=draw(shares),
        gain=gain,
        loss=loss,
        disaster_adversary=draw(st.floats(0, 50)),
        disaster_defender=loss * draw(st.floats(1, 50)),
        cost_least=least,
        cost_most=least + draw(st.floats(0.05, 10)),
        alarm=draw(shares),
        struck=draw(st.floats(0, 50)),
        risk_least=risks[0],
        risk_most=risks[1],
        accident=draw(st.floats(0, 0.2)),
    )


def by_posture(values):
    """The values of one draw, shape (postures, years)."""
    return values.values[0]
