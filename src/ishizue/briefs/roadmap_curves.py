"""Curves of a roadmap by year: money spent, and gaps closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ishizue.briefs.charts import lines
from ishizue.briefs.charts.frame import COLOURS
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey
from ishizue.briefs.parts import Chart, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

Series = Mapping[tuple[str, int], Number]
"""By name of the series and year."""


def spending(of: str, scenario: str, material: Material) -> Chart:
    """What is spent in each year, beside what there is."""
    names = {"available": say("Budget"), "spending": say("Spending")}
    found = {
        (name, year): _number(
            f"roadmap.{name}", scenario, {"roadmap": of, "year": year}, material
        )
        for name in names
        for year in material.years
    }
    title = say("Spending and budget by year, USD bn")
    spent = {year: found["spending", year] for year in material.years}
    most = max(spent, key=lambda year: spent[year].value)
    return Chart(
        id=f"spending-{of}-{scenario}",
        title=title,
        alternative=say(
            "Most is spent in {year}: {spent} against a budget of {budget}.",
            year=most,
            spent=_words(spent[most]),
            budget=_words(found["available", most]),
        ),
        caption=say(
            "Spending passes the budget where projects cost more, or run at other "
            "times, than was planned."
        ),
        table=_table(f"spending-{of}-{scenario}", title, names, found, material),
        specs={
            lang: _curves(
                {say("USD bn")[lang]: {n: n for n in names}},
                names,
                found,
                material.years,
                (lang, ".1f"),
            )
            for lang in LANGUAGES
        },
    )


def closing(of: str, scenario: str, material: Material) -> list[Chart]:
    """How far each gap is closed by year; nothing where none is."""
    values = material.values("roadmap.gap_closed", scenario)
    capabilities = [
        c
        for c in values.labels("capability")
        if any(
            (draws := values.draws(roadmap=of, capability=c, year=year)) is not None
            and draws.any()
            for year in material.years
        )
    ]
    if not capabilities:
        return []
    names = material.names.distinct("capabilities", {c: c for c in capabilities})
    found = {
        (c, year): _number(
            "roadmap.gap_closed",
            scenario,
            {"roadmap": of, "capability": c, "year": year},
            material,
        )
        for c in capabilities
        for year in material.years
    }
    last = material.years[-1]
    best = max(capabilities, key=lambda c: found[c, last].value)
    title = say("Share of the first year's gap that projects close, by year")
    return [
        Chart(
            id=f"closing-{of}-{scenario}",
            title=title,
            alternative=say(
                "By {year} most is closed of the gap in: {capability}, {share}.",
                year=last,
                capability=names[best],
                share=_words(found[best, last]),
            ),
            caption=None,
            table=_table(f"closing-{of}-{scenario}", title, names, found, material),
            specs={
                lang: _curves(
                    {names[c][lang]: {c: "spending"} for c in capabilities},
                    {"spending": say("Gap closed")},
                    found,
                    material.years,
                    (lang, ".0%"),
                )
                for lang in LANGUAGES
            },
        )
    ]


def _number(
    outcome: str, scenario: str, chosen: dict[str, str | int], material: Material
) -> Number:
    draws = material.values(outcome, scenario).draws(**chosen)
    assert draws is not None  # its labels were read from the outcome
    share = outcome == "roadmap.gap_closed"
    wide = OutcomeKey.of(outcome, scenario, {"roadmap": chosen["roadmap"]})
    return material.tracer.number(
        OutcomeKey.of(outcome, scenario, chosen),
        draws,
        "share" if share else "USD bn",
        "share" if share else "plain",
        note=(wide,),
    )


def _curves(
    panels: Mapping[str, Mapping[str, str]],
    names: Mapping[str, Text],
    found: Series,
    years: Sequence[int],
    form: tuple[str, str],
) -> dict[str, Any]:
    """Panels by title, each with its series and what the series is called."""
    lang, digits = form
    rows = [
        {
            "panel": panel,
            "scenario": names[called][lang],
            "year": year,
            "low": round(_end(found[key, year], "low"), 4),
            "median": round(found[key, year].value, 4),
            "high": round(_end(found[key, year], "high"), 4),
        }
        for panel, series in panels.items()
        for key, called in series.items()
        for year in years
    ]
    top = max(_end(number, "high") for number in found.values())
    step = max(1, (len(years) - 1) // 3)
    colours = {text[lang]: COLOURS[i] for i, text in enumerate(names.values())}
    if len(colours) == 1:
        colours = dict.fromkeys(colours, COLOURS[1])
    # One panel has the room of three.
    size = (180, 84) if len(panels) > 1 else (440, 130)
    return lines(
        rows,
        lang,
        colours,
        panels=list(panels),
        size=size,
        axis={
            "title": None,
            "format": digits,
            "domain": [0, min(1.0, 1.1 * top) if "%" in digits else 1.1 * top],
            "years": list(years[::step]),
            "hover": [
                ("scenario", "", False),
                ("year", say("Year")[lang], False),
                ("median", say("Median")[lang], True),
            ],
        },
    )


def _end(number: Number, which: str) -> float:
    end = number.low if which == "low" else number.high
    return number.value if end is None else end


def _table(
    name: str, title: Text, names: Mapping[str, Text], found: Series, material: Material
) -> Table:
    return Table(
        id=name,
        caption=title,
        head=(say("Series"), *(Text.same(year) for year in material.years)),
        rows=tuple(
            (text, *(found[key, year] for year in material.years))
            for key, text in names.items()
        ),
    )


def _words(number: Number) -> Text:
    return Text(number.text("en"), number.text("ja"))
