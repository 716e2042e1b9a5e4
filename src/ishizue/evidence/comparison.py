"""When two claims say the same, and when they are rivals about one figure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from itertools import combinations

from ishizue.evidence.records import Claim, Ruling


def proposal_key(claim: Claim) -> str:
    """The same for what is proposed from one passage, wherever that passage stands.

    So a decision holds on when a new version of the document keeps the passage.
    """
    named = claim.model_copy(update={"document": "", "locator": "", "paragraph": None})
    return named.content_id().replace("c-", "p-")


def assertion_key(claim: Claim) -> str:
    """The same for claims that say the same, whoever says it in whatever words.

    A date counts only where there is a value: that a commitment was reported in March
    and again in April makes it one commitment, reported twice.
    """
    said = [claim.kind, claim.subject, claim.object, claim.act, claim.polarity]
    if claim.value is not None:
        said += [repr(claim.value), claim.unit, claim.per, claim.as_of or ""]
    return _key(said)


def figure_key(claim: Claim) -> str | None:
    """The same for claims that give a value for one figure; None if it gives none.

    A claim that names neither object nor act does not say what it measured, and is not
    comparable. What is planned or held possible is another figure than what is.
    """
    measured = claim.value is not None and (claim.object or claim.act)
    if not measured or claim.polarity == "denied":
        return None
    seen = "fact" if claim.modality == "estimate" else claim.modality
    measure = [claim.kind, claim.subject, claim.object, claim.act, claim.unit]
    return _key([*measure, claim.per, claim.as_of or "", seen])


def _key(parts: list[str]) -> str:
    content = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def differ(first: Claim, second: Claim) -> bool:
    """Whether two claims about one figure are rivals: they give different values.

    Two values within one document are two things it tells apart.
    """
    return first.document != second.document and first.value != second.value


def rival_pairs(claims: Iterable[Claim]) -> list[tuple[Claim, Claim]]:
    """Every two of the claims that are rivals, in the order given."""
    by_figure: dict[str, list[Claim]] = {}
    for claim in claims:
        key = figure_key(claim)
        if key is not None:
            by_figure.setdefault(key, []).append(claim)
    return [
        pair
        for group in by_figure.values()
        for pair in combinations(group, 2)
        if differ(*pair)
    ]


def are_weighed(first: Claim, second: Claim, rulings: Iterable[Ruling]) -> bool:
    """Whether some ruling considered both claims."""
    both = {first.id, second.id}
    return any(both <= set(ruling.considers.split(";")) for ruling in rulings)
