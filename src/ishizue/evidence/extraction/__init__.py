"""Claims proposed from passages: by rules, and by optional extractors beside them."""

from ishizue.evidence.extraction.proposal import Extractor, Proposal, Refusal
from ishizue.evidence.extraction.rules import Rules, propose

__all__ = ["Extractor", "Proposal", "Refusal", "Rules", "propose"]
