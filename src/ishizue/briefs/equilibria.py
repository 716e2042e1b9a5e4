"""Equilibria of the Unilateral Deterrence Game: which there are, and what comes of them."""

from __future__ import annotations

from typing import Final

import numpy as np

from ishizue.briefs.confrontations import draws, finding, key
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number
from ishizue.briefs.parts import Cell, Table
from ishizue.briefs.wording import say

EQUILIBRIA: Final = {
    "certain": (
        say("Certain deterrence"),
        say("Nobody challenges, for resistance is too likely."),
    ),
    "separating": (
        say("Separation"),
        say("Only a Hard challenger challenges; a Soft defender concedes."),
    ),
    "attrition": (
        say("Attrition"),
        say("Every challenger challenges; a Soft defender concedes."),
    ),
    "bluff": (
        say("Bluff"),
        say("Some Soft challengers bluff, and some Soft defenders resist them."),
    ),
    "steadfast": (
        say("Steadfast deterrence"),
        say(
            "Nobody challenges, for a Soft defender would resist, taking any challenge "
            "for a bluff."
        ),
    ),
}
"""Kinds of equilibrium of the Unilateral Deterrence Game: name, and what happens."""


def equilibria(confrontation: str, material: Material) -> Table:
    """All equilibria there are, and what happens in each."""
    rows: list[tuple[Cell, ...]] = []
    for kind, (name, happens) in EQUILIBRIA.items():
        place = {"confrontation": confrontation, "equilibrium": kind}
        shares = [_exists(place, s, material) for s in material.scenarios]
        if any(share is not None and share.value > 0 for share in shares):
            rows.append(
                (
                    name,
                    happens,
                    *shares,
                    *(
                        _there(what, place, material)
                        for what in ("pr_challenge", "pr_war")
                    ),
                )
            )
    return Table(
        id=f"equilibria-{confrontation}",
        caption=say(
            "Equilibria of the Unilateral Deterrence Game: share of draws in which each "
            "exists, and what comes of it in the scenario {scenario}. The Hard would "
            "rather fight than give way, the Soft would not.",
            scenario=material.title(material.reference),
        ),
        head=(
            say("Equilibrium"),
            say("What happens"),
            *(material.title(s) for s in material.scenarios),
            say("Challenge"),
            say("Conflict"),
        ),
        rows=tuple(rows),
    )


def _exists(place: dict[str, str], scenario: str, material: Material) -> Number | None:
    found = draws("exists", scenario, material, **place)
    if found is None:
        return None
    of = key("exists", scenario, **place)
    return finding(of, "share", float(np.mean(found)), "share", material)


def _there(what: str, place: dict[str, str], material: Material) -> Number | None:
    """A probability in an equilibrium of the reference, over draws that have it."""
    exists = draws("exists", material.reference, material, **place)
    found = draws(what, material.reference, material, **place)
    if exists is None or found is None or not exists.any():
        return None
    return material.tracer.number(
        key(what, material.reference, **place),
        found[exists > 0],
        "probability",
        "share",
        note=(key(what, material.reference, confrontation=place["confrontation"]),),
    )
