"""What a mention is: a stretch of a passage that names or counts something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["actor", "organisation", "framework", "person", "date", "quantity"]


@dataclass(frozen=True)
class Mention:
    """A stretch of a passage that names an actor or counts something.

    Attributes:
        para: The paragraph, as in `Passage`.
        start, end: Code points within its text.
        surface: The words themselves, `text[start:end]`.
        value: What is meant: for names the key (`usa`, `nato`, `cow`; a surface that
            names several, such as a compound of states, gives one mention for each),
            for dates an ISO date of year, month or day precision or an interval
            `a/b`, for quantities the number as written in plain digits.
        details: By kind. Dates: `precision`, `relative` (to the document's date).
            Quantities: `unit`, `per`, `approximate`, `low`, `high`. Persons: `office`,
            `of` (actor or organisation). Names: `metonym`, `alias`.
    """

    kind: Kind
    para: int
    start: int
    end: int
    surface: str
    value: str
    details: Mapping[str, str] = field(default_factory=dict)
