"""How far demand for products is met: by year, and by quarter in the best plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from ishizue.briefs.charts.frame import LINE
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number
from ishizue.briefs.outputs import demands, draws_of, lined, named, output, words
from ishizue.briefs.over_years import over_years
from ishizue.briefs.parts import Chart, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

Series = dict[tuple[str, str], list[Number]]
"""Numbers in a row by demand and scenario."""
QUARTER: Final = 0.25
ROW: Final = 70
"""Pixels between rows of panels, whose titles have two lines."""
PANEL: Final = 195
"""Pixels a line of a panel's title may take."""


def met_by_year(material: Material) -> Chart:
    """How far demand is met by year, in scenarios where that differs."""
    numbers = {
        (demand, scenario): [
            number
            for year in material.years
            if (
                number := output(
                    "demand_met", scenario, {"demand": demand, "year": year}, material
                )
            )
            is not None
        ]
        for demand in demands(material)
        for scenario in _distinct("demand_met", "year", demand, material)
    }
    title = say("Share of demand that each framework can make, by year")
    return Chart(
        id="industry-met",
        title=title,
        alternative=_extremes(numbers, material),
        caption=say(
            "Lines are medians, bands 90% intervals. A scenario is drawn only where it "
            "differs from the baseline."
        ),
        table=_series_table("industry-met", title, numbers, material, material.years),
        specs={
            lang: _lines(numbers, list(material.years), material, lang)
            for lang in LANGUAGES
        },
    )


def shortfalls(material: Material) -> Chart:
    """What the best plan leaves unmet by quarter, in scenarios where that differs."""
    quarters = material.values("industry.shortfall", material.reference).labels(
        "quarter"
    )
    numbers = {
        (demand, scenario): [
            number
            for quarter in quarters
            if (
                number := output(
                    "shortfall",
                    scenario,
                    {"demand": demand, "quarter": quarter},
                    material,
                )
            )
            is not None
        ]
        for demand in demands(material)
        for scenario in _distinct("shortfall", "quarter", demand, material)
    }
    title = say("Share of demand left unmet by the best plan, by quarter")
    places = [int(q[:4]) + QUARTER * (int(q[-1]) - 1) for q in quarters]
    return Chart(
        id="industry-shortfall",
        title=title,
        alternative=_extremes(numbers, material),
        caption=say(
            "Stocks carry the first quarters. A scenario is drawn only where it differs "
            "from the baseline."
        ),
        table=_series_table("industry-shortfall", title, numbers, material, quarters),
        specs={lang: _lines(numbers, places, material, lang) for lang in LANGUAGES},
    )


def _distinct(name: str, along: str, demand: str, material: Material) -> Iterator[str]:
    """The reference, and scenarios whose draws are not the same."""
    labels = material.outcomes[material.reference]["industry"][along].values.tolist()

    def series(scenario: str) -> list[Any]:
        return [
            draws_of(name, scenario, {"demand": demand, along: label}, material)
            for label in labels
        ]

    reference = series(material.reference)
    for scenario in material.scenarios:
        found = series(scenario)
        if found[0] is not None and (
            scenario == material.reference
            or not all(
                np.array_equal(a, b) for a, b in zip(found, reference, strict=True)
            )
        ):
            yield scenario


def _series_table(
    name: str,
    title: Text,
    numbers: Series,
    material: Material,
    labels: tuple[str, ...] | tuple[int, ...],
) -> Table:
    return Table(
        id=name,
        caption=title,
        head=(
            say("Product and framework"),
            say("Scenario"),
            *(Text.same(label) for label in labels),
        ),
        rows=tuple(
            (named(demand, material), material.title(scenario), *series)
            for (demand, scenario), series in numbers.items()
        ),
    )


def _lines(
    numbers: Series, places: list[Any], material: Material, lang: str
) -> dict[str, Any]:
    names = {
        demand: Text(*(lined(demand, material, to) for to in LANGUAGES))
        for demand, _ in numbers
    }
    spec = over_years(numbers, names, material, lang, places=places)
    # The product above, the framework below: side by side they would not fit.
    spec["facet"]["header"] |= {
        "labelExpr": "split(datum.value, '\\n')",
        "labelLineHeight": LINE,
        "labelLimit": PANEL,
    }
    spec["spacing"] |= {"row": ROW}
    return spec


def _extremes(numbers: Series, material: Material) -> Text:
    """Where the last of each series is least and most."""
    last = {place: series[-1] for place, series in numbers.items() if series}
    low = min(last, key=lambda place: last[place].value)
    high = max(last, key=lambda place: last[place].value)

    def told(place: tuple[str, str]) -> Text:
        return say(
            "{demand}, {scenario}",
            demand=named(place[0], material),
            scenario=material.title(place[1]),
        )

    return say(
        "At the end: from {low} ({where_low}) to {high} ({where_high}).",
        low=words(last[low]),
        where_low=told(low),
        high=words(last[high]),
        where_high=told(high),
    )
