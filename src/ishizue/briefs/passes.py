"""Passes of satellites that allies share, by year and scenario."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ishizue.briefs.material import Material
from ishizue.briefs.names import SENSORS
from ishizue.briefs.numbers import Number
from ishizue.briefs.over_years import over_years
from ishizue.briefs.parts import Chart, Table
from ishizue.briefs.sightings import sighting, words
from ishizue.briefs.wording import LANGUAGES, Text, joined, say

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array


def by_year(sensor: str, regions: Mapping[str, Text], material: Material) -> Chart:
    """Shared passes a day by year, in every scenario that changes them."""
    shown = [s for s in material.scenarios if _differs(sensor, s, regions, material)]
    numbers = {
        (area, scenario): [
            number
            for year in material.years
            if (number := _year(area, sensor, scenario, year, material)) is not None
        ]
        for area in regions
        for scenario in shown
    }
    numbers = {place: series for place, series in numbers.items() if series}
    title = say("{sensor}: shared passes a day, by year", sensor=SENSORS[sensor])
    place = max(numbers, key=lambda p: numbers[p][-1].value - numbers[p][0].value)
    return Chart(
        id=f"space-years-{sensor}",
        title=title,
        alternative=say(
            "The greatest rise from {first} to {last}: {where}, from {low} to {high} "
            "passes a day.",
            first=material.years[0],
            last=material.years[-1],
            where=joined((regions[place[0]], material.title(place[1]))),
            low=words(numbers[place][0]),
            high=words(numbers[place][-1]),
        ),
        caption=say(
            "Lines are medians, bands 90% intervals. A scenario is drawn only where it "
            "differs from the baseline."
        ),
        table=Table(
            id=f"space-years-{sensor}",
            caption=title,
            head=(
                say("Area"),
                say("Scenario"),
                *(Text.same(year) for year in material.years),
            ),
            rows=tuple(
                (regions[area], material.title(scenario), *series)
                for (area, scenario), series in numbers.items()
            ),
        ),
        specs={
            lang: over_years(numbers, regions, material, lang, form="~g")
            for lang in LANGUAGES
        },
    )


def _year(
    area: str, sensor: str, scenario: str, year: int, material: Material
) -> Number | None:
    chosen: dict[str, str | int] = {"area": area, "sensor": sensor, "year": year}
    return sighting("passes", scenario, chosen, material)


def _differs(
    sensor: str, scenario: str, regions: Mapping[str, Text], material: Material
) -> bool:
    """Whether a scenario is the reference, or changes what is shared."""
    known = list(regions)

    def passes(name: str) -> Array:
        values = material.outcomes[name]["space"]["passes"].sel(sensor=sensor)
        there = [area for area in known if area in values["area"].values]
        return np.asarray(values.sel(area=there).values)

    if scenario == material.reference:
        return True
    return not np.array_equal(passes(scenario), passes(material.reference))
