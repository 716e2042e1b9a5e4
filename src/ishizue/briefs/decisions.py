"""Who decides: power under each rule, vetoes, and the most reluctant members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ishizue.briefs.material import Material, Values
from ishizue.briefs.numbers import FigureKey, Number, OutcomeKey
from ishizue.briefs.parts import Cell, Paragraph, Section, Table
from ishizue.briefs.wording import Text, listed, say, say_count
from ishizue.ensembles import Draws

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

TOP: Final = 5
"""Members shown for each rule."""
NAMED: Final = 3
"""Most names given in a cell."""


def decisions(material: Material) -> Section:
    """Power under every rule, and who is least willing on every motion."""
    opening = say(
        "Power to act is the share of all combinations of members, each as likely as any "
        "other, that can carry a motion (Coleman). Shapley-Shubik and Banzhaf indices say "
        "how often a member is decisive. All describe rules, not intentions. Scenario: "
        "{scenario}.",
        scenario=material.title(material.reference),
    )
    return Section(
        "decisions",
        say("Who decides"),
        (Paragraph(opening), _rules(material), _power(material), _reluctant(material)),
    )


def _rules(material: Material) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for rule in material.world.tables["rules"]:
        members = _members(rule, material)
        rows.append(
            (
                material.names.row("rules", rule),
                Text.same(len(members)),
                _of_rule("act", rule, None, material),
                _vetoes(rule, members, material),
            )
        )
    return Table(
        id="rules",
        caption=say("Rules: power to act, and members who can block alone"),
        head=(
            say("Decision rule"),
            say("Members"),
            say("Power to act"),
            say("Can block alone"),
        ),
        rows=tuple(rows),
    )


def _members(rule: str, material: Material) -> tuple[str, ...]:
    return material.world.members(material.world.tables["rules"][rule]["framework"])


def _of_rule(outcome: str, rule: str, actor: str | None, material: Material) -> Number:
    """A number of a rule; members share the note of their rule."""
    name = f"decision.{outcome}"
    chosen: dict[str, str | int] = {"rule": rule}
    note = (OutcomeKey.of(name, material.reference, chosen),)
    if actor is not None:
        chosen["actor"] = actor
    draws = material.values(name, material.reference).draws(**chosen)
    assert draws is not None
    key = OutcomeKey.of(name, material.reference, chosen)
    return material.tracer.number(key, draws, "share", "fine", note=note)


def _vetoes(rule: str, members: tuple[str, ...], material: Material) -> Text:
    values = material.values("decision.veto", material.reference)
    always = [a for a in members if _all(values, rule, a)]
    if not always:
        return say("nobody")
    if len(always) == len(members):
        return say("every member")
    return listed(material.names.row("actors", actor) for actor in always)


def _all(values: Values, rule: str, actor: str) -> bool:
    draws = values.draws(rule=rule, actor=actor)
    return draws is not None and bool(draws.all())


def _power(material: Material) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for rule in material.world.tables["rules"]:
        name = material.names.row("rules", rule)
        members = _members(rule, material)
        power = {a: _of_rule("shapley", rule, a, material) for a in members}
        if len({round(n.value, 9) for n in power.values()}) == 1:
            # Alike by rule: one row says it for all.
            first = members[0]
            rows.append(
                (
                    name,
                    say("each member alike"),
                    power[first],
                    _of_rule("banzhaf", rule, first, material),
                )
            )
            continue
        strongest = sorted(members, key=lambda a: -power[a].value)[:TOP]
        rows += [
            (
                name,
                material.names.row("actors", actor),
                power[actor],
                _of_rule("banzhaf", rule, actor, material),
            )
            for actor in strongest
        ]
    return Table(
        id="power",
        caption=say("The most powerful members under each rule"),
        head=(
            say("Decision rule"),
            say("Member"),
            say("Shapley-Shubik power"),
            say("Banzhaf power"),
        ),
        rows=tuple(rows),
    )


def _reluctant(material: Material) -> Table:
    rows: list[tuple[Cell, ...]] = []
    world = material.world
    draws = Draws(material.outcomes.seed, 0, material.outcomes.kept)
    names = material.names.distinct("motions", {m: m for m in world.tables["motions"]})
    for motion, row in world.tables["motions"].items():
        members = _members(row["rule"], material)
        supports = {
            cells["actor"]: (figure.path, draws.of(figure))
            for position, cells in world.tables["positions"].items()
            if cells["proposal"] == row["proposal"] and cells["actor"] in members
            for figure in world.figures_of(position, table="positions", field="support")
        }
        key = OutcomeKey.of(
            "decision.least_support", material.reference, {"motion": motion}
        )
        least = material.values(key.outcome, material.reference).draws(motion=motion)
        assert least is not None
        who = _least(supports, material)
        rows.append(
            (
                names[motion],
                who[0],
                who[1],
                material.tracer.number(key, least, "probability", "likelihood"),
            )
        )
    return Table(
        id="reluctant",
        caption=say("The most reluctant member on each motion"),
        head=(
            say("Motion"),
            say("Least support (median)"),
            say("Probability that it agrees"),
            say("Least support in each draw, whoever gives it"),
        ),
        rows=tuple(rows),
    )


def _least(
    supports: dict[str, tuple[str, Array]], material: Material
) -> tuple[Text, Cell]:
    """The members whose median support is lowest, and that of the first."""
    if not supports:
        return say("no position is given"), None
    medians = {a: round(float(np.median(v)), 6) for a, (_, v) in supports.items()}
    lowest = [a for a in medians if medians[a] == min(medians.values())]
    path, values = supports[lowest[0]]
    number = material.tracer.number(
        FigureKey(path, material.reference),
        np.asarray(values),
        "probability",
        "likelihood",
    )
    named = [material.names.row("actors", actor) for actor in lowest[:NAMED]]
    if len(lowest) > NAMED:
        more = say_count("{n} more", "{n} more", len(lowest) - NAMED)
        named.append(more)
    return listed(named), number
