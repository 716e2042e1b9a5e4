"""Q-day: which secrets outlast the time there is, and how goals with a date stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ishizue.briefs.charts import LABEL, intervals, matrix, wrapped
from ishizue.briefs.goals import goals
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey, noted
from ishizue.briefs.parts import (
    Block,
    Chart,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.wording import LANGUAGES, Text, say

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array


def quantum(material: Material) -> Section:
    """Margins by migration, exposure by year, and goals."""
    migrations = material.values("quantum.margin", material.reference).labels(
        "migration"
    )
    blocks: list[Block] = []
    if migrations:
        blocks.append(
            Paragraph(
                say(
                    "Whoever records traffic today can read it on the day a quantum "
                    "computer breaks its encryption. Data is exposed when it must stay "
                    "secret for longer than is left from the end of migration to that day "
                    "(Mosca's inequality). Scenario: {scenario}.",
                    scenario=material.title(material.reference),
                )
            )
        )
        blocks.append(Points(tuple(_arrivals(material))))
        blocks.append(_margins(migrations, material))
        blocks.append(_by_year(migrations, material))
    blocks += goals(material)
    return Section("quantum", say("Quantum: secrets and goals"), tuple(blocks))


def _draws(name: str, material: Material, **chosen: str | int) -> Array:
    draws = material.values(f"quantum.{name}", material.reference).draws(**chosen)
    assert draws is not None  # its labels were read from the outcome
    return draws


def _arrivals(material: Material) -> Iterator[Sentence]:
    values = material.values("quantum.arrives", material.reference)
    for arrival in values.labels("arrival"):
        chosen: dict[str, str | int] = {"arrival": arrival}
        year = material.tracer.number(
            OutcomeKey.of("quantum.arrives", material.reference, chosen),
            _draws("arrives", material, **chosen),
            "year",
            "year",
        )
        yield Sentence.of(
            say("{what}: by the chances experts give, in half of all draws by {year}."),
            what=material.names.row("arrivals", arrival),
            year=year,
        )


def _names(migrations: tuple[str, ...], material: Material) -> dict[str, Text]:
    return material.names.distinct("migrations", {m: m for m in migrations})


def _margins(migrations: tuple[str, ...], material: Material) -> Chart:
    names = _names(migrations, material)
    scenario = material.reference
    margins, chances = {}, {}
    for m in migrations:
        margins[m] = material.tracer.number(
            OutcomeKey.of("quantum.margin", scenario, {"migration": m}),
            _draws("margin", material, migration=m),
            "years",
            "years",
        )
        chances[m] = material.tracer.number(
            OutcomeKey.of("quantum.exposed", scenario, {"migration": m}),
            float(np.mean(_draws("exposed", material, migration=m))),
            "probability",
            "likelihood",
        )
    title = say("Years between the end of secrecy and Q-day, by who migrates")
    worst = max(migrations, key=lambda m: chances[m].value)
    best = min(migrations, key=lambda m: chances[m].value)
    return Chart(
        id="mosca-margins",
        title=title,
        alternative=say(
            "Most likely exposed: {worst}, {most}; least: {best}, {least}.",
            worst=names[worst],
            most=_words(chances[worst]),
            best=names[best],
            least=_words(chances[best]),
        ),
        caption=say("Left of zero, data is read while it must still be secret."),
        table=Table(
            id="mosca-margins",
            caption=title,
            head=(
                say("Migration"),
                say("Probability of exposure"),
                say("Margin, years"),
            ),
            rows=tuple((names[m], chances[m], margins[m]) for m in migrations),
        ),
        specs={lang: _spec(migrations, margins, names, lang) for lang in LANGUAGES},
    )


def _spec(
    migrations: tuple[str, ...],
    margins: dict[str, Number],
    names: dict[str, Text],
    lang: str,
) -> dict[str, object]:
    word = say("Margin")[lang]
    ends = {
        m: (
            margins[m].value if margins[m].low is None else margins[m].low,
            margins[m].value if margins[m].high is None else margins[m].high,
        )
        for m in migrations
    }
    groups = [
        (
            names[m][lang],
            [
                {
                    "scenario": word,
                    "low": round(float(ends[m][0] or 0), 2),
                    "median": round(margins[m].value, 2),
                    "high": round(float(ends[m][1] or 0), 2),
                    "note": noted(names[m][lang], margins[m], lang),
                }
            ],
        )
        for m in migrations
    ]
    lows, highs = zip(*((row["low"], row["high"]) for _, (row,) in groups), strict=True)
    return intervals(
        groups,
        lang,
        {word: "#0072B2"},
        axis={
            "title": say("Years")[lang],
            "format": "d",
            "domain": [min(*lows, 0) - 2, max(*highs, 0) + 2],
        },
        zero=True,
    )


def _by_year(migrations: tuple[str, ...], material: Material) -> Chart:
    names = _names(migrations, material)
    numbers = {
        (m, year): material.tracer.number(
            OutcomeKey.of(
                "quantum.exposed_by_year",
                material.reference,
                {"migration": m, "year": year},
            ),
            float(np.mean(_draws("exposed_by_year", material, migration=m, year=year))),
            "probability",
            "likelihood",
            note=(
                OutcomeKey.of(
                    "quantum.exposed_by_year", material.reference, {"migration": m}
                ),
            ),
        )
        for m in migrations
        for year in material.years
    }
    title = say("Probability that data encrypted in a year is read while secret")
    first, last = material.years[0], material.years[-1]
    worst = max(migrations, key=lambda m: numbers[m, first].value)
    return Chart(
        id="mosca-years",
        title=title,
        alternative=say(
            "Most likely for data of {first}: {worst}, {most}; by {last}, {later}.",
            first=first,
            last=last,
            worst=names[worst],
            most=_words(numbers[worst, first]),
            later=_words(numbers[worst, last]),
        ),
        caption=None,
        table=Table(
            id="mosca-years",
            caption=title,
            head=(say("Migration"), *(Text.same(year) for year in material.years)),
            rows=tuple(
                (names[m], *(numbers[m, year] for year in material.years))
                for m in migrations
            ),
        ),
        specs={
            lang: matrix(
                [
                    {
                        "item": wrapped(names[m][lang], lang, LABEL[lang]),
                        "column": str(year),
                        "value": round(found.value, 4),
                        "shown": found.text(lang),
                        "note": noted(f"{names[m][lang]} · {year}", found, lang),
                    }
                    for (m, year), found in numbers.items()
                ],
                lang,
                columns=[str(year) for year in material.years],
                legend=say("Share of draws")[lang],
                cell=(46, 30),
            )
            for lang in LANGUAGES
        },
    )


def _words(number: Number) -> Text:
    return Text(number.text("en"), number.text("ja"))
