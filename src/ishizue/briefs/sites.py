"""Where more capacity is worth most, and where licensed production would go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ishizue.briefs.material import Material
from ishizue.briefs.outputs import draws_of, held, output, stated
from ishizue.briefs.parts import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Points,
    Sentence,
    Table,
)
from ishizue.briefs.wording import Text, listed, say

LEAST: Final = 0.005
"""Points of demand below which capacity is said to be worth nothing."""


def sites(material: Material) -> Iterator[Block]:
    """Worth of capacity, and the places chosen within each budget."""
    frameworks = material.values("industry.siting_gain", material.reference).labels(
        "framework"
    )
    worth = _worth(frameworks, material)
    if worth is not None:
        yield Heading("industry-worth", say("Where capacity is worth most"))
        yield worth
    if not material.world.tables["licences"]:
        return
    yield Heading("industry-licensed", say("Where licensed production would go"))
    yield Paragraph(
        say(
            "From the places that have been talked about, a mixed-integer programme "
            "chooses those that meet most of all demands within a budget. A place counts "
            "for what survives its political barrier, and all products weigh the same. "
            "Best estimates; these are questions put to a model, not plans."
        )
    )
    yield Points(tuple(_said(frameworks, material)))
    yield _table(frameworks, material)


def _worth(frameworks: tuple[str, ...], material: Material) -> Table | None:
    rows: list[tuple[Cell, ...]] = []
    values = material.values("industry.capacity_value", material.reference)
    for product in values.labels("product"):
        cells = [
            output(
                "capacity_value",
                material.reference,
                {"framework": framework, "product": product},
                material,
                least=LEAST,
            )
            for framework in frameworks
        ]
        if any(cell is not None for cell in cells):
            rows.append((material.names.row("products", product), *cells))
    if not rows:
        return None
    return Table(
        id="industry-capacity",
        caption=say(
            "Points of demand met more, on average, by a tenth more capacity of one item"
        ),
        head=(
            say("Item"),
            *(material.names.row("frameworks", framework) for framework in frameworks),
        ),
        rows=tuple(rows),
    )


def _chosen(framework: str, scenario: str, material: Material) -> list[str]:
    values = material.values("industry.sited", scenario)
    found = []
    for licence in values.labels("licence"):
        place: dict[str, str | int] = {"framework": framework, "licence": licence}
        draws = draws_of("sited", scenario, place, material)
        if draws is not None and draws.any():
            found.append(licence)
    return found


def _said(frameworks: tuple[str, ...], material: Material) -> Iterator[Sentence]:
    for framework in frameworks:
        chosen = _chosen(framework, material.reference, material)
        budget = held("frameworks", framework, "siting_budget", material)
        if not chosen or budget is None:
            continue
        place = {"framework": framework}
        gain = output("siting_gain", material.reference, place, material)
        assert gain is not None
        yield Sentence.of(
            say(
                "{framework}: {gain} points more of demand met on average, for a budget "
                "of USD {budget} m, in: {places}."
            ),
            framework=material.names.row("frameworks", framework),
            gain=gain,
            budget=stated(budget, material),
            places=listed(material.names.row("licences", key) for key in chosen),
        )


def _table(frameworks: tuple[str, ...], material: Material) -> Table:
    chosen = {f: _chosen(f, material.reference, material) for f in frameworks}
    rows: list[tuple[Cell, ...]] = []
    for licence in material.world.tables["licences"]:
        figures = (
            held("licences", licence, f"licence_{field}", material)
            for field in ("capacity", "cost", "barrier")
        )
        rows.append(
            (
                material.names.row("licences", licence),
                *(None if f is None else stated(f, material) for f in figures),
                *(_mark(licence in chosen[f]) for f in frameworks),
            )
        )
    return Table(
        id="industry-sites",
        caption=say("Places put to the choice"),
        head=(
            say("Country and product"),
            say("Units a month"),
            say("Cost, USD m"),
            say("Political barrier"),
            *(material.names.row("frameworks", framework) for framework in frameworks),
        ),
        rows=tuple(rows),
    )


def _mark(chosen: bool) -> Text | None:
    return say("chosen") if chosen else None
