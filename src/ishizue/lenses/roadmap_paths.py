"""What lies behind a roadmap: its budgets, and all that its plan is made from."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.lenses import holdings
from ishizue.lenses.rows import figure_paths, membership_rows
from ishizue.world import World


def roadmap_paths(world: World, roadmap: str) -> Iterator[str]:
    """What a roadmap rests on: budgets, and where there is money all its plan reads."""
    yield f"roadmaps.{roadmap}"
    for key, here in _rows(world, "budgets", roadmap):
        yield f"budgets.{key}"
        if here:
            yield from figure_paths(world, "budgets", key, None)
    if has_money(world, roadmap) and roadmap in world.tables["roadmaps"]:
        yield from figure_paths(world, "roadmaps", roadmap, None)
        yield from _plan_paths(world, roadmap)


def has_money(world: World, roadmap: str) -> bool:
    """Whether a roadmap has money in any year."""
    return any(
        figure.value
        for key, here in _rows(world, "budgets", roadmap)
        if here
        for figure in world.figures_of(key, table="budgets", field="funds")
    )


def _plan_paths(world: World, roadmap: str) -> Iterator[str]:
    """Projects with their order and holders, and the needs of the framework."""
    projects = dict(_rows(world, "projects", roadmap))
    gained = set()
    for key, here in projects.items():
        yield f"projects.{key}"
        if here:
            gained.add(world.tables["projects"][key]["capability"])
            yield from figure_paths(world, "projects", key, None)
    for table in ("precedences", "holders"):
        for key in world.ever(table):
            if any(v["project"] in projects for v in world.versions(table, key)):
                yield f"{table}.{key}"
                if key in world.tables[table]:
                    yield from figure_paths(world, table, key, None)
    framework = world.tables["roadmaps"][roadmap]["framework"]
    yield from _need_paths(world, framework, gained)


def _need_paths(world: World, framework: str, gained: set[str]) -> Iterator[str]:
    """Who belongs to a framework, and what it needs and has of some capabilities."""
    yield from membership_rows(world, framework)
    for key in world.ever("requirements"):
        for row in world.versions("requirements", key):
            if row["framework"] == framework and row["capability"] in gained:
                yield f"requirements.{key}"
                if row is world.tables["requirements"].get(key):
                    yield from holdings.requirement_paths(world, key, None)


def _rows(world: World, table: str, roadmap: str) -> Iterator[tuple[str, bool]]:
    """Rows of a roadmap, or that were before a scenario, and whether they are now."""
    for key in world.ever(table):
        here = world.tables[table].get(key)
        if any(row["roadmap"] == roadmap for row in world.versions(table, key)):
            yield key, here is not None and here["roadmap"] == roadmap
