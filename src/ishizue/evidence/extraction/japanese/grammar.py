"""The grammar of Japanese, as far as the rules need it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ishizue.evidence.extraction.japanese import clauses, inflection, particles
from ishizue.evidence.extraction.syntax import Clause, Form, Party, Role, Span


class Japanese:
    """Particles and inflections."""

    def clauses(self, text: str, start: int, end: int) -> list[Clause]:
        """Pieces between commas, joined until one ends like a predicate."""
        return clauses.clauses(text, start, end)

    def form(self, text: str, clause: Clause, span: Span) -> Form:
        """The run of kana after a stem, and what the run leads to."""
        return inflection.form(text, clause, span)

    def closing_tense(self, text: str, clause: Clause) -> Literal["future", "past"]:
        """Past where the last verb is, before what is said or planned of it."""
        return inflection.closing_tense(text, clause)

    def scope(self, text: str, clause: Clause, span: Span, closing: Clause) -> str:
        """What follows the predicate, and how the clause it is linked to ends."""
        own = text[span[1] : clause.end]
        if closing == clause:
            return own
        return own + text[closing.start : closing.end][-18:]

    def subject(
        self, text: str, clause: Clause, before: int, parties: Sequence[Party]
    ) -> Role:
        """The name marked は, が or も."""
        return particles.subject(text, clause, before, parties)

    def object(
        self,
        text: str,
        clause: Clause,
        span: Span,
        marks: re.Pattern[str] | None,
        parties: Sequence[Party],
    ) -> Role:
        """The name that carries one of the predicate's particles."""
        return particles.object_(text, clause, span, marks, parties)

    def owner(
        self, text: str, clause: Clause, before: int, parties: Sequence[Party]
    ) -> Role:
        """The first name in the clause, where の or における follows it."""
        return particles.owner(text, clause, before, parties)

    def speaker(
        self, text: str, span: Span, report: Span, parties: Sequence[Party]
    ) -> tuple[str, Role]:
        """The topic of the sentence."""
        return particles.speaker(text, span, report, parties)
