"""Coverage of needs: by capability and scenario, and by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ishizue.briefs.charts import LABEL, matrix, wrapped
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey, noted
from ishizue.briefs.over_years import over_years
from ishizue.briefs.parts import Block, Cell, Chart, Heading, Paragraph, Section, Table
from ishizue.briefs.wording import LANGUAGES, Text, listed, say

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

COVERAGE = "capability.coverage"


def coverage(material: Material) -> Section:
    """Coverage per framework."""
    first, last = material.years[0], material.years[-1]
    blocks: list[Block] = [
        Paragraph(
            say(
                "Coverage is what members bring, counted as far as it can be relied on, "
                "over what the framework needs, at most 100%. Numbers are medians over "
                "draws with 90% intervals."
            )
        )
    ]
    for framework, needs in frameworks(material).items():
        name = material.names.row("frameworks", framework)
        blocks.append(Heading(f"coverage-{framework}", name))
        blocks.append(_heat(framework, needs, material, first))
        if last > first:
            blocks.append(_by_year(framework, needs, material))
    return Section("coverage", say("Coverage of needs"), tuple(blocks))


def frameworks(material: Material) -> dict[str, list[str]]:
    """Requirements by framework, over all scenarios."""
    found: dict[str, list[str]] = {}
    for key, row in material.rows("requirements").items():
        found.setdefault(row["framework"], []).append(key)
    return found


def capability_names(
    material: Material, requirements: Sequence[str]
) -> dict[str, Text]:
    """What the capability of each requirement is called."""
    rows = material.rows("requirements")
    return material.names.distinct(
        "capabilities", {key: rows[key]["capability"] for key in requirements}
    )


def covered(
    material: Material, requirement: str, scenario: str, year: int, *, series: bool
) -> Number | None:
    """Coverage of a requirement, or None where the scenario has no such need.

    Args:
        material: The run.
        requirement: Its key.
        scenario: The scenario.
        year: The year.
        series: Whether the number shares its note with those of the other years.
    """
    draws = material.values(COVERAGE, scenario).draws(
        requirement=requirement, year=year
    )
    if draws is None:
        return None
    chosen: dict[str, str | int] = {"requirement": requirement, "year": year}
    key = OutcomeKey.of(COVERAGE, scenario, chosen)
    whole = OutcomeKey.of(COVERAGE, scenario, {"requirement": requirement})
    note = (whole,) if series else None
    return material.tracer.number(key, draws, "share", "share", note=note)


def _heat(framework: str, needs: Sequence[str], material: Material, year: int) -> Chart:
    names = capability_names(material, needs)
    shown = [
        s
        for s in material.scenarios
        if set(needs) & set(material.values(COVERAGE, s).labels("requirement"))
    ]
    numbers = {
        (need, s): covered(material, need, s, year, series=False)
        for need in needs
        for s in shown
    }
    title = say(
        "{framework}: coverage in {year}, by capability and scenario",
        framework=material.names.row("frameworks", framework),
        year=year,
    )
    return Chart(
        id=f"coverage-{framework}",
        title=title,
        alternative=_extremes(numbers, names, material, year),
        caption=None,
        table=Table(
            id=f"coverage-{framework}",
            caption=title,
            head=(say("Capability"), *(material.title(s) for s in shown)),
            rows=tuple(
                (names[need], *(numbers[need, s] for s in shown)) for need in needs
            ),
        ),
        specs={
            lang: matrix(
                [
                    {
                        "item": wrapped(names[need][lang], lang, LABEL[lang]),
                        "column": wrapped(material.title(s)[lang], lang, _narrow(lang)),
                        "value": round(number.value, 4),
                        "shown": number.text(lang),
                        "note": noted(
                            f"{names[need][lang]} · {material.title(s)[lang]}",
                            number,
                            lang,
                        ),
                    }
                    for (need, s), number in numbers.items()
                    if number is not None
                ],
                lang,
                columns=[
                    wrapped(material.title(s)[lang], lang, _narrow(lang)) for s in shown
                ],
                legend=say("Share of the need covered")[lang],
                cell=(92, 24),
            )
            for lang in LANGUAGES
        },
    )


def _narrow(lang: str) -> int:
    return 14 if lang == "en" else 7


def _extremes(
    numbers: dict[tuple[str, str], Number | None],
    names: dict[str, Text],
    material: Material,
    year: int,
) -> Text:
    told = {place: n for place, n in numbers.items() if n is not None}
    low = min(told, key=lambda place: told[place].value)
    high = max(told, key=lambda place: told[place].value)

    def place(at: tuple[str, str]) -> Text:
        return listed((names[at[0]], material.title(at[1])))

    def number(at: tuple[str, str]) -> Text:
        return Text(told[at].text("en"), told[at].text("ja"))

    return say(
        "In {year}, median coverage runs from {low} ({where_low}) to {high} "
        "({where_high}).",
        year=year,
        low=number(low),
        where_low=place(low),
        high=number(high),
        where_high=place(high),
    )


def _by_year(framework: str, needs: Sequence[str], material: Material) -> Chart:
    names = capability_names(material, needs)
    drawn = [(n, s) for n in needs for s in _distinct(n, material)]
    numbers = {
        place: [
            number
            for year in material.years
            if (number := covered(material, *place, year, series=True)) is not None
        ]
        for place in drawn
    }
    title = say(
        "{framework}: coverage by year",
        framework=material.names.row("frameworks", framework),
    )
    rows: list[tuple[Cell, ...]] = [
        (names[need], material.title(s), *numbers[need, s]) for need, s in drawn
    ]
    return Chart(
        id=f"coverage-years-{framework}",
        title=title,
        alternative=_trend(numbers, names, material),
        caption=say(
            "Lines are medians, bands 90% intervals. A scenario is drawn only where it "
            "differs from the baseline."
        ),
        table=Table(
            id=f"coverage-years-{framework}",
            caption=title,
            head=(
                say("Capability"),
                say("Scenario"),
                *(Text.same(year) for year in material.years),
            ),
            rows=tuple(rows),
        ),
        specs={lang: over_years(numbers, names, material, lang) for lang in LANGUAGES},
    )


def _distinct(requirement: str, material: Material) -> Iterator[str]:
    """Scenarios in which coverage is not the same as in the reference, draw by draw."""
    reference = _draws(requirement, material.reference, material)
    for scenario in material.scenarios:
        draws = _draws(requirement, scenario, material)
        if draws is None:
            continue
        if (
            scenario == material.reference
            or reference is None
            or not np.array_equal(draws, reference)
        ):
            yield scenario


def _draws(requirement: str, scenario: str, material: Material) -> Array | None:
    values = material.values(COVERAGE, scenario)
    years = [values.draws(requirement=requirement, year=y) for y in material.years]
    return None if years[0] is None else np.stack([y for y in years if y is not None])


def _trend(
    numbers: dict[tuple[str, str], list[Number]],
    names: dict[str, Text],
    material: Material,
) -> Text:
    place, series = max(
        numbers.items(), key=lambda item: item[1][-1].value - item[1][0].value
    )
    return say(
        "Median coverage by year for {n} capabilities. The greatest rise from {first} "
        "to {last}: {what}, from {low} to {high}.",
        n=len({need for need, _ in numbers}),
        first=material.years[0],
        last=material.years[-1],
        what=listed((names[place[0]], material.title(place[1]))),
        low=Text(series[0].text("en"), series[0].text("ja")),
        high=Text(series[-1].text("en"), series[-1].text("ja")),
    )
