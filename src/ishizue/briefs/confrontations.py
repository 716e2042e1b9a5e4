"""A confrontation's outcomes as numbers of the brief, and names of its postures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_named
from ishizue.briefs.numbers import FindingKey, Form, Number, OutcomeKey, form_of
from ishizue.briefs.wording import Text

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

FORMS: Final[Mapping[str, Form]] = {
    "denial": "share",
    "pr_disaster": "fine",
    "risk_needed": "fine",
    "risk_acceptable": "fine",
}
"""How outcomes are written that are no likelihoods, or of which a decimal matters."""


def draws(
    name: str, scenario: str, material: Material, **chosen: str | int
) -> Array | None:
    """An outcome of a confrontation per draw, or None where there is no such thing."""
    return material.values(f"deterrence.{name}", scenario).draws(**chosen)


def key(name: str, scenario: str, **chosen: str | int) -> OutcomeKey:
    """The key of an outcome of a confrontation."""
    return OutcomeKey.of(f"deterrence.{name}", scenario, chosen)


def number(
    name: str, scenario: str, material: Material, **chosen: str | int
) -> Number | None:
    """A number of a confrontation; all of one outcome share the note of theirs."""
    found = draws(name, scenario, material, **chosen)
    if found is None:
        return None
    unit = outcome_named(f"deterrence.{name}").unit
    return material.tracer.number(
        key(name, scenario, **chosen),
        found,
        unit,
        FORMS.get(name, form_of(unit)),
        note=(key(name, scenario, confrontation=chosen["confrontation"]),),
    )


def finding(
    of: OutcomeKey, found: str, value: float, form: Form, material: Material
) -> Number:
    """What was worked out from the draws of an outcome of a confrontation."""
    confrontation = dict(of.selection)["confrontation"]
    whole = OutcomeKey.of(of.outcome, of.scenario, {"confrontation": confrontation})
    unit = "probability" if form == "likelihood" else "stakes"
    return material.tracer.number(
        FindingKey(of, found), value, unit, form, note=(whole,)
    )


def scale(material: Material) -> dict[str, float]:
    """Places on the scale, from minimal to maximal, of the postures of the reference."""
    world, found = material.world, dict[str, float]()
    for posture in world.tables["postures"]:
        stated = world.figures_of(posture, table="postures", field="brinkmanship")
        found[posture] = stated[0].value if stated else 0.0
    return dict(sorted(found.items(), key=lambda item: item[1]))


def names(material: Material) -> dict[str, Text]:
    """Names of the postures, from minimal to maximal."""
    return {
        posture: material.names.row("postures", posture) for posture in scale(material)
    }
