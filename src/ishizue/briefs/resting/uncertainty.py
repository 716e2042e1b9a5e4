"""Which figures and sources an answer owes its uncertainty to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ishizue.briefs.charts import bars, settling
from ishizue.briefs.parts import Block, Cell, Chart, Cited, Named, Table
from ishizue.briefs.resting.labels import brief_words, caption, labelled
from ishizue.briefs.resting.telling import NORMAL, Teller
from ishizue.briefs.wording import LANGUAGES, Text, say
from ishizue.cornerstones.findings import Convergence, Interplay, Share

FIGURES: Final = 7
SOURCES: Final = 5
SETTLING: Final = 2
"""Figures, and sources, of which it is shown how their indices settle."""
FEW: Final = 3
"""Figures, and sources, of an answer that is foregone."""
NOTABLE: Final = 0.005
"""A total index that is worth a row."""


def uncertainty(teller: Teller, anchor: str, *, drawn: bool) -> Iterator[Block]:
    """Shares of uncertainty, as a chart or a table, and how figures act together.

    Args:
        teller: Speaks of the finding.
        anchor: A name for ids.
        drawn: Whether charts are drawn.
    """
    most = (FIGURES, SOURCES) if drawn else (FEW, FEW)
    figures, sources = (
        [share for share in shares if share.total >= NOTABLE][:n]
        for shares, n in zip(
            (teller.finding.figures, teller.finding.sources), most, strict=True
        )
    )
    if figures:
        table = _table(teller, figures, sources, anchor)
        yield _chart(teller, figures, sources, table) if drawn else table
    if drawn and teller.finding.convergence:
        yield _settling(teller, anchor)
    for number, interplay in enumerate(teller.finding.interplay, start=1):
        yield _interplay(teller, interplay, f"interplay-{number}-{anchor}")


def _table(
    teller: Teller, figures: Sequence[Share], sources: Sequence[Share], anchor: str
) -> Table:
    rows: list[tuple[Cell, ...]] = [
        *(_row(teller, share, teller.figure(share.name)) for share in figures),
        *(_row(teller, share, teller.source(share.name)) for share in sources),
    ]
    head: tuple[Text, ...] = (
        say("Figure or source"),
        say("Total index"),
        say("First-order index"),
        say("Doubt removed by knowing it"),
    )
    if not teller.has_doubt:
        head, rows = head[:3], [row[:3] for row in rows]
    return Table(
        id=f"sensitivity-{anchor}",
        caption=say("Shares of the uncertainty: single figures, then sources"),
        head=head,
        rows=tuple(rows),
    )


def _row(teller: Teller, share: Share, name: Cited | Named) -> tuple[Cell, ...]:
    return (
        name,
        teller.index(share.total, f"total={share.name}", share.total_error),
        teller.index(share.first, f"first={share.name}", share.first_error),
        teller.worth(share),
    )


def _chart(
    teller: Teller, figures: Sequence[Share], sources: Sequence[Share], table: Table
) -> Chart:
    return Chart(
        id=table.id,
        title=say("What the answer owes its uncertainty to"),
        alternative=say(
            "Sobol indices of what matters most (figures: {n}, sources: {m}). Figure with "
            "the largest total index: {figure}, {index}. Sources share figures, so their "
            "indices do not add up.",
            n=len(figures),
            m=len(sources),
            figure=teller.figure(figures[0].name).words,
            index=f"{figures[0].total:.2f}",
        ),
        caption=caption([teller.figure(share.name) for share in figures]),
        table=table,
        specs={lang: _spec(teller, figures, sources, lang) for lang in LANGUAGES},
    )


def _spec(
    teller: Teller, figures: Sequence[Share], sources: Sequence[Share], lang: str
) -> dict[str, Any]:
    named: list[tuple[Text, Sequence[Share], list[Cited | Named]]] = [
        (say("Figures"), figures, [teller.figure(s.name) for s in figures]),
        (say("Sources"), sources, [teller.source(s.name) for s in sources]),
    ]
    panels = {
        title[lang]: _bars(shares, labelled(things, lang), lang)
        for title, shares, things in named
        if shares
    }
    ends = [row["high"] for rows in panels.values() for row in rows]
    return bars(
        panels,
        lang,
        axis={
            "title": say("Share of the variance of the number")[lang],
            "format": ".1~f",
            "domain": [0, max(1.0, *ends)],
        },
        words=(say("total index")[lang], say("of that, on its own")[lang]),
    )


def _bars(
    shares: Sequence[Share], names: Sequence[str], lang: str
) -> list[dict[str, Any]]:
    join = " " if lang == "en" else ""
    return [
        {
            "item": name,
            "total": round(share.total, 4),
            # Estimates of what is nothing scatter about 0.
            "first": round(min(max(share.first, 0.0), share.total), 4),
            "low": round(max(0.0, share.total - NORMAL * share.total_error), 4),
            "high": round(share.total + NORMAL * share.total_error, 4),
            "note": f"{name.replace(chr(10), join)}: {share.total:.2f} / "
            f"{share.first:.2f}",
        }
        for share, name in zip(shares, names, strict=True)
    ]


def _settling(teller: Teller, anchor: str) -> Chart:
    found = _shown(teller)
    figures = {share.name for share in teller.finding.figures}
    things: list[Cited | Named] = [
        teller.figure(c.name) if c.name in figures else teller.source(c.name)
        for c in found
    ]
    draws = found[0].draws
    title = say("How the total indices settle as draws are added")
    rows: list[tuple[Cell, ...]] = [
        (
            thing,
            *(
                teller.index(total, f"total={c.name} at {n}", error)
                for n, total, error in zip(c.draws, c.total, c.error, strict=True)
            ),
        )
        for c, thing in zip(found, things, strict=True)
    ]
    return Chart(
        id=f"settling-{anchor}",
        title=title,
        alternative=say(
            "Total indices of {n} figures and sources from {first} to {last} draws, "
            "with 90% bands. That of {what} ends at {index}.",
            n=len(found),
            first=draws[0],
            last=f"{draws[-1]:,}",
            what=things[0].words,
            index=f"{found[0].total[-1]:.2f}",
        ),
        caption=caption(things),
        table=Table(
            id=f"settling-{anchor}",
            caption=title,
            head=(say("Figure or source"), *(Text.same(f"{n:,}") for n in draws)),
            rows=tuple(rows),
        ),
        specs={lang: _settled(teller, things, lang) for lang in LANGUAGES},
    )


def _shown(teller: Teller) -> list[Convergence]:
    """Figures come first, sources after them."""
    figures = {share.name for share in teller.finding.figures}
    found = teller.finding.convergence
    of_figures = [c for c in found if c.name in figures]
    of_sources = [c for c in found if c.name not in figures]
    return of_figures[:SETTLING] + of_sources[:SETTLING]


def _settled(
    teller: Teller, things: Sequence[Cited | Named], lang: str
) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for c, name in zip(
        _shown(teller),
        labelled(things, lang, line=36),
        strict=True,
    ):
        for n, total, error in zip(c.draws, c.total, c.error, strict=True):
            rows.append(
                {
                    "item": name,
                    "draws": n,
                    "total": round(total, 4),
                    "low": round(total - NORMAL * error, 4),
                    "high": round(total + NORMAL * error, 4),
                    "note": f"{n:,}: {total:.2f} ± {NORMAL * error:.2f}",
                }
            )
    middle = [row["total"] for row in rows]
    return settling(
        rows,
        lang,
        axis={
            "title": say("Total index")[lang],
            "format": ".1f",
            # Bands of the first few draws may run off.
            "domain": [min(0.0, *middle), max(1.0, *middle)],
        },
        draws=say("Draws")[lang],
    )


def _interplay(teller: Teller, interplay: Interplay, name: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            say("all others") if path == "others" else teller.figure(path),
            teller.index(effect, f"shapley={interplay.source}/{path}"),
        )
        for path, effect in interplay.effects.items()
    ]
    return Table(
        id=name,
        caption=say(
            "Figures of one source that act together: {source}",
            source=brief_words(teller.source(interplay.source)),
        ),
        head=(say("Figure"), say("Shapley effect")),
        rows=tuple(rows),
    )
