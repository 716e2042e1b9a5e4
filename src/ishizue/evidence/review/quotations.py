"""Words of a document within a claim: how many are a quotation.

The text of a document stays with its publisher and in the store. A study's files hold
where it says something, and what that is in other words.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from ishizue.evidence.records import Claim

# Fields that may hold words of the document, where no name is known for what is meant.
_IN_WORDS = ("subject", "object", "unit", "original_value", "condition", "speaker")
_WORDING = ("paraphrase_en", "paraphrase_ja", "why")

# So many characters of a document in a row are a quotation; one of Japanese counts for
# two of English.
_QUOTATION = 60
_CJK = "\u2e80"
_EXCERPT = 20


def quotations(claim: Claim, passage: str) -> Iterator[str]:
    """Names of the fields that quote the passage at length."""
    for name in (*_IN_WORDS, *_WORDING):
        if _is_quotation(getattr(claim, name), passage):
            yield name


def cut_short(claim: Claim, passage: str) -> Claim:
    """A claim whose fields keep no more than an excerpt where they quote at length."""
    cut = {
        name: getattr(claim, name)[:_EXCERPT] + "…"
        for name in quotations(claim, passage)
        if name in _IN_WORDS
    }
    if not cut:
        return claim
    claim = claim.model_copy(update=cut)
    return claim.model_copy(update={"id": claim.content_id()})


def _is_quotation(text: str, passage: str) -> bool:
    if 2 * len(text) <= _QUOTATION:
        return False
    match = SequenceMatcher(None, text, passage, autojunk=False).find_longest_match()
    words = text[match.a : match.a + match.size]
    return sum(1 if c < _CJK else 2 for c in words) > _QUOTATION
