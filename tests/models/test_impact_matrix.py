"""Cross-impact matrices: what they refuse."""

from __future__ import annotations

import numpy as np
import pytest

from ishizue.errors import ModelError
from ishizue.models import crossimpact
from ishizue.models.crossimpact import Matrix
from models.matrices import (
    tug_of_war,
)


@pytest.mark.parametrize(
    ("descriptors", "variants", "impacts", "message"),
    [
        ([], [], np.zeros((0, 0)), "no descriptor"),
        (["a", "a"], [["x"], ["y"]], np.zeros((2, 2)), "descriptor 'a' appears twice"),
        (["a"], [[]], np.zeros((0, 0)), "no variant of 'a'"),
        (["a"], [["x", "x"]], np.zeros((2, 2)), "variant of 'a' 'x' appears twice"),
        (["a", "b"], [["x"]], np.zeros((1, 1)), "variants for 1 of 2 descriptors"),
        (["a"], [["x", "y"]], np.zeros((2, 3)), r"shape \(2, 3\); .* the 2 variants"),
        (["a"], [["x", "y"]], np.zeros((1, 2, 2)), "tables by draw"),
        (["a"], [["x", "y"]], [[0, 0], [0]], "no table of numbers"),
        (
            ["a", "b"],
            [["x"], ["y"]],
            [[0, None], [0, 0]],
            "block of 'a' on 'b', is nan",
        ),
        (["a", "b"], [["x"], ["y"]], [[0, 0], [1e7, 0]], "block of 'b' on 'a', is 1"),
    ],
)
def test_matrix_refuses(descriptors, variants, impacts, message):
    with pytest.raises(ModelError, match=message):
        Matrix(descriptors, variants, impacts)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ({("a", "b"): [[0, 1]]}, "block of impacts of 'b' on 'a' is missing"),
        ({("a", "z"): [[0, 1]]}, r"\('a', 'z'\) is of no two descriptors"),
        (
            {("a", "b"): [[0], [1]], ("b", "a"): [[0], [0]]},
            r"'a' on 'b' has shape \(2, 1\), not \(1, 2\)",
        ),
    ],
)
def test_from_blocks_refuses(blocks, message):
    with pytest.raises(ModelError, match=message):
        Matrix.from_blocks(["a", "b"], [["x"], ["y", "z"]], blocks)


def test_from_blocks_refuses_variants_of_too_few_descriptors():
    with pytest.raises(ModelError, match="variants for 1 of 2 descriptors"):
        Matrix.from_blocks(["a", "b"], [["x"]], {})


def test_matrices_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        tug_of_war().impacts[0, 0] = 1


@pytest.mark.parametrize("choice", [(0,), (0, 2), (0, -1), (0, 0, 0)])
def test_choices_must_fit_the_matrix(choice):
    matrix = tug_of_war()
    for ask in (crossimpact.evaluate, crossimpact.impact_balances, Matrix.names):
        with pytest.raises(ModelError, match="does not fit the matrix"):
            ask(matrix, choice)
