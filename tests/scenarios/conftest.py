"""What tests of changes share: the toy's world, changed."""

import pytest

from ishizue.scenarios import apply
from ishizue.world import World
from toys import scenario


@pytest.fixture(scope="session")
def put(toy):
    """Applies changes to the toy's world."""

    def applied(*changes) -> World:
        return apply(scenario(*changes), toy.world, toy.ledger)

    return applied
