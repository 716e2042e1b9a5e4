"""A copy of the toy study with a store beside it."""

import pytest

from ishizue.evidence.store import open_store


@pytest.fixture
def study(broken):
    """The folder of a copy of the toy study."""
    return broken({})


@pytest.fixture
def store(study):
    with open_store(study, create=True) as opened:
        yield opened
