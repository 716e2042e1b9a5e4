"""What numbers become over the years, scenario by scenario, one panel a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ishizue.briefs.charts import lines
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number
from ishizue.briefs.wording import Text, say

# A little room, so that a line at 100 % stays within its frame.
ROOM = 1.04


def over_years(
    numbers: Mapping[tuple[str, str], Sequence[Number]],
    names: Mapping[str, Text],
    material: Material,
    lang: str,
    *,
    places: Sequence[float] | None = None,
    form: str = ".0%",
) -> dict[str, Any]:
    """The chart of series by subject and scenario.

    Args:
        numbers: By subject and scenario, a number for each place.
        names: What subjects, each a panel, are called.
        material: The material.
        lang: The language.
        places: Where in time numbers stand, in years; by default each year.
        form: Format of the axis; of shares, from nothing to all.
    """
    when = material.years if places is None else places
    rows: list[dict[str, Any]] = [
        {
            "panel": names[subject][lang],
            "scenario": material.title(scenario)[lang],
            "year": place,
            "median": round(number.value, 4),
            "low": round(number.value if number.low is None else number.low, 4),
            "high": round(number.value if number.high is None else number.high, 4),
        }
        for (subject, scenario), series in numbers.items()
        for place, number in zip(when, series, strict=True)
    ]
    shown = dict.fromkeys(scenario for _, scenario in numbers)
    top = 1.0 if "%" in form else max(row["high"] for row in rows)
    hover = [
        ("scenario", say("Scenario")[lang], False),
        ("year", say("Year")[lang], False),
        ("median", say("Median")[lang], True),
        ("low", "5%", True),
        ("high", "95%", True),
    ]
    return lines(
        rows,
        lang,
        material.colours(lang, [s for s in material.scenarios if s in shown]),
        panels=list(dict.fromkeys(names[subject][lang] for subject, _ in numbers)),
        axis={
            "title": None,
            "years": _ticks(sorted({int(place) for place in when})),
            "format": form,
            "domain": [0, ROOM * top],
            # A part of a year has no name of its own.
            "hover": [part for part in hover if part[0] != "year" or places is None],
        },
    )


def _ticks(years: Sequence[int]) -> list[int]:
    """A few years, the first and the last among them."""
    parts = next((n for n in (3, 4, 2, 1) if (len(years) - 1) % n == 0), 1)
    step = max(1, (len(years) - 1) // parts)
    return list(years[::step])
