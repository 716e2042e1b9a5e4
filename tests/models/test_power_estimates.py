"""Estimates of voting power: near the exact values, and refusals."""

from __future__ import annotations

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models import voting
from ishizue.models.voting import Rule
from models.councils import council, names


def test_estimates_agree_with_exact_power():
    exact, samples = voting.power(council()), 20_000
    estimate = voting.estimate_power(council(), samples, seed=3)
    assert estimate == voting.estimate_power(council(), samples, seed=3)
    assert (
        abs(estimate.coleman_act - exact.coleman_act) < 4 * estimate.coleman_act_error
    )
    for name in ("penrose", "banzhaf", "shapley"):
        errors = np.array(getattr(estimate, f"{name}_error"))
        off = np.subtract(
            getattr(estimate, name), np.array(getattr(exact, name), float)
        )
        assert (errors > 0).all()
        assert (np.abs(off) < 4.5 * errors).all()
        # Errors are neither far too wide nor far too narrow.
        assert 0.5 < np.sqrt(np.mean((off / errors) ** 2)) < 1.6


def test_estimates_reach_beyond_exact_counts():
    n = voting.EXACT_PLAYERS + 20
    estimate = voting.estimate_power(Rule(names(n), [1] * n, n // 2 + 1), 2000, seed=1)
    assert sum(estimate.shapley) == pytest.approx(1)
    assert estimate.coleman_act == pytest.approx(0.5, abs=0.1)


def test_estimates_of_a_rule_of_heads():
    estimate = voting.estimate_power(Rule(names(3), count=2), 4000, seed=5)
    assert estimate.penrose == pytest.approx([0.5] * 3, abs=0.05)


def test_a_table_has_each_estimate_beside_its_error():
    rule = Rule(["a", "b", "c"], [2, 1, 1], quota=3)
    table = voting.estimate_power(rule, 100, seed=0).table()
    assert list(table.index) == ["a", "b", "c"]
    assert list(table.columns)[:2] == ["penrose", "penrose_error"]


def test_estimates_refuse_too_few_samples():
    with pytest.raises(ModelError, match="samples is 1"):
        voting.estimate_power(council(), 1, seed=0)


def test_estimates_refuse_to_divide_no_swings():
    with pytest.raises(ModelError, match="no swing in 10 coalitions"):
        voting.estimate_power(Rule.consensus(names(60)), 10, seed=0)
