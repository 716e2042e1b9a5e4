"""Checks of figures: where they stand, unit, range, distribution, basis."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.schema import Field, dictionary
from ishizue.world.checks.registry import Draft, Finding, check
from ishizue.world.figure import DISTRIBUTIONS, NINETY, Figure

# Quotients and spreads of smaller numbers leave the range of floating point.
LEAST = 1e-12


# A uniform draw lies no nearer to 0 or 1 than 2**-53, so many deviations out.
FARTHEST = 8.3


def _declared(draft: Draft) -> Iterator[tuple[Figure, Field]]:
    """Figures whose field the dictionary knows, with that field."""
    for figure in draft.world.figures.values():
        table = dictionary().tables.get(figure.table)
        field = table.fields.get(figure.field) if table else None
        if field is not None and field.type == "figure":
            yield figure, field


@check
def figures_name_a_known_field(draft: Draft) -> Iterator[Finding]:
    for path, figure in draft.world.figures.items():
        table = dictionary().tables.get(figure.table)
        if table is None:
            yield path, f"{figure.table!r} is not a table", "Correct the table"
        elif figure.field not in {f.name for f in table.figures}:
            names = ", ".join(f.name for f in table.figures) or "none"
            yield (
                path,
                f"{figure.field!r} is not a figure of '{figure.table}'",
                f"Its figures are: {names}",
            )


@check
def figures_name_a_known_row(draft: Draft) -> Iterator[Finding]:
    for path, figure in draft.world.figures.items():
        rows = draft.world.tables.get(figure.table)
        if rows is not None and figure.row not in rows:
            yield (
                path,
                f"'{figure.row}' is not a row of '{figure.table}'",
                f"Add it to world/{figure.table}.csv or correct the spelling",
            )


@check
def figures_carry_the_declared_unit(draft: Draft) -> Iterator[Finding]:
    for figure, field in _declared(draft):
        if figure.unit != field.unit:
            yield (
                figure.path,
                f"unit {figure.unit!r} is unknown here, the dictionary says {field.unit!r}",
                f"Convert the value and write {field.unit!r}",
            )


@check
def figures_are_dated_as_declared(draft: Draft) -> Iterator[Finding]:
    for figure, field in _declared(draft):
        if (figure.year is not None) != field.dated:
            problem = "has no year" if field.dated else f"has the year {figure.year}"
            fix = "Give the year it holds from" if field.dated else "Leave year empty"
            yield figure.path, problem, fix


@check
def figures_lie_in_the_allowed_range(draft: Draft) -> Iterator[Finding]:
    for figure, field in _declared(draft):
        for name in ("value", "low", "high"):
            number = getattr(figure, name)
            if number is None:
                continue
            if 0 < abs(number) < LEAST:
                yield (
                    figure.path,
                    f"{name} {number:g} is closer to zero than any figure can be known",
                    "Write 0, or correct the number or its unit",
                )
            elif not field.low <= number <= field.high:
                yield (
                    figure.path,
                    f"{name} {number:g} lies outside {field.low:g} to {field.high:g} {field.unit}",
                    "Correct the number or its unit",
                )


@check
def ranges_hold_their_value(draft: Draft) -> Iterator[Finding]:
    for path, figure in draft.world.figures.items():
        if figure.low is None and figure.high is None:
            continue
        if figure.low is None or figure.high is None:
            yield path, "has one end of a range only", "Give both low and high"
        elif not figure.low <= figure.value <= figure.high or figure.low == figure.high:
            yield (
                path,
                f"range {figure.low:g} to {figure.high:g} does not hold {figure.value:g} in a width above zero",
                "Put low, value and high in order; leave both ends empty for an exact figure",
            )


@check
def ranges_name_their_distribution(draft: Draft) -> Iterator[Finding]:
    known = ", ".join(DISTRIBUTIONS)
    for path, figure in draft.world.figures.items():
        if figure.distribution and figure.distribution not in DISTRIBUTIONS:
            yield (
                path,
                f"distribution {figure.distribution!r} is unknown",
                f"Use {known}",
            )
        elif bool(figure.distribution) != (figure.low is not None):
            problem = "has a distribution and no range"
            if figure.low is not None:
                problem = "has a range and no distribution"
            yield (
                path,
                problem,
                f"Give low, high and one of {known}, or none of the three",
            )


@check
def distributions_fit_their_range(draft: Draft) -> Iterator[Finding]:
    for path, f in draft.world.figures.items():
        if f.low is None or f.high is None:
            continue
        if f.distribution == "normal" and abs(f.high + f.low - 2 * f.value) > 0.01 * (
            f.high - f.low
        ):
            yield (
                path,
                "is normal but its range is lopsided",
                "Centre the range, or use lognormal",
            )
        elif f.distribution == "lognormal" and f.low <= 0:
            yield path, "is lognormal but reaches zero", "Give a low above zero"
        elif f.distribution == "beta":
            spread = ((f.high - f.low) / NINETY) ** 2
            if not 0 < f.value < 1 or spread >= f.value * (1 - f.value):
                yield (
                    path,
                    "has no beta distribution with that mean and range",
                    "Narrow the range",
                )
        elif f.distribution == "bernoulli" and (f.low, f.high) != (0, 1):
            yield path, "is bernoulli but not from 0 to 1", "Give low 0 and high 1"


@check
def tails_stay_in_the_allowed_range(draft: Draft) -> Iterator[Finding]:
    """Normal and lognormal draws reach beyond low and high, and must not be absurd."""
    for f, field in _declared(draft):
        if f.low is None or f.high is None or f.low >= f.high:
            continue
        if f.distribution == "normal":
            reach = FARTHEST * (f.high - f.low) / NINETY
            least, most = f.value - reach, f.value + reach
        elif f.distribution == "lognormal" and f.low > 0:
            factor = (f.high / f.low) ** (FARTHEST / NINETY)
            least, most = f.value / factor, f.value * factor
        else:
            continue
        if least < field.low or most > field.high:
            yield (
                f.path,
                f"is {f.distribution} and may be drawn from {least:.3g} to {most:.3g}, "
                f"outside {field.low:g} to {field.high:g} {field.unit}",
                "Narrow the range, or use triangular, or beta for shares",
            )


@check
def required_figures_are_present(draft: Draft) -> Iterator[Finding]:
    for table in dictionary():
        for field in table.figures:
            if field.missing != "required":
                continue
            for row in draft.world.tables[table.name]:
                if not draft.world.figures_of(row, table=table.name, field=field.name):
                    yield (
                        f"{table.name}.{row}",
                        f"has no figure '{field.name}', which no model can do without",
                        "Add it to figures.csv",
                    )


@check
def figures_have_a_basis(draft: Draft) -> Iterator[Finding]:
    for path, figure in draft.world.figures.items():
        if not figure.basis:
            yield (
                path,
                "has no basis",
                "Name the claims or rulings it rests on; if it is your judgement, sign a ruling",
            )
