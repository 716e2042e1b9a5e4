"""What industry can make: output against demand and a rival, and where it breaks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ishizue.briefs.dropouts import dropouts
from ishizue.briefs.fulfilment import met_by_year, shortfalls
from ishizue.briefs.material import Material
from ishizue.briefs.outputs import (
    demands,
    leading,
    named,
    output,
)
from ishizue.briefs.parts import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.sites import sites
from ishizue.briefs.suppliers import suppliers
from ishizue.briefs.wording import Text, say

Place = dict[str, str | int]


def industry(material: Material) -> Section:
    """Output, suppliers, shortfalls, losses, partners and places."""
    blocks: list[Block] = [
        Paragraph(
            say(
                "Members of a framework pool what they make. What several products take "
                "is divided by need, and each product is made as far as the scarcest of "
                "its inputs reaches. Industry is known by country only, and much of it "
                "is recalled or judged: see the ranges. Scenario: {scenario}, unless "
                "said otherwise.",
                scenario=material.title(material.reference),
            )
        ),
        Points(tuple(_said(material))),
        _outputs(material),
    ]
    if len(material.years) > 1:
        blocks.append(met_by_year(material))
    blocks += suppliers(material)
    blocks += [
        Heading("industry-plan", say("The best plan")),
        Paragraph(
            say(
                "A linear programme makes, keeps and ships by quarter what leaves least "
                "of all demands unmet. It is solved once for each scenario, on best "
                "estimates: no spread is shown."
            )
        ),
        shortfalls(material),
    ]
    blocks += dropouts(material)
    blocks += sites(material)
    return Section("industry", say("What industry can make"), tuple(blocks))


def _said(material: Material) -> Iterator[Sentence]:
    """What the framework named first makes of each product."""
    for demand in leading(material).values():
        chosen: Place = {"demand": demand, "year": material.years[0]}
        made, met = (
            output(name, material.reference, chosen, material)
            for name in ("produced", "demand_met")
        )
        rate = output("rate_ratio", material.reference, chosen, material, least=0.0)
        assert made is not None
        assert met is not None
        scarce = _scarcest(demand, material)
        if rate is None:
            yield Sentence.of(
                say(
                    "{demand}: {made} a month in {year}, {met} of what is wanted. Held "
                    "back by: {scarce}."
                ),
                demand=named(demand, material),
                made=made,
                year=Text.same(material.years[0]),
                met=met,
                scarce=scarce,
            )
            continue
        rival = material.world.tables["demands"][demand]["rival"]
        yield Sentence.of(
            say(
                "{demand}: {made} a month in {year}, {met} of what is wanted and {rate} "
                "times what is made by: {rival}. Held back by: {scarce}."
            ),
            demand=named(demand, material),
            made=made,
            year=Text.same(material.years[0]),
            met=met,
            rate=rate,
            rival=material.names.row("actors", rival),
            scarce=scarce,
        )


def _scarcest(demand: str, material: Material) -> Text:
    """The item that allows least, by the median over draws."""
    limits = {}
    products = material.values("industry.input_limit", material.reference)
    for product in products.labels("product"):
        draws = products.draws(demand=demand, product=product)
        if draws is not None and draws.any():
            limits[product] = float(np.median(draws))
    if not limits:
        return say("nothing is made")
    return material.names.row("products", min(limits, key=lambda p: (limits[p], p)))


def _outputs(material: Material) -> Table:
    year = material.years[0]
    rows: list[tuple[Cell, ...]] = []
    for demand in demands(material):
        chosen: Place = {"demand": demand, "year": year}
        rows.append(
            (
                named(demand, material),
                output("produced", material.reference, chosen, material),
                output("demand_met", material.reference, chosen, material),
                output("rate_ratio", material.reference, chosen, material, least=0.0),
                _scarcest(demand, material),
                *(
                    output(name, material.reference, {"demand": demand}, material)
                    for name in ("output_concentration", "largest_share")
                ),
            )
        )
    return Table(
        id="industry-outputs",
        caption=say("Output against demand and the rival, {year}", year=year),
        head=(
            say("Product and framework"),
            say("Output a month"),
            say("Share of demand"),
            say("Times the rival's"),
            say("Scarcest"),
            say("Concentration (HHI)"),
            say("Largest share of a country"),
        ),
        rows=tuple(rows),
    )
