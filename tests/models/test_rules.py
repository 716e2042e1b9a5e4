"""Decision rules: values that know their shares, and refusals."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models.voting import Rule
from models.councils import names


def test_rules_are_values():
    rule = Rule(["a", "b"], np.array([2, 1]), quota=np.int64(2))
    assert rule == Rule(("a", "b"), (2, 1), 2)
    assert hash(rule) == hash(Rule(("a", "b"), (2, 1), 2))
    assert Rule.consensus(["a", "b"]) == Rule(["a", "b"], count=2)


@pytest.mark.parametrize(
    "share", [0.55, "0.55", "11/20", Fraction(11, 20), np.float64(0.55)]
)
def test_shares_are_rounded_up_exactly(share):
    assert Rule.from_shares(names(27), count_share=share).count == 15
    # 0.55 * 100 is 55.00000000000001 in floats, whose ceiling would be 56.
    assert Rule.from_shares(names(100), count_share=share).count == 55


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"players": [], "count": 1}, "no players"),
        ({"players": ["a", "b", "a"], "count": 1}, "'a' appears twice"),
        ({"players": ["a", "b"]}, "no condition at all"),
        ({"players": ["a", "b"], "weights": [1, 1]}, "no condition at all"),
        ({"players": ["a", "b"], "quota": 1}, "quota of 1 but no weights"),
        (
            {"players": ["a", "b"], "weights": [1], "quota": 1},
            "1 weights for 2 players",
        ),
        (
            {"players": ["a", "b"], "weights": [1, -2], "quota": 1},
            "weight of 'b' is -2; weights cannot be negative",
        ),
        (
            {"players": ["a", "b"], "weights": [1, 2.5], "quota": 1},
            "weight of 'b' is 2.5, not an integer",
        ),
        (
            {"players": ["a", "b"], "weights": [1, 2**62], "quota": 1},
            "use a coarser unit",
        ),
        (
            {"players": ["a", "b"], "weights": [1, 2], "quota": 4},
            "quota is 4, but must lie between 1 and 3, the total weight",
        ),
        ({"players": ["a", "b"], "weights": [1, 2], "quota": 0}, "quota is 0"),
        ({"players": ["a", "b"], "weights": [1, 2], "quota": 1.5}, "quota is 1.5, not"),
        (
            {"players": ["a", "b"], "count": 3},
            "count is 3, but must lie between 1 and 2, the number of players",
        ),
        ({"players": ["a", "b"], "blocking": 3}, "blocking is 3"),
    ],
)
def test_rule_refuses(arguments, message):
    with pytest.raises(ModelError, match=message):
        Rule(**arguments)


@pytest.mark.parametrize("share", [0, 1.01, "-1/2", "most", "1/0", math.nan])
def test_from_shares_refuses_what_is_no_share(share):
    with pytest.raises(ModelError, match=r"count_share is .* up to 1"):
        Rule.from_shares(names(3), count_share=share)


def test_from_shares_refuses_a_weight_share_without_weights():
    with pytest.raises(ModelError, match=r"weight_share 0\.65 but no weights"):
        Rule.from_shares(names(3), weight_share=0.65)
