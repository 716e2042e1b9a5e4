"""The Unilateral Deterrence Game: worked answers, and judged by playing it out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game_tree import PAYOFFS, SETS, bayes, every_equilibrium, forgone, outcome
from ishizue.models import unilateral
from ishizue.models.deterrence import unilateral_game

# c1 = 6/8, c2 = 6/12; d1 = 4/8, or 2/8 with the second Defender. With the priors below
# every mixture of an equilibrium is a multiple of 1/12, so that a grid can find it.
WHOLE = {
    **{"cDC": 10, "cSQ": 4, "cDDp": 2, "cCD": -2, "cDDm": -9},
    **{"dSQ": 9, "dCD": 8, "dDC": 4, "dDDp": 5, "dDDm": 0},
}
WARIER = WHOLE | {"dCD": 6, "dDDm": -2}
P_DEFENDER = (0, 1 / 4, 1 / 2, 5 / 8, 3 / 4, 7 / 8, 1)
P_CHALLENGER = {
    "even": (WHOLE, (1 / 5, 1 / 4, 1 / 3, 1 / 2, 7 / 10)),
    "warier": (WARIER, (1 / 10, 1 / 7, 1 / 5, 1 / 4, 7 / 10)),
}
GRID = [
    pytest.param(u, pc, pd, id=f"{name}, {pc:.3g}, {pd:.3g}")
    for name, (u, priors) in P_CHALLENGER.items()
    for pc in priors
    for pd in P_DEFENDER
]
EDGE_PRIORS = [
    (WHOLE, pc, pd) for pc in (0, 1) for pd in (0, 1 / 4, 1 / 2, 5 / 8, 3 / 4, 1)
]

gaps = st.floats(0.01, 10)
priors = st.floats(0, 1)


@st.composite
def payoffs(draw):
    """Payoffs in the order of the game, by the gaps between them."""
    c = np.cumsum([draw(gaps) for _ in range(5)])[::-1]
    d = np.cumsum([draw(gaps) for _ in range(3)])
    u = dict(zip(("cDC", "cSQ", "cDDp", "cCD", "cDDm"), c.tolist(), strict=True))
    u |= dict(zip(("dDDm", "dDC", "dCD"), d.tolist(), strict=True))
    return u | {"dDDp": float(d[1]) + draw(gaps), "dSQ": draw(st.floats(-50, 50))}


def profile(e, **changes):
    """The strategies of a listed equilibrium, with what the table does not say."""
    strategies = {k: getattr(e, k) for k in SETS[:4]} | {"z_hard": 1.0, "z_soft": 0.0}
    return strategies | changes


def kinds(*args):
    return [e.kind for e in unilateral_game(*args)]


def between(listed):
    """Pairs of equilibria that differ in one probability, and in which."""
    for i, one in enumerate(listed):
        for other in listed[i + 1 :]:
            differ = [k for k in SETS[:4] if getattr(one, k) != getattr(other, k)]
            if len(differ) == 1:
                yield one, other, differ[0]


def is_listed(row, listed):
    """Whether a profile found by trial is listed, or lies between two that are."""
    found = dict(zip((*SETS, "belief"), row, strict=True))
    near = pytest.approx
    if (found["y_hard"], found["z_hard"], found["z_soft"]) != (1, 1, 0):
        return False
    for e in listed:
        low, high = e.y_soft_range
        inside = low - 1e-9 <= found["y_soft"] <= high + 1e-9
        if inside and (found["x_hard"], found["x_soft"]) == near((e.x_hard, e.x_soft)):
            return True
    for one, other, name in between(listed):
        ends = sorted((getattr(one, name), getattr(other, name)))
        rest = [k for k in SETS[:4] if k != name]
        same = all(found[k] == near(getattr(one, k)) for k in rest)
        if same and ends[0] - 1e-9 <= found[name] <= ends[1] + 1e-9:
            return True
    return False


def assert_is_equilibrium(u, pc, pd, strategies, beliefs):
    """Nobody gains by another choice, under any of the beliefs, which obey Bayes."""
    expected = float(bayes(pc, strategies))
    scale = max(map(abs, u.values())) + 1
    for belief in beliefs:
        if not np.isnan(expected):
            assert belief == pytest.approx(expected, abs=1e-9)
        assert forgone(u, pd, strategies, belief) < 1e-9 * scale


# --- Worked by hand --------------------------------------------------------------


def test_thresholds_of_the_worked_example():
    # (1 - .6) / (1 - .4), (1 - .6) / (1 - .2) and (.8 - .4) / (.8 - 0).
    at = unilateral.thresholds(PAYOFFS)
    assert (at.c1, at.c2, at.d1) == pytest.approx((2 / 3, 1 / 2, 1 / 2))
    assert at.odds == pytest.approx(1)


def test_bluff_is_worked_by_hand():
    # Soft challenges with .2 (1 - .5) / (.8 x .5); Soft resists with (.5 - .2) / .8, so
    # that resistance is met with .2 + .8 x 3/8 = 1/2. Of .4 challenges half are Hard;
    # half of these are fought, half of all are conceded.
    bluff, steadfast = unilateral_game(PAYOFFS, 0.2, 0.2)
    assert (bluff.kind, steadfast.kind) == ("bluff", "steadfast")
    assert (bluff.x_hard, bluff.y_hard) == (1, 1)
    assert bluff.x_soft == pytest.approx(1 / 4)
    assert bluff.y_soft == pytest.approx(3 / 8)
    assert bluff.belief == pytest.approx((0.5, 0.5))
    assert bluff.pr_challenge == pytest.approx(0.4)
    assert bluff.pr_concession == pytest.approx(0.2)
    assert bluff.pr_retreat == pytest.approx(0.1)
    assert bluff.pr_war == pytest.approx(0.1)
    assert bluff.conditions == (
        "p_defender = 0.2 <= c2 = 0.5",
        "p_challenger = 0.2 <= d1 = 0.5",
    )


def test_steadfast_deterrence_rests_on_a_belief():
    *_, steadfast = unilateral_game(PAYOFFS, 0.2, 0.2)
    assert (steadfast.x_hard, steadfast.x_soft, steadfast.y_soft) == (0, 0, 1)
    assert (steadfast.pr_challenge, steadfast.pr_war) == (0, 0)
    assert steadfast.belief == pytest.approx((0, 1 / 2))
    # Resistance need only reach c1: .2 + .8 x 7/12 = 2/3.
    assert steadfast.y_soft_range == pytest.approx((7 / 12, 1))
    assert steadfast.conditions == ("belief <= d1 = 0.5",)


def test_attrition_is_worked_by_hand():
    attrition, steadfast = unilateral_game(PAYOFFS, 0.7, 0.2)
    assert (attrition.kind, steadfast.kind) == ("attrition", "steadfast")
    assert (attrition.x_hard, attrition.x_soft, attrition.y_soft) == (1, 1, 0)
    # Everybody challenges; .8 concede, .2 resist: .7 of those are fought.
    assert attrition.pr_challenge == 1
    assert attrition.pr_concession == pytest.approx(0.8)
    assert attrition.pr_retreat == pytest.approx(0.3 * 0.2)
    assert attrition.pr_war == pytest.approx(0.7 * 0.2)
    assert attrition.belief == (0.7, 0.7)


def test_separating_is_worked_by_hand():
    separating, steadfast = unilateral_game(PAYOFFS, 0.2, 0.6)
    assert (separating.kind, steadfast.kind) == ("separating", "steadfast")
    assert (separating.x_hard, separating.x_soft, separating.y_soft) == (1, 0, 0)
    assert separating.pr_challenge == pytest.approx(0.2)
    assert separating.pr_concession == pytest.approx(0.2 * 0.4)
    assert separating.pr_war == pytest.approx(0.2 * 0.6)
    assert separating.pr_retreat == 0
    assert separating.belief == (1, 1)


def test_certain_deterrence_needs_no_belief():
    certain, steadfast = unilateral_game(PAYOFFS, 0.2, 0.7)
    assert (certain.kind, steadfast.kind) == ("certain", "steadfast")
    assert (certain.x_hard, certain.x_soft) == (0, 0)
    assert certain.y_soft_range == steadfast.y_soft_range == (0, 1)
    assert certain.belief == pytest.approx((1 / 2, 1))
    assert (certain.pr_challenge, certain.pr_concession, certain.pr_war) == (0, 0, 0)
    assert certain.conditions == ("p_defender = 0.7 >= c1 = 0.666667",)


# --- Every listed one is one, and none is missing --------------------------------


@settings(max_examples=300)
@given(payoffs(), priors, priors)
def test_every_listed_profile_is_an_equilibrium(u, pc, pd):
    for e in unilateral_game(u, pc, pd):
        assert_is_equilibrium(u, pc, pd, profile(e), e.belief)
        # Whatever else Soft Defenders do in the range, at the belief d1.
        d1 = float(unilateral.thresholds(u).d1)
        for share in (0, 0.3, 1):
            y_soft = e.y_soft_range[0] + share * (e.y_soft_range[1] - e.y_soft_range[0])
            if e.belief[0] <= d1 <= e.belief[1]:
                assert_is_equilibrium(u, pc, pd, profile(e, y_soft=y_soft), (d1,))


@settings(max_examples=200)
@given(payoffs(), priors, priors)
def test_what_is_told_of_an_outcome_is_what_comes_of_playing(u, pc, pd):
    for e in unilateral_game(u, pc, pd):
        played = outcome(pc, pd, profile(e))
        assert e.pr_challenge == pytest.approx(played["challenge"], abs=1e-12)
        assert e.pr_concession == pytest.approx(played["DC"], abs=1e-12)
        assert e.pr_retreat == pytest.approx(played["CD"], abs=1e-12)
        assert e.pr_war == pytest.approx(played["DD"], abs=1e-12)


@pytest.mark.parametrize(("u", "pc", "pd"), GRID)
def test_no_equilibrium_is_missing(u, pc, pd):
    listed = unilateral_game(u, pc, pd)
    found = every_equilibrium(u, pc, pd, steps=12)
    assert [row for row in found if not is_listed(row, listed)] == []
    # And trial finds all those listed, so that the grid is fine enough.
    for e in listed:
        strategies = list(profile(e).values())
        assert (np.abs(found[:, :6] - strategies).max(axis=1) < 1e-9).any(), e


@pytest.mark.parametrize(("u", "pc", "pd"), EDGE_PRIORS)
def test_certainty_of_a_type_leaves_no_outcome_out(u, pc, pd):
    listed = unilateral_game(u, pc, pd)
    for e in listed:
        assert_is_equilibrium(u, pc, pd, profile(e), e.belief)
    rows = every_equilibrium(u, pc, pd, steps=12)
    played = outcome(pc, pd, dict(zip(SETS, rows[:, :6].T, strict=True)))
    found = set(zip(*np.round([played["challenge"], played["DD"]], 9), strict=True))
    told = {(round(e.pr_challenge, 9), round(e.pr_war, 9)) for e in listed}
    extra = {pair for pair in found - told if not _mixes(pair, told)}
    assert told <= found
    assert not extra


def _mixes(pair, told):
    """Whether an outcome lies between two that are told, as on a boundary."""
    ends = [np.array(t) for t in told]
    shares = np.linspace(0, 1, 13)[:, None]
    lines = [one * (1 - shares) + two * shares for one in ends for two in ends]
    return min(np.abs(line - pair).max(axis=1).min() for line in lines) < 1e-9


@settings(max_examples=300)
@given(payoffs(), priors, priors)
def test_off_the_boundaries_one_kind_stands_beside_steadfast(u, pc, pd):
    at = unilateral.thresholds(u)
    found = kinds(u, pc, pd)
    if pd > at.c1:
        expected = "certain"
    elif at.c2 < pd < at.c1:
        expected = "separating"
    elif pd < at.c2 and pc > at.d1:
        expected = "attrition"
    elif pd < at.c2 and pc < at.d1:
        expected = "bluff"
    else:
        return
    assert found == [expected, "steadfast"]


@pytest.mark.parametrize(
    ("pc", "pd", "expected"),
    [
        (0.2, 0.75, ["certain", "separating"]),
        (0.2, 0.5, ["separating", "bluff"]),
        (0.7, 0.5, ["separating", "attrition"]),
        (0.5, 0.25, ["attrition", "bluff"]),
        (0.5, 0.5, ["separating", "attrition", "bluff"]),
    ],
)
def test_boundaries_belong_to_both_sides_and_join_them(pc, pd, expected):
    listed = unilateral_game(WHOLE, pc, pd)
    assert [e.kind for e in listed] == [*expected, "steadfast"]
    joined = list(between(listed))
    assert joined
    for one, other, name in joined:
        middle = profile(one, **{name: (getattr(one, name) + getattr(other, name)) / 2})
        belief = float(bayes(pc, middle))
        # Where nobody challenges, the belief at which a Soft Defender is torn.
        belief = 0.5 if np.isnan(belief) else belief
        assert_is_equilibrium(WHOLE, pc, pd, middle, (belief,))


@settings(max_examples=100)
@given(payoffs(), priors)
def test_steadfast_takes_the_less_eager_for_the_challenger(u, pd):
    """D1: whatever resistance tempts a Soft Challenger tempts a Hard one the more."""
    at = unilateral.thresholds(u)
    resistance = np.linspace(pd, 1, 50)
    challenged = {
        c: resistance * max(u["c" + war], u["cCD"]) + (1 - resistance) * u["cDC"]
        for c, war in (("hard", "DDp"), ("soft", "DDm"))
    }
    soft_tempted = challenged["soft"] >= u["cSQ"]
    assert (challenged["hard"] > u["cSQ"])[soft_tempted].all()
    # Belief then falls on the Hard, Soft Defenders concede, and deterrence fails if
    # Hard Defenders alone are too few.
    deterred = pd * u["cDDp"] + (1 - pd) * u["cDC"] <= u["cSQ"]
    if abs(pd - at.c1) > 1e-9:
        assert deterred == (pd >= at.c1)


@settings(max_examples=100)
@given(payoffs(), priors, priors, st.floats(0.1, 10), st.floats(-5, 5))
def test_utilities_have_no_unit_and_no_zero(u, pc, pd, unit, zero):
    moved = {k: v * unit + zero if k[0] == "c" else v for k, v in u.items()}
    at, then = unilateral.thresholds(u), unilateral.thresholds(moved)
    assert then == pytest.approx(at, abs=1e-6)
    near = [abs(pd - at.c1), abs(pd - at.c2), abs(pc - at.d1)]
    if min(near) > 1e-6:
        assert kinds(moved, pc, pd) == kinds(u, pc, pd)
