"""The Unilateral Deterrence Game beside Gambit, which knows nothing of its theory.

Gambit enumerates Nash equilibria of the whole tree. Those that are perfect, once moves
that are never reached are replaced by best answers, must be the ones we list.
"""

import importlib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from game_tree import bayes, forgone
from ishizue.models.deterrence import unilateral_game

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CASES = 40


@pytest.fixture(scope="module")
def gambit():
    """The benchmark's way to Gambit, if it is installed; benchmarks are not."""
    pytest.importorskip("pygambit")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        yield importlib.import_module("benchmarks.deterrence")


def case(seed):
    """Payoffs and priors at random, as fractions that Gambit takes exactly."""
    rng = np.random.default_rng(seed)
    c = np.cumsum(rng.integers(1, 30, 5))[::-1].tolist()
    d = np.cumsum(rng.integers(1, 30, 3)).tolist()
    u = dict(zip(("cDC", "cSQ", "cDDp", "cCD", "cDDm"), c, strict=True))
    u |= dict(zip(("dDDm", "dDC", "dCD"), d, strict=True))
    u |= {"dDDp": d[1] + int(rng.integers(1, 30)), "dSQ": int(rng.integers(0, 90))}
    pc, pd = (Fraction(int(k), 101) for k in rng.integers(1, 101, 2))
    return u, pc, pd


def perfect(u, pc, pd, found):
    """The on-path play of those of Gambit's equilibria that are perfect Bayesian."""
    plays = set()
    for profile in found:
        sound = profile | {"y_hard": 1.0, "z_hard": 1.0, "z_soft": 0.0}
        believed = float(bayes(pc, sound))
        beliefs = np.linspace(0, 1, 2001) if np.isnan(believed) else [believed]
        if min(forgone(u, pd, sound, r) for r in beliefs) < 1e-6:
            names = ("x_hard", "x_soft")
            if not np.isnan(believed):
                names = (*names, "y_soft")
            plays.add(tuple(round(sound[k], 6) for k in names))
    return plays


@pytest.mark.parametrize("seed", range(CASES))
def test_gambit_finds_the_same_equilibria(gambit, seed):
    u, pc, pd = case(seed)
    found = gambit.nash_equilibria(gambit.read(gambit.extensive_form(u, pc, pd)))
    theirs = perfect(u, float(pc), float(pd), found)
    ours = set()
    for e in unilateral_game(u, float(pc), float(pd)):
        play = (e.x_hard, e.x_soft, e.y_soft)
        # Where nobody challenges, what Soft Defenders would do is no play.
        ours.add(tuple(round(x, 6) for x in play[: 3 if e.pr_challenge else 2]))
    assert theirs == ours


def test_the_cases_meet_every_kind():
    met = set()
    for seed in range(CASES):
        u, pc, pd = case(seed)
        met |= {e.kind for e in unilateral_game(u, float(pc), float(pd))}
    assert met == {"certain", "separating", "attrition", "bluff", "steadfast"}
