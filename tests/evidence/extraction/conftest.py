"""Texts of the tests' own, read and searched as a study's documents are."""

from collections.abc import Callable

import pytest

from ishizue.evidence.extraction import Proposal, propose
from ishizue.evidence.mentions import find
from ishizue.evidence.names import names
from ishizue.evidence.reading import read_bytes

Claims = Callable[[str], tuple[Proposal, ...]]


@pytest.fixture(scope="session")
def claims() -> Claims:
    """What the rules claim of a text, given as one string."""

    def of(words: str) -> tuple[Proposal, ...]:
        text = read_bytes("text.txt", words.encode())
        return propose(text, find(text, names()))

    return of


@pytest.fixture(scope="session")
def claim(claims) -> Callable[[str], Proposal]:
    """The one claim of a text that makes one."""

    def of(words: str) -> Proposal:
        (found,) = claims(words)
        return found

    return of
