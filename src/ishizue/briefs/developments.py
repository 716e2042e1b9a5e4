"""States of developments: which are open, and which judgement would open others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ishizue.briefs.charts import LABEL, bars, wrapped
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import FigureKey, FindingKey, Number, OutcomeKey, noted
from ishizue.briefs.parts import Cell, Chart, Table
from ishizue.briefs.wording import LANGUAGES, joined, listed, say
from ishizue.lenses.futures import stated
from ishizue.models.crossimpact import Flip, Matrix, sensitivity

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

JUDGEMENTS: Final = 10
"""Most judgements shown."""


def states(material: Material) -> Chart:
    """By state of a development, whether it is open and how much drifts towards it."""
    variants = material.world.tables["variants"]
    numbers = {v: (_open(v, material), _drift(v, material)) for v in variants}
    title = say("States of developments: which are open, and where all drifts")
    closed = [v for v in variants if numbers[v][0].value < 0.5]
    return Chart(
        id="states",
        title=title,
        alternative=say(
            "Less likely than not to be part of a future that holds together: {names}.",
            names=listed(material.names.row("variants", v) for v in closed)
            if closed
            else say("none"),
        ),
        caption=say(
            "Lines are 90% intervals of the share of starting points. Such shares weigh "
            "futures against each other and are no probabilities."
        ),
        table=Table(
            id="states",
            caption=title,
            head=(
                say("Development"),
                say("State"),
                say("Part of a future that holds together"),
                say("Starting points that end with it"),
            ),
            rows=tuple(
                (
                    material.names.row("descriptors", variants[v]["descriptor"]),
                    material.names.row("variants", v),
                    *numbers[v],
                )
                for v in variants
            ),
        ),
        specs={lang: _spec(numbers, material, lang) for lang in LANGUAGES},
    )


def _of_state(name: str, variant: str, material: Material) -> tuple[OutcomeKey, Array]:
    outcome = f"drift.{name}"
    draws = material.values(outcome, material.reference).draws(variant=variant)
    assert draws is not None
    key = OutcomeKey.of(outcome, material.reference, {"variant": variant})
    return key, draws


def _open(variant: str, material: Material) -> Number:
    key, draws = _of_state("possible", variant, material)
    note = (OutcomeKey.of(key.outcome, key.scenario, {}),)
    share = float(np.mean(draws))
    return material.tracer.number(key, share, "probability", "likelihood", note=note)


def _drift(variant: str, material: Material) -> Number:
    key, draws = _of_state("active", variant, material)
    note = (OutcomeKey.of(key.outcome, key.scenario, {}),)
    return material.tracer.number(key, draws, "share", "share", note=note)


def _spec(
    numbers: dict[str, tuple[Number, Number]], material: Material, lang: str
) -> dict[str, Any]:
    panels: dict[str, list[dict[str, Any]]] = {}
    variants = material.world.tables["variants"]
    for variant, (open_, drift) in numbers.items():
        name = material.names.row("variants", variant)[lang]
        development = material.names.row("descriptors", variants[variant]["descriptor"])
        panels.setdefault(development[lang], []).append(
            {
                "item": wrapped(name, lang, LABEL[lang]),
                "total": round(open_.value, 5),
                "first": round(drift.value, 5),
                "low": round(drift.value if drift.low is None else drift.low, 5),
                "high": round(drift.value if drift.high is None else drift.high, 5),
                "note": f"{noted(name, open_, lang)} / {drift.text(lang)}",
            }
        )
    words = (
        say("probability that it is part of a future that holds together")[lang],
        say("starting points that end with it")[lang],
    )
    axis = {
        "title": say("Share of draws, and of starting points")[lang],
        "format": ".0%",
        "domain": [0, 1],
    }
    return bars(panels, lang, axis=axis, words=words)


def judgements(material: Material) -> Table:
    """Judgements of which one point more or less changes what holds together."""
    matrix = stated(material.world)
    flips = [] if matrix is None else sensitivity(matrix, steps=1)
    flips.sort(key=lambda flip: -len(flip.gained) - len(flip.lost))
    rows = [] if matrix is None else list(_flips(matrix, flips[:JUDGEMENTS], material))
    return Table(
        id="judgements",
        caption=say(
            "What one more point of judgement would change, all else at the stated "
            "scores: the {shown} of {n} changes by one point that move most",
            shown=len(rows),
            n=len(flips),
        ),
        head=(
            say("Judgement: what does the first do to the second?"),
            say("As judged"),
            say("If it were"),
            say("Futures gained"),
            say("Futures lost"),
        ),
        rows=tuple(rows),
    )


def _flips(
    matrix: Matrix, flips: list[Flip], material: Material
) -> Iterator[tuple[Cell, ...]]:
    rows = {
        (row["source"], row["target"]): key
        for key, row in material.world.tables["impacts"].items()
    }
    for flip in flips:
        source, target = (matrix.variants[d][v] for d, v in (flip.source, flip.target))
        names = [material.names.row("variants", v) for v in (source, target)]
        impact = rows.get((source, target))
        yield (
            joined(names, " → "),
            say("not judged") if impact is None else _judged(impact, material),
            *(
                _found(f"{what}:{source}:{target}:{flip.change:+g}", value, material)
                for what, value in (
                    ("score", flip.judged + flip.change),
                    ("gained", len(flip.gained)),
                    ("lost", len(flip.lost)),
                )
            ),
        )


def _judged(impact: str, material: Material) -> Cell:
    path = f"impacts.{impact}.impact_score"
    figure = material.world.figures.get(path)
    if figure is None:
        return say("not judged")
    key = FigureKey(path, material.reference)
    return material.tracer.number(key, figure.value, "score", "plain")


def _found(what: str, value: float, material: Material) -> Number:
    of = OutcomeKey.of("drift.consistent_futures", material.reference, {})
    key = FindingKey(of, what)
    unit = "score" if what.startswith("score") else "futures"
    return material.tracer.number(key, float(value), unit, "plain", note=(of,))
