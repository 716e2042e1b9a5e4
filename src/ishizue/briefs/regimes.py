"""Who can stop a control list from changing, and what a successor regime would cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ishizue.briefs.lists import covered, number, questioned
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number
from ishizue.briefs.parts import (
    Block,
    Cell,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.successors import NOTHING, compared, members_needed, memberships
from ishizue.briefs.wording import Text, listed, say

NAMED: Final = 3
"""Most names in a cell for those who can stop a change."""
HOLDING: Final = 6
"""Members shown among those who hold an addition up."""


def regimes(material: Material) -> Section:
    """Lists, vetoes, coverage, successors and what scenarios change in them."""
    blocks: list[Block] = [
        Paragraph(
            say(
                "Each control list is changed by the rule of its regime. Coverage is the "
                "share of the world's exports of what the list controls that members "
                "make; it is given where shares of exports are known. A successor keeps "
                "a stated part of today's coverage of every list with as few members as "
                "can be, or, under consensus, with those most likely to agree. Scenario: "
                "{scenario}, unless said otherwise.",
                scenario=material.title(material.reference),
            )
        )
    ]
    said = tuple(_said(material))
    if said:
        blocks.append(Points(said))
    blocks.append(_lists(material))
    held = _held_up(material)
    if held is not None:
        blocks.append(held)
    if material.world.tables["successors"]:
        blocks += [compared(material), memberships(material)]
        chart = members_needed(material)
        blocks += [chart] if chart is not None else []
    if material.others:
        blocks.append(_scenarios(material))
    return Section("regimes", say("Export-control regimes"), tuple(blocks))


def _released(control: str, material: Material) -> list[tuple[str, Number]]:
    """What each member holds up, those who hold up most first."""
    members = material.world.members(
        material.world.tables["controls"][control]["framework"]
    )
    found = []
    for actor in members:
        chosen = {"control": control, "actor": actor}
        there = number("released", chosen, material, "likelihood")
        if there is not None:
            found.append((actor, there))
    return sorted(found, key=lambda item: -item[1].value)


def _said(material: Material) -> Iterator[Sentence]:
    """What a veto means: with it, without it, and by another rule."""
    for rule, control in questioned(material).items():
        listing = number("listing", {"control": control}, material, "likelihood")
        ranked = _released(control, material)
        if listing is None or len(ranked) < 2:
            continue
        actor, released = ranked[0]
        if released.value - listing.value < 0.1:
            continue
        yield Sentence.of(
            say(
                "{rule}: an addition is agreed with probability {listing}. If {actor} no "
                "longer stood in the way, it would be {released}; what is missing from "
                "certainty then is what the rule costs among the others."
            ),
            rule=material.names.row("rules", rule),
            listing=listing,
            actor=material.names.row("actors", actor),
            released=released,
        )
    for successor in material.world.tables["successors"]:
        chosen = {"successor": successor}
        size = number("successor_size", chosen, material, "plain")
        agreed = number("agreement", chosen, material, "likelihood")
        everyone = number("consensus", chosen, material, "likelihood")
        if size is not None and agreed is not None and everyone is not None:
            yield Sentence.of(
                say(
                    "{successor}: {size} members, who agree with probability {agreed} by "
                    "their own rule and {everyone} by consensus."
                ),
                successor=material.names.row("successors", successor),
                size=size,
                agreed=agreed,
                everyone=everyone,
            )


def _lists(material: Material) -> Table:
    known = covered(material)
    rows: list[tuple[Cell, ...]] = []
    for key, row in material.world.tables["controls"].items():
        chosen = {"control": key}
        members = material.world.members(row["framework"])
        rows.append(
            (
                material.names.row("controls", key),
                material.names.row("frameworks", row["framework"]),
                Text.same(len(members)),
                _stoppers(key, members, material),
                number("listing", chosen, material, "likelihood")
                if row["proposal"]
                else NOTHING,
                number("listed_coverage", chosen, material, "share")
                if key in known
                else NOTHING,
            )
        )
    return Table(
        id="control-lists",
        caption=say("Control lists: who can stop an addition, and what they cover"),
        head=(
            say("List"),
            say("Regime"),
            say("Members"),
            say("Can stop an addition alone"),
            say("An addition is agreed"),
            say("Exports covered"),
        ),
        rows=tuple(rows),
    )


def _stoppers(control: str, members: tuple[str, ...], material: Material) -> Text:
    values = material.values("regimes.can_stop", material.reference)
    able = []
    for actor in members:
        draws = values.draws(control=control, actor=actor)
        if draws is not None and draws.all():
            able.append(actor)
    if not able:
        return say("nobody")
    if len(able) == len(members):
        return say("every member")
    if len(able) > NAMED:
        return say("{n} of them", n=len(able))
    return listed(material.names.row("actors", actor) for actor in able)


def _held_up(material: Material) -> Table | None:
    """Members without whose consent an addition would be likelier."""
    rows: list[tuple[Cell, ...]] = []
    for rule, control in questioned(material).items():
        rows += [
            (
                material.names.row("rules", rule),
                material.names.row("actors", actor),
                number,
            )
            for actor, number in _released(control, material)[:HOLDING]
        ]
    if not rows:
        return None
    return Table(
        id="held-up",
        caption=say(
            "Probability that an addition is agreed if one member no longer stood in the "
            "way"
        ),
        head=(say("Decision rule"), say("Member"), say("An addition is agreed")),
        rows=tuple(rows),
    )


def _scenarios(material: Material) -> Table:
    """What scenarios change in the first list that is questioned and its successors."""
    lists = list(questioned(material).values())
    known = covered(material)[:1]
    successors = list(material.world.tables["successors"])
    rows: list[tuple[Cell, ...]] = [
        (
            material.title(scenario),
            *(
                number("listing", {"control": key}, material, "likelihood", scenario)
                for key in lists
            ),
            *(
                number("listed_coverage", {"control": key}, material, "share", scenario)
                for key in known
            ),
            *(
                number("successor_size", {"successor": s}, material, "plain", scenario)
                for s in successors
            ),
        )
        for scenario in material.scenarios
    ]
    return Table(
        id="regimes-scenarios",
        caption=say("Regimes in every scenario"),
        head=(
            say("Scenario"),
            *(
                say("Agreed: {name}", name=material.names.row("controls", k))
                for k in lists
            ),
            *(
                say("Covered: {name}", name=material.names.row("controls", k))
                for k in known
            ),
            *(
                say("Members: {name}", name=material.names.row("successors", s))
                for s in successors
            ),
        ),
        rows=tuple(rows),
    )
