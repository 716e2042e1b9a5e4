"""The World: entity tables and figures, frozen, named by the hash of its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

import pandas as pd

from ishizue.schema import dictionary
from ishizue.world.figure import Figure

Row = Mapping[str, str]
Tables = Mapping[str, Mapping[str, Row]]
DECIDING_ROLES = ("member", "chair")


def first_day(stated: str) -> date:
    """The first day a date of year, month or day precision can mean."""
    return date.fromisoformat((stated + "-01-01")[:10])


@dataclass(frozen=True)
class World:
    """An alliance system at rest.

    Attributes:
        tables: Rows by key, by table name; every cell is text.
        figures: Figures by path (`actors.fra.gdp`, `provisions.x.amount@2026`).
        former: Rows as they were before a scenario changed or removed them, by table
            and key, each resting on the changes made; answers rest on those too.
    """

    tables: Mapping[str, Mapping[str, Row]]
    figures: Mapping[str, Figure]
    former: Mapping[str, Mapping[str, Row]] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )

    @classmethod
    def of(
        cls,
        tables: Tables,
        figures: Iterable[Figure],
        former: Tables | None = None,
    ) -> World:
        """A world that no later change to `tables` or `former` can reach."""
        return cls(_frozen(tables), _by_path(figures), _frozen(former or {}))

    @cached_property
    def id(self) -> str:
        """SHA-256 of the content, shortened; equal worlds have equal ids."""
        content = {
            "tables": _plain(self.tables),
            "figures": [
                [f.path, f.value, f.low, f.high, f.distribution, f.unit, f.basis]
                for _, f in sorted(self.figures.items())
            ],
        }
        canonical = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return "w-" + hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def __reduce__(self) -> tuple[object, ...]:
        # Mapping proxies do not pickle; worlds travel to worker processes.
        figures = list(self.figures.values())
        return (World.of, (_plain(self.tables), figures, _plain(self.former)))

    def table(self, name: str) -> pd.DataFrame:
        """A fresh table of text cells, indexed by its key."""
        schema = dictionary().tables[name]
        rows = list(self.tables[name].values())
        return pd.DataFrame(rows, columns=list(schema.columns), dtype=str).set_index(
            schema.key
        )

    def figures_of(self, row: str, *, table: str, field: str) -> tuple[Figure, ...]:
        """The figures of one row and field, in order of year."""
        return self._by_field.get((table, field), {}).get(row, ())

    @cached_property
    def _by_field(self) -> dict[tuple[str, str], dict[str, tuple[Figure, ...]]]:
        index: dict[tuple[str, str], dict[str, tuple[Figure, ...]]] = {}
        for f in sorted(self.figures.values(), key=lambda f: (f.path, f.year or 0)):
            rows = index.setdefault((f.table, f.field), {})
            rows[f.row] = (*rows.get(f.row, ()), f)
        return index

    def at(self, day: date) -> World:
        """The world as it stands on a day.

        Rows with `since` or `until` (memberships, commitments, satellites and the
        like) are kept while in force; a date of year or month precision means its
        first day. Figures of dropped rows, and rows that refer to dropped rows, go
        with them; dated figures are kept, for they say what holds in which year.
        """
        tables = _standing(self.tables, day)
        drop_dangling(tables)
        kept = (f for f in self.figures.values() if f.row in tables[f.table])
        former = _standing(self.former, day)
        return self.with_content(tables, kept, former)

    def members(
        self, framework: str, roles: tuple[str, ...] = DECIDING_ROLES
    ) -> tuple[str, ...]:
        """Actors that belong to a framework, directly or through another one."""
        found: dict[str, None] = {}
        for row in self.tables["memberships"].values():
            if row["framework"] != framework or row["role"] not in roles:
                continue
            if row["member"] in self.tables["actors"]:
                found[row["member"]] = None
            else:
                found.update(dict.fromkeys(self.members(row["member"], roles)))
        return tuple(sorted(found))

    def with_content(
        self,
        tables: Tables | None = None,
        figures: Iterable[Figure] | None = None,
        former: Tables | None = None,
    ) -> World:
        """Another world, with other tables, figures or former rows."""
        # What stays as it was cannot be reached either, and is not copied.
        return World(
            self.tables if tables is None else _frozen(tables, self.tables),
            self.figures if figures is None else _by_path(figures),
            self.former if former is None else _frozen(former, self.former),
        )

    def ever(self, table: str) -> Mapping[str, Row]:
        """Rows of a table, those a scenario took out included."""
        return self._ever[table]

    @cached_property
    def _ever(self) -> Mapping[str, Mapping[str, Row]]:
        former = {name: self.former.get(name, {}) for name in self.tables}
        return {
            name: {**{k: r for k, r in former[name].items() if k not in here}, **here}
            for name, here in self.tables.items()
        }

    def versions(self, table: str, row: str) -> tuple[Row, ...]:
        """A row as it stands, and as it was before a scenario came to it."""
        return self._versions[table].get(row, ())

    @cached_property
    def _versions(self) -> Mapping[str, Mapping[str, tuple[Row, ...]]]:
        found: dict[str, dict[str, tuple[Row, ...]]] = {n: {} for n in self.tables}
        for held in (self.tables, self.former):
            for name, rows in held.items():
                for key, row in rows.items():
                    found[name][key] = (*found[name].get(key, ()), row)
        return found


def _frozen(tables: Tables, known: Tables = MappingProxyType({})) -> Tables:
    """Copies that nothing can change, but for tables and rows known to be such."""
    return MappingProxyType(
        {
            name: rows
            if rows is known.get(name)
            else _frozen_rows(rows, known.get(name, {}))
            for name, rows in tables.items()
        }
    )


def _frozen_rows(
    rows: Mapping[str, Row], known: Mapping[str, Row]
) -> Mapping[str, Row]:
    return MappingProxyType(
        {
            key: row if row is known.get(key) else MappingProxyType(dict(row))
            for key, row in rows.items()
        }
    )


def _by_path(figures: Iterable[Figure]) -> Mapping[str, Figure]:
    return MappingProxyType({f.path: f for f in figures})


def _plain(tables: Tables) -> dict[str, dict[str, dict[str, str]]]:
    return {t: {k: dict(r) for k, r in rows.items()} for t, rows in tables.items()}


def _standing(tables: Tables, day: date) -> dict[str, dict[str, Row]]:
    return {
        name: {key: row for key, row in rows.items() if _in_force(row, day)}
        for name, rows in tables.items()
    }


def _in_force(row: Row, day: date) -> bool:
    since, until = row.get("since", ""), row.get("until", "")
    return (not since or first_day(since) <= day) and (
        not until or day < first_day(until)
    )


def drop_dangling(tables: dict[str, dict[str, Row]]) -> None:
    """Drop, in place, rows that refer to rows which are not there, until none do."""
    dropped = False
    for table in dictionary():
        references = [f for f in table.fields.values() if f.type == "ref"]
        rows = tables.get(table.name, {})
        gone = [
            key
            for key, row in rows.items()
            if any(
                row[f.name] and not any(row[f.name] in tables[o] for o in f.options)
                for f in references
            )
        ]
        for key in gone:
            del rows[key]
        dropped = dropped or bool(gone)
    if dropped:
        drop_dangling(tables)
