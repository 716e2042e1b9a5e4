"""The part of a world that conclusions rest on.

What lies behind an outcome is known (`Lens.behind`), so draws that serve only verdicts
can be evaluated on that part alone, with the same results to the bit.
"""

from __future__ import annotations

from collections.abc import Iterable

from ishizue.lenses.conclusions import Conclusion
from ishizue.lenses.evaluate import lens_named
from ishizue.schema import dictionary
from ishizue.world import World


def focus(world: World, conclusions: Iterable[Conclusion]) -> World:
    """The rows and figures behind conclusions, and the rows those refer to.

    It is the whole world where a conclusion is about a row, such as an actor, that has
    no part in the answer: only there does the answer list it.
    """
    tables_of = {table.key: table.name for table in dictionary()}
    kept: set[tuple[str, str]] = set()
    for conclusion in conclusions:
        lens = lens_named(conclusion.lens)
        paths = lens.behind(world, conclusion.variable, conclusion.select)
        places = [(p.split(".")[0], p.split(".")[1]) for p in paths]
        # Rows that a scenario took out are behind the answer and not in the world.
        rows = _closed(world, [(t, r) for t, r in places if r in world.tables[t]])
        for key, named in conclusion.select.items():
            if key in tables_of and (tables_of[key], named) not in rows:
                return world
        kept |= rows
    tables = {
        name: {key: row for key, row in rows.items() if (name, key) in kept}
        for name, rows in world.tables.items()
    }
    figures = [f for f in world.figures.values() if (f.table, f.row) in kept]
    return world.with_content(tables, figures)


def _closed(world: World, rows: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Rows, and all that they refer to."""
    kept = set(rows)
    waiting = list(kept)
    while waiting:
        for reference in _references(world, *waiting.pop()):
            if reference not in kept:
                kept.add(reference)
                waiting.append(reference)
    return kept


def _references(world: World, table: str, row: str) -> list[tuple[str, str]]:
    """Rows that a row refers to."""
    cells = world.tables[table][row]
    return [
        (option, cells[field.name])
        for field in dictionary().tables[table].fields.values()
        if field.type == "ref"
        for option in field.options
        if cells[field.name] in world.tables[option]
    ]
