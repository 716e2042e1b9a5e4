"""Proposals of extractors as claims that wait for a decision."""

from __future__ import annotations

import math

from ishizue.evidence.extraction.proposal import Proposal
from ishizue.evidence.names import Names
from ishizue.evidence.records import Claim
from ishizue.evidence.review.docket import hash_of
from ishizue.evidence.review.sources import date_of
from ishizue.evidence.review.wording import worded

UNJUDGED = 6
"""The Admiralty grade of information nobody has judged."""


def proposed_claim(proposal: Proposal, passage: str, names: Names) -> Claim:
    """A proposal from a passage, as a claim whose document is yet to be named."""
    quote = passage[proposal.start : proposal.end]
    value = proposal.value
    claim = Claim(
        document="unnamed",
        paragraph=proposal.para,
        start=proposal.start,
        end=proposal.end,
        quote_sha256=hash_of(quote),
        kind=proposal.kind,
        subject=proposal.subject,
        object=proposal.object,
        act=proposal.act,
        value=value if value is not None and math.isfinite(value) else None,
        unit=proposal.unit,
        per=proposal.per,
        original_value=proposal.original_value,
        as_of=date_of(proposal.as_of),
        polarity=proposal.polarity,
        modality=proposal.modality,
        condition=proposal.condition,
        speaker=proposal.speaker,
        binding=proposal.binding,
        origin=proposal.origin,
        rule=proposal.rule,
        confidence=proposal.confidence,
        paraphrase_en="-",
        paraphrase_ja="-",
        credibility=UNJUDGED,
        status="proposed",
    )
    english, japanese = worded(claim, names)
    return claim.model_copy(
        update={"paraphrase_en": english, "paraphrase_ja": japanese}
    )
