"""The Unilateral Deterrence Game: payoffs, probabilities and shapes it refuses."""

import numpy as np
import pytest

from game_tree import PAYOFFS
from ishizue.errors import ModelError
from ishizue.models import unilateral
from ishizue.models.deterrence import unilateral_game


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"cSQ": 1.0}, r"cDC is 1 and cSQ is 1\. Fix: cDC must be above cSQ"),
        ({"cDDp": 0.7}, "cSQ must be above cDDp"),
        ({"cCD": 0.4}, "cDDp must be above cCD"),
        ({"cDDm": 0.3}, "cCD must be above cDDm"),
        ({"dCD": 0.4}, "dCD must be above dDC"),
        ({"dDDp": 0.3}, "dDDp must be above dDC"),
        ({"dDDm": 0.5}, "dDC must be above dDDm"),
        ({"dSQ": float("nan")}, r"payoffs\['dSQ'\] is nan\. Fix: give a finite number"),
        ({"cDC": "much"}, r"payoffs\['cDC'\] is a str without numbers"),
        (
            {"cXX": 1.0},
            r"payoffs has \['cXX'\], which it does not know\. Fix: give cDC",
        ),
        (
            {"cSQ": np.array([0.6, 1.2])},
            r"cDC is 1 and cSQ is 1\.2 at \[1\]",
        ),
    ],
)
def test_payoffs_out_of_order_are_refused(changes, message):
    with pytest.raises(ModelError, match=message):
        unilateral_game(PAYOFFS | changes, 0.2, 0.2)


@pytest.mark.parametrize("key", unilateral.PAYOFFS)
def test_a_missing_payoff_is_named(key):
    rest = {k: v for k, v in PAYOFFS.items() if k != key}
    with pytest.raises(
        ModelError, match=rf"payoffs lacks \['{key}'\]\. Fix: give cDC,"
    ):
        unilateral_game(rest, 0.2, 0.2)


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("inf"), float("nan")])
def test_what_is_no_probability_is_refused(wrong):
    with pytest.raises(ModelError, match=r"p_challenger is .*\. Fix: give a"):
        unilateral_game(PAYOFFS, wrong, 0.2)
    with pytest.raises(ModelError, match=r"p_defender is .* at \[1\]\. Fix: give a"):
        unilateral_game(PAYOFFS, 0.2, np.array([0.5, wrong]))


def test_payoffs_that_rounding_makes_equal_are_refused():
    # cSQ and cCD differ, but not as seen from cDC.
    far = PAYOFFS | {"cDC": 1e20}
    with pytest.raises(ModelError, match=r"cannot tell them apart\. Fix: choose"):
        unilateral_game(far, 0.2, 1.0)
    with pytest.raises(ModelError, match="cannot tell them apart"):
        unilateral_game(PAYOFFS | {"cDC": 1e308, "cDDm": -1e308, "cCD": -9e307}, 0, 1)


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ModelError, match="unilateral game: shapes do not fit together"):
        unilateral_game(PAYOFFS, np.zeros(2), np.zeros(3))
    u = PAYOFFS | {"cSQ": np.full(2, 0.6), "dCD": np.full(3, 0.8)}
    with pytest.raises(ModelError, match="payoffs: shapes do not fit together"):
        unilateral_game(u, 0.2, 0.2)
    with pytest.raises(
        ModelError, match=r"table: arguments have the shape \(1, 1, 2\)"
    ):
        unilateral_game(PAYOFFS, np.zeros((1, 1, 2)), 0.2)
    with pytest.raises(ModelError, match=r"equilibria: .* Fix: give scalars, or use"):
        unilateral.equilibria(PAYOFFS, np.zeros(2), 0.2)
