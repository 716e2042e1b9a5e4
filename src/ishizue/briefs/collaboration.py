"""The map of cooperation: who works with whom, in what, and where nothing is on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ishizue.briefs.charts import network
from ishizue.briefs.charts.frame import COLOURS
from ishizue.briefs.complements import Complements, Pair
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import noted
from ishizue.briefs.parts import Cell, Chart, Fold, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

WHITE: Final = 10
"""White spots shown."""

WORKSTREAMS: Final[Mapping[str, Text]] = {
    "sustainment": say("Sustainment"),
    "production": say("Production"),
    "supply-chain": say("Supply-chain resilience"),
    "policy": say("Policy and optimisation"),
}
KINDS: Final[Mapping[str, Text]] = {
    "co-production": say("Co-production"),
    "co-development": say("Co-development"),
    "procurement": say("Procurement"),
    "joint-venture": say("Joint venture"),
    "research": say("Research"),
    "standards": say("Standards"),
    "export-control": say("Export control"),
    "dialogue": say("Dialogue"),
}
NONE: Final = say("none of the four")


def network_of(found: Complements) -> Chart:
    """Who works with whom, and where nothing is on record though much could be had."""
    kinds = (
        say("Cooperation on record"),
        say("White spot: high complementarity, no cooperation on record"),
    )
    shared = {pair: count for pair, count in found.together.items() if count}
    white = white_pairs(found)

    def spec(lang: str) -> dict[str, Any]:
        def row(pair: Pair, kind: int, weight: float, note: str) -> dict[str, Any]:
            first, second = (found.names[side][lang] for side in pair)
            there = {"first": first, "second": second, "kind": kinds[kind][lang]}
            return {**there, "weight": weight, "note": note}

        most = max(shared.values(), default=1)
        rows = [
            row(pair, 0, count / most, f"{found.name(pair)[lang]}: {count}")
            for pair, count in shared.items()
        ]
        for pair in white:
            there = found.number("untapped", pair)
            weight = found.untapped[pair] / found.untapped[white[0]]
            note = noted(found.name(pair)[lang], there, lang)
            rows.append(row(pair, 1, weight, note))
        return network(
            rows,
            lang,
            names=[found.names[side][lang] for side in found.sides],
            colours={kinds[0][lang]: COLOURS[0], kinds[1][lang]: COLOURS[2]},
        )

    counts: list[tuple[Cell, ...]] = [
        (found.name(pair), Text.same(count))
        for pair, count in sorted(shared.items(), key=lambda item: -item[1])
    ]
    return Chart(
        id="cooperation",
        title=say("Who works with whom, and the white spots"),
        alternative=say(
            "{n} pairs have cooperation on record, {m} have none.",
            n=len(shared),
            m=len(found.together) - len(shared),
        ),
        caption=say(
            "Grey lines grow with the number of cooperations that join the two, each alone "
            "or with others. On record means listed in this study, which is not complete."
        ),
        table=Table(
            id="cooperation",
            caption=say("Cooperations on record"),
            head=(say("Pair"), say("Cooperations on record")),
            rows=tuple(counts),
        ),
        specs={lang: spec(lang) for lang in LANGUAGES},
    )


def white_pairs(found: Complements) -> list[Pair]:
    """The white spots that weigh most."""
    new = [p for p, part in found.untapped.items() if part and not found.together[p]]
    return sorted(new, key=lambda pair: -found.untapped[pair])[:WHITE]


def white_spots(found: Complements) -> Table:
    """Pairs that could bring each other much and have nothing on record."""
    return Table(
        id="white-spots",
        caption=say("White spots: pairs with no cooperation on record"),
        head=(say("Pair"), say("Complementarity")),
        rows=tuple(
            (found.name(pair), found.number("untapped", pair))
            for pair in white_pairs(found)
        ),
    )


def collaboration(material: Material) -> tuple[Table, Fold]:
    """Bilateral and multilateral cooperation on record."""
    title = say("Map of cooperation by kind, workstream and field")
    listed = Fold(id="collaboration", title=title, blocks=(_list(material),))
    return _by_kind(material), listed


def _by_kind(material: Material) -> Table:
    """Counts by kind and by workstream of PIPIR."""
    rows = list(material.world.tables["cooperations"].values())
    streams = {**WORKSTREAMS, "": NONE}
    counted: list[tuple[Cell, ...]] = []
    for kind, name in KINDS.items():
        of_kind = [row for row in rows if row["kind"] == kind]
        if of_kind:
            counts = [
                sum(row["workstream"] == stream for row in of_kind)
                for stream in streams
            ]
            counted.append((name, *(Text.same(n or "–") for n in counts)))
    return Table(
        id="cooperation-kinds",
        caption=say("Cooperations by kind and by PIPIR's four workstreams"),
        head=(say("Kind"), *streams.values()),
        rows=tuple(counted),
    )


def _list(material: Material) -> Table:
    world = material.world
    rows: list[tuple[Cell, ...]] = []
    for row in world.tables["cooperations"].values():
        field = row["technology"]
        rows.append(
            (
                Text(row["name_en"], row["name_ja"]),
                KINDS[row["kind"]],
                WORKSTREAMS.get(row["workstream"], Text.same("–")),
                material.names.row("technologies", field) if field else Text.same("–"),
                _side(row["first"], material),
                _side(row["second"], material),
                Text.same(row["since"] or "–"),
            )
        )
    return Table(
        id="cooperation-list",
        caption=say("Cooperation on record"),
        head=(
            say("Cooperation"),
            say("Kind"),
            say("Workstream"),
            say("Field"),
            say("One side"),
            say("Other side"),
            say("Since"),
        ),
        rows=tuple(rows),
    )


def _side(key: str, material: Material) -> Text:
    table = "actors" if key in material.world.tables["actors"] else "frameworks"
    return material.names.row(table, key)
