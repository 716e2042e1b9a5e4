"""Where members stand on an issue, as numbers of a brief."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ishizue.briefs.material import Material
from ishizue.briefs.numbers import FigureKey, Form, Number, OutcomeKey
from ishizue.ensembles import Draws

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

Agendas = Mapping[str, str]
"""Rules by the agendas of an issue."""
Stances = Mapping[str, tuple[Number, Number | None]]
"""By actor, the most cautious first: what it wants, and how much it cares."""


def agendas_of(issue: str, material: Material) -> Agendas:
    """The rules an issue is put under."""
    rows = material.world.tables["agendas"].items()
    return {key: row["rule"] for key, row in rows if row["issue"] == issue}


def stances_on(issue: str, agendas: Agendas, material: Material) -> Stances:
    """Stances of all who decide on an issue under some rule, as far as stated."""
    world = material.world
    deciding = {
        actor
        for rule in agendas.values()
        for actor in world.members(world.tables["rules"][rule]["framework"])
    }
    found: dict[str, tuple[Number, Number | None]] = {}
    for stance, row in world.tables["stances"].items():
        if row["issue"] == issue and row["actor"] in deciding:
            wants, cares = (
                figure("stances", stance, field, issue, material)
                for field in ("ideal_point", "salience")
            )
            if wants is not None:
                found[row["actor"]] = wants, cares
    ranked = sorted(found, key=lambda actor: (found[actor][0].value, actor))
    return {actor: found[actor] for actor in ranked}


def figure(
    table: str, row: str, field: str, issue: str, material: Material
) -> Number | None:
    """A figure of the world, if stated; all of one issue share a note."""
    draws = Draws(material.outcomes.seed, 0, material.outcomes.kept)
    note = OutcomeKey.of("bargaining.passes", material.reference, {"issue": issue})
    stated = material.world.figures_of(row, table=table, field=field)
    if not stated:
        return None
    return material.tracer.number(
        FigureKey(stated[0].path, material.reference),
        np.asarray(draws.of(stated[0])),
        "scale",
        "index",
        note=(note,),
    )


def draws_of(outcome: str, material: Material, **chosen: str) -> Array | None:
    """The draws of an agenda in the reference scenario."""
    return material.values(outcome, material.reference).draws(**chosen)


def agenda_number(
    outcome: str,
    draws: Array | float,
    form: Form,
    material: Material,
    **chosen: str,
) -> Number:
    """A number of an agenda; its members share the note of all."""
    coarse = OutcomeKey.of(outcome, material.reference, {"agenda": chosen["agenda"]})
    return material.tracer.number(
        OutcomeKey.of(outcome, material.reference, dict(chosen)),
        draws,
        "scale" if form == "index" else "probability",
        form,
        note=(coarse,),
    )


def of_agenda(
    outcome: str, form: Form, material: Material, **chosen: str
) -> Number | None:
    """The same, of all its draws, or None where the scenario has no such agenda."""
    draws = draws_of(outcome, material, **chosen)
    return (
        None
        if draws is None
        else agenda_number(outcome, draws, form, material, **chosen)
    )


def has_core(agenda: str, material: Material) -> bool:
    """Whether some point holds under the rule in at least half of the draws."""
    low, high = (
        draws_of(f"bargaining.core_{end}", material, agenda=agenda)
        for end in ("low", "high")
    )
    return low is None or high is None or bool((low <= high).mean() >= 0.5)
