"""Claims that say the same as another, and claims that rival it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Literal

from ishizue.evidence.comparison import assertion_key, differ, figure_key
from ishizue.evidence.records import Claim, Document
from ishizue.evidence.review.sources import UNKNOWN
from ishizue.evidence.store import Store

Key = Literal["assertion", "figure"]
_KEYS: dict[Key, Callable[[Claim], str | None]] = {
    "assertion": assertion_key,
    "figure": figure_key,
}


class Related:
    """Looks up what is said elsewhere of the same, and remembers it.

    Args:
        filed: Claims people decided about; those they rejected say nothing.
        store: Claims proposed.
        undecided: A proposal, given the hash of its document, as that is cited; None
            if somebody decided about it.
        documents: By what they are cited by.
    """

    def __init__(
        self,
        filed: Iterable[Claim],
        store: Store,
        undecided: Callable[[str, Claim], Claim | None],
        documents: Mapping[str, Document],
    ) -> None:
        self._store = store
        self._undecided = undecided
        self._documents = documents
        self._filed: dict[str, list[Claim]] = {}
        for claim in filed:
            if claim.status != "rejected":
                for key_of in _KEYS.values():
                    self._filed.setdefault(key_of(claim) or "", []).append(claim)
        self._publishers: dict[str, tuple[str, ...]] = {}
        # By figure, then by value: most claims about a figure give the same.
        self._values: dict[str, dict[float | None, list[Claim]]] = {}

    def look_up(self, claims: Collection[Claim]) -> None:
        """Look up what is related to many claims at once."""
        for key, group in self._groups("assertion", claims, self._publishers):
            self._publishers[key] = self._distinct(group)
        for key, group in self._groups("figure", claims, self._values):
            values = self._values.setdefault(key, {})
            for claim in group:
                values.setdefault(claim.value, []).append(claim)

    def publishers(self, claim: Claim) -> tuple[str, ...]:
        """Who says the same, each once; publishers nobody knows are left out."""
        self.look_up([claim])
        return self._publishers[assertion_key(claim)]

    def rivals(self, claim: Claim) -> tuple[Claim, ...]:
        """Claims with another value for the same figure, in another document."""
        self.look_up([claim])
        values = self._values.get(figure_key(claim) or "", {})
        return tuple(
            other
            for value, group in values.items()
            if value != claim.value
            for other in group
            if differ(claim, other)
        )

    def _groups(
        self, column: Key, claims: Collection[Claim], known: Collection[str]
    ) -> Iterable[tuple[str, list[Claim]]]:
        """Every claim under each key of some claims that is not known yet."""
        key_of = _KEYS[column]
        keys = {key for claim in claims if (key := key_of(claim)) is not None}
        groups = {key: list(self._filed.get(key, [])) for key in keys.difference(known)}
        if not groups:
            return ()
        for sha256, proposal in self._store.proposed(column, groups.keys()):
            claim = self._undecided(sha256, proposal)
            if claim is not None:
                groups[key_of(claim) or ""].append(claim)
        return groups.items()

    def _distinct(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Publishers of claims, however they write their names."""
        said = [self._documents.get(claim.document) for claim in claims]
        distinct: dict[str, str] = {}
        for document in said:
            if document is not None and document.publisher != UNKNOWN:
                written = unicodedata.normalize("NFKC", document.publisher)
                distinct.setdefault(written.casefold(), document.publisher)
        return tuple(distinct.values())
