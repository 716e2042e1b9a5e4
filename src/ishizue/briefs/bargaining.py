"""What each rule lets pass on every issue, and who is cautious or resolute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ishizue.briefs.chances import Chances, by_scenario
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number
from ishizue.briefs.parts import (
    Block,
    Cell,
    Chart,
    Fold,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.scales import scale
from ishizue.briefs.stances import (
    Agendas,
    Stances,
    agenda_number,
    agendas_of,
    draws_of,
    figure,
    has_core,
    of_agenda,
    stances_on,
)
from ishizue.briefs.wording import Text, listed, say

SHOWN: Final = 5
"""Members shown at either end of a scale."""
NAMED: Final = 3
"""Members named who stand at the low end of a core."""


def bargaining(material: Material) -> Section:
    """What passes under every rule, and per issue where members stand."""
    blocks: list[Block] = [
        Paragraph(
            say(
                "On every issue a member wants a point of a scale from 0 to 1 and cares "
                "more or less (salience). The weighted median is where weight times "
                "salience balances. The core of a rule holds the points that no winning "
                "coalition would leave: a move up from its low end needs the member who "
                "stands there. Scenario: {scenario}, unless said otherwise.",
                scenario=material.title(material.reference),
            )
        ),
        _passage(material),
    ]
    for issue in material.world.tables["issues"]:
        agendas = agendas_of(issue, material)
        if agendas:
            blocks += _issue(issue, agendas, material)
    return Section(
        "bargaining", say("Who is cautious, and what can pass"), tuple(blocks)
    )


def _passage(material: Material) -> Chart:
    """Probability that every proposal passes, by scenario."""
    rows = material.rows("agendas")
    issues = tuple(material.rows("issues"))
    # What a scenario adds stands with its issue.
    agendas = sorted(rows, key=lambda agenda: issues.index(rows[agenda]["issue"]))
    return by_scenario(
        Chances(
            id="passage",
            outcome="bargaining.passes",
            dim="agenda",
            names=material.names.distinct("agendas", {a: a for a in agendas}),
            title=say("Probability that each proposal passes against the status quo"),
            head=say("Issue and rule"),
            axis=say("Probability of passing"),
        ),
        material,
    )


def _issue(issue: str, agendas: Agendas, material: Material) -> list[Block]:
    """An issue: its scale, who holds a move up back, who is cautious and resolute."""
    row = material.world.tables["issues"][issue]
    name = material.names.row("issues", issue)
    points = {
        field: figure("issues", issue, field, issue, material)
        for field in ("status_quo", "proposed_point")
    }
    unknown = say("an unknown point")
    meaning = Sentence.of(
        say("0 is {low}, 1 is {high}. Today stands at {quo}; {proposal} is proposed."),
        low=Text(row["scale_low_en"], row["scale_low_ja"]),
        high=Text(row["scale_high_en"], row["scale_high_ja"]),
        quo=points["status_quo"] or unknown,
        proposal=points["proposed_point"] or unknown,
    )
    stances = stances_on(issue, agendas, material)
    order = list(stances)
    ends = [*order[:SHOWN], *order[-SHOWN:]]
    blocks: list[Block] = [
        Heading(f"issue-{issue}", name),
        Points((meaning, *_pivots(agendas, material))),
        scale(issue, agendas, stances, points, material),
    ]
    if len(order) <= len(ends):
        caption = say("{issue}: members, the most cautious first", issue=name)
        blocks.append(_members(f"stances-{issue}", caption, agendas, stances, material))
        return blocks
    caption = say("{issue}: the most cautious and the most resolute", issue=name)
    shown = {actor: stances[actor] for actor in ends}
    blocks.append(_members(f"extremes-{issue}", caption, agendas, shown, material))
    caption = say("{issue}: members, the most cautious first", issue=name)
    whole = _members(f"stances-{issue}", caption, agendas, stances, material)
    blocks.append(Fold(f"fold-stances-{issue}", say("All members"), (whole,)))
    return blocks


def _pivots(agendas: Agendas, material: Material) -> Iterator[Sentence]:
    """Who is at the low end of every core; how far enough go where there is none."""
    for agenda, rule in agendas.items():
        name = material.names.row("rules", rule)
        if has_core(agenda, material):
            yield Sentence.of(
                say('Under "{rule}" a move up most often needs {members}.'),
                rule=name,
                members=_pivotal(agenda, material),
            )
            continue
        reach = of_agenda("bargaining.core_low", "index", material, agenda=agenda)
        if reach is not None:
            yield Sentence.of(
                say('Under "{rule}" enough members would go as far as {reach}.'),
                rule=name,
                reach=reach,
            )


def _pivotal(agenda: str, material: Material) -> Sentence:
    """Members most often at the low end of the core, with their shares of draws."""
    outcome = "bargaining.holds_back"
    shares: dict[str, float] = {}
    for actor in material.values(outcome, material.reference).labels("actor"):
        draws = draws_of(outcome, material, agenda=agenda, actor=actor)
        if draws is not None and draws.any():
            shares[actor] = float(draws.mean())
    parts: dict[str, Text | Number] = {}
    places = []
    ranked = sorted(shares, key=lambda actor: (-shares[actor], actor))
    for i, actor in enumerate(ranked[:NAMED]):
        parts[f"name{i}"] = material.names.row("actors", actor)
        parts[f"share{i}"] = agenda_number(
            outcome,
            shares[actor],
            "likelihood",
            material,
            agenda=agenda,
            actor=actor,
        )
        places.append(Text.same(f"{{name{i}}} ({{share{i}}})"))
    return Sentence.of(listed(places), **parts)


def _members(
    table: str, caption: Text, agendas: Agendas, stances: Stances, material: Material
) -> Table:
    """What members want, how much they care, and how likely they are to back it."""
    rules = material.world.tables["rules"]
    rows = []
    for actor, stance in stances.items():
        cells: list[Cell] = [material.names.row("actors", actor), *stance]
        for agenda, rule in agendas.items():
            decides = actor in material.world.members(rules[rule]["framework"])
            chosen = {"agenda": agenda, "actor": actor}
            cells.append(
                of_agenda("bargaining.backs", "likelihood", material, **chosen)
                if decides
                else None
            )
        rows.append(tuple(cells))
    return Table(
        id=table,
        caption=caption,
        head=(
            say("Member"),
            say("Point it wants"),
            say("Salience"),
            *(
                say("Backs it: {rule}", rule=material.names.row("rules", rule))
                for rule in agendas.values()
            ),
        ),
        rows=tuple(rows),
    )
