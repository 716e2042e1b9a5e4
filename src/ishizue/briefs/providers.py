"""Who brings what, and on whom coverage depends, in the baseline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ishizue.briefs.charts import LABEL, matrix, wrapped
from ishizue.briefs.coverage import capability_names, frameworks
from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_named
from ishizue.briefs.numbers import Number, OutcomeKey, form_of, noted
from ishizue.briefs.parts import Cell, Chart, Paragraph, Section, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

SHOWN: Final = 16
"""Providers in the chart; the table has all."""

Numbers = Mapping[tuple[str, str, str], Number]
"""By outcome, requirement and actor."""

OUTCOMES: Final = ("contribution", "dependence", "attribution")


def providers(material: Material) -> Section | None:
    """Contribution, dependence and attribution, or None without any provider."""
    chosen = _framework(material)
    if chosen is None:
        return None
    framework, needs = chosen
    numbers = _numbers(needs, material)
    actors = _ranked(numbers)
    names = capability_names(material, needs)
    people = material.names.distinct("actors", {a: a for a in actors})
    title = say(
        "{framework}: share of coverage lost without each provider, {year}",
        framework=material.names.row("frameworks", framework),
        year=material.years[0],
    )
    chart = Chart(
        id="providers",
        title=title,
        alternative=_greatest(numbers, names, people),
        caption=_left_out(actors),
        table=_table(needs, actors, numbers, names, people, material),
        specs={
            lang: _spec(needs, actors, numbers, names, people, lang)
            for lang in LANGUAGES
        },
    )
    opening = say(
        "Dependence is the share of coverage lost if the provider withdraws; "
        "attribution divides coverage among providers by the Shapley value; "
        "concentration is the Herfindahl-Hirschman index of supply, from near 0 (many "
        "equal providers) to 1 (a single one). Scenario: {scenario}.",
        scenario=material.title(material.reference),
    )
    return Section(
        "providers",
        say("Who provides, and who would be missed"),
        (Paragraph(opening), chart, _concentration(needs, names, material)),
    )


def _framework(material: Material) -> tuple[str, list[str]] | None:
    """The framework with most providers; the first of them where several have."""
    here = material.values("capability.contribution", material.reference)
    found: dict[str, tuple[int, list[str]]] = {}
    for framework, needs in frameworks(material).items():
        present = [n for n in needs if n in here.labels("requirement")]
        bringing = {
            actor
            for need in present
            for actor in here.labels("actor")
            if _some(material, "contribution", need, actor)
        }
        if bringing:
            found[framework] = (len(bringing), present)
    if not found:
        return None
    framework = max(found, key=lambda name: found[name][0])
    return framework, found[framework][1]


def _some(material: Material, outcome: str, need: str, actor: str) -> bool:
    values = material.values(f"capability.{outcome}", material.reference)
    draws = values.draws(requirement=need, actor=actor)
    return draws is not None and bool(draws.any())


def _numbers(
    needs: list[str], material: Material
) -> dict[tuple[str, str, str], Number]:
    """Every number above zero; providers of a capability share a note."""
    numbers = {}
    for outcome in OUTCOMES:
        name = f"capability.{outcome}"
        unit = outcome_named(name).unit
        values = material.values(name, material.reference)
        for need in needs:
            note = (OutcomeKey.of(name, material.reference, {"requirement": need}),)
            for actor in values.labels("actor"):
                if not _some(material, "contribution", need, actor):
                    continue
                chosen: dict[str, str | int] = {"requirement": need, "actor": actor}
                draws = values.draws(**chosen)
                assert draws is not None
                key = OutcomeKey.of(name, material.reference, chosen)
                numbers[outcome, need, actor] = material.tracer.number(
                    key, draws, unit, form_of(unit), note=note
                )
    return numbers


def _ranked(numbers: Numbers) -> list[str]:
    """Actors by what coverage owes them, the most first."""
    total: dict[str, float] = {}
    for (outcome, _, actor), number in numbers.items():
        if outcome == "attribution":
            total[actor] = total.get(actor, 0.0) + number.value
    return sorted(total, key=lambda actor: (-total[actor], actor))


def _spec(
    needs: list[str],
    actors: list[str],
    numbers: Numbers,
    names: Mapping[str, Text],
    people: Mapping[str, Text],
    lang: str,
) -> dict[str, Any]:
    shown = actors[:SHOWN]
    rows = [
        {
            "item": wrapped(names[need][lang], lang, LABEL[lang]),
            "column": people[actor][lang],
            "value": round(number.value, 4),
            "shown": number.text(lang),
            "note": noted(f"{names[need][lang]} · {people[actor][lang]}", number, lang),
        }
        for need in needs
        for actor in shown
        if (number := numbers.get(("dependence", need, actor))) is not None
    ]
    return matrix(
        rows,
        lang,
        columns=[people[actor][lang] for actor in shown],
        legend=say("Share of coverage lost without the provider")[lang],
        cell=(44, 24),
        angle=-45,
    )


def _table(
    needs: list[str],
    actors: list[str],
    numbers: Numbers,
    names: Mapping[str, Text],
    people: Mapping[str, Text],
    material: Material,
) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            names[need],
            people[actor],
            *(numbers[outcome, need, actor] for outcome in OUTCOMES),
        )
        for need in needs
        for actor in actors
        if (OUTCOMES[0], need, actor) in numbers
    ]
    return Table(
        id="providers",
        caption=say("Providers of each capability, {year}", year=material.years[0]),
        head=(
            say("Capability"),
            say("Provider"),
            say("Contribution (units)"),
            say("Dependence"),
            say("Attribution"),
        ),
        rows=tuple(rows),
    )


def _concentration(
    needs: list[str], names: Mapping[str, Text], material: Material
) -> Table:
    name = "capability.concentration"
    rows: list[tuple[Cell, ...]] = []
    for need in needs:
        draws = material.values(name, material.reference).draws(requirement=need)
        assert draws is not None
        key = OutcomeKey.of(name, material.reference, {"requirement": need})
        row = material.rows("requirements")[need]
        capability = material.rows("capabilities")[row["capability"]]
        measure = Text(capability["measure_en"], capability["measure_ja"])
        number = material.tracer.number(key, draws, "index", "index")
        rows.append((names[need], measure, number))
    return Table(
        id="concentration",
        caption=say("Concentration of supply, {year}", year=material.years[0]),
        head=(say("Capability"), say("One unit"), say("Concentration (HHI)")),
        rows=tuple(rows),
    )


def _greatest(
    numbers: Numbers, names: Mapping[str, Text], people: Mapping[str, Text]
) -> Text:
    dependence = {k: n for k, n in numbers.items() if k[0] == "dependence"}
    place = max(dependence, key=lambda k: dependence[k].value)
    number = dependence[place]
    return say(
        "The greatest dependence: {capability} on {provider}, without whom {share} of "
        "coverage is lost (median).",
        capability=names[place[1]],
        provider=people[place[2]],
        share=Text(number.text("en"), number.text("ja")),
    )


def _left_out(actors: list[str]) -> Text | None:
    if len(actors) <= SHOWN:
        return None
    return say(
        "The {shown} providers to whom coverage owes most; the table has all {n}.",
        shown=SHOWN,
        n=len(actors),
    )
