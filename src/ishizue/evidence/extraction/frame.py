"""A sentence and what surrounds it, as the rules see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ishizue.evidence.extraction.lexicon import Cues, cues
from ishizue.evidence.extraction.syntax import (
    NOBODY,
    Clause,
    Grammar,
    Party,
    Role,
    Span,
)
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Passage, Sentence


@dataclass
class Frame:
    """A sentence, its grammar and its names.

    Attributes:
        parties: Names in the passage, by place.
        topic: Who the sentences so far were about.
    """

    passage: Passage
    sentence: Sentence
    language: str
    grammar: Grammar
    mentions: Sequence[Mention]
    parties: Sequence[Party]
    topic: Role = NOBODY

    @property
    def cues(self) -> Cues:
        """The cues of its language."""
        return cues(self.language)

    @property
    def text(self) -> str:
        """The passage's text: spans of everything here are within it."""
        return self.passage.text

    @cached_property
    def words(self) -> str:
        """The words of the sentence."""
        return self.text[self.sentence.start : self.sentence.end]

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses of the sentence."""
        return self.grammar.clauses(self.text, self.sentence.start, self.sentence.end)

    def closing(self, number: int) -> Clause:
        """The clause that tells tense and modality of the one with that number."""
        while self.clauses[number].linked and number + 1 < len(self.clauses):
            number += 1
        return self.clauses[number]

    @cached_property
    def report(self) -> Span | None:
        """Where the sentence says that somebody says something."""
        said = [
            match.span()
            for match in self.cues["speech"]["yes"].finditer(
                self.text, self.sentence.start, self.sentence.end
            )
        ]
        return said[-1] if said else None

    @cached_property
    def speaker(self) -> tuple[str, Role]:
        """Who says so, where the sentence reports it: by name, and for whom."""
        if self.report is None:
            return "", NOBODY
        span = (self.sentence.start, self.sentence.end)
        return self.grammar.speaker(self.text, span, self.report, self.parties)

    @cached_property
    def is_expert(self) -> bool:
        """Whether what is reported is the view of one who binds nobody."""
        return self.report is not None and self.has("expert")

    def has(self, sort: str) -> bool:
        """Whether a cue of that sort stands in the sentence."""
        return self.cues[sort]["yes"].search(self.words) is not None

    def within(self, span: Span, kind: str) -> list[Mention]:
        """Mentions of a kind inside a span, in order."""
        return [
            m
            for m in self.mentions
            if m.kind == kind and span[0] <= m.start and m.end <= span[1]
        ]
