"""Leads of chosen variants over their rivals."""

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models.crossimpact import Matrix, evaluate, impact_balances
from ishizue.models.leads import leads


def test_leads_are_taken_draw_by_draw_from_the_best_rival():
    scores = np.array([[1, 1], [3, 0], [2, -1], [5, 5]], dtype=float)
    # Of three: 1 against 3 and 2, then against 0 and -1; the fourth has no rival.
    assert leads(scores, (3, 1), (0, 0)).tolist() == [[-2, 1], [0, 0]]


def test_the_worst_lead_is_the_inconsistency_of_the_scenario():
    rng = np.random.default_rng(1)
    matrix = Matrix(
        ["a", "b", "c"],
        [["1", "2"], ["1", "2", "3"], ["1", "2"]],
        rng.integers(-3, 4, (7, 7)),
    )
    for choice in np.ndindex(2, 3, 2):
        groups = impact_balances(matrix, choice).values()
        scores = np.array([[s] for group in groups for s in group.values()])
        worst = leads(scores, matrix.sizes, choice).min()
        assert max(0.0, -worst) == evaluate(matrix, choice).inconsistency


@pytest.mark.parametrize(
    ("sizes", "choice"), [((2, 2), (0,)), ((2, 3), (0, 0)), ((2, 2), (0, 2))]
)
def test_what_does_not_fit_is_refused(sizes, choice):
    with pytest.raises(ModelError, match="4 scores do not fit sizes"):
        leads(np.zeros((4, 1)), sizes, choice)
