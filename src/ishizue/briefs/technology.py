"""Who complements whom in technology, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ishizue.briefs.charts import matrix
from ishizue.briefs.collaboration import (
    collaboration,
    network_of,
    white_pairs,
    white_spots,
)
from ishizue.briefs.complements import Complements, median, number
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey, noted
from ishizue.briefs.parts import (
    Block,
    Cell,
    Chart,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.wording import LANGUAGES, Text, joined, say

LEAST: Final = 0.005
"""What a technology must bring to be given as a reason."""
KINDS: Final = {
    "protectionism": say("Protectionism"),
    "competition": say("Competition"),
    "export-control": say("Export control"),
}


def technology(material: Material) -> Section | None:
    """Complementarity, the pairs of greatest worth, white spots and barriers."""
    found = Complements.of(material)
    if not any(found.medians.values()):
        return None
    blocks: list[Block] = [
        Paragraph(
            say(
                "Two sides complement each other by what one is strong in and the other "
                "needs, added up over all technologies both ways and less what barriers "
                "take away; 1 is a world leader that meets an urgent need. The pairing is "
                "the one worth most in all on best estimates. Scenario: {scenario}, "
                "unless said otherwise.",
                scenario=material.title(material.reference),
            )
        ),
        Points(tuple(_said(found))),
        _matrix(found),
        _matched(found),
        network_of(found),
        white_spots(found),
        _barriers(material),
        *collaboration(material),
    ]
    if material.others:
        blocks.append(_worth(found))
    return Section("technology", say("Who complements whom"), tuple(blocks))


def _said(found: Complements) -> Iterator[Sentence]:
    best = max(found.medians, key=lambda pair: found.medians[pair])
    yield Sentence.of(
        say("Complement each other most: {pair}, {number}."),
        pair=found.name(best),
        number=found.number("complementarity", best),
    )
    white = white_pairs(found)
    if white:
        yield Sentence.of(
            say(
                "The largest white spot, where no cooperation is on record: {pair}, "
                "{number}."
            ),
            pair=found.name(white[0]),
            number=found.number("untapped", white[0]),
        )
    costs = _costs(found.material)
    if costs:
        worst = max(costs, key=lambda barrier: costs[barrier].value)
        yield Sentence.of(
            say(
                "The barrier whose fall would free most: {barrier}, {number} over all "
                "pairs."
            ),
            barrier=found.material.names.row("barriers", worst),
            number=costs[worst],
        )


def _matrix(found: Complements) -> Chart:
    chosen = set(found.flagged("matched", found.material.reference))
    ranked = sorted(found.medians, key=lambda pair: -found.medians[pair])
    shown = {p: found.number("complementarity", p) for p in ranked if found.medians[p]}
    best = shown[ranked[0]]

    def spec(lang: str) -> dict[str, Any]:
        rows = []
        for a in found.sides:
            for b in found.sides:
                pair = min(a, b), max(a, b)
                there = shown.get(pair)
                if there is None:
                    continue
                mark = "*" if pair in chosen else ""
                rows.append(
                    {
                        "item": found.names[a][lang],
                        "column": found.names[b][lang],
                        "value": round(there.value, 4),
                        "shown": f"{there.value:.1f}{mark}",
                        "note": noted(found.name(pair)[lang], there, lang),
                    }
                )
        return matrix(
            rows,
            lang,
            columns=[found.names[side][lang] for side in found.sides],
            legend={
                "title": say("Complementarity, full matches")[lang],
                "format": ".1f",
                "top": best.value,
            },
            cell=(36, 22),
            angle=-45,
        )

    return Chart(
        id="complementarity",
        title=say("Complementarity of every pair"),
        alternative=say(
            "Highest: {pair}, {number}.",
            pair=found.name(ranked[0]),
            number=best.text("en"),
        ),
        caption=say("* paired in the matching of greatest worth"),
        table=Table(
            id="complementarity",
            caption=say("Complementarity of every pair"),
            head=(say("Pair"), say("Complementarity")),
            rows=tuple((found.name(pair), there) for pair, there in shown.items()),
        ),
        specs={lang: spec(lang) for lang in LANGUAGES},
    )


def _matched(found: Complements) -> Table:
    """The pairs, and what each side would bring the other."""
    material = found.material
    chosen = found.flagged("matched", material.reference)
    freely = set(found.flagged("matched_freely", material.reference))
    rows: list[tuple[Cell, ...]] = [
        (
            found.name(pair),
            found.number("complementarity", pair),
            _reasons(pair[1], material),
            _reasons(pair[0], material),
            Text.same(found.together[pair]),
            say("yes") if pair in freely else say("no"),
        )
        for pair in sorted(chosen, key=lambda pair: -found.medians[pair])
    ]
    return Table(
        id="matched",
        caption=say(
            "Pairs of the matching of greatest worth, and why they were chosen"
        ),
        head=(
            say("Pair"),
            say("Complementarity"),
            say("The first brings"),
            say("The second brings"),
            say("Cooperations on record"),
            say("Paired without barriers too"),
        ),
        rows=tuple(rows),
    )


def _reasons(recipient: str, material: Material) -> Sentence:
    """Technologies that a side gets from its partner, the weightiest first."""
    brought = {
        field: median("brought", {"actor": recipient, "technology": field}, material)
        for field in material.world.tables["technologies"]
    }
    told = sorted(
        (field for field, part in brought.items() if part > LEAST),
        key=lambda field: -brought[field],
    )
    parts: dict[str, Text | Number] = {}
    for place, field in enumerate(told):
        chosen = {"actor": recipient, "technology": field}
        parts[f"field{place}"] = material.names.row("technologies", field)
        parts[f"number{place}"] = number("brought", chosen, material)
    template = joined(
        (
            Text.same(f"{{field{place}}} {{number{place}}}")
            for place in range(len(told))
        ),
        "; ",
    )
    return Sentence(template if told else Text.same("–"), tuple(parts.items()))


def _costs(material: Material) -> dict[str, Number]:
    return {
        barrier: number("barrier_cost", {"barrier": barrier}, material)
        for barrier in material.world.tables["barriers"]
    }


def _barriers(material: Material) -> Table:
    costs = _costs(material)
    rows: list[tuple[Cell, ...]] = [
        (
            material.names.row("barriers", barrier),
            KINDS[material.world.tables["barriers"][barrier]["kind"]],
            costs[barrier],
        )
        for barrier in sorted(costs, key=lambda barrier: -costs[barrier].value)
    ]
    return Table(
        id="barriers",
        caption=say("What all pairs together would gain if one barrier fell"),
        head=(say("Barrier"), say("Kind"), say("Gain, full matches")),
        rows=tuple(rows),
    )


def _worth(found: Complements) -> Table:
    """What the matching is worth, and which pairs scenarios make and unmake."""
    material = found.material
    outcome = "technology.matching_worth"
    usual = set(found.flagged("matched", material.reference))
    rows: list[tuple[Cell, ...]] = []
    for scenario in material.scenarios:
        pairs = set(found.flagged("matched", scenario))
        draws = material.values(outcome, scenario).draws()
        assert draws is not None
        worth = material.tracer.number(
            OutcomeKey.of(outcome, scenario, {}), draws, "matches", "index"
        )
        made, unmade = sorted(pairs - usual), sorted(usual - pairs)
        rows.append(
            (
                material.title(scenario),
                worth,
                found.several(made),
                found.several(unmade),
            )
        )
    return Table(
        id="matching-worth",
        caption=say("The matching in every scenario"),
        head=(
            say("Scenario"),
            say("Worth, full matches"),
            say("Pairs made"),
            say("Pairs unmade"),
        ),
        rows=tuple(rows),
    )
