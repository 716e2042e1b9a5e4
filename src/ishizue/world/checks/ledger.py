"""Checks of the ledger, and of what rows and figures rest on."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.evidence.comparison import are_weighed, rival_pairs
from ishizue.world.checks.registry import Draft, Finding, cells, check

SCENARIO_BASIS = "scenario:"


@check
def bases_are_accepted_claims_or_rulings(draft: Draft) -> Iterator[Finding]:
    ledger = draft.ledger
    rests = [(where, text) for where, _, text in cells(draft, "basis")]
    rests += [(p, ";".join(f.basis)) for p, f in draft.world.figures.items()]
    for where, text in rests:
        for basis in filter(None, text.split(";")):
            if basis in ledger.rulings:
                continue
            if draft.changed and basis.startswith(SCENARIO_BASIS):
                continue
            claim = ledger.claims.get(basis)
            if claim is None:
                yield (
                    where,
                    f"basis '{basis}' is neither a claim nor a ruling",
                    "Add it to claims/ or rulings.csv, or correct the id",
                )
            elif claim.status != "accepted":
                yield (
                    where,
                    f"basis '{basis}' is a claim that is {claim.status}",
                    "Accept the claim, or rest the figure on another",
                )


@check
def claims_are_named_by_their_content(draft: Draft) -> Iterator[Finding]:
    for key, claim in draft.ledger.claims.items():
        if key != claim.content_id():
            yield (
                key,
                f"content gives the id {claim.content_id()}",
                "A changed claim is a new claim: give it that id and review it",
            )


@check
def claims_cite_a_known_document(draft: Draft) -> Iterator[Finding]:
    for key, claim in draft.ledger.claims.items():
        if claim.document not in draft.ledger.documents:
            yield (
                key,
                f"document '{claim.document}' is not in documents.csv",
                "Add the document or correct its id",
            )


@check
def anchors_are_whole(draft: Draft) -> Iterator[Finding]:
    for key, claim in draft.ledger.claims.items():
        start, end = claim.start, claim.end
        anchor = (claim.paragraph, start, end, claim.quote_sha256)
        if any(part is not None for part in anchor) and None in anchor:
            yield (
                key,
                "has part of an anchor",
                "Give paragraph, start, end and quote_sha256 together",
            )
        elif start is not None and end is not None and end <= start:
            yield (
                key,
                f"ends at {end}, before it starts at {start}",
                "Correct the offsets",
            )
        elif claim.paragraph is None and not claim.locator:
            yield key, "says no place in its document", "Give a locator or an anchor"


@check
def accepted_claims_were_reviewed(draft: Draft) -> Iterator[Finding]:
    for key, claim in draft.ledger.claims.items():
        if claim.status == "accepted" and not (claim.reviewed_by and claim.reviewed_on):
            yield key, "is accepted by nobody", "Give reviewed_by and reviewed_on"


@check
def rulings_weigh_known_claims(draft: Draft) -> Iterator[Finding]:
    for key, ruling in draft.ledger.rulings.items():
        for claim in filter(None, ruling.considers.split(";")):
            if claim not in draft.ledger.claims:
                yield (
                    key,
                    f"considers '{claim}', which is not a claim",
                    "Correct the id or take it out",
                )


@check
def rival_claims_are_weighed(draft: Draft) -> Iterator[Finding]:
    rulings = draft.ledger.rulings.values()
    accepted = (c for c in draft.ledger.claims.values() if c.status == "accepted")
    for first, second in rival_pairs(accepted):
        if not are_weighed(first, second, rulings):
            yield (
                first.id,
                f"says {first.value:g} {first.unit}, {second.id} says "
                f"{second.value:g} {second.unit} of the same",
                "Weigh both in a ruling of rulings.csv (considers), or reject one",
            )


@check
def unverified_rulings_say_what_to_check(draft: Draft) -> Iterator[Finding]:
    for key, ruling in draft.ledger.rulings.items():
        if ruling.status == "unverified" and not ruling.to_check:
            yield (
                key,
                "is unverified",
                "Name in to_check the document that would settle it",
            )
