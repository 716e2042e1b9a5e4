"""What is lost when a country drops out, and what partners outside would add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from ishizue.briefs.charts import matrix
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, noted
from ishizue.briefs.outputs import (
    demands,
    draws_of,
    leading,
    lined,
    named,
    output,
    words,
)
from ishizue.briefs.parts import Block, Cell, Chart, Heading, Paragraph, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

SHOWN: Final = 14
"""Countries drawn; the table has all."""
LEAST: Final = 0.005
"""Median share of output below which a loss is not told."""

Numbers = Mapping[tuple[str, str], Number]
"""By demand and country."""


def dropouts(material: Material) -> Iterator[Block]:
    """Losses without each member, and gains with each outsider."""
    lost = _numbers("loss_without", material)
    if lost:
        yield Heading("industry-missed", say("When a country drops out"))
        yield Paragraph(
            say(
                "The share of output lost if a country's industry is gone, how many "
                "months stocks and the others could still supply all that is wanted, "
                "and how many until it makes as much again. Where demand exceeds output "
                "even with everybody, stocks run down in any case."
            )
        )
        yield _losses(lost, material)
    gained = _numbers("gain_with", material)
    if gained:
        yield Heading("industry-outsiders", say("Partners outside"))
        yield _gains(gained, material)


def _numbers(name: str, material: Material) -> dict[tuple[str, str], Number]:
    """Numbers that are told: in the middle of the draws there is something."""
    values = material.values(f"industry.{name}", material.reference)
    found = {}
    chosen = demands(material) if name == "loss_without" else leading(material).values()
    for demand in chosen:
        for actor in values.labels("actor"):
            place: dict[str, str | int] = {"demand": demand, "actor": actor}
            draws = draws_of(name, material.reference, place, material)
            if draws is None or np.median(draws) <= LEAST:
                continue
            number = output(name, material.reference, place, material)
            assert number is not None
            found[demand, actor] = number
    return found


def _losses(lost: Numbers, material: Material) -> Chart:
    total: dict[str, float] = {}
    for (_, actor), number in lost.items():
        total[actor] = total.get(actor, 0.0) + number.value
    order = sorted(total, key=lambda actor: (-total[actor], actor))
    names = material.names.distinct("actors", {actor: actor for actor in order})
    rows = dict.fromkeys(demand for demand, _ in lost)
    title = say(
        "Share of output lost without each country, {year}", year=material.years[0]
    )
    demand, actor = max(lost, key=lambda place: lost[place].value)
    return Chart(
        id="industry-losses",
        title=title,
        alternative=say(
            "The greatest loss: {demand} without {actor}, {share}.",
            demand=named(demand, material),
            actor=names[actor],
            share=words(lost[demand, actor]),
        ),
        caption=_caption(len(order)),
        table=_table(lost, names, material),
        specs={
            lang: matrix(
                [
                    {
                        "item": lined(d, material, lang),
                        "column": names[a][lang],
                        "value": round(lost[d, a].value, 4),
                        "shown": lost[d, a].text(lang),
                        "note": noted(
                            f"{named(d, material)[lang]} · {names[a][lang]}",
                            lost[d, a],
                            lang,
                        ),
                    }
                    for d in rows
                    for a in order[:SHOWN]
                    if (d, a) in lost
                ],
                lang,
                columns=[names[a][lang] for a in order[:SHOWN]],
                legend=say("Share of output lost")[lang],
                cell=(44, 32),
                angle=-45,
            )
            for lang in LANGUAGES
        },
    )


def _caption(countries: int) -> Text | None:
    if countries <= SHOWN:
        return None
    return say(
        "The {shown} countries that would be missed most; the table has all {n}.",
        shown=SHOWN,
        n=countries,
    )


def _table(lost: Numbers, names: Mapping[str, Text], material: Material) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for (demand, actor), number in sorted(
        lost.items(),
        key=lambda item: (list(demands(material)).index(item[0][0]), -item[1].value),
    ):
        place: dict[str, str | int] = {"demand": demand, "actor": actor}
        others = (
            output(name, material.reference, place, material)
            for name in ("survival", "recovery_time", "exposed")
        )
        rows.append((named(demand, material), names[actor], number, *others))
    return Table(
        id="industry-losses",
        caption=say("Losses, months of supply and months to recover"),
        head=(
            say("Product and framework"),
            say("Without"),
            say("Output lost"),
            say("Months of full supply"),
            say("Months to recover"),
            say("Probability that supply gives out first"),
        ),
        rows=tuple(rows),
    )


def _gains(gained: Numbers, material: Material) -> Table:
    columns = list(dict.fromkeys(demand for demand, _ in gained))
    actors = sorted(
        {actor for _, actor in gained},
        key=lambda a: [
            -gained[d, a].value if (d, a) in gained else 0.0 for d in columns
        ],
    )
    names = material.names.distinct("actors", {actor: actor for actor in actors})
    return Table(
        id="industry-partners",
        caption=say("Units a month that a partner's industry would add"),
        head=(say("Partner"), *(named(demand, material) for demand in columns)),
        rows=tuple(
            (names[actor], *(gained.get((demand, actor)) for demand in columns))
            for actor in actors
        ),
    )
