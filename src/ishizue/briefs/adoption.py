"""How likely each motion is to be adopted, by scenario."""

from __future__ import annotations

from typing import Any

import numpy as np

from ishizue.briefs.charts import intervals
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey, noted
from ishizue.briefs.parts import Chart, Paragraph, Section, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

ADOPTION = "decision.adoption"


def adoption(material: Material) -> Section:
    """Probability of adoption per motion and scenario."""
    motions = tuple(material.rows("motions"))
    names = material.names.distinct("motions", {m: m for m in motions})
    numbers = {
        (motion, scenario): number
        for motion in motions
        for scenario in material.scenarios
        if (number := adopted(material, motion, scenario)) is not None
    }
    title = say("Probability that each motion is adopted, by scenario")
    table = Table(
        id="adoption",
        caption=title,
        head=(say("Motion"), *(material.title(s) for s in material.scenarios)),
        rows=tuple(
            (names[m], *(numbers.get((m, s)) for s in material.scenarios))
            for m in motions
        ),
    )
    chart = Chart(
        id="adoption",
        title=title,
        alternative=_extremes(numbers, names, material),
        caption=say("A scenario is drawn only where it differs from the baseline."),
        table=table,
        specs={lang: _spec(numbers, names, material, lang) for lang in LANGUAGES},
    )
    opening = say(
        "Each member is given a probability of agreeing in time; the rule says which "
        "combinations of members suffice. Dots are medians over draws, bars 90% "
        "intervals."
    )
    return Section("adoption", say("Adoption of motions"), (Paragraph(opening), chart))


def adopted(material: Material, motion: str, scenario: str) -> Number | None:
    """Probability that a motion is adopted, or None where it is not put."""
    draws = material.values(ADOPTION, scenario).draws(motion=motion)
    if draws is None:
        return None
    key = OutcomeKey.of(ADOPTION, scenario, {"motion": motion})
    return material.tracer.number(key, draws, "probability", "likelihood")


def _spec(
    numbers: dict[tuple[str, str], Number],
    names: dict[str, Text],
    material: Material,
    lang: str,
) -> dict[str, Any]:
    """Drawn for each motion: the reference, and scenarios that differ from it."""
    groups: dict[str, list[dict[str, Any]]] = {}
    shown = set()
    for (motion, scenario), number in numbers.items():
        drawn = groups.setdefault(names[motion][lang], [])
        if scenario != material.reference and _same(motion, scenario, material):
            continue
        shown.add(scenario)
        title = material.title(scenario)[lang]
        note = noted(f"{names[motion][lang]} · {title}", number, lang)
        drawn.append({"scenario": title, **ends(number), "note": note})
    return intervals(
        list(groups.items()),
        lang,
        material.colours(lang, [s for s in material.scenarios if s in shown]),
        axis={
            "title": say("Probability of adoption")[lang],
            "format": ".0%",
            "domain": [0, 1],
        },
    )


def _same(motion: str, scenario: str, material: Material) -> bool:
    """Whether no draw tells a scenario from the reference."""
    base = material.values(ADOPTION, material.reference).draws(motion=motion)
    draws = material.values(ADOPTION, scenario).draws(motion=motion)
    return base is not None and draws is not None and np.array_equal(draws, base)


def ends(number: Number) -> dict[str, float]:
    """A number and its interval, as a row of a chart has them."""
    return {
        "median": round(number.value, 5),
        "low": round(number.value if number.low is None else number.low, 5),
        "high": round(number.value if number.high is None else number.high, 5),
    }


def _extremes(
    numbers: dict[tuple[str, str], Number],
    names: dict[str, Text],
    material: Material,
) -> Text:
    put = {scenario for _, scenario in numbers}
    scenario = next(s for s in (material.reference, *material.others) if s in put)
    found = {m: n for (m, s), n in numbers.items() if s == scenario}
    low = min(found, key=lambda m: found[m].value)
    high = max(found, key=lambda m: found[m].value)

    def told(motion: str) -> Text:
        number = found[motion]
        shown = Text(number.text("en"), number.text("ja"))
        return say("{motion} ({number})", motion=names[motion], number=shown)

    return say(
        "In the scenario {scenario}, least likely is {low}; most likely is {high}.",
        scenario=material.title(scenario),
        low=told(low),
        high=told(high),
    )
