"""What a refusal says, and that it survives the way back from a worker."""

import pickle

import pytest

from ishizue import errors
from ishizue.errors import CheckFailed, Issue

ONE = Issue("figures.csv:3", "has no basis", "Sign a ruling", "figures_have_a_basis")
TWO = Issue("world/actors.csv:2", "kind is empty", "Fill it in", "cells_are_filled")


def test_an_issue_says_where_what_how_to_mend_it_and_which_check_found_it():
    assert str(ONE) == (
        "figures.csv:3: has no basis. Fix: Sign a ruling. [figures_have_a_basis]"
    )


def test_all_issues_are_listed_once_and_in_order():
    error = CheckFailed([TWO, ONE, TWO])
    assert error.issues == (ONE, TWO)
    assert str(error).splitlines() == ["2 issue(s)", f" * {ONE}", f" * {TWO}"]


@pytest.mark.parametrize(
    "kind", ["EvidenceError", "ScenarioError", "LensError", "ModelError"]
)
def test_an_error_is_the_same_on_the_other_side_of_a_process(kind):
    error = getattr(errors, kind)("It cannot be. Fix: change it.")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert str(back) == str(error)
    assert back.exit_code == error.exit_code


def test_issues_cross_processes_too():
    back = pickle.loads(pickle.dumps(CheckFailed([ONE, TWO])))
    assert isinstance(back, CheckFailed)
    assert back.issues == (ONE, TWO)
    assert str(back) == str(CheckFailed([ONE, TWO]))
