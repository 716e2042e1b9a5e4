"""What denial and brinkmanship are claimed to do to each other, over ranges."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ishizue.models.deterrence import POSTURES, posture_outcomes
from models.standoffs import by_posture, confrontations, facing, shares


@settings(max_examples=300)
@given(confrontations())
def test_claim_1_with_enough_denial_brinkmanship_adds_risk_alone(c):
    enough = c.sufficient_denial()
    assume(np.isfinite(enough).all())
    c = replace(c, denial=np.minimum(enough + 1e-9, 1), accident=c.accident + 1e-3)
    found = posture_outcomes(c, tolerance=0.0)
    assert found["pr_attack_greedy"].max() < 1e-6
    risk = by_posture(posture_outcomes(replace(c, p_greedy=1.0), 0.0)["pr_disaster"])
    assert (np.diff(risk, axis=0) > 0).all()
    only_greedy = posture_outcomes(replace(c, p_greedy=1.0), 0.0)
    assert (only_greedy["value"].values.argmax(axis=1) == 0).all()


@settings(max_examples=300)
@given(confrontations())
def test_claim_2_against_greed_and_weak_denial_risk_deters(c):
    found = posture_outcomes(replace(c, p_greedy=1.0), tolerance=0.0)
    attacks = by_posture(found["pr_attack"])
    assert (np.diff(attacks, axis=0) <= 1e-12).all()
    # Strictly, wherever chance plays a part and the outcome is not sure.
    rise = (c.risk_most - c.risk_least) * c.p_defender * c.disaster_adversary
    if rise > 1e-3:
        unsure = (attacks[:-1] > 0) & (attacks[1:] < 1)
        assert (np.diff(attacks, axis=0)[unsure] < 0).all()
    # To none, from the deterring posture on.
    deterring = c.deterring_posture()
    beyond = np.array(POSTURES)[:, None] >= deterring + 1e-9
    assert attacks[beyond].max(initial=0.0) < 1e-9
    short = np.array(POSTURES)[:, None] < deterring - 1e-9
    assert (attacks[short] > 0).all()


@settings(max_examples=300)
@given(confrontations())
def test_claim_3_a_maximal_posture_provokes_who_seeks_security(c):
    feared = c.alarm * c.struck - c.p_defender * c.risk_most * c.disaster_adversary
    attacks = by_posture(posture_outcomes(c, tolerance=0.0)["pr_attack_seeker"])
    assert not attacks[0].any()
    assert (np.diff(attacks, axis=0) >= -1e-12).all()
    excess = float((feared - c.cost_least).item())
    if abs(excess) > 1e-9:
        assert (attacks[-1] > 0).all() == (excess > 0)
    # Facing nobody else, Defender does best with the minimal posture.
    alone = posture_outcomes(replace(c, p_greedy=0.0), tolerance=0.0)
    assert not alone["best"].values.any()


@settings(max_examples=400)
@given(confrontations())
def test_claim_4_as_denial_grows_the_best_posture_falls(c):
    stakes = c.disaster_adversary / c.gain
    c = replace(
        c,
        disaster_adversary=c.gain * np.maximum(stakes, c.disaster_defender / c.loss),
        cost_most=np.maximum(c.cost_most, c.gain),
    )
    assume(c.cost_most > c.cost_least)
    value = by_posture(posture_outcomes(c, tolerance=0.0)["value"])
    slack = 1e-12 * np.abs(value).max() + 1e-300
    # What a higher posture has over a lower one falls with denial: pair by pair.
    for low in range(len(POSTURES)):
        advantage = value[low + 1 :] - value[low]
        assert (np.diff(advantage, axis=1) <= slack).all()
    # Hence the best posture falls, but for ties within rounding.
    best = value >= value.max(axis=0) - slack
    lowest, highest = best.argmax(axis=0), 4 - best[::-1].argmax(axis=0)
    assert (lowest[1:] <= highest[:-1]).all()


@settings(max_examples=300)
@given(confrontations(), shares)
def test_the_window_closes_for_good_while_denial_grows(c, tolerance):
    found = posture_outcomes(replace(c, p_greedy=1.0), tolerance)
    window = found["window"].values[0]
    assert (np.diff(window.astype(int)) <= 0).all()
    attacks = by_posture(found["pr_attack"])
    assert window.tolist() == [not (a <= tolerance).any() for a in attacks[:-1].T]


@settings(max_examples=100)
@given(
    st.floats(1.2, 3),  # what disaster costs the adversary: enough for maximal to deter
    st.floats(0.3, 0.45),
    st.floats(0.001, 0.005),
    st.floats(1, 1.2),
)
def test_the_best_posture_falls_from_a_high_one_to_the_minimal(
    fear, cost, accident, worse
):
    c = facing(
        denial=np.linspace(0, 1, 21)[None],
        disaster_adversary=2 * fear,
        disaster_defender=2 * worse,
        cost_least=cost,
        risk_most=0.3,
        accident=accident,
    )
    found = posture_outcomes(c, tolerance=0.0)
    best = found["best"].values[0]
    assert (np.diff(best) <= 0).all()
    assert best[0] > best[-1] == 0
    # Of the window it is the maximal one, or its neighbour if hardly any would attack.
    assert (best[found["window"].values[0]] >= 0.75).all()


def test_without_equal_stakes_the_best_posture_may_rise_first():
    # Disaster is 40 to Defender and 2 to the adversary, and in the first years not even
    # the maximal posture deters, so that no risk is best; later it is worth its risk.
    c = facing(
        denial=np.linspace(0, 1, 11)[None],
        disaster_defender=40,
        risk_most=0.2,
        accident=1e-4,
    )
    best = posture_outcomes(c, tolerance=0.0)["best"].values[0]
    assert best.tolist() == [0, 0, 0, 0, 1, 1, 0.75, 0.75, 0.5, 0.25, 0]


def test_doubt_about_the_type_lowers_the_best_posture():
    best = [
        posture_outcomes(facing(p_greedy=p), 0.0)["best"].values[0, 0]
        for p in np.linspace(0, 1, 11)
    ]
    assert best[0] == 0
    assert best[-1] == 1
    assert (np.diff(best) >= 0).all()
