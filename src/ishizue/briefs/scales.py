"""The scale of an issue: members, and the median and the core under every rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ishizue.briefs.charts import spectrum
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Form, Number, noted
from ishizue.briefs.parts import Chart, Table
from ishizue.briefs.stances import Agendas, Stances, has_core, of_agenda
from ishizue.briefs.wording import LANGUAGES, Text, listed, say

NAMED: Final = 3
"""Members named at either end."""
ENDS: Final = ("core_low", "core_high")


def scale(
    issue: str,
    agendas: Agendas,
    stances: Stances,
    points: Mapping[str, Number | None],
    material: Material,
) -> Chart:
    """The chart of an issue.

    Args:
        issue: Its key.
        agendas: Rules by its agendas.
        stances: Where members stand.
        points: `status_quo` and `proposed_point`, where stated.
        material: The run.
    """
    title = say(
        "{issue}: members, median and core under each rule",
        issue=material.names.row("issues", issue),
    )
    numbers = {agenda: _numbers(agenda, material) for agenda in agendas}
    names = {a: material.names.row("rules", rule) for a, rule in agendas.items()}
    order = list(stances)
    return Chart(
        id=f"scale-{issue}",
        title=title,
        alternative=say(
            "Most cautious: {cautious}. Most resolute: {resolute}. Weighted medians: "
            "{medians}.",
            cautious=_told(order[:NAMED], stances, material),
            resolute=_told(order[: -NAMED - 1 : -1], stances, material),
            medians=listed(
                _named(names[a], n["median_point"]) for a, n in numbers.items()
            ),
        ),
        caption=say("Points members want are medians over draws."),
        table=Table(
            id=f"scale-{issue}",
            caption=title,
            head=(
                say("Decision rule"),
                say("Weighted median"),
                say("Low end of the core"),
                say("High end of the core"),
                say("Probability that the proposal passes"),
            ),
            rows=tuple(
                (
                    names[a],
                    n["median_point"],
                    *(n.get(end, say("empty")) for end in ENDS),
                    n["passes"],
                )
                for a, n in numbers.items()
            ),
        ),
        specs={
            lang: _spec(
                [(names[a][lang], n) for a, n in numbers.items()],
                _members(agendas, stances, material, lang),
                _axis(issue, points, material, lang),
                lang,
            )
            for lang in LANGUAGES
        },
    )


def _numbers(agenda: str, material: Material) -> dict[str, Number]:
    """What the chart shows of an agenda; without ends where the core is empty."""
    outcomes = {
        "median_point": "bargaining.median_point",
        "passes": "bargaining.passes",
    }
    if has_core(agenda, material):
        outcomes |= {end: f"bargaining.{end}" for end in ENDS}
    found = {}
    for name, outcome in outcomes.items():
        form: Form = "likelihood" if name == "passes" else "index"
        number = of_agenda(outcome, form, material, agenda=agenda)
        # The agendas are those of the scenario the numbers are of.
        assert number is not None
        found[name] = number
    return found


def _named(name: Text, number: Number) -> Text:
    shown = Text(number.text("en"), number.text("ja"))
    return say("{name} {number}", name=name, number=shown)


def _told(actors: Iterable[str], stances: Stances, material: Material) -> Text:
    return listed(
        _named(material.names.row("actors", a), stances[a][0]) for a in actors
    )


def _members(
    agendas: Agendas, stances: Stances, material: Material, lang: str
) -> list[dict[str, Any]]:
    """The marks of members, rule by rule."""
    rules = material.world.tables["rules"]
    found = []
    for place, rule in enumerate(agendas.values()):
        for actor in material.world.members(rules[rule]["framework"]):
            if actor in stances:
                wants = stances[actor][0]
                name = material.names.row("actors", actor)[lang]
                found.append(
                    {
                        "rule": place,
                        "point": round(wants.value, 4),
                        "note": noted(name, wants, lang),
                    }
                )
    return found


def _axis(
    issue: str, points: Mapping[str, Number | None], material: Material, lang: str
) -> dict[str, Any]:
    row = material.world.tables["issues"][issue]
    marks = {"status_quo": say("today"), "proposed_point": say("proposed")}
    return {
        "title": [
            say("{point}: {meaning}", point=n, meaning=row[f"scale_{end}_{lang}"])[lang]
            for n, end in enumerate(("low", "high"))
        ],
        "format": ".1f",
        "domain": [0, 1],
        "marks": {
            marks[name][lang]: round(number.value, 4)
            for name, number in points.items()
            if number is not None
        },
    }


def _spec(
    rules: Iterable[tuple[str, Mapping[str, Number]]],
    members: list[dict[str, Any]],
    axis: Mapping[str, Any],
    lang: str,
) -> dict[str, Any]:
    rows = []
    for name, numbers in rules:
        median = numbers["median_point"]
        row: dict[str, Any] = {
            "median": round(median.value, 4),
            "note": noted(f"{name} · {say('Weighted median')[lang]}", median, lang),
        }
        if ENDS[0] in numbers:
            low, high = (numbers[end] for end in ENDS)
            row |= {"low": round(low.value, 4), "high": round(high.value, 4)}
            row["core"] = (
                f"{name} · "
                + say("core {low} to {high}", low=low.text(lang), high=high.text(lang))[
                    lang
                ]
            )
        rows.append((name, row))
    return spectrum(
        rows,
        lang,
        members=members,
        axis=axis,
        words={
            "core": say("core")[lang],
            "member": say("point a member wants")[lang],
            "median": say("weighted median")[lang],
        },
    )
