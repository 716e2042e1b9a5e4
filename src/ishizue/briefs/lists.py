"""Numbers of control lists and of successor regimes, as a brief writes them."""

from __future__ import annotations

from collections.abc import Mapping

from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Form, Number, OutcomeKey


def number(
    name: str,
    chosen: Mapping[str, str | int],
    material: Material,
    form: Form,
    scenario: str | None = None,
) -> Number | None:
    """A number of a list or successor, which share a note; None where there is none."""
    outcome, scenario = f"regimes.{name}", scenario or material.reference
    draws = material.values(outcome, scenario).draws(**chosen)
    if draws is None:
        return None
    units = {"share": "share", "likelihood": "probability"}
    coarse = {k: v for k, v in chosen.items() if k in ("control", "successor")}
    if len(coarse) == 2:
        del coarse["control"]
    return material.tracer.number(
        OutcomeKey.of(outcome, scenario, chosen),
        draws,
        units.get(form, "members"),
        form,
        note=(OutcomeKey.of(outcome, scenario, coarse),),
    )


def questioned(material: Material) -> dict[str, str]:
    """By rule, the first list on whose growth members have positions."""
    found: dict[str, str] = {}
    for key, row in material.world.tables["controls"].items():
        if row["proposal"]:
            found.setdefault(row["rule"], key)
    return found


def covered(material: Material) -> list[str]:
    """Lists of which shares of exports are known."""
    known = {row["control"] for row in material.world.tables["exports"].values()}
    return [key for key in material.world.tables["controls"] if key in known]
