"""Who pays: shares of spending against shares of GDP, and what other rules would ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ishizue.briefs.charts import LABEL, pairs, wrapped
from ishizue.briefs.coverage import frameworks
from ishizue.briefs.material import Material
from ishizue.briefs.names import REGIONS
from ishizue.briefs.numbers import Number, noted
from ishizue.briefs.parts import (
    Block,
    Chart,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.shares import COLUMNS, share
from ishizue.briefs.shifts import shifts
from ishizue.briefs.wording import LANGUAGES, Text, say

SHOWN: Final = 14
"""Members drawn; the table has all."""
TICKS: Final = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
SPARSE: Final = ("cost_share", "capability_share")
"""Known of some members only; nothing is said of the others."""
DRAWN: Final = ("gdp_share", "spending_share", "capability_share")

Numbers = dict[tuple[str, str], Number]
"""By outcome and member."""


def burden(material: Material) -> Section:
    """Who pays in each framework, and what scenarios change in it."""
    blocks: list[Block] = [
        Paragraph(
            say(
                "Each member's share of defence spending is set against its share of "
                "GDP. Beside them stand its agreed share of common funding, where that "
                "is known, its share of capabilities, where the study lists what it "
                "provides, and two divisions from theory: what each would give if it "
                "looked only to itself (Olson and Zeckhauser), and the Shapley shares of "
                "a defence as large as the largest member's own (airport game). "
                "Scenario: {scenario}, unless said otherwise.",
                scenario=material.title(material.reference),
            )
        )
    ]
    for framework in frameworks(material):
        blocks += _framework(framework, material)
    blocks += shifts(material)
    return Section("burden", say("Who pays"), tuple(blocks))


def _framework(framework: str, material: Material) -> Iterator[Block]:
    scenario = next(
        name
        for name in (material.reference, *material.others)
        if framework in material.values("burden.gdp_share", name).labels("framework")
    )
    group = material.outcomes.worlds[scenario].members(framework)
    numbers: Numbers = {}
    for name in COLUMNS:
        known = material.values(f"burden.{name}", scenario)
        for actor in group:
            chosen: dict[str, str | int] = {"framework": framework, "actor": actor}
            draws = known.draws(**chosen)
            # A number asked for and not shown would leave a note without a place.
            if draws is None or (name in SPARSE and not draws.any()):
                continue
            number = share(name, scenario, chosen, material)
            if number is not None:
                numbers[name, actor] = number
    ranked = sorted(group, key=lambda a: (-numbers["gdp_share", a].value, a))
    if not ranked:
        return
    title = material.names.row("frameworks", framework)
    if scenario != material.reference:
        title = say(
            "{framework}, in the scenario {scenario}",
            framework=title,
            scenario=material.title(scenario),
        )
    yield Heading(f"payers-{framework}", title)
    names = material.names.distinct("actors", {a: a for a in ranked})
    yield Points(tuple(_said(ranked, numbers, names)))
    yield _chart(framework, ranked, numbers, names, material)
    regions = _regions(framework, scenario, material)
    if regions is not None:
        yield regions


def _said(
    ranked: list[str], numbers: Numbers, names: dict[str, Text]
) -> Iterator[Sentence]:
    """Who pays most and least against its GDP, and what theory would have."""

    def excess(actor: str) -> float:
        return (
            numbers["spending_share", actor].value - numbers["gdp_share", actor].value
        )

    by_excess = sorted(ranked, key=excess)
    most, least = by_excess[-1], by_excess[0]
    if most != least:
        yield Sentence.of(
            say(
                "Pays most beyond its share of GDP: {most}, with {spending} of spending "
                "and {gdp} of GDP. Pays least against it: {least}, with {less} of "
                "spending and {product} of GDP."
            ),
            most=names[most],
            spending=numbers["spending_share", most],
            gdp=numbers["gdp_share", most],
            least=names[least],
            less=numbers["spending_share", least],
            product=numbers["gdp_share", least],
        )
    payer = max(ranked, key=lambda a: numbers["predicted_share", a].value)
    yield Sentence.of(
        say(
            "If each gave only what it wants for itself, most would come from: {payer}, "
            "{share}. Its Shapley share of a defence as large as its own: {airport}."
        ),
        payer=names[payer],
        share=numbers["predicted_share", payer],
        airport=numbers["airport_share", payer],
    )


def _chart(
    framework: str,
    ranked: list[str],
    numbers: Numbers,
    names: dict[str, Text],
    material: Material,
) -> Chart:
    def size(actor: str) -> float:
        drawn = (numbers.get((name, actor)) for name in DRAWN)
        return max(number.value for number in drawn if number is not None)

    shown = sorted(sorted(ranked, key=size, reverse=True)[:SHOWN], key=ranked.index)
    first = shown[0]
    title = say(
        "{framework}: shares of GDP, spending and capabilities",
        framework=material.names.row("frameworks", framework),
    )
    return Chart(
        id=f"burden-{framework}",
        title=title,
        alternative=say(
            "Largest economy: {actor}, with {gdp} of GDP and {spending} of spending.",
            actor=names[first],
            gdp=_words(numbers["gdp_share", first]),
            spending=_words(numbers["spending_share", first]),
        ),
        caption=_caption(len(shown), len(ranked)),
        table=_table(framework, ranked, numbers, names),
        specs={lang: _spec(shown, numbers, names, lang) for lang in LANGUAGES},
    )


def _words(number: Number) -> Text:
    return Text(number.text("en"), number.text("ja"))


def _caption(shown: int, members: int) -> Text:
    stretched = say("The axis is stretched towards zero.")
    if shown == members:
        return stretched
    return say(
        "The {n} members with the largest shares; the table has all {members}. "
        "{stretched}",
        n=shown,
        members=members,
        stretched=stretched,
    )


def _spec(
    shown: list[str], numbers: Numbers, names: dict[str, Text], lang: str
) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for actor in shown:
        item = wrapped(names[actor][lang], lang, LABEL[lang])
        for name in DRAWN:
            number = numbers.get((name, actor))
            if number is None:
                continue
            label = COLUMNS[name][lang]
            note = noted(f"{names[actor][lang]} · {label}", number, lang)
            rows.append(
                {
                    "item": item,
                    "measure": label,
                    "value": round(number.value, 5),
                    "note": note,
                }
            )
    top = min(1.0, 1.08 * max(row["value"] for row in rows))
    return pairs(
        rows,
        lang,
        measures=[COLUMNS[name][lang] for name in DRAWN],
        axis={
            "title": say("Share of the group")[lang],
            "format": ".0%",
            "domain": [0, top],
            "ticks": [0, *(tick for tick in TICKS if tick <= top)],
        },
    )


def _regions(framework: str, scenario: str, material: Material) -> Table | None:
    """The same by region, where members come from several."""
    columns = ("spending_share", "gdp_share", "excess", "capability_share")
    known = material.values("burden.region_gdp_share", scenario)
    present = []
    for region in REGIONS:
        draws = known.draws(framework=framework, region=region)
        if draws is not None and draws.any():
            present.append(region)
    if len(present) < 2:
        return None
    return Table(
        id=f"burden-regions-{framework}",
        caption=say("By region"),
        head=(
            say("Region"),
            COLUMNS["spending_share"],
            COLUMNS["gdp_share"],
            say("Difference, points"),
            COLUMNS["capability_share"],
        ),
        rows=tuple(
            (
                REGIONS[region],
                *(
                    share(
                        f"region_{column}",
                        scenario,
                        {"framework": framework, "region": region},
                        material,
                    )
                    for column in columns
                ),
            )
            for region in present
        ),
    )


def _table(
    framework: str, ranked: list[str], numbers: Numbers, names: dict[str, Text]
) -> Table:
    """Every member under every rule; a rule nobody knows has no column."""
    columns = [name for name in COLUMNS if any((name, a) in numbers for a in ranked)]
    return Table(
        id=f"burden-{framework}",
        caption=say("Every member under every rule"),
        head=(say("Member"), *(COLUMNS[name] for name in columns)),
        rows=tuple(
            (names[a], *(numbers.get((name, a)) for name in columns)) for a in ranked
        ),
    )
