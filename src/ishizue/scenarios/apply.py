"""Applies a scenario to a world: a new world, or an error that says which change.

The baseline cannot be reached: `apply` returns another World. A change without
effect, an unknown path and a moved baseline are errors, and so is a world that no
longer passes its checks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ishizue.errors import CheckFailed, ScenarioError
from ishizue.evidence import Ledger
from ishizue.scenarios.scenario import (
    Add,
    AnyChange,
    Range,
    Remove,
    Scale,
    Scenario,
    Set,
)
from ishizue.schema import KEY, Field, Table, dictionary
from ishizue.world.checks import SCENARIO_BASIS, faults
from ishizue.world.figure import Figure
from ishizue.world.world import World, drop_dangling

Tables = dict[str, dict[str, Mapping[str, str]]]


def apply(scenario: Scenario, world: World, ledger: Ledger) -> World:
    """The world as the scenario changes it.

    Raises:
        ScenarioError: A change has no effect, names an unknown path or value, or does
            not find what it expects.
        CheckFailed: The changed world does not hold together.
    """
    for number, change in enumerate(scenario.changes, start=1):
        step = _Step(scenario.name, number, world)
        changed = step.apply(change)
        if changed == world:
            raise step.error("has no effect", "Take it out, or change its value")
        world = changed
    if scenario.changes:
        issues = faults(world, ledger, {}, changed=True)
        if issues:
            raise CheckFailed(
                [
                    replace(i, where=f"scenario '{scenario.name}': {i.where}")
                    for i in issues
                ]
            )
    return world


@dataclass(frozen=True)
class _Step:
    """One change of one scenario, on the world that the changes before it left."""

    scenario: str
    number: int
    world: World

    def error(self, problem: str, fix: str) -> ScenarioError:
        return ScenarioError(
            f"scenario '{self.scenario}', change {self.number}: {problem}. Fix: {fix}."
        )

    @property
    def basis(self) -> tuple[str, ...]:
        return (f"{SCENARIO_BASIS}{self.scenario}#{self.number}",)

    def apply(self, change: AnyChange) -> World:
        if isinstance(change, Add):
            return self._add(change)
        if isinstance(change, Remove):
            return self._remove(change)
        table, rows, field = self._places(change.path, change.where)
        if table.fields[field].type == "figure":
            return self._change_figures(change, table, rows, field)
        if isinstance(change, Scale):
            raise self.error(f"{field} is not a number", "Scale figures only")
        return self._set_cells(change, table, rows, field)

    def _table(self, name: str) -> Table:
        table = dictionary().tables.get(name)
        if table is None:
            known = ", ".join(dictionary().tables)
            raise self.error(f"{name!r} is not a table", f"The tables are: {known}")
        return table

    def _places(
        self, path: str, where: Mapping[str, str]
    ) -> tuple[Table, tuple[str, ...], str]:
        parts = path.split(".")
        if len(parts) != 3:
            raise self.error(f"{path!r} is not a path", "Write table.row.field")
        table = self._table(parts[0])
        if parts[2] not in table.fields or parts[2] in (table.key, "basis"):
            known = ", ".join(f for f in table.fields if f not in (table.key, "basis"))
            raise self.error(
                f"{parts[2]!r} is not a field of '{table.name}' that can be changed",
                f"They are: {known}",
            )
        return table, self._rows(table, parts[1], where), parts[2]

    def _rows(
        self, table: Table, row: str, where: Mapping[str, str]
    ) -> tuple[str, ...]:
        known = self.world.tables[table.name]
        unknown = [name for name in where if name not in table.columns]
        if unknown:
            raise self.error(
                f"'where' names {unknown[0]!r}, not a column of '{table.name}'",
                f"The columns are: {', '.join(table.columns)}",
            )
        if row != "*" and row not in known:
            raise self.error(
                f"'{row}' is not a row of '{table.name}'", "Correct the path"
            )
        chosen = known if row == "*" else {row: known[row]}
        rows = tuple(
            key
            for key, cells in chosen.items()
            if all(cells[name] == text for name, text in where.items())
        )
        if not rows:
            raise self.error(
                f"no row of '{table.name}' matches", "Correct path or where"
            )
        return rows

    def _expect(self, change: AnyChange, found: float | str, count: int | None) -> None:
        expected = change.expect
        if expected is None:
            return
        actual: float | str = found if count is None else count
        same = (
            math.isclose(expected, actual, rel_tol=1e-9)
            if isinstance(expected, float | int) and isinstance(actual, float | int)
            else expected == actual
        )
        if not same:
            raise self.error(
                f"expected {expected!r}, found {actual!r}",
                "Look at what moved the baseline, then correct 'expect'",
            )

    def _change_figures(
        self, change: Set | Scale, table: Table, rows: tuple[str, ...], field: str
    ) -> World:
        year = change.year if isinstance(change, Set) else None
        found = [
            f
            for row in rows
            for f in self.world.figures_of(row, table=table.name, field=field)
            if year is None or f.year == year
        ]
        if not found and isinstance(change, Scale):
            raise self.error("finds no figure to scale", "Correct the path")
        pattern = ".*." in change.path
        if change.expect is not None and not pattern and len(found) != 1:
            raise self.error(
                f"'expect' needs one figure, the path finds {len(found)}",
                "Give the year, or take 'expect' out",
            )
        self._expect(
            change, found[0].value if found else "", len(found) if pattern else None
        )
        if isinstance(change, Scale):
            changed = [self._scaled(f, change.factor) for f in found]
        else:
            # Years are kept unless one is named: all of a figure's years are set.
            years = [(f.row, f.year) for f in found]
            years += [(row, year) for row in rows if row not in {f.row for f in found}]
            if isinstance(change.value, str):
                raise self.error(
                    f"value {change.value!r} is not a number", "Write a number"
                )
            number = change.value
            changed = [
                self._figure(
                    table.fields[field],
                    row,
                    number,
                    change.model_copy(update={"year": y}),
                )
                for row, y in years
            ]
        return self._with_figures(changed)

    def _scaled(self, figure: Figure, factor: float) -> Figure:
        if factor == 0:
            # Nothing is left to be uncertain about.
            return replace(
                figure,
                value=0.0,
                low=None,
                high=None,
                distribution="",
                basis=self._also(figure),
            )
        return replace(
            figure,
            value=figure.value * factor,
            low=None if figure.low is None else figure.low * factor,
            high=None if figure.high is None else figure.high * factor,
            basis=self._also(figure),
        )

    def _also(self, figure: Figure) -> tuple[str, ...]:
        return (*figure.basis, *self.basis)

    def _figure(self, field: Field, row: str, value: float, spread: Range) -> Figure:
        return Figure(
            table=field.table,
            row=row,
            field=field.name,
            year=spread.year,
            value=float(value),
            low=spread.low,
            high=spread.high,
            distribution=spread.distribution,
            unit=field.unit,
            basis=self.basis,
        )

    def _with_figures(self, changed: Iterable[Figure]) -> World:
        # What stays as it was keeps its basis too.
        moved = {
            f.path: f
            for f in changed
            if f.path not in self.world.figures
            or replace(f, basis=self.world.figures[f.path].basis)
            != self.world.figures[f.path]
        }
        figures = {**self.world.figures, **moved}
        return self.world.with_content(figures=figures.values())

    def _set_cells(
        self, change: Set, table: Table, rows: tuple[str, ...], field: str
    ) -> World:
        given = [n for n in Range.model_fields if n in change.model_fields_set]
        if given:
            raise self.error(
                f"{given[0]!r} is given, and '{field}' is a text", "Take it out"
            )
        known = self.world.tables[table.name]
        pattern = ".*." in change.path
        self._expect(change, known[rows[0]][field], len(rows) if pattern else None)
        tables: Tables = {name: dict(r) for name, r in self.world.tables.items()}
        moved = [row for row in rows if known[row][field] != str(change.value)]
        for row in moved:
            tables[table.name][row] = {
                **known[row],
                field: str(change.value),
                "basis": ";".join([known[row]["basis"], *self.basis]),
            }
        former = self._former({table.name: moved})
        return self.world.with_content(tables, former=former)

    def _remove(self, change: Remove) -> World:
        name, _, row = change.path.partition(".")
        table = self._table(name)
        rows = self._rows(table, row, change.where)
        self._expect(change, len(rows), len(rows))
        tables: Tables = {n: dict(r) for n, r in self.world.tables.items()}
        for key in rows:
            del tables[name][key]
        drop_dangling(tables)
        kept = [f for f in self.world.figures.values() if f.row in tables[f.table]]
        gone = {
            table: [key for key in before if key not in tables[table]]
            for table, before in self.world.tables.items()
        }
        return self.world.with_content(tables, kept, self._former(gone))

    def _former(self, moved: Mapping[str, Iterable[str]]) -> Tables:
        """Rows as they were before the scenario, now also those that are moved.

        What is changed or gone leaves a trace: answers rest on the change that did it.
        """
        former: Tables = {name: dict(rows) for name, rows in self.world.former.items()}
        for table, keys in moved.items():
            for key in keys:
                known = former.setdefault(table, {}).get(key)
                row = known or self.world.tables[table][key]
                earlier = [known["basis"]] if known else []
                basis = ";".join([*earlier, *self.basis])
                former[table][key] = {**row, "basis": basis}
        return former

    def _add(self, change: Add) -> World:
        name, _, key = change.path.partition(".")
        table = self._table(name)
        if change.expect is not None:
            raise self.error(
                "'expect' finds nothing before a row is added", "Take it out"
            )
        if not KEY.fullmatch(key):
            raise self.error(f"{key!r} is not a key", "Write table.new-row")
        if key in self.world.tables[name]:
            raise self.error(f"'{key}' is already a row of '{name}'", "Use 'set'")
        free = [c for c in table.columns if c not in (table.key, "basis")]
        figures = [f.name for f in table.figures]
        for given, known in ((change.cells, free), (change.figures, figures)):
            unknown = [n for n in given if n not in known]
            if unknown:
                raise self.error(
                    f"{unknown[0]!r} cannot be given", f"They are: {', '.join(known)}"
                )
        cells = {c: change.cells.get(c, "") for c in free}
        row = {table.key: key, **cells, "basis": ";".join(self.basis)}
        tables: Tables = {n: dict(r) for n, r in self.world.tables.items()}
        tables[name][key] = {column: row[column] for column in table.columns}
        added = [
            self._figure(table.fields[field], key, amount.value, amount)
            for field, amount in change.figures.items()
        ]
        return self.world.with_content(
            tables=tables, figures=[*self.world.figures.values(), *added]
        )
