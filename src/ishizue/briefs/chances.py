"""Probabilities of several things by scenario: a chart and its table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ishizue.briefs.charts import intervals
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey, noted
from ishizue.briefs.parts import Chart, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

Numbers = Mapping[tuple[str, str], Number]
"""By thing and scenario."""


@dataclass(frozen=True)
class Chances:
    """What the probabilities are of.

    Attributes:
        id: A name for chart and table.
        outcome: `lens.outcome`, of one dimension.
        dim: That dimension.
        names: Of the things, in the order shown.
        head: What a thing is.
        axis: What the probability is of.
    """

    id: str
    outcome: str
    dim: str
    names: Mapping[str, Text]
    title: Text
    head: Text
    axis: Text

    def draws(self, thing: str, scenario: str, material: Material) -> Array | None:
        """The probability per draw, or None where the scenario has no such thing."""
        return material.values(self.outcome, scenario).draws(**{self.dim: thing})


def by_scenario(chances: Chances, material: Material) -> Chart:
    """Medians with their intervals, scenarios only where they differ."""
    numbers = {
        (thing, scenario): number
        for thing in chances.names
        for scenario in material.scenarios
        if (number := _number(chances, thing, scenario, material)) is not None
    }
    table = Table(
        id=chances.id,
        caption=chances.title,
        head=(chances.head, *(material.title(s) for s in material.scenarios)),
        rows=tuple(
            (name, *(numbers.get((thing, s)) for s in material.scenarios))
            for thing, name in chances.names.items()
        ),
    )
    return Chart(
        id=chances.id,
        title=chances.title,
        alternative=_extremes(numbers, chances.names, material),
        caption=say("A scenario is drawn only where it differs from the baseline."),
        table=table,
        specs={lang: _spec(numbers, chances, material, lang) for lang in LANGUAGES},
    )


def _number(
    chances: Chances, thing: str, scenario: str, material: Material
) -> Number | None:
    draws = chances.draws(thing, scenario, material)
    if draws is None:
        return None
    key = OutcomeKey.of(chances.outcome, scenario, {chances.dim: thing})
    return material.tracer.number(key, draws, "probability", "likelihood")


def ends(number: Number) -> dict[str, float]:
    """A number and its interval, as a row of a chart has them."""
    return {
        "median": round(number.value, 5),
        "low": round(number.value if number.low is None else number.low, 5),
        "high": round(number.value if number.high is None else number.high, 5),
    }


def _spec(
    numbers: Numbers, chances: Chances, material: Material, lang: str
) -> dict[str, Any]:
    """Drawn for each thing: the reference, and scenarios that differ from it."""
    groups: dict[str, list[dict[str, Any]]] = {}
    shown = set()
    for (thing, scenario), number in numbers.items():
        name = chances.names[thing][lang]
        drawn = groups.setdefault(name, [])
        if scenario != material.reference and _same(chances, thing, scenario, material):
            continue
        shown.add(scenario)
        title = material.title(scenario)[lang]
        note = noted(f"{name} · {title}", number, lang)
        drawn.append({"scenario": title, **ends(number), "note": note})
    return intervals(
        list(groups.items()),
        lang,
        material.colours(lang, [s for s in material.scenarios if s in shown]),
        axis={"title": chances.axis[lang], "format": ".0%", "domain": [0, 1]},
    )


def _same(chances: Chances, thing: str, scenario: str, material: Material) -> bool:
    """Whether no draw tells a scenario from the reference."""
    base = chances.draws(thing, material.reference, material)
    draws = chances.draws(thing, scenario, material)
    return base is not None and draws is not None and np.array_equal(draws, base)


def _extremes(numbers: Numbers, names: Mapping[str, Text], material: Material) -> Text:
    put = {scenario for _, scenario in numbers}
    scenario = next(s for s in (material.reference, *material.others) if s in put)
    found = {t: n for (t, s), n in numbers.items() if s == scenario}
    low = min(found, key=lambda t: found[t].value)
    high = max(found, key=lambda t: found[t].value)

    def told(thing: str) -> Text:
        number = found[thing]
        shown = Text(number.text("en"), number.text("ja"))
        return say("{motion} ({number})", motion=names[thing], number=shown)

    return say(
        "In the scenario {scenario}, least likely is {low}; most likely is {high}.",
        scenario=material.title(scenario),
        low=told(low),
        high=told(high),
    )
