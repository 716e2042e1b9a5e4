"""What groups need of a capability, and which of the provisions there are count for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ishizue.ensembles import remembered
from ishizue.lenses.rows import actors_brought, figure_paths, membership_rows
from ishizue.world import World

READS = (
    "requirements.framework",
    "requirements.capability",
    "requirements.required_amount",
    "provisions.actor",
    "provisions.capability",
    "provisions.amount",
    "provisions.committed_share",
    "provisions.unit_weight",
)


def requirement_paths(world: World, key: str, last: int | None) -> tuple[str, ...]:
    """Rows and figures under a requirement and what provisions do for it, up to a year."""
    # Most answers about capabilities rest on requirements that others rest on too.
    return remembered(
        world,
        ("requirement paths", key, last),
        lambda: _requirement_paths(world, key, last),
    )


def _requirement_paths(world: World, key: str, last: int | None) -> tuple[str, ...]:
    row = world.tables["requirements"][key]
    paths = dict.fromkeys((f"requirements.{key}",))
    paths |= dict.fromkeys(figure_paths(world, "requirements", key, last))
    brought = {
        path: actors_brought(world, path)
        for path in membership_rows(world, row["framework"])
    }
    present = world.members(row["framework"])
    providers = set()
    for provision, actor, here in _provisions(world, row["capability"], brought):
        if here:
            providers.add(actor)
        if not here or actor in present:
            paths[f"provisions.{provision}"] = None
        if here and actor in present:
            counted = figure_paths(world, "provisions", provision, last)
            paths |= dict.fromkeys(counted)
    paths |= dict.fromkeys(
        path for path, actors in brought.items() if not providers.isdisjoint(actors)
    )
    return tuple(paths)


def _provisions(
    world: World, capability: str, brought: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str, bool]]:
    """Provisions of a capability by those whom memberships bring, or brought.

    Yields the provision, its actor, and whether it stands so or did before a scenario.
    """
    group = set().union(*brought.values())
    for provision in world.ever("provisions"):
        here = world.tables["provisions"].get(provision)
        for cells in world.versions("provisions", provision):
            if cells["capability"] == capability and cells["actor"] in group:
                yield provision, cells["actor"], cells is here
