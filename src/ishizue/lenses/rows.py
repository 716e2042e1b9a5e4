"""Rows that lenses share: who belongs to a framework, which figures a row has."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import xarray as xr

from ishizue.ensembles import remembered
from ishizue.schema import dictionary
from ishizue.world import World
from ishizue.world.world import DECIDING_ROLES

READS = (
    "frameworks.kind",
    "memberships.framework",
    "memberships.member",
    "memberships.role",
)


def along(e: xr.Dataset, *dims: str) -> dict[Hashable, xr.Variable]:
    """Coordinates along dimensions of an ensemble: draws, years, rows and their cells."""
    found = e.coords.variables
    return {name: values for name, values in found.items() if values.dims[0] in dims}


def listed(e: xr.Dataset, *names: str) -> Iterator[tuple[str, ...]]:
    """Rows of a table, of each the key or cells named."""
    return zip(*(e.variables[name].values.tolist() for name in names), strict=True)


def members(e: xr.Dataset) -> dict[str, tuple[str, ...]]:
    """Members and chairs of every framework, those of member frameworks included."""
    # Every framework has an entry: one without members brings nobody, not itself.
    direct: dict[str, list[str]] = {name: [] for (name,) in listed(e, "framework")}
    for group, member, role in listed(
        e, "membership_framework", "membership_member", "membership_role"
    ):
        if role in DECIDING_ROLES:
            direct[group].append(member)

    def resolved(framework: str) -> set[str]:
        # A framework that joins as one brings its own members.
        return {
            actor
            for member in direct[framework]
            for actor in (resolved(member) if member in direct else (member,))
        }

    return {framework: tuple(sorted(resolved(framework))) for framework in direct}


def membership_rows(world: World, framework: str) -> tuple[str, ...]:
    """Paths of the rows that make the membership of a framework.

    Rows that made it before a scenario changed or removed them are named as well.
    """
    return remembered(
        world,
        ("membership rows", framework),
        lambda: _membership_rows(world, framework, frozenset()),
    )


def _membership_rows(
    world: World, framework: str, within: frozenset[str]
) -> tuple[str, ...]:
    # Frameworks being looked at are within: what a scenario turns round may have held
    # the other way before.
    paths: dict[str, None] = {}
    within |= {framework}
    for key in world.ever("memberships"):
        for row in world.versions("memberships", key):
            if row["framework"] != framework or row["role"] not in DECIDING_ROLES:
                continue
            paths[f"memberships.{key}"] = None
            if row["member"] in world.ever("frameworks").keys() - within:
                inner = _membership_rows(world, row["member"], within)
                paths |= dict.fromkeys(inner)
    return tuple(paths)


def actors_brought(world: World, path: str) -> frozenset[str]:
    """Actors a membership brings into its framework, or brought before a scenario."""
    return remembered(
        world, ("actors brought", path), lambda: _actors_brought(world, path)
    )


def _actors_brought(world: World, path: str) -> frozenset[str]:
    frameworks = world.ever("frameworks")
    paths = {path}
    for row in world.versions("memberships", path.removeprefix("memberships.")):
        if row["member"] in frameworks:
            paths |= set(membership_rows(world, row["member"]))
    return frozenset(
        row["member"]
        for inner in paths
        for row in world.versions("memberships", inner.removeprefix("memberships."))
        if row["member"] not in frameworks
    )


def figure_paths(world: World, table: str, row: str, last: int | None) -> list[str]:
    """Paths of a row's figures up to the year `last`.

    A figure that is not given and for which the dictionary lets a range stand in is
    named all the same, for outcomes rest on that range.
    """
    paths = []
    for field in dictionary().tables[table].figures:
        stated = world.figures_of(row, table=table, field=field.name)
        paths += [
            f.path for f in stated if f.year is None or last is None or f.year <= last
        ]
        if (
            not stated
            and isinstance(field.missing, tuple)
            and len(set(field.missing)) > 1
        ):
            paths.append(f"{table}.{row}.{field.name}")
    return paths
