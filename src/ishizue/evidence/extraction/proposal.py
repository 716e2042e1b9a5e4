"""What an extractor proposes: a claim-to-be, for a person to accept, edit or reject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Text
from ishizue.evidence.records import ClaimKind

Polarity = Literal["affirmed", "denied"]
Modality = Literal["fact", "estimate", "plan", "possibility", "opinion", "hypothesis"]
Origin = Literal["rule", "model"]


@dataclass(frozen=True)
class Proposal:
    """One thing one passage seems to assert.

    Attributes:
        kind: As in `Claim`.
        para: The paragraph, as in `Passage`.
        start, end: Code points within its text.
        quote: The words themselves, `text[start:end]`.
        subject, object: Keys of names (`usa`, `nato`, `cow`), several joined by `;`;
            where no name is known, the words of the text; an object may be empty.
        act: What is done, in one English word (`deploy`, `supply`, `depend`).
        value: The number in the clause, in `unit` and, where it has one, `per` period.
        original_value: The number as the text writes it.
        as_of: ISO date of year, month or day precision, or empty.
        condition: What must hold first, in the words of the text, or empty.
        speaker: Who says so, where the text reports it: a name's key, a person's name,
            or the words of the text.
        binding: Of commitments only: 0 refusal, 1 statement or intent, 2 political
            declaration, 3 memorandum or agreement, 4 legally binding, 5 treaty.
        confidence: From 0 to 1; how it is reckoned is for the extractor to say.
        rule: What fired: a row of the lexicon, with the parser where one helped; or the
            model and the hash of its prompt.
    """

    kind: ClaimKind
    para: int
    start: int
    end: int
    quote: str
    subject: str
    object: str = ""
    act: str = ""
    value: float | None = None
    unit: str = ""
    per: str = ""
    original_value: str = ""
    as_of: str = ""
    polarity: Polarity = "affirmed"
    modality: Modality = "fact"
    condition: str = ""
    speaker: str = ""
    binding: int | None = None
    confidence: float = 0.5
    rule: str = ""
    origin: Origin = "rule"


class Refusal(NamedTuple):
    """A claim that was not taken from a model, and why."""

    para: int
    quote: str
    why: str


class Extractor(Protocol):
    """Anything that reads a text and its mentions and proposes claims.

    An extractor is sent to the processes that read: it can be pickled, and what it
    loads, it loads where it is used.
    """

    @property
    def name(self) -> str:
        """What it is called where its proposals are listed."""
        ...

    def propose(
        self, text: Text, mentions: Sequence[Mention]
    ) -> tuple[Proposal | Refusal, ...]:
        """Claims in the order of the text, each with a verbatim anchor, and refusals."""
        ...
