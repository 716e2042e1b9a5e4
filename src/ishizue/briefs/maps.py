"""Maps: where members stand on a proposal, and what actors spend on defence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np

from ishizue.briefs.geometry import VIEW, Region, map_spec, world_shapes
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import FigureKey, Number, form_of, noted
from ishizue.briefs.parts import Block, Chart, Paragraph, Section, Table
from ishizue.briefs.wording import LANGUAGES, Text, joined, listed, say
from ishizue.ensembles import Draws
from ishizue.world import Figure

ENOUGH: Final = 0.75
"""Share of a map's actors that must have a shape for the map to be worth drawing."""

SKEWED: Final = 5
"""How many times the median the highest value must be for a root scale."""


@dataclass(frozen=True)
class _Map:
    """A map to draw: a figure for each actor."""

    id: str
    title: Text
    legend: Text
    region: Region
    format: str
    figures: Mapping[str, Figure]


def maps(material: Material) -> Section:
    """Support for the first proposal in Europe, and defence spending in the world."""
    wanted = [*_support(material), *_spending(material)]
    blocks: list[Block] = [
        _chart(chosen, material) for chosen in wanted if _drawable(chosen)
    ]
    if not blocks:
        blocks = [
            Paragraph(
                say(
                    "No map is drawn: the countries of this study are not on the map of "
                    "the world."
                )
                if wanted
                else say("No map is drawn: the study gives no figures to map.")
            )
        ]
    return Section("maps", say("Maps"), tuple(blocks))


def _support(material: Material) -> list[_Map]:
    rows = material.world.tables["positions"]
    proposal = next(iter(material.world.tables["proposals"]), None)
    figures = {
        row["actor"]: f
        for key, row in rows.items()
        if row["proposal"] == proposal
        for f in material.world.figures_of(key, table="positions", field="support")
    }
    if proposal is None or not figures:
        return []
    return [
        _Map(
            id="map-support",
            title=say(
                "Support for: {proposal}",
                proposal=material.names.row("proposals", proposal),
            ),
            legend=say("Probability that the country agrees in time"),
            region="europe",
            format=".0%",
            figures=figures,
        )
    ]


def _spending(material: Material) -> list[_Map]:
    figures = {
        actor: f
        for actor in material.world.tables["actors"]
        for f in material.world.figures_of(actor, table="actors", field="defence_share")
    }
    if not figures:
        return []
    return [
        _Map(
            id="map-spending",
            title=say("Military expenditure as a share of GDP"),
            legend=say("% of GDP"),
            region="world",
            format="~f",
            figures=figures,
        )
    ]


def _medians(figures: Mapping[str, Figure], material: Material) -> dict[str, Number]:
    outcomes = material.outcomes
    draws = Draws(outcomes.seed, 0, outcomes.kept)
    return {
        actor: material.tracer.number(
            FigureKey(figure.path, material.reference),
            np.asarray(draws.of(figure)),
            figure.unit,
            form_of(figure.unit),
        )
        for actor, figure in figures.items()
    }


@cache
def _shapes() -> frozenset[str]:
    countries = world_shapes()["objects"]["countries"]["geometries"]
    return frozenset(country["properties"]["actor"] for country in countries)


def _drawable(chosen: _Map) -> bool:
    with_shape = sum(actor in _shapes() for actor in chosen.figures)
    return with_shape >= ENOUGH * len(chosen.figures)


def _chart(chosen: _Map, material: Material) -> Chart:
    numbers = _medians(chosen.figures, material)
    ordered = sorted(numbers, key=lambda actor: -numbers[actor].value)
    names = material.names.distinct("actors", {a: a for a in ordered})
    missing = [names[actor] for actor in ordered if actor not in _shapes()]
    caption = Text.of(VIEW)
    if missing:
        absent = say("Not on the map: {names}.", names=listed(missing))
        caption = joined((absent, caption), " ")
    return Chart(
        id=chosen.id,
        title=chosen.title,
        alternative=_extremes(ordered, names, numbers),
        caption=caption,
        table=Table(
            id=chosen.id,
            caption=chosen.title,
            head=(say("Country or territory"), chosen.legend),
            rows=tuple((names[actor], numbers[actor]) for actor in ordered),
        ),
        specs={lang: _spec(chosen, numbers, names, lang) for lang in LANGUAGES},
    )


def _spec(
    chosen: _Map, numbers: Mapping[str, Number], names: Mapping[str, Text], lang: str
) -> dict[str, Any]:
    values: list[dict[str, Any]] = []
    for actor, number in numbers.items():
        if actor in _shapes():
            values.append(
                {
                    "actor": actor,
                    "value": round(number.value, 4),
                    "label": noted(names[actor][lang], number, lang),
                }
            )
    spec = map_spec(
        values,
        chosen.title[lang],
        lang=lang,
        legend=chosen.legend[lang],
        region=chosen.region,
        format=chosen.format,
    )
    drawn = [row["value"] for row in values]
    if max(drawn) > SKEWED * float(np.median(drawn)):
        # One country far above the rest would leave these in a single colour.
        spec["layer"][0]["encoding"]["color"]["scale"]["type"] = "sqrt"
    # The title stands above every chart already, and the legend's first number needs
    # room to the left of the map.
    framed = {name: part for name, part in spec.items() if name != "title"}
    return {**framed, "padding": {"left": 16, "right": 16, "top": 4, "bottom": 4}}


def _extremes(
    ordered: list[str], names: Mapping[str, Text], numbers: Mapping[str, Number]
) -> Text:
    def told(actor: str) -> Text:
        number = numbers[actor]
        shown = Text(number.text("en"), number.text("ja"))
        return joined((names[actor], shown), " ")

    return say(
        "{n} countries and territories. Highest: {high}. Lowest: {low}.",
        n=len(ordered),
        high=listed(map(told, ordered[:3])),
        low=listed(map(told, ordered[-3:][::-1])),
    )
