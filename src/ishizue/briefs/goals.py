"""Goals with a date: where they stand, and whether growth will carry them there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ishizue.briefs.material import Material
from ishizue.briefs.numbers import FigureKey, Number, OutcomeKey
from ishizue.briefs.parts import Block, Cell, Heading, Points, Sentence, Table
from ishizue.briefs.wording import Text, listed, say


def goals(material: Material) -> Iterator[Block]:
    """The goals in a table; those without an observation are shown as such."""
    scenario = material.reference
    keys = material.values("quantum.level", scenario).labels("goal")
    if not keys:
        return
    names = material.names.distinct("goals", {key: key for key in keys})
    seen = {key: int(_mean("observations", key, material)) for key in keys}
    yield Heading("goals-dated", say("Goals with a date"))
    unknown = [names[key] for key in keys if not seen[key]]
    if unknown:
        words = say(
            "The study knows no current value of {n} of {all} goals: {goals}. Their "
            "progress is not judged.",
            n=len(unknown),
            all=len(keys),
            goals=listed(unknown),
        )
        yield Points((Sentence.of(words),))
    yield Table(
        id="goals",
        caption=say("Goals, what has been observed, and the growth it takes"),
        head=(
            say("Goal"),
            say("Whose"),
            say("Due"),
            say("Level to reach"),
            say("Last observed"),
            say("Growth needed, % a year"),
            say("Growth seen, % a year"),
            say("Chance of meeting it"),
        ),
        rows=tuple(_row(key, names[key], seen[key], material) for key in keys),
    )


def _row(key: str, name: Text, seen: int, material: Material) -> tuple[Cell, ...]:
    row = material.world.tables["goals"][key]
    measure = Text(row["measure_en"], row["measure_ja"])
    table = (
        "actors" if row["actor"] in material.world.tables["actors"] else "frameworks"
    )
    target = _target(key, material)
    met = seen and _mean("level", key, material) >= target.value
    nothing = say("not known")
    return (
        say("{goal} ({measure})", goal=name, measure=measure),
        material.names.row(table, row["actor"]),
        Text.same(row["due"]),
        target,
        _number("level", key, material) if seen else nothing,
        _number("growth_needed", key, material) if seen else nothing,
        _number("growth_seen", key, material) if seen > 1 else nothing,
        _chance(key, material) if seen > 1 or met else say("not judged"),
    )


def _target(key: str, material: Material) -> Number:
    stated = material.world.figures_of(key, table="goals", field="goal_level")
    return material.tracer.number(
        FigureKey(f"goals.{key}.goal_level", material.reference),
        stated[0].value if stated else 0.0,
        "units",
        "plain",
    )


def _mean(name: str, key: str, material: Material) -> float:
    draws = material.values(f"quantum.{name}", material.reference).draws(goal=key)
    return 0.0 if draws is None else float(np.mean(draws))


def _number(name: str, key: str, material: Material) -> Number:
    draws = material.values(f"quantum.{name}", material.reference).draws(goal=key)
    assert draws is not None  # its labels were read from the outcome
    return material.tracer.number(
        OutcomeKey.of(f"quantum.{name}", material.reference, {"goal": key}),
        draws,
        "units" if name == "level" else "per cent a year",
        "plain",
    )


def _chance(key: str, material: Material) -> Number:
    return material.tracer.number(
        OutcomeKey.of("quantum.met_in_time", material.reference, {"goal": key}),
        _mean("met_in_time", key, material),
        "probability",
        "likelihood",
    )
