"""What becomes of one answer without each source, and without pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ishizue.briefs.charts import dumbbell
from ishizue.briefs.numbers import written
from ishizue.briefs.parts import Block, Cell, Chart, Points, Sentence, Table
from ishizue.briefs.resting.headlines import change
from ishizue.briefs.resting.labels import brief_words, labelled
from ishizue.briefs.resting.telling import Teller
from ishizue.briefs.wording import LANGUAGES, say
from ishizue.cornerstones.findings import Withdrawal

MOST: Final = 10
"""Sources shown of each answer."""
PAIRS: Final = 3
"""Pairs that only bring the answer down together."""
MOVED: Final = 0.01
"""A shift of probability that is worth drawing."""


def withdrawals(teller: Teller, anchor: str) -> Iterator[Block]:
    """A chart and table, or only a table where nothing moves."""
    shown = [w for w in teller.finding.withdrawals if w.falls][:MOST]
    if not shown:
        return
    table = _table(teller, shown, anchor)
    before = teller.finding.probability
    moved = [
        w
        for w in shown
        if w.probability is not None and abs(w.probability - before) >= MOVED
    ]
    if moved:
        yield _chart(teller, shown, table)
    else:
        yield table
    together = [p for p in teller.finding.pairs if p.together][:PAIRS]
    if together:
        yield Points(tuple(_pair(teller, pair) for pair in together))


def _pair(teller: Teller, pair: Withdrawal) -> Sentence:
    x, y = map(teller.source, pair.sources)
    return Sentence.of(
        say("Neither alone, but both together bring it down: {x} and {y} ({change})."),
        x=x,
        y=y,
        change=change(teller, pair),
    )


def _table(teller: Teller, shown: Sequence[Withdrawal], anchor: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            teller.source(w.sources[0]),
            teller.after(w),
            teller.median(w),
            teller.fate(w),
            teller.falls(w),
        )
        for w in shown
    ]
    return Table(
        id=f"withdrawn-{anchor}",
        caption=say("Without each source"),
        head=(
            say("Source withdrawn"),
            say("Probability"),
            say("Median"),
            say("The answer"),
            say("What falls"),
        ),
        rows=tuple(rows),
    )


def _chart(teller: Teller, shown: Sequence[Withdrawal], table: Table) -> Chart:
    first = shown[0]
    return Chart(
        id=table.id,
        title=say("Probability that the statement is true, without each source"),
        alternative=say(
            "With all sources {before}; the {n} strongest sources withdrawn in turn. "
            "First: {fate} without “{source}”. Dashed line: 50%, beyond which the answer "
            "turns.",
            before=written(teller.finding.probability, "likelihood"),
            n=len(shown),
            fate=teller.fate(first),
            source=brief_words(teller.source(first.sources[0])),
        ),
        caption=None,
        table=table,
        specs={lang: _spec(teller, shown, lang) for lang in LANGUAGES},
    )


def _spec(teller: Teller, shown: Sequence[Withdrawal], lang: str) -> dict[str, Any]:
    words = {
        "overturned": say("overturned")[lang],
        "unsupported": say("cannot be said")[lang],
        "stands": say("stands")[lang],
    }
    names = labelled([teller.source(w.sources[0]) for w in shown], lang)
    rows = []
    for withdrawal, name in zip(shown, names, strict=True):
        row: dict[str, Any] = {"item": name, "fate": fate_of(withdrawal)}
        if withdrawal.probability is not None:
            row["end"] = round(withdrawal.probability, 4)
            told = written(withdrawal.probability, "likelihood")
        else:
            told = say("cannot be said")
        row["note"] = f"{name}: {told[lang]}".replace("\n", " " if lang == "en" else "")
        rows.append(row)
    return dumbbell(
        rows,
        lang,
        start=round(teller.finding.probability, 4),
        axis={
            "title": say("Probability that the statement is true")[lang],
            "format": ".0%",
            "domain": [-0.02, 1.02],
        },
        words=words,
    )


def fate_of(withdrawal: Withdrawal) -> str:
    """What becomes of the answer, as charts know it."""
    if withdrawal.unsupported:
        return "unsupported"
    return "overturned" if withdrawal.overturns else "stands"
