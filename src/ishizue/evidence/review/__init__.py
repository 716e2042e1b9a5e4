"""What people decide about claims: the docket of what is open, and deciding."""

from ishizue.evidence.review.decide import EDITABLE, Decided, Review, decide
from ishizue.evidence.review.docket import STATUSES, Case, Change, Docket, Status
from ishizue.evidence.review.proposed import proposed_claim
from ishizue.evidence.review.sources import cited_as
from ishizue.evidence.review.wording import worded

__all__ = [
    "EDITABLE",
    "STATUSES",
    "Case",
    "Change",
    "Decided",
    "Docket",
    "Review",
    "Status",
    "cited_as",
    "decide",
    "proposed_claim",
    "worded",
]
