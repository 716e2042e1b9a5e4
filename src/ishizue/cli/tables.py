"""Results as plain tables for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len

from ishizue.cli.evidence_tables import quoted
from ishizue.lenses.trace import Place, Source, Support

if TYPE_CHECKING:
    from ishizue.cli.reports import NumberReport, VerdictReport
    from ishizue.cornerstones import Cornerstones
    from ishizue.lenses.compare import Difference
    from ishizue.pipeline import Study

KINDS = {
    "claim": {"en": "claim", "ja": "主張"},
    "ruling": {"en": "ruling", "ja": "裁定"},
    "unverified": {"en": "UNVERIFIED ruling", "ja": "未確認の裁定"},
    "scenario": {"en": "assumption", "ja": "シナリオの仮定"},
    "dictionary": {"en": "no figure", "ja": "数値なし"},
}
TAKEN_OUT = {"en": "taken out by the scenario", "ja": "シナリオにより除外"}
UNVERIFIED = "◇"
LEGEND = {
    "en": "rests in part on rulings that nobody has yet checked against a document",
    "ja": "文書との照合が済んでいない裁定に一部依拠する",
}
HEADS = {
    "scenario": {"en": "scenario", "ja": "シナリオ"},
    "probability": {"en": "probability", "ja": "確率"},
    "median": {"en": "median (90 %)", "ja": "中央値(90%区間)"},
    "threshold": {"en": "threshold", "ja": "基準"},
    "rests": {"en": "rests on", "ja": "要石"},
}
NO_SOURCE = {"en": "no single source", "ja": "単独の資料なし"}


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns lined up by display width, so that Japanese lines up too."""
    lines = [list(head), *map(list, rows)]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(head))]
    for line in lines:
        padded = [
            cell + " " * (width - cell_len(cell))
            for cell, width in zip(line, widths, strict=True)
        ]
        click.echo("  ".join(padded).rstrip())


def percent(share: float) -> str:
    """A share as a percentage; a finite number of draws never shows certainty."""
    if share > 0.99:
        return ">99 %"
    if share < 0.01:
        return "<1 %"
    return f"{100 * share:.0f} %"


def print_verdicts(
    verdicts: Sequence[VerdictReport],
    study: Study,
    lang: str,
    cornerstones: Cornerstones | None = None,
) -> None:
    """Each conclusion with its probability in each scenario, and what it rests on."""
    heads = [HEADS[h][lang] for h in HEADS if h != "rests" or cornerstones is not None]
    for number, (key, conclusion) in enumerate(study.conclusions.items(), start=1):
        judged = [v for v in verdicts if v.conclusion == key]
        if not judged:
            continue
        click.echo(f"\n{number}. {getattr(conclusion.statement, lang)} [{key}]")
        print_table(
            ["  " + heads[0], *heads[1:]],
            [
                [
                    "  " + getattr(study.scenarios[v.scenario].title, lang),
                    percent(v.probability) + (UNVERIFIED if v.unverified else ""),
                    f"{v.median:.3g} ({v.low:.3g} - {v.high:.3g})",
                    f"{v.comparison} {v.threshold:g}",
                    *_rests(v, cornerstones, lang),
                ]
                for v in judged
            ],
        )

    if any(v.unverified for v in verdicts):
        click.echo(f"\n{UNVERIFIED} {LEGEND[lang]}")


def _rests(
    verdict: VerdictReport, cornerstones: Cornerstones | None, lang: str
) -> Iterator[str]:
    """The source without which the answer falls, and how many others there are."""
    if cornerstones is None:
        return
    finding = cornerstones.findings[verdict.conclusion, verdict.scenario]
    first, *others = finding.cornerstones or (None,)
    if first is None:
        yield NO_SOURCE[lang]
    else:
        yield first.sources[0] + (f" (+{len(others)})" if others else "")


def print_numbers(numbers: Sequence[NumberReport]) -> None:
    """Numbers of outcomes, one a line."""
    if not numbers:
        return
    click.echo()
    print_table(
        ["scenario", "outcome", "of", "median", "5 %", "95 %", "unit"],
        [
            [
                n.scenario,
                n.outcome,
                selected(n.selection),
                f"{n.median:.4g}",
                f"{n.low:.4g}",
                f"{n.high:.4g}",
                n.unit,
            ]
            for n in numbers
        ],
    )


def print_differences(
    differences: Sequence[Difference], first: str, second: str
) -> None:
    """Differences between two scenarios, one a line."""
    print_table(
        ["outcome", "of", first, second, "change (90 %)", "rises", "falls", "unit"],
        [
            [
                d.outcome,
                selected(d.selection),
                f"{d.first:.4g}",
                f"{d.second:.4g}",
                f"{d.change:+.3g} ({d.low:+.3g} to {d.high:+.3g})",
                percent(d.rises),
                percent(d.falls),
                d.unit,
            ]
            for d in differences
        ],
    )


def selected(selection: Mapping[str, str | int]) -> str:
    """A selection in a line."""
    return " ".join(f"{key}={value}" for key, value in selection.items())


def print_supports(supports: Sequence[Support], lang: str) -> None:
    """Every row and figure, each basis below it, each place below that.

    A basis is printed in full once; later rows that share it name it.
    """
    told: set[str] = set()
    for support in supports:
        gone = f" ({TAKEN_OUT[lang]})" if support.taken_out else ""
        click.echo(support.path + gone + _valued(support))
        for source in support.sources:
            again = source.id in told
            told.add(source.id)
            _print_source(source, lang, again=again)


def _valued(support: Support) -> str:
    figure = support.figure
    if figure is None:
        return ""
    spread = (
        ""
        if figure.low is None
        else f" ({figure.low:g} to {figure.high:g}, {figure.distribution})"
    )
    return f" = {figure.value:.10g}{spread} {figure.unit}"


def _print_source(source: Source, lang: str, *, again: bool) -> None:
    kind = KINDS[source.kind][lang]
    if again:
        click.echo(f"  {kind} {source.id}, as above")
        return
    click.echo(f"  {kind} {source.id}: {source.text[lang]}")
    if source.by:
        click.echo(f"    by {source.by}")
    if source.to_check:
        click.echo(f"    to check: {source.to_check}")
    for place in source.places:
        click.echo(f"    {_cited(place)}")
        if place.passage is not None:
            click.echo(f"      {quoted(place.passage, place.quote, place.start)}")


def _cited(place: Place) -> str:
    where = (
        f"paragraph {place.paragraph}, characters {place.start}-{place.end}"
        if place.paragraph is not None
        else place.locator
    )
    date = f", {place.date}" if place.date else ""
    return (
        f"{place.document}: {place.publisher}{date}, {place.title}; {where} "
        f"[{place.reliability}{place.credibility}]"
    )
