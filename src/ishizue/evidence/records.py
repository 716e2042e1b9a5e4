"""What a study's numbers rest on: documents, claims and rulings.

A claim is immutable and named by its content, so reading a document again changes
nothing unless the document did. What people decide about it (status, credibility, by
whom, when) is not part of its name.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
PartialDate = Annotated[
    str,
    StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Record(BaseModel):
    """A line of a study's files; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Document(Record):
    """A source text. The text itself stays with its publisher.

    Attributes:
        reliability: Admiralty grade of the source, A (reliable) to F (cannot be judged).
        sha256: Of the file's bytes when an editor holds a copy, else None.
        locator: Where the publisher offers it (URL, or repository and path).
    """

    document: Slug
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    date: PartialDate | None = None
    language: str = Field(min_length=2)
    licence: str = ""
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    locator: str = ""
    sha256: Sha256 | None = None


ClaimKind = Literal[
    "statistic",
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


class Claim(Record):
    """One thing one passage asserts.

    Attributes:
        locator: The place within the document, in the document's own terms.
        paragraph: 1-based count of lines that are not empty after `str.strip()`.
        start, end: Code points within the stripped paragraph.
        quote_sha256: SHA-256 of the UTF-8 bytes of that stretch; the words themselves
            are never stored.
        act: What is done, in one English word.
        per: The period a value counts over (`month`), where it does.
        original_value: The value as the document writes it.
        as_of: The date the assertion is about.
        binding: Of commitments, 0 (refusal) to 5 (treaty).
        rule, confidence: What proposed it, and how surely, 0 to 1.
        credibility: Admiralty grade of the information, 1 (confirmed) to 6.
    """

    id: str = ""
    document: Slug
    locator: str = ""
    paragraph: int | None = Field(default=None, ge=1)
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)
    quote_sha256: Sha256 | None = None
    kind: ClaimKind
    subject: str = Field(min_length=1)
    object: str = ""
    act: str = ""
    value: float | None = Field(default=None, allow_inf_nan=False)
    unit: str = ""
    per: str = ""
    original_value: str = ""
    as_of: PartialDate | None = None
    polarity: Literal["affirmed", "denied"] = "affirmed"
    modality: Literal[
        "fact", "estimate", "plan", "possibility", "opinion", "hypothesis"
    ] = "fact"
    condition: str = ""
    speaker: str = ""
    binding: int | None = Field(default=None, ge=0, le=5)
    origin: Literal["rule", "model", "person"] = "person"
    rule: str = ""
    confidence: float | None = Field(default=None, ge=0, le=1)
    paraphrase_en: str = Field(min_length=1)
    paraphrase_ja: str = Field(min_length=1)
    credibility: int = Field(ge=1, le=6)
    status: Literal["proposed", "accepted", "rejected"]
    reviewed_by: str = ""
    reviewed_on: PartialDate | None = None
    why: str = ""

    # Decisions about a claim, our wording of it and the rule that found it may change;
    # the claim may not.
    _OUTSIDE_CONTENT: ClassVar[frozenset[str]] = frozenset(
        {
            "id",
            "rule",
            "confidence",
            "paraphrase_en",
            "paraphrase_ja",
            "credibility",
            "status",
            "reviewed_by",
            "reviewed_on",
            "why",
        }
    )

    # Fields younger than the first studies: unset, they leave older names as they were.
    _WHEN_SET: ClassVar[frozenset[str]] = frozenset({"act", "per", "binding"})

    def content_id(self) -> str:
        """The name the claim's content gives it."""
        content = self.model_dump(exclude=set(self._OUTSIDE_CONTENT))
        for name in self._WHEN_SET:
            if content[name] == type(self).model_fields[name].default:
                del content[name]
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return "c-" + hashlib.sha256(canonical.encode()).hexdigest()[:12]


class Ruling(Record):
    """A decision a named person signs where sources are silent, rival or unverified.

    Attributes:
        status: `signed` where the ruling rests on judgement of sources; `unverified`
            where it is recalled knowledge that still has to be checked, and is shown
            as such wherever it is used.
        considers: Ids of the claims weighed, separated by `;`.
        to_check: The document that would settle it.
    """

    ruling: Slug
    who: str = Field(min_length=1)
    date: PartialDate
    status: Literal["signed", "unverified"]
    why_en: str = Field(min_length=1)
    why_ja: str = Field(min_length=1)
    considers: str = ""
    to_check: str = ""


class Decision(Record):
    """What a named person decided about a claim, when, why and on which text.

    Decisions are only ever added to; what holds of a claim is its own line.

    Attributes:
        decision: `edit` is an acceptance of what was proposed, put right.
        proposal: Names what was proposed, wherever the passage it stands in stands.
        document_sha256: Of the document in which the passage was reviewed.
        text_sha256: SHA-256 of the passage; absent where it is gone or not at hand.
        claim: The claim as it then stood.
    """

    decision: Literal["accept", "edit", "reject"]
    by: str = Field(min_length=1)
    on: PartialDate
    why: str = ""
    proposal: str = ""
    document_sha256: Sha256 | None = None
    text_sha256: Sha256 | None = None
    claim: Claim
