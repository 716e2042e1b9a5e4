"""What a model may answer, and what of it is believed: only what the text says verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ishizue.evidence.extraction.proposal import (
    Modality,
    Polarity,
    Proposal,
    Refusal,
)
from ishizue.evidence.passages import Passage
from ishizue.evidence.records import PartialDate

_KIND = Literal[
    "commitment",
    "membership",
    "capability",
    "dependency",
    "cooperation",
    "production",
    "posture",
    "goal",
    "event",
    "assessment",
]
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
# What a view about something is, whatever it is about.
_UNSURE: frozenset[Modality] = frozenset({"opinion", "hypothesis", "possibility"})


class _Claim(BaseModel):
    """One claim as the model gives it; its schema is sent with the request."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    quote: str = Field(min_length=1)
    kind: _KIND
    subject: str = Field(min_length=1)
    object: str
    act: str
    value: float | None = Field(allow_inf_nan=False)
    unit: str
    per: str
    as_of: PartialDate | Literal[""]
    polarity: Polarity
    modality: Modality
    condition: str
    speaker: str
    binding: int | None = Field(ge=0, le=5)
    confidence: float = Field(ge=0, le=1)


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    claims: list[_Claim]


def schema() -> dict[str, object]:
    """The JSON schema an answer must follow."""
    return _Answer.model_json_schema()


def problem(content: str) -> str:
    """What is wrong with an answer, or nothing."""
    try:
        _Answer.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "answer"
        return f"{place}: {first['msg']}"
    return ""


def believed(content: str, passage: Passage, rule: str) -> Iterator[Proposal | Refusal]:
    """The claims of a valid answer, each either anchored or refused."""
    for claim in _Answer.model_validate_json(content).claims:
        start = passage.text.find(claim.quote)
        fault = _fault(claim, passage, start)
        if fault:
            yield Refusal(passage.para, claim.quote, fault)
        else:
            yield _proposal(claim, passage.para, start, rule)


def _fault(claim: _Claim, passage: Passage, start: int) -> str:
    """Why a claim whose quote was found there is not believed; empty if it is."""
    end = start + len(claim.quote)
    if start < 0:
        return "the quote is not in the paragraph"
    if any(a < end and start < b for a, b, _ in passage.damage):
        return "the quote is in a damaged sentence"
    if _CONTROL.search("".join(map(str, claim.model_dump().values()))):
        return "it holds control characters"
    return ""


def _proposal(claim: _Claim, para: int, start: int, rule: str) -> Proposal:
    kind = claim.kind
    if kind == "commitment" and claim.modality in _UNSURE:
        kind = "assessment"
    return Proposal(
        **claim.model_dump(exclude={"kind", "binding"}),
        kind=kind,
        para=para,
        start=start,
        end=start + len(claim.quote),
        binding=claim.binding if kind == "commitment" else None,
        rule=rule,
        origin="model",
    )
