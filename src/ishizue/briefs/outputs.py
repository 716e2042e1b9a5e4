"""Numbers of the lens on industry, as a brief names and writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_named
from ishizue.briefs.numbers import FigureKey, Form, Number, OutcomeKey, form_of
from ishizue.briefs.wording import Text, joined
from ishizue.lenses.shocks import LONGEST
from ishizue.world import Figure

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

FORMS: Final[Mapping[str, Form]] = {"times": "index", "months": "years"}


def draws_of(
    name: str, scenario: str, chosen: Mapping[str, str | int], material: Material
) -> Array | None:
    """An outcome per draw, or None where the scenario has no such row."""
    return material.values(f"industry.{name}", scenario).draws(**chosen)


def output(
    name: str,
    scenario: str,
    chosen: Mapping[str, str | int],
    material: Material,
    *,
    least: float | None = None,
) -> Number | None:
    """A number of a demand or framework; those of one share a note.

    Of what happens or does not, the probability. There is none where the scenario has no
    such row, or the middle of the draws is not above `least`: a number asked for and not
    shown would leave a note without a place.
    """
    draws = draws_of(name, scenario, chosen, material)
    if draws is None or (least is not None and np.median(draws) <= least):
        return None
    outcome = f"industry.{name}"
    unit = outcome_named(outcome).unit
    first = outcome_named(outcome).dims[0]
    whole = OutcomeKey.of(outcome, scenario, {first: chosen[first]})
    key = OutcomeKey.of(outcome, scenario, chosen)
    if unit == "flag":
        chance = float(draws.mean())
        return material.tracer.number(
            key, chance, "probability", "likelihood", note=(whole,)
        )
    return material.tracer.number(
        key,
        draws,
        unit,
        FORMS.get(unit, form_of(unit)),
        note=(whole,),
        ceiling=float(LONGEST) if unit == "months" else None,
    )


def stated(figure: Figure, material: Material) -> Number:
    """A figure of the reference world, at its best estimate."""
    return material.tracer.number(
        FigureKey(figure.path, material.reference),
        float(figure.value),
        figure.unit,
        form_of(figure.unit),
    )


def held(
    table: str, row: str, field: str, material: Material, year: int | None = None
) -> Figure | None:
    """The figure that holds in a year, if any, in the reference world."""
    found = material.world.figures_of(row, table=table, field=field)
    known = [f for f in found if f.year is None or year is None or f.year <= year]
    return known[-1] if known else None


def demands(material: Material) -> dict[str, Mapping[str, str]]:
    """Rows of demands that the reference scenario has, in the study's order."""
    rows = material.world.tables["demands"]
    shown = material.values("industry.produced", material.reference).labels("demand")
    return {key: row for key, row in rows.items() if key in shown}


def leading(material: Material) -> dict[str, str]:
    """By product, the demand that the study names first."""
    found: dict[str, str] = {}
    for key, row in demands(material).items():
        found.setdefault(row["product"], key)
    return found


def named(demand: str, material: Material) -> Text:
    """What a demand is called, the product first."""
    row = material.rows("demands")[demand]
    names = (
        material.names.row(table, row[column])
        for table, column in (("products", "product"), ("frameworks", "framework"))
    )
    return joined(names)


def lined(demand: str, material: Material, lang: str) -> str:
    """What a demand is called in two lines, for labels of charts."""
    return named(demand, material)[lang].replace(" · ", "\n", 1)


def words(number: Number) -> Text:
    """The middle of a number."""
    return Text(number.text("en"), number.text("ja"))
