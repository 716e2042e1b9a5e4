"""A predicate of the lexicon, found in a clause."""

from __future__ import annotations

from typing import NamedTuple

from ishizue.evidence.extraction.lexicon import Rule
from ishizue.evidence.extraction.syntax import Form, Role, Span
from ishizue.evidence.records import ClaimKind


class Predicate(NamedTuple):
    """A rule that fired, and what it found.

    Attributes:
        promised: Whether somebody undertakes or announces it in so many words.
    """

    rule: Rule
    kind: ClaimKind
    span: Span
    form: Form
    promised: bool
    subject: Role
    object: Role

    @property
    def asserted(self) -> bool:
        """Whether it is what the clause says, not what it mentions in passing."""
        if self.rule.phrase:
            return self.kind not in {"dependency", "capability"}
        return self.form.role == "main"
