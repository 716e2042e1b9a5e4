"""All answers against the sources that bring most of them down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ishizue.briefs.charts import standing, wrapped
from ishizue.briefs.citations import UNVERIFIED
from ishizue.briefs.numbers import shown_alike, written
from ishizue.briefs.parts import Cell, Chart, Sentence, Table
from ishizue.briefs.resting.labels import brief_words, labelled, words_of
from ishizue.briefs.resting.telling import Teller
from ishizue.briefs.wording import LANGUAGES, Text, joined, say
from ishizue.cornerstones.findings import Withdrawal

MOST: Final = 12
"""Sources shown."""
ID: Final = "cornerstones"


def overview(tellers: Sequence[Teller]) -> Chart | None:
    """What becomes of every answer without the sources that matter most."""
    sources = _strongest(tellers)
    if not sources:
        return None
    cells = {
        (teller.key, w.sources[0]): w
        for teller in tellers
        for w in teller.finding.withdrawals
    }
    title = say("Answers against their strongest cornerstones")
    first = next(t.source(sources[0]) for t in tellers)
    down = sum(
        (t.key, sources[0]) in cells and cells[t.key, sources[0]].is_fatal
        for t in tellers
    )
    return Chart(
        id=ID,
        title=title,
        alternative=say(
            "{n} answers against the {m} sources that bring most of them down. Most hang "
            "on: {source} ({down} answers).",
            n=len(tellers),
            m=len(sources),
            source=brief_words(first),
            down=down,
        ),
        caption=say(
            "A number is the probability without the source; × means that nothing can "
            "be said without it; an empty cell, that the answer does not rest on it."
        ),
        table=Table(
            id=ID,
            caption=title,
            head=(
                say("Answer"),
                say("With all sources"),
                *(words_of(tellers[0].source(source)) for source in sources),
            ),
            rows=tuple(_row(teller, sources, cells) for teller in tellers),
        ),
        specs={lang: _spec(tellers, sources, cells, lang) for lang in LANGUAGES},
    )


def _strongest(tellers: Sequence[Teller]) -> list[str]:
    fatal: dict[str, list[float]] = {}
    for teller in tellers:
        for w in teller.finding.withdrawals:
            score = fatal.setdefault(w.sources[0], [0.0, 0.0, 0.0])
            score[0] += w.is_fatal
            score[1] += w.overturns
            if w.probability is not None:
                score[2] += abs(w.probability - teller.finding.probability)
    moving = {source: score for source, score in fatal.items() if any(score)}
    ranked = sorted(moving, key=lambda s: ([-x for x in moving[s]], s))
    return ranked[:MOST]


Cells = dict[tuple[Any, str], Withdrawal]


def _fate(teller: Teller, withdrawal: Withdrawal) -> str:
    if withdrawal.unsupported:
        return "unsupported"
    if withdrawal.overturns:
        return "overturned"
    after = teller.after(withdrawal)
    if after is None or shown_alike(after, teller.before()):
        return "unmoved"
    return "moved"


def _row(teller: Teller, sources: Sequence[str], cells: Cells) -> tuple[Cell, ...]:
    row: list[Cell] = [_named(teller), teller.before()]
    for source in sources:
        withdrawal = cells.get((teller.key, source))
        if withdrawal is None:
            row.append(None)
            continue
        after, fate = teller.after(withdrawal), _fate(teller, withdrawal)
        if after is None:
            row.append(say("cannot be said"))
        elif fate == "overturned":
            row.append(Sentence.of(say("overturned: {after}"), after=after))
        else:
            row.append(after)
    return tuple(row)


def _named(teller: Teller) -> Text:
    return joined(
        (
            Text.of(teller.conclusion.short),
            teller.material.title(teller.finding.scenario),
        )
    )


def _spec(
    tellers: Sequence[Teller], sources: Sequence[str], cells: Cells, lang: str
) -> dict[str, Any]:
    named = [tellers[0].source(source) for source in sources]
    columns = [
        # At a slant, the mark would be another.
        label.replace(UNVERIFIED, say(" (unverified)")[lang])
        for label in labelled(named, lang, line=44, lines=1)
    ]
    rows = []
    for teller in tellers:
        item = wrapped(_named(teller)[lang], lang, 64 if lang == "en" else 32)
        for source, column in zip(sources, columns, strict=True):
            withdrawal = cells.get((teller.key, source))
            if withdrawal is not None:
                rows.append(_cell(teller, withdrawal, (item, column), lang))
    return standing(
        rows,
        lang,
        columns=columns,
        words={
            "overturned": say("overturned")[lang],
            "unsupported": say("nothing can be said (×)")[lang],
            "moved": say("stands, another probability")[lang],
            "unmoved": say("stands, as before")[lang],
        },
    )


def _cell(
    teller: Teller, withdrawal: Withdrawal, place: tuple[str, str], lang: str
) -> dict[str, Any]:
    item, column = place
    fate = _fate(teller, withdrawal)
    shown = {"unsupported": "×", "unmoved": "·"}.get(fate, "")
    if withdrawal.probability is not None and not shown:
        shown = written(withdrawal.probability, "likelihood")[lang]
    join = " " if lang == "en" else ""
    note = f"{item} / {column}: {teller.fate(withdrawal)[lang]}".replace("\n", join)
    return {"item": item, "column": column, "fate": fate, "shown": shown, "note": note}
