"""The rules with GiNZA's dependency parses: who a predicate is about, by grammar.

Optional (`ishizue[nlp]`) and much slower than the rules alone. The lexicon, and all
that follows a predicate, are theirs; only the subject is asked of the parse first, and
of the particles where the parse has none. English is read as the rules read it.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from typing import Any

from ishizue.errors import EvidenceError
from ishizue.evidence.extraction.japanese import Japanese, particles
from ishizue.evidence.extraction.proposal import Proposal
from ishizue.evidence.extraction.rules import GRAMMARS, propose
from ishizue.evidence.extraction.syntax import Clause, Party, Role, Span
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Text

_SUBJECTS = frozenset({"nsubj", "csubj", "dislocated"})
# How far up the tree from a noun such as 能力 the verb may stand that it belongs to.
_STEPS = 4
# GiNZA refuses longer input; a "sentence" of that length is none.
_LONGEST = 10_000


_MODEL = "ja_ginza"


@dataclass(frozen=True)
class Ginza:
    """The extractor; the model is loaded by the process that first uses it.

    Raises:
        EvidenceError: GiNZA or its model is not installed.
    """

    def __post_init__(self) -> None:
        _version()

    @property
    def name(self) -> str:
        """The model and its version, as proposals record them beside the rule."""
        return f"{_MODEL}-{_version()}"

    def propose(self, text: Text, mentions: Sequence[Mention]) -> tuple[Proposal, ...]:
        """Claims in the order of the text, each with a verbatim anchor."""
        grammars = {**GRAMMARS, "ja": Parsed(_pipeline())}
        return tuple(
            replace(found, rule=f"{found.rule}@{self.name}")
            for found in propose(text, mentions, grammars)
        )


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


def _version() -> str:
    try:
        return metadata.version(_MODEL)
    except metadata.PackageNotFoundError as error:
        raise EvidenceError(_missing(error)) from None


@cache
def _pipeline() -> Any:  # noqa: ANN401  # spaCy is optional, so its types are unknown here
    try:
        return importlib.import_module("spacy").load(_MODEL)
    except (ImportError, OSError) as error:
        raise EvidenceError(_missing(error)) from None


def _missing(error: Exception) -> str:
    return (
        f"extractor 'ginza': cannot be loaded ({error})."
        " Fix: pip install 'ishizue[nlp]'."
    )
