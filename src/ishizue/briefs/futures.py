"""Which futures hold together, where they give way, and where developments drift."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ishizue.briefs.charts import LABEL, bars, wrapped
from ishizue.briefs.developments import judgements, states
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
from ishizue.briefs.wording import LANGUAGES, Text, joined, listed, say
from ishizue.lenses.futures import stated
from ishizue.models.crossimpact import consistent

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

UNNAMED: Final = 3
"""Most futures without a name that are shown beside those with one."""


def futures(material: Material) -> Section:
    """Futures put to the test, what they are made of, and what would change them."""
    blocks: list[Block] = [
        Paragraph(
            say(
                "A future chooses one state for each development. It holds together if no "
                "development has another state that the chosen states of the others "
                "favour more. That a future holds together does not make it likely, and "
                "one that does not can only be passed through. Scenario: {scenario}, "
                "unless said otherwise.",
                scenario=material.title(material.reference),
            )
        )
    ]
    named = tuple(material.rows("futures"))
    if named and material.answered("futures"):
        blocks.append(_held(named, material))
    if material.answered("futures"):
        blocks.append(_made_of(named, material))
    if material.answered("drift"):
        blocks += [Points(tuple(_counts(material))), states(material)]
        blocks.append(judgements(material))
    return Section("futures", say("Which futures hold together"), tuple(blocks))


def _draws(name: str, scenario: str, future: str, material: Material) -> Array | None:
    """An outcome of a future, or None where it is ruled out."""
    lens = name.partition(".")[0]
    if not material.answered(lens):
        return None
    fit = material.values("futures.inconsistency", scenario).draws(future=future)
    if fit is None or bool((fit < 0).any()):
        return None
    return material.values(name, scenario).draws(future=future)


def _holds(future: str, scenario: str, material: Material) -> Number | None:
    """Share of draws in which a future holds together."""
    draws = _draws("futures.holds", scenario, future, material)
    if draws is None:
        return None
    key = OutcomeKey.of("futures.holds", scenario, {"future": future})
    share = float(np.mean(draws))
    return material.tracer.number(key, share, "probability", "likelihood")


def _held(named: tuple[str, ...], material: Material) -> Chart:
    names = {f: material.names.row("futures", f) for f in named}
    numbers = {
        (f, s): number
        for s in material.scenarios
        for f in named
        if (number := _holds(f, s, material)) is not None
    }
    title = say("Probability that each future holds together, by scenario")
    out = say("ruled out")
    table = Table(
        id="futures",
        caption=title,
        head=(
            say("Future"),
            *(material.title(s) for s in material.scenarios),
            say("Falls short by"),
            say("Starting points that end there"),
        ),
        rows=tuple(
            (
                names[f],
                *(numbers.get((f, s), out) for s in material.scenarios),
                _spread("futures.inconsistency", f, material),
                _spread("drift.basin", f, material),
            )
            for f in named
        ),
    )
    told = [
        joined((names[f], Text(n.text("en"), n.text("ja"))), " ")
        for (f, s), n in numbers.items()
        if s == material.reference
    ]
    return Chart(
        id="futures",
        title=title,
        alternative=say(
            "Futures that hold together in the scenario {scenario}: {told}.",
            scenario=material.title(material.reference),
            told=listed(told) if told else say("none"),
        ),
        caption=say(
            "The bar inside is the mean share of all starting points from which "
            "developments end at the future. Futures that a scenario rules out are not "
            "drawn. By how many points of judgement a future falls short is said for "
            "{scenario}.",
            scenario=material.title(material.reference),
        ),
        table=table,
        specs={lang: _spec(numbers, names, material, lang) for lang in LANGUAGES},
    )


def _spread(name: str, future: str, material: Material) -> Number | None:
    draws = _draws(name, material.reference, future, material)
    if draws is None:
        return None
    key = OutcomeKey.of(name, material.reference, {"future": future})
    if name == "drift.basin":
        return material.tracer.number(key, draws, "share", "fine")
    return material.tracer.number(key, draws, "score", "plain")


def _spec(
    numbers: dict[tuple[str, str], Number],
    names: dict[str, Text],
    material: Material,
    lang: str,
) -> dict[str, Any]:
    panels: dict[str, list[dict[str, Any]]] = {}
    for (future, scenario), number in numbers.items():
        title = material.title(scenario)[lang]
        basin = _draws("drift.basin", scenario, future, material)
        panels.setdefault(title, []).append(
            {
                "item": wrapped(names[future][lang], lang, LABEL[lang]),
                "total": round(number.value, 5),
                "first": 0.0 if basin is None else round(float(np.mean(basin)), 5),
                "low": round(number.value, 5),
                "high": round(number.value, 5),
                "note": noted(f"{names[future][lang]} · {title}", number, lang),
            }
        )
    words = (
        say("probability that it holds together")[lang],
        say("starting points that end there")[lang],
    )
    axis = {
        "title": say("Share of draws, and of starting points")[lang],
        "format": ".0%",
        "domain": [0, 1],
    }
    return bars(panels, lang, axis=axis, words=words)


def _made_of(named: tuple[str, ...], material: Material) -> Table:
    """Developments by futures: the state chosen, and its lead over the best other."""
    shown = [f for f in named if f in material.world.tables["futures"]]
    chosen = {f: _chosen(f, material) for f in shown}
    others = tuple(_unnamed(chosen, material))
    rows: list[tuple[Cell, ...]] = []
    for descriptor in material.world.tables["descriptors"]:
        cells: list[Cell] = [material.names.row("descriptors", descriptor)]
        cells += [
            _state(f, chosen[f].get(descriptor), descriptor, material) for f in shown
        ]
        cells += [material.names.row("variants", o[descriptor]) for o in others]
        rows.append(tuple(cells))
    return Table(
        id="futures-made-of",
        caption=_made_of_caption(unnamed=bool(others)),
        head=(
            say("Development"),
            *(material.names.row("futures", f) for f in shown),
            *(say("Not named, {n}", n=n) for n in range(1, len(others) + 1)),
        ),
        rows=tuple(rows),
    )


def _made_of_caption(*, unnamed: bool) -> Text:
    if unnamed:
        return say(
            "What each future is made of, and by how many points of judgement the state "
            "leads its best rival (behind where negative). The last columns hold "
            "together at the stated scores and have no name."
        )
    return say(
        "What each future is made of, and by how many points of judgement the state "
        "leads its best rival (behind where negative)."
    )


def _chosen(future: str, material: Material) -> dict[str, str]:
    """The variant a future chooses, by development."""
    tables = material.world.tables
    return {
        tables["variants"][row["variant"]]["descriptor"]: row["variant"]
        for row in tables["future_variants"].values()
        if row["future"] == future
    }


def _unnamed(
    chosen: dict[str, dict[str, str]], material: Material
) -> Iterator[dict[str, str]]:
    """Futures that hold together at the stated scores and have no name."""
    matrix = stated(material.world)
    if matrix is None:
        return
    left = UNNAMED
    for found in consistent(matrix):
        names = matrix.names(found.choice)
        if left and names not in chosen.values():
            left -= 1
            yield names


def _state(
    future: str, variant: str | None, descriptor: str, material: Material
) -> Cell:
    if variant is None:
        return None
    place: dict[str, str | int] = {"future": future, "descriptor": descriptor}
    draws = material.values("futures.lead", material.reference).draws(**place)
    assert draws is not None
    lead = material.tracer.number(
        OutcomeKey.of("futures.lead", material.reference, place),
        draws,
        "score",
        "plain",
        note=(OutcomeKey.of("futures.lead", material.reference, {"future": future}),),
    )
    return Sentence.of(
        say("{state}: {lead}"),
        state=material.names.row("variants", variant),
        lead=lead,
    )


def _counts(material: Material) -> Iterator[Sentence]:
    """How many futures hold together, and what share of starts ends at none named."""

    def number(name: str) -> Number:
        outcome = f"drift.{name}"
        draws = material.values(outcome, material.reference).draws()
        assert draws is not None
        key = OutcomeKey.of(outcome, material.reference, {})
        whole = name == "consistent_futures"
        unit, form = ("futures", "plain") if whole else ("share", "share")
        return material.tracer.number(key, draws, unit, form)  # type: ignore[arg-type]

    yield Sentence.of(
        say("Combinations that hold together: {n}."), n=number("consistent_futures")
    )
    yield Sentence.of(
        say("Starting points that end at a future without a name: {share}."),
        share=number("unnamed"),
    )
    yield Sentence.of(
        say("Starting points from which developments go round in a cycle: {share}."),
        share=number("cycling"),
    )
