"""Who supplies which input to which product, as a picture of flows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ishizue.briefs.charts import LABEL, flows, wrapped
from ishizue.briefs.charts.flows import MOST
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, noted
from ishizue.briefs.outputs import held, leading, stated
from ishizue.briefs.parts import Block, Chart, Heading, Paragraph, Table
from ishizue.briefs.wording import LANGUAGES, Text, listed, say

ROOM: Final = 1.05

Made = dict[str, dict[str, tuple[float, Number]]]
"""By item and country, products that its output allows, and the output."""


def suppliers(material: Material) -> Iterator[Block]:
    """A picture for each product that takes inputs."""
    charts = [
        chart
        for product, demand in leading(material).items()
        if (chart := _chart(product, demand, material)) is not None
    ]
    if not charts:
        return
    yield Heading("industry-suppliers", say("Who supplies which input"))
    yield Paragraph(
        say(
            "From what goes in, above, to what comes out, below, in units of the product "
            "that each item allows: the shortest bar is the most that can be made. The "
            "broken line marks what is wanted. Best estimates for {year}.",
            year=material.years[0],
        )
    )
    yield from charts


def _chart(product: str, demand: str, material: Material) -> Chart | None:
    made = _made(product, demand, material)
    if len(made) < 2:
        return None
    framework = material.world.tables["demands"][demand]["framework"]
    wanted = held("demands", demand, "wanted", material, material.years[0])
    totals: dict[str, float] = {}
    for makers in made.values():
        whole = sum(allowed for allowed, _ in makers.values()) or 1.0
        for actor, (allowed, _) in makers.items():
            totals[actor] = totals.get(actor, 0.0) + allowed / whole
    order = sorted(totals, key=lambda actor: (-totals[actor], actor))
    names = material.names.distinct("actors", {actor: actor for actor in order})
    title = say(
        "{framework}: who supplies what for {product}",
        framework=material.names.row("frameworks", framework),
        product=material.names.row("products", product),
    )
    return Chart(
        id=f"industry-flow-{demand}",
        title=title,
        alternative=say(
            "Largest supplier of each: {suppliers}.",
            suppliers=listed(_largest(made, names, material)),
        ),
        caption=None,
        table=_table(demand, made, names, material),
        specs={
            lang: _spec(
                made,
                order,
                names,
                0.0 if wanted is None else wanted.value,
                material,
                lang,
            )
            for lang in LANGUAGES
        },
    )


def _made(product: str, demand: str, material: Material) -> Made:
    """Inputs first, deepest first, then the product; members' output of each."""
    world, year = material.world, material.years[0]
    needs = _needs(product, material)
    group = world.members(world.tables["demands"][demand]["framework"])
    found: Made = {item: {} for item in reversed(needs)}
    for key, row in world.tables["industries"].items():
        figure = held("industries", key, "output", material, year)
        if row["product"] in needs and row["actor"] in group and figure is not None:
            allowed = figure.value / needs[row["product"]]
            if allowed > 0:
                found[row["product"]][row["actor"]] = allowed, stated(figure, material)
    return found


def _needs(product: str, material: Material) -> dict[str, float]:
    """Units of every item that one of a product takes, the product first."""
    needs = {product: 1.0}
    waiting = [product]
    while waiting:
        maker = waiting.pop(0)
        for key, row in material.world.tables["inputs"].items():
            if row["product"] == maker:
                amount = held("inputs", key, "input_amount", material)
                each = 1.0 if amount is None else amount.value
                item = row["ingredient"]
                needs[item] = needs.get(item, 0.0) + each * needs[maker]
                waiting.append(item)
    return needs


def _largest(
    made: Made, names: Mapping[str, Text], material: Material
) -> Iterator[Text]:
    for item, makers in made.items():
        if makers:
            actor = max(makers, key=lambda a: (makers[a][0], a))
            yield say(
                "{item}: {actor}",
                item=material.names.row("products", item),
                actor=names[actor],
            )


def _spec(
    made: Made,
    order: list[str],
    names: Mapping[str, Text],
    wanted: float,
    material: Material,
    lang: str,
) -> dict[str, Any]:
    own = order if len(order) <= MOST else order[: MOST - 1]
    others = say("Others")[lang]
    rows = []
    for item, makers in made.items():
        label = wrapped(material.names.row("products", item)[lang], lang, LABEL[lang])
        for place, actor in enumerate(order):
            if actor in makers:
                allowed, number = makers[actor]
                rows.append(
                    {
                        "item": label,
                        "supplier": names[actor][lang] if actor in own else others,
                        "order": place,
                        "value": round(allowed, 4),
                        "note": noted(names[actor][lang], number, lang),
                    }
                )
    top = max(sum(allowed for allowed, _ in m.values()) for m in made.values())
    return flows(
        rows,
        lang,
        suppliers=[
            *(names[actor][lang] for actor in own),
            *([others] if len(own) < len(order) else []),
        ],
        axis={
            "title": say("Units of the product a month")[lang],
            "format": "~s",
            "domain": [0, ROOM * max(top, wanted)],
        },
        wanted=wanted,
        others=len(own) < len(order),
    )


def _table(
    demand: str, made: Made, names: Mapping[str, Text], material: Material
) -> Table:
    return Table(
        id=f"industry-flow-{demand}",
        caption=say("Output by country a month, best estimates"),
        head=(say("Item"), say("Country"), say("Output a month")),
        rows=tuple(
            (material.names.row("products", item), names[actor], number)
            for item, makers in made.items()
            for actor, (_, number) in sorted(makers.items(), key=lambda m: -m[1][0])
        ),
    )
