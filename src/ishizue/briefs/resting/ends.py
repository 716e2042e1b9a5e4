"""Single figures at the ends of their range, at their turning points, and in a box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from ishizue.briefs.axes import domain, number_format
from ishizue.briefs.charts import tornado
from ishizue.briefs.names import outcome_name
from ishizue.briefs.numbers import form_of, written
from ishizue.briefs.parts import Block, Cell, Chart, Points, Sentence, Table
from ishizue.briefs.resting.headlines import ranged
from ishizue.briefs.resting.labels import caption, labelled
from ishizue.briefs.resting.telling import Teller
from ishizue.briefs.wording import LANGUAGES, say
from ishizue.cornerstones.findings import Flip, Region

SWINGS: Final = 10
FLIPS: Final = 8
FEW: Final = 3
"""Turning points of an answer that is foregone."""


def swings(teller: Teller, anchor: str) -> Iterator[Block]:
    """The number with single figures at either end of their range."""
    shown = [s for s in teller.finding.swings if s.at_low != s.at_high][:SWINGS]
    if not shown:
        return
    title = say("The number with one figure at either end of its range")
    rows: list[tuple[Cell, ...]] = [
        (
            teller.figure(s.path),
            teller.quantity(s.path, s.low, f"low={s.path}"),
            teller.outcome(s.at_low, f"at low={s.path}"),
            teller.quantity(s.path, s.high, f"high={s.path}"),
            teller.outcome(s.at_high, f"at high={s.path}"),
        )
        for s in shown
    ]
    form = form_of(teller.unit)
    yield Chart(
        id=f"tornado-{anchor}",
        title=title,
        alternative=say(
            "Median {median}, threshold {threshold}. The widest swing: {figure}, from "
            "{low} to {high}.",
            median=written(teller.finding.median, form),
            threshold=written(teller.conclusion.threshold, form),
            figure=teller.figure(shown[0].path).words,
            low=written(min(shown[0].at_low, shown[0].at_high), form),
            high=written(max(shown[0].at_low, shown[0].at_high), form),
        ),
        caption=caption([teller.figure(s.path) for s in shown]),
        table=Table(
            id=f"tornado-{anchor}",
            caption=title,
            head=(
                say("Figure"),
                say("Its low end (5%)"),
                say("The number there"),
                say("Its high end (95%)"),
                say("The number there"),
            ),
            rows=tuple(rows),
        ),
        specs={lang: _spec(teller, lang) for lang in LANGUAGES},
    )


def _spec(teller: Teller, lang: str) -> dict[str, Any]:
    shown = [s for s in teller.finding.swings if s.at_low != s.at_high][:SWINGS]
    threshold = teller.conclusion.threshold
    form = form_of(teller.unit)
    names = labelled([teller.figure(s.path) for s in shown], lang)
    ends = [np.array([s.at_low, s.at_high]) for s in shown]
    middle = teller.finding.median
    low, high = domain([*ends, np.array([middle])], threshold, form)
    rows = [
        {
            "item": name,
            "at_low": round(s.at_low, 5),
            "at_high": round(s.at_high, 5),
            "note": f"{written(s.at_low, form)[lang]} / {written(s.at_high, form)[lang]}",
        }
        for s, name in zip(shown, names, strict=True)
    ]
    return tornado(
        rows,
        lang,
        middle=round(middle, 5),
        axis={
            "title": outcome_name(teller.conclusion.outcome)[lang],
            "format": number_format(teller.unit, high - low),
            "domain": [low, high],
        },
        words=(
            say("figure at its low end (5%)")[lang],
            say("figure at its high end (95%)")[lang],
        ),
        threshold={
            "x": threshold,
            "label": say("threshold {threshold}", threshold=written(threshold, form))[
                lang
            ],
            "align": "right" if threshold > (low + high) / 2 else "left",
        },
    )


def flips(teller: Teller, anchor: str, *, few: bool) -> Iterator[Block]:
    """The nearest value of single figures at which the answer turns round."""
    shown = teller.finding.flips[: FEW if few else FLIPS]
    if shown:
        yield Table(
            id=f"turns-{anchor}",
            caption=say("Where single figures would turn the answer round"),
            head=(
                say("Figure"),
                say("Now"),
                say("Turns round"),
                say("Stated range"),
                say("Chance of a value beyond"),
            ),
            rows=tuple(_flip(teller, flip) for flip in shown),
        )


def _flip(teller: Teller, flip: Flip) -> tuple[Cell, ...]:
    at = teller.quantity(flip.path, flip.at, f"flip={flip.path}")
    beyond = None
    if flip.low is not None:
        # Beyond a range's end is impossible; within it, draws alone cannot tell.
        tell = teller.probability if flip.inside else teller.share
        beyond = tell(flip.beyond, f"beyond={flip.path}")
    if flip.at == flip.value:
        turn = Sentence.of(say("at just {at}"), at=at)
    elif flip.at > flip.value:
        turn = Sentence.of(say("above {at}"), at=at)
    else:
        turn = Sentence.of(say("below {at}"), at=at)
    return (
        teller.figure(flip.path),
        teller.quantity(flip.path, flip.value, f"value={flip.path}"),
        turn,
        _range(teller, flip),
        beyond,
    )


def _range(teller: Teller, flip: Flip) -> Cell:
    if flip.low is None or flip.high is None:
        return ranged(flip)
    return Sentence.of(
        say("{low} to {high}; {where}"),
        low=teller.quantity(flip.path, flip.low, f"least={flip.path}"),
        high=teller.quantity(flip.path, flip.high, f"most={flip.path}"),
        where=ranged(flip),
    )


def region(teller: Teller, anchor: str) -> Iterator[Block]:
    """The box of figures in which the statement holds."""
    found = teller.finding.region
    if found is None or not found.limits:
        return
    yield Table(
        id=f"region-{anchor}",
        caption=say("Where the statement holds: figures within these limits together"),
        head=(say("Figure"), say("At least"), say("At most")),
        rows=tuple(_limit(teller, found, path) for path in found.limits),
    )
    sentence = Sentence.of(
        say(
            "Within these limits it holds in {density} of the draws; they take in "
            "{coverage} of the draws in which it holds, and {mass} of all draws."
        ),
        density=teller.share(found.density, "region density"),
        coverage=teller.share(found.coverage, "region coverage"),
        mass=teller.share(found.mass, "region mass"),
    )
    yield Points((sentence,))


def _limit(teller: Teller, found: Region, path: str) -> tuple[Cell, ...]:
    low, high = found.limits[path]
    return (
        teller.figure(path),
        None if low is None else teller.quantity(path, low, f"at least={path}"),
        None if high is None else teller.quantity(path, high, f"at most={path}"),
    )
