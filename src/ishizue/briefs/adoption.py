"""How likely each motion is to be adopted, by scenario."""

from __future__ import annotations

from ishizue.briefs.charts import intervals, wrapped
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey
from ishizue.briefs.parts import Chart, Paragraph, Section, Table
from ishizue.briefs.wording import LANGUAGES, Text, joined, say

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
        caption=None,
        table=table,
        specs={
            lang: intervals(
                [
                    {
                        "item": wrapped(names[motion][lang], lang),
                        "scenario": material.title(scenario)[lang],
                        **ends(number),
                        "note": f"{names[motion][lang]} · "
                        f"{material.title(scenario)[lang]}: {number.text(lang)} "
                        f"{number.spread(lang)}",
                    }
                    for (motion, scenario), number in numbers.items()
                ],
                lang,
                material.colours(lang),
                axis={
                    "title": say("Probability of adoption")[lang],
                    "format": ".0%",
                    "domain": [0, 1],
                },
            )
            for lang in LANGUAGES
        },
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
    of_reference = {m: n for (m, s), n in numbers.items() if s == material.reference}
    low = min(of_reference, key=lambda m: of_reference[m].value)
    high = max(of_reference, key=lambda m: of_reference[m].value)

    def told(motion: str) -> Text:
        number = of_reference[motion]
        shown = Text(number.text("en"), number.text("ja"))
        return joined((names[motion], shown), ": ")

    return say(
        "In the scenario {scenario}, least likely is {low}; most likely is {high}.",
        scenario=material.title(material.reference),
        low=told(low),
        high=told(high),
    )
