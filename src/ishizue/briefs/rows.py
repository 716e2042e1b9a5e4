"""Rows and figures a brief's numbers were computed from, each listed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ishizue.briefs.citations import Citations
from ishizue.briefs.names import Names
from ishizue.briefs.wording import Text
from ishizue.lenses.trace import Identity, Support
from ishizue.schema import dictionary
from ishizue.world import Figure, World

Span = tuple[int, int]
"""First and last number of a run of used rows."""


@dataclass(frozen=True)
class UsedFigure:
    """A figure as a reader checks it.

    Attributes:
        field: As the dictionary names it.
        year: The year it holds from, for dated fields, else empty.
        value: The value with its range, or nothing where a plausible range stands in.
        sources: Labels of what it rests on.
    """

    field: str
    year: str
    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class UsedRow:
    """A row of the world with those of its figures that a number used.

    Attributes:
        number: Its number in the list of used rows. A row that scenarios change, or of
            which some numbers use fewer figures, is listed once for each form.
        sources: Labels of what the row itself rests on.
    """

    number: int
    table: str
    row: str
    name: Text
    sources: tuple[str, ...]
    figures: tuple[UsedFigure, ...]


def used_rows(
    held: Sequence[tuple[Support, ...]],
    citations: Citations,
    names: Names,
    worlds: Iterable[World],
) -> tuple[tuple[UsedRow, ...], list[list[int]]]:
    """The rows behind lists of supports, and their numbers for each list."""
    forms: dict[tuple[str, str, tuple[Identity, ...]], list[Support]] = {}
    lists = []
    for supports in held:
        grouped: dict[tuple[str, str], list[Support]] = {}
        for support in supports:
            table, row = support.path.partition("@")[0].split(".")[:2]
            grouped.setdefault((table, row), []).append(support)
        form = [(*place, tuple(s.identity for s in g)) for place, g in grouped.items()]
        lists.append(form)
        forms |= dict(zip(form, grouped.values(), strict=True))
    # In the order of the tables, so that a note names long runs by their ends.
    order = _order(worlds)
    ordered = sorted(forms, key=lambda form: order[form[0], form[1]])
    number = {form: i for i, form in enumerate(ordered, start=1)}
    rows = tuple(
        _used_row(number[form], form[:2], forms[form], citations, names)
        for form in ordered
    )
    return rows, [sorted(number[form] for form in found) for found in lists]


def spans(
    numbers: Sequence[int], rows: Sequence[UsedRow]
) -> tuple[tuple[str, tuple[Span, ...]], ...]:
    """Numbers of used rows as runs, by table."""
    found: dict[str, list[int]] = {}
    for number in numbers:
        found.setdefault(rows[number - 1].table, []).append(number)
    return tuple((table, runs(those)) for table, those in found.items())


def runs(numbers: Iterable[int]) -> tuple[Span, ...]:
    """Numbers that rise, as runs."""
    found: list[Span] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def _order(worlds: Iterable[World]) -> dict[tuple[str, str], tuple[int, int]]:
    order: dict[tuple[str, str], tuple[int, int]] = {}
    for world in worlds:
        for t, table in enumerate(dictionary()):
            for key in world.ever(table.name):
                order.setdefault((table.name, key), (t, len(order)))
    return order


def _used_row(
    number: int,
    place: tuple[str, str],
    supports: Sequence[Support],
    citations: Citations,
    names: Names,
) -> UsedRow:
    own: tuple[str, ...] = ()
    figures = []
    for support in supports:
        labels = tuple(citations.labels[s.id] for s in support.sources)
        _, _, field = support.path.partition(".")[2].partition(".")
        if not field:
            own = labels
        else:
            value = "" if support.figure is None else stated(support.figure)
            name, _, year = field.partition("@")
            figures.append(UsedFigure(name, year, value, labels))
    table, row = place
    return UsedRow(number, table, row, names.row(table, row), own, tuple(figures))


def stated(figure: Figure) -> str:
    """A figure's value and range, with unit and distribution, as the study states it."""
    text = f"{figure.value:,.12g}"
    if figure.low is not None and figure.high is not None:
        text += f" ({figure.low:,.12g}–{figure.high:,.12g}, {figure.distribution})"
    elif figure.distribution:
        text += f" ({figure.distribution})"
    return f"{text} {figure.unit}"
