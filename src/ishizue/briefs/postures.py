"""Postures in a confrontation: what each risks, and when none suffices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from ishizue.briefs.chances import ends
from ishizue.briefs.charts import LABEL, matrix, profiles, wrapped
from ishizue.briefs.confrontations import draws, finding, key, names, number
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import (
    Number,
    noted,
)
from ishizue.briefs.parts import Chart, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

Place = tuple[str, str, str]
"""Measure, scenario and posture."""

MEASURES: Final = ("pr_attack", "pr_disaster")
PLACE: Final = {"en": 12, "ja": 5}
"""Characters of a posture's label before it is broken."""


def risks(confrontation: str, material: Material) -> Chart:
    """Probabilities of attack and disaster by posture and scenario, first year."""
    year = material.years[0]
    shown = [s for s in material.scenarios if _differs(confrontation, s, material)]
    postures = names(material)
    numbers = {
        (measure, scenario, posture): found
        for measure in MEASURES
        for scenario in material.scenarios
        for posture in postures
        if (
            found := number(
                measure,
                scenario,
                material,
                confrontation=confrontation,
                posture=posture,
                year=year,
            )
        )
        is not None
    }
    title = say("Probability of attack and of disaster by posture, {year}", year=year)
    panels = {
        "pr_attack": say("Attack"),
        "pr_disaster": say("Disaster within a year"),
    }
    return Chart(
        id=f"postures-{confrontation}",
        title=title,
        alternative=_ends(numbers, postures, material),
        caption=say("A scenario is drawn only where it differs from the baseline."),
        table=Table(
            id=f"postures-{confrontation}",
            caption=title,
            head=(
                say("Of what"),
                say("Scenario"),
                *postures.values(),
            ),
            rows=tuple(
                (
                    panels[measure],
                    material.title(s),
                    *(numbers.get((measure, s, p)) for p in postures),
                )
                for measure in MEASURES
                for s in material.scenarios
            ),
        ),
        specs={
            lang: _profiles(
                {place: n for place, n in numbers.items() if place[1] in shown},
                panels,
                material,
                lang,
            )
            for lang in LANGUAGES
        },
    )


def _differs(confrontation: str, scenario: str, material: Material) -> bool:
    """Whether some draw tells a scenario from the reference, which differs as well."""
    if scenario == material.reference:
        return True
    lens = "deterrence"
    found = [
        material.outcomes[s][lens]["value"] for s in (material.reference, scenario)
    ]
    if any(confrontation not in one["confrontation"].values for one in found):
        return True
    base, other = (one.sel(confrontation=confrontation).values for one in found)
    return not np.array_equal(base, other)


def _profiles(
    numbers: Mapping[Place, Number],
    panels: Mapping[str, Text],
    material: Material,
    lang: str,
) -> dict[str, Any]:
    postures = {
        posture: wrapped(name[lang], lang, PLACE[lang])
        for posture, name in names(material).items()
    }
    rows = []
    for (measure, scenario, posture), found in numbers.items():
        title = material.title(scenario)[lang]
        what = f"{panels[measure][lang]} · {names(material)[posture][lang]} · {title}"
        rows.append(
            {
                "panel": panels[measure][lang],
                "scenario": title,
                "place": postures[posture],
                **ends(found),
                "note": noted(what, found, lang),
            }
        )

    most = max(
        n.value if n.high is None else n.high
        for (measure, _, _), n in numbers.items()
        if measure == "pr_disaster"
    )
    shown = dict.fromkeys(scenario for _, scenario, _ in numbers)
    return profiles(
        rows,
        lang,
        material.colours(lang, [s for s in material.scenarios if s in shown]),
        places=list(postures.values()),
        panels={
            panels["pr_attack"][lang]: {"format": ".0%", "domain": [0, 1]},
            panels["pr_disaster"][lang]: {
                "format": ".1%",
                "domain": [0, max(0.01, 1.05 * most)],
            },
        },
    )


def _ends(
    numbers: Mapping[Place, Number], postures: Mapping[str, Text], material: Material
) -> Text:
    first, *_, last = postures

    def at(measure: str, posture: str) -> Text:
        found = numbers.get((measure, material.reference, posture))
        if found is None:
            return say("unknown")
        return Text(found.text("en"), found.text("ja"))

    return say(
        "In the scenario {scenario}, from {first} to {last}, attack goes from {calm} to "
        "{taut} and disaster from {safe} to {risky}.",
        scenario=material.title(material.reference),
        first=postures[first],
        last=postures[last],
        calm=at("pr_attack", first),
        taut=at("pr_attack", last),
        safe=at("pr_disaster", first),
        risky=at("pr_disaster", last),
    )


def window(confrontation: str, material: Material) -> Chart:
    """In how many draws no posture below the maximal deters, by year."""
    numbers = {
        (scenario, year): finding(
            key("window", scenario, confrontation=confrontation, year=year),
            "open",
            float(np.mean(found)),
            "likelihood",
            material,
        )
        for scenario in material.scenarios
        for year in material.years
        if (
            found := draws(
                "window",
                scenario,
                material,
                confrontation=confrontation,
                year=year,
            )
        )
        is not None
    }
    title = say("Probability that no posture below the maximal deters, by year")
    first, last = material.years[0], material.years[-1]
    shown = [s for s in material.scenarios if (s, first) in numbers]
    least = min(shown, key=lambda s: numbers[s, first].value)
    most = max(shown, key=lambda s: numbers[s, first].value)
    return Chart(
        id=f"window-{confrontation}",
        title=title,
        alternative=say(
            "The window of vulnerability in {first}: from {low} ({where_low}) to {high} "
            "({where_high}); in {last}, {later} and {later_high}.",
            first=first,
            last=last,
            low=_text(numbers[least, first]),
            where_low=material.title(least),
            high=_text(numbers[most, first]),
            where_high=material.title(most),
            later=_text(numbers[least, last]),
            later_high=_text(numbers[most, last]),
        ),
        caption=None,
        table=Table(
            id=f"window-{confrontation}",
            caption=title,
            head=(say("Scenario"), *(Text.same(year) for year in material.years)),
            rows=tuple(
                (material.title(s), *(numbers[s, year] for year in material.years))
                for s in shown
            ),
        ),
        specs={
            lang: matrix(
                [
                    {
                        "item": wrapped(material.title(s)[lang], lang, LABEL[lang]),
                        "column": str(year),
                        "value": round(found.value, 4),
                        "shown": found.text(lang),
                        "note": noted(
                            f"{material.title(s)[lang]} · {year}", found, lang
                        ),
                    }
                    for (s, year), found in numbers.items()
                ],
                lang,
                columns=[str(year) for year in material.years],
                legend=say("Share of draws")[lang],
                cell=(52, 24),
            )
            for lang in LANGUAGES
        },
    )


def _text(found: Number) -> Text:
    return Text(found.text("en"), found.text("ja"))
