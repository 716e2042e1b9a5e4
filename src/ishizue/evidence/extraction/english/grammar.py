"""The grammar of English, as far as the rules need it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ishizue.evidence.extraction.english import auxiliaries, clauses, positions
from ishizue.evidence.extraction.syntax import NOBODY, Clause, Form, Party, Role, Span


class English:
    """Word order, prepositions and auxiliaries."""

    def clauses(self, text: str, start: int, end: int) -> list[Clause]:
        """Stretches between conjunctions, where a verb stands before each."""
        return clauses.clauses(text, start, end)

    def form(self, text: str, clause: Clause, span: Span) -> Form:
        """The auxiliaries before a verb, and the verb's own ending."""
        return auxiliaries.form(text, clause, span)

    def closing_tense(self, text: str, clause: Clause) -> Literal["future", "past"]:
        """English verbs carry their own tense: no clause asks for another's."""
        return "future"

    def scope(self, text: str, clause: Clause, span: Span, closing: Clause) -> str:
        """The clause up to the end of the predicate."""
        return text[clause.start : span[1]]

    def subject(
        self, text: str, clause: Clause, before: int, parties: Sequence[Party]
    ) -> Role:
        """The first name before the verb that is no complement of another noun."""
        return positions.subject(text, clause, before, parties)

    def object(
        self,
        text: str,
        clause: Clause,
        span: Span,
        marks: re.Pattern[str] | None,
        parties: Sequence[Party],
    ) -> Role:
        """The name after the verb that follows one of its prepositions, else the first."""
        return positions.object_(text, clause, span, marks, parties)

    def owner(
        self, text: str, clause: Clause, before: int, parties: Sequence[Party]
    ) -> Role:
        """Nobody else than the subject: a possessive is read as one."""
        return NOBODY

    def speaker(
        self, text: str, span: Span, report: Span, parties: Sequence[Party]
    ) -> tuple[str, Role]:
        """The name before the verb of saying, else the one after it."""
        return positions.speaker(text, span, report, parties)
