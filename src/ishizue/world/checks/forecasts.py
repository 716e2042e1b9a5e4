"""Checks of forecasts: chances by year from which a time of arrival can be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ishizue.world.checks.registry import Draft, Finding, check


@check
def forecasts_span_some_years(draft: Draft) -> Iterator[Finding]:
    by_year: dict[str, dict[str, str]] = {a: {} for a in draft.world.tables["arrivals"]}
    for key, row in draft.world.tables["forecasts"].items():
        years = by_year.setdefault(row["arrival"], {})
        other = years.setdefault(row["by_year"], key)
        if other != key:
            yield (
                f"forecasts.{key}",
                f"gives a chance by {row['by_year']}, as '{other}' does",
                "Weigh the two and keep one row",
            )
    for arrival, years in by_year.items():
        if len(years) < 2 and arrival in draft.world.tables["arrivals"]:
            yield (
                f"arrivals.{arrival}",
                f"has {len(years)} forecast(s)",
                "Give its chance by two years or more in world/forecasts.csv",
            )


@check
def chances_rise_with_the_years(draft: Draft) -> Iterator[Finding]:
    stated: dict[str, list[tuple[str, str, float]]] = {}
    for key, row in draft.world.tables["forecasts"].items():
        for figure in draft.world.figures_of(key, table="forecasts", field="chance"):
            found = stated.setdefault(row["arrival"], [])
            found.append((row["by_year"], figure.path, figure.value))
    for chances in stated.values():
        chances.sort()
        for (_, earlier, low), (_, later, high) in pairwise(chances):
            if high < low:
                yield (
                    later,
                    f"is {high:g}, below {low:g} of '{earlier}' before it",
                    "What has come by one year has come by the next",
                )
