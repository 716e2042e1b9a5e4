"""Whose burden each scenario changes: shares that rise and fall, draw by draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from ishizue.briefs.material import Material
from ishizue.briefs.parts import Block, Cell, Heading, Paragraph, Table
from ishizue.briefs.shares import COLUMNS, share
from ishizue.briefs.wording import say

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

MOST: Final = 16
"""Shifts listed."""
RULES: Final = (
    "spending_share",
    "gdp_share",
    "cost_share",
    "predicted_share",
    "airport_share",
    "capability_share",
)


Share = tuple[str, str, str]
"""Outcome, framework and member."""


def shifts(material: Material) -> Iterator[Block]:
    """The shares that scenarios raise and lower most."""
    if not material.others:
        return
    yield Heading("payers-by-scenario", say("Whose burden each scenario changes"))
    yield Paragraph(
        say(
            "Shares of spending and of GDP move where members join or leave, or their "
            "budgets change; forces withdrawn or built up move shares of capabilities. "
            "A dash stands where no draw tells it from the scenario {reference}.",
            reference=material.title(material.reference),
        )
    )
    found = dict(_found(material))
    ranked = sorted(found, key=lambda key: (-max(found[key].values()), key))[:MOST]
    moved = {scenario for key in ranked for scenario in found[key]}
    scenarios = [name for name in material.others if name in moved]
    if not ranked:
        yield Paragraph(say("No scenario changes any of these shares."))
        return
    yield Table(
        id="burden-shifts",
        caption=say(
            "The greatest changes, {n} of {all}", n=len(ranked), all=len(found)
        ),
        head=(
            say("Member"),
            say("Framework"),
            say("Share"),
            material.title(material.reference),
            *map(material.title, scenarios),
        ),
        rows=tuple(_row(key, found[key], scenarios, material) for key in ranked),
    )


def _found(material: Material) -> Iterator[tuple[Share, dict[str, float]]]:
    """Shares that differ from the reference, and by how much in which scenarios."""
    for outcome in RULES:
        base = material.values(f"burden.{outcome}", material.reference)
        for framework in base.labels("framework"):
            groups = (w.members(framework) for w in material.outcomes.worlds.values())
            for actor in sorted(set().union(*groups)):
                key = (outcome, framework, actor)
                moved = dict(_moved(key, material))
                if moved:
                    yield key, moved


def _moved(key: Share, material: Material) -> Iterator[tuple[str, float]]:
    before = _draws(key, material.reference, material)
    for scenario in material.others:
        after = _draws(key, scenario, material)
        if before is None or after is None or np.array_equal(before, after):
            continue
        yield scenario, abs(float(np.median(after - before)))


def _draws(key: Share, scenario: str, material: Material) -> Array | None:
    """A share per draw, nothing for those outside the framework, None without it."""
    outcome, framework, actor = key
    values = material.values(f"burden.{outcome}", scenario)
    if framework not in values.labels("framework"):
        return None
    draws = values.draws(framework=framework, actor=actor)
    return np.zeros(material.outcomes.kept) if draws is None else draws


def _row(
    key: Share, moved: dict[str, float], scenarios: list[str], material: Material
) -> tuple[Cell, ...]:
    _, framework, actor = key
    return (
        material.names.row("actors", actor),
        material.names.row("frameworks", framework),
        COLUMNS[key[0]],
        _cell(key, material.reference, material),
        *(_cell(key, name, material) if name in moved else None for name in scenarios),
    )


def _cell(key: Share, scenario: str, material: Material) -> Cell:
    outcome, framework, actor = key
    if actor not in material.outcomes.worlds[scenario].members(framework):
        return say("not a member")
    return share(outcome, scenario, {"framework": framework, "actor": actor}, material)
