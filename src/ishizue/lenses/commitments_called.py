"""Which commitments a contingency calls on, and who owes what by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import xarray as xr

from ishizue.lenses.rows import listed, members

#: By kind of contingency, the events of commitments that it is.
KINDS: Mapping[str, tuple[str, ...]] = {
    # Whoever attacks supplies in transit, or breaks a ceasefire, attacks the state.
    "transit-attack": ("transit-attack", "armed-attack"),
    "ceasefire-breach": ("ceasefire-breach", "armed-attack"),
    "armed-attack": ("armed-attack",),
    "ceasefire": ("ceasefire",),
}


@dataclass(frozen=True)
class Called:
    """A commitment that a contingency calls on.

    Attributes:
        debtors: Actors that owe, the victim aside.
        is_refusal: Whether it says what will not be done.
        rule: The collective decision it takes; empty if none.
    """

    commitment: str
    place: int
    debtors: tuple[str, ...]
    act: str
    is_refusal: bool
    rule: str
    consent: str


def called_on(e: xr.Dataset) -> dict[str, list[Called]]:
    """By contingency, the commitments it calls on."""
    groups = members(e)
    debtors: dict[str, set[str]] = {}
    creditors: dict[str, set[str]] = {}
    for commitment, member, side in listed(
        e, "party_commitment", "party_member", "party_side"
    ):
        sides = debtors if side == "debtor" else creditors
        sides.setdefault(commitment, set()).update(groups.get(member, (member,)))
    cells = [
        "commitment",
        *(f"commitment_{c}" for c in ("event", "kind", "act", "rule", "consent")),
    ]
    found: dict[str, list[Called]] = {}
    for contingency, kind, victim in listed(
        e, "contingency", "contingency_kind", "contingency_victim"
    ):
        found[contingency] = [
            Called(
                commitment,
                place,
                tuple(sorted(debtors.get(commitment, set()) - {victim})),
                act,
                nature == "reservation",
                rule,
                consent,
            )
            for place, (commitment, event, nature, act, rule, consent) in enumerate(
                listed(e, *cells)
            )
            if event in KINDS[kind] and victim in creditors.get(commitment, ())
        ]
    return found
