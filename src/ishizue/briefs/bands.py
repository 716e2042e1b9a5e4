"""How long places wait to be seen from space, by latitude."""

from __future__ import annotations

from collections.abc import Mapping

from ishizue.briefs.charts import latitudes
from ishizue.briefs.material import Material
from ishizue.briefs.names import SENSORS
from ishizue.briefs.numbers import noted
from ishizue.briefs.parts import Chart, Table
from ishizue.briefs.sightings import ALL, OWN, now, words
from ishizue.briefs.wording import LANGUAGES, Text, joined, say


def by_latitude(
    bands: Mapping[str, Text], sharp: list[str], material: Material
) -> Chart:
    """Mean hours between passes, by band from north to south."""
    year = material.years[0]
    ordered = sorted(bands, key=lambda band: -_south(band, material))
    cases = {"mean_gap": ALL, "own_mean_gap": OWN}
    numbers = {
        (sensor, band, case): now(case, material, band, sensor, year=year)
        for sensor in sharp
        for band in ordered
        for case in cases
    }
    title = say("Hours between passes in {year}, by latitude", year=year)
    low = min(numbers, key=lambda place: numbers[place].value)
    high = max(numbers, key=lambda place: numbers[place].value)
    return Chart(
        id="space-latitudes",
        title=title,
        alternative=say(
            "Mean hours between passes run from {low} ({where_low}) to {high} "
            "({where_high}).",
            low=words(numbers[low]),
            where_low=joined((SENSORS[low[0]], bands[low[1]], cases[low[2]])),
            high=words(numbers[high]),
            where_high=joined((SENSORS[high[0]], bands[high[1]], cases[high[2]])),
        ),
        caption=say(
            "Simulated over twenty days on best estimates; 480 hours stand for never. The "
            "axis is logarithmic."
        ),
        table=Table(
            id="space-latitudes",
            caption=title,
            head=(
                say("Latitude"),
                *(
                    joined((SENSORS[sensor], case))
                    for sensor in sharp
                    for case in cases.values()
                ),
            ),
            rows=tuple(
                (
                    bands[band],
                    *(
                        numbers[sensor, band, case]
                        for sensor in sharp
                        for case in cases
                    ),
                )
                for band in ordered
            ),
        ),
        specs={
            lang: latitudes(
                [
                    {
                        "panel": SENSORS[sensor][lang],
                        "item": bands[band][lang],
                        "case": cases[case][lang],
                        "value": round(number.value, 3),
                        "note": noted(
                            f"{SENSORS[sensor][lang]} · {bands[band][lang]} · "
                            f"{cases[case][lang]}",
                            number,
                            lang,
                        ),
                    }
                    for (sensor, band, case), number in numbers.items()
                ],
                lang,
                panels=[SENSORS[sensor][lang] for sensor in sharp],
                cases=(ALL[lang], OWN[lang]),
                title=say("Hours between passes")[lang],
            )
            for lang in LANGUAGES
        },
    )


def _south(area: str, material: Material) -> float:
    found = material.world.figures_of(area, table="areas", field="southern_limit")
    return found[0].value if found else -90.0
