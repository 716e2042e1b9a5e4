"""The rules with GiNZA's dependency parses: who a predicate is about, by grammar.

Optional (`ishizue[nlp]`) and much slower than the rules alone. The lexicon, and all
that follows a predicate, are theirs; only the subject is asked of the parse first, and
of the particles where the parse has none.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from ishizue.errors import EvidenceError
from ishizue.evidence.extraction.japanese import Japanese, particles
from ishizue.evidence.extraction.proposal import Proposal
from ishizue.evidence.extraction.rules import propose
from ishizue.evidence.extraction.syntax import Clause, Party, Role, Span
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Text

_SUBJECTS = frozenset({"nsubj", "csubj", "dislocated"})
# How far up the tree from a noun such as 能力 the verb may stand that it belongs to.
_STEPS = 4
# GiNZA refuses longer input; a "sentence" of that length is none.
_LONGEST = 10_000


class Ginza:
    """The extractor.

    Raises:
        EvidenceError: GiNZA or its model is not installed.
    """

    name = "ginza"

    def __init__(self) -> None:
        self._pipeline = _pipeline()

    def propose(self, text: Text, mentions: Sequence[Mention]) -> tuple[Proposal, ...]:
        """Claims in the Japanese of a text, in order, each with a verbatim anchor."""
        return propose(text, mentions, {"ja": Parsed(self._pipeline)})


class Parsed(Japanese):
    """The grammar of Japanese, with the subjects that a parser finds."""

    def __init__(self, pipeline: Any) -> None:  # noqa: ANN401  # spaCy is optional
        self._pipeline = pipeline
        self._sentence: Span = (0, 0)
        self._tokens: list[Any] | None = None

    def clauses(self, text: str, start: int, end: int) -> list[Clause]:
        """The clauses of a sentence, which is parsed once its subjects are asked for."""
        self._sentence, self._tokens = (start, end), None
        return super().clauses(text, start, end)

    def subject(
        self, text: str, clause: Clause, before: int, parties: Sequence[Party]
    ) -> Role:
        """The name in the subject of the verb at a place, else the one so marked."""
        for start, end in self._subjects(text, before):
            inside = [
                number
                for number, party in enumerate(parties)
                if start <= party.start and party.end <= end
            ]
            if inside:
                return particles.role(text, parties, inside[-1])
        return super().subject(text, clause, before, parties)

    def _subjects(self, text: str, place: int) -> list[Span]:
        """Where the subjects of the verb at a place stand."""
        start, end = self._sentence
        if end - start > _LONGEST or not start <= place < end:
            return []
        if self._tokens is None:
            self._tokens = list(self._pipeline(text[start:end]))
        token = next(
            (t for t in self._tokens if place - start < t.idx + len(t.text)), None
        )
        for _ in range(_STEPS):
            if token is None:
                break
            found = [child for child in token.children if child.dep_ in _SUBJECTS]
            if found:
                return [
                    (
                        start + child.left_edge.idx,
                        start + child.right_edge.idx + len(child.right_edge.text),
                    )
                    for child in found
                ]
            token = None if token.head is token else token.head
        return []


@cache
def _pipeline() -> Any:  # noqa: ANN401  # spaCy is optional, so its types are unknown here
    try:
        return importlib.import_module("spacy").load("ja_ginza")
    except (ImportError, OSError) as error:
        message = (
            f"extractor 'ginza': cannot be loaded ({error})."
            " Fix: pip install 'ishizue[nlp]'"
        )
        raise EvidenceError(message) from None
