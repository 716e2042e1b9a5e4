"""What each scenario changes, on shared draws.

Scenarios draw the same numbers for what they share, so the difference is taken within
each draw: its spread is that of the change, not of the two answers together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ishizue.briefs.adoption import ADOPTION
from ishizue.briefs.chances import ends
from ishizue.briefs.charts import intervals
from ishizue.briefs.coverage import COVERAGE
from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_named
from ishizue.briefs.numbers import Number, OutcomeKey, form_of, noted
from ishizue.briefs.parts import Block, Chart, Paragraph, Section, Table
from ishizue.briefs.wording import LANGUAGES, Text, say

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

MOST: Final = 15
"""Differences drawn; the table has all."""
_ENDS: Final = ("low", "high")


@dataclass(frozen=True)
class _Difference:
    """A number in a scenario against the same number in the reference."""

    what: Text
    scenario: str
    reference: Number
    number: Number
    difference: Number
    lower: Number


def differences(material: Material) -> Section:
    """Paired differences of coverage and adoption against the reference."""
    found = sorted(_found(material), key=lambda d: -abs(d.difference.value))
    opening = say(
        "Scenarios share the draws of every figure they share. Differences from the "
        "scenario {reference} are taken draw by draw, in percentage points: of coverage "
        "in {year}, and of the probability that a motion is adopted. What no draw tells "
        "apart is left out.",
        reference=material.title(material.reference),
        year=material.years[0],
    )
    blocks: list[Block] = [Paragraph(opening)]
    if found:
        blocks.append(_chart(found, material))
    else:
        blocks.append(Paragraph(say("No scenario changes any of these numbers.")))
    return Section("differences", say("What each scenario changes"), tuple(blocks))


def _found(material: Material) -> Iterator[_Difference]:
    year = material.years[0]
    if material.answered("capability"):
        for requirement, what in _names("requirements", material):
            chosen: dict[str, str | int] = {"requirement": requirement, "year": year}
            yield from _against(COVERAGE, chosen, what, material)
    if material.answered("decision"):
        for motion, what in _names("motions", material):
            yield from _against(ADOPTION, {"motion": motion}, what, material)


def _names(table: str, material: Material) -> Iterable[tuple[str, Text]]:
    rows = material.world.tables[table]
    return material.names.distinct(table, {key: key for key in rows}).items()


def _against(
    outcome: str, chosen: dict[str, str | int], what: Text, material: Material
) -> Iterator[_Difference]:
    base = material.values(outcome, material.reference).draws(**chosen)
    for scenario in material.others:
        draws = material.values(outcome, scenario).draws(**chosen)
        if base is None or draws is None or np.array_equal(draws, base):
            continue
        yield _difference(outcome, chosen, what, (scenario, draws, base), material)


def _difference(
    outcome: str,
    chosen: dict[str, str | int],
    what: Text,
    pair: tuple[str, Array, Array],
    material: Material,
) -> _Difference:
    scenario, draws, base = pair
    key = OutcomeKey.of(outcome, scenario, chosen)
    other = OutcomeKey.of(outcome, material.reference, chosen)
    unit = outcome_named(outcome).unit
    tracer, form = material.tracer, form_of(unit)
    gap = draws - base
    return _Difference(
        what=what,
        scenario=scenario,
        reference=tracer.number(other, base, unit, form),
        number=tracer.number(key, draws, unit, form),
        difference=tracer.number((key, other), gap, unit, "points"),
        lower=tracer.number(
            (key, other), float((gap < 0).mean()), "probability", "likelihood"
        ),
    )


def _chart(found: list[_Difference], material: Material) -> Chart:
    title = (
        say("The {n} greatest differences", n=MOST)
        if len(found) > MOST
        else say("Differences")
    )
    first = found[0]
    return Chart(
        id="differences",
        title=title,
        alternative=say(
            "{n} numbers differ. The greatest difference: {what} in the scenario "
            "{scenario}, {points} percentage points (90% interval {spread}).",
            n=len(found),
            what=first.what,
            scenario=material.title(first.scenario),
            points=Text(first.difference.text("en"), first.difference.text("ja")),
            spread=Text(
                first.difference.spread("en") or first.difference.text("en"),
                first.difference.spread("ja") or first.difference.text("ja"),
            ),
        ),
        caption=None,
        table=Table(
            id="differences",
            caption=say("Differences on shared draws"),
            head=(
                say("Number"),
                say("Scenario"),
                material.title(material.reference),
                say("In the scenario"),
                say("Difference (points)"),
                say("Probability that it is lower"),
            ),
            rows=tuple(
                (
                    d.what,
                    material.title(d.scenario),
                    d.reference,
                    d.number,
                    d.difference,
                    d.lower,
                )
                for d in found
            ),
        ),
        specs={lang: _spec(found[:MOST], material, lang) for lang in LANGUAGES},
    )


def _spec(found: list[_Difference], material: Material, lang: str) -> dict[str, Any]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for d in found:
        title = material.title(d.scenario)[lang]
        groups.setdefault(d.what[lang], []).append(
            {
                "scenario": title,
                **{k: round(100 * v, 2) for k, v in ends(d.difference).items()},
                "note": noted(f"{d.what[lang]} · {title}", d.difference, lang),
            }
        )
    edges = [row[end] for rows in groups.values() for row in rows for end in _ENDS]
    margin = 0.03 * (max(0, *edges) - min(0, *edges))
    shown = {d.scenario for d in found}
    return intervals(
        list(groups.items()),
        lang,
        material.colours(lang, [s for s in material.scenarios if s in shown]),
        axis={
            "title": say("Difference from the baseline, percentage points")[lang],
            "format": "d",
            "domain": [min(0, *edges) - margin, max(0, *edges) + margin],
        },
        zero=True,
    )
