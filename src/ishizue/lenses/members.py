"""Who belongs to a framework, as an ensemble and as a world tell it."""

from __future__ import annotations

import xarray as xr

from ishizue.world import World
from ishizue.world.world import DECIDING_ROLES

READS = ("memberships.framework", "memberships.member", "memberships.role")


def members(e: xr.Dataset, framework: str) -> tuple[str, ...]:
    """Members and chairs of a framework, those of member frameworks included."""
    rows = [
        member
        for group, member, role in zip(
            e["membership_framework"].values,
            e["membership_member"].values,
            e["membership_role"].values,
            strict=True,
        )
        if group == framework and role in DECIDING_ROLES
    ]
    frameworks = set(e["membership_framework"].values)
    found: set[str] = set()
    for member in rows:
        # A framework that joins as one brings its own members.
        found |= set(members(e, member)) if member in frameworks else {str(member)}
    return tuple(sorted(found))


def membership_rows(world: World, framework: str) -> tuple[str, ...]:
    """Paths of the rows that make the membership of a framework."""
    paths: list[str] = []
    for key, row in world.tables["memberships"].items():
        if row["framework"] != framework or row["role"] not in DECIDING_ROLES:
            continue
        paths.append(f"memberships.{key}")
        if row["member"] in world.tables["frameworks"]:
            paths += membership_rows(world, row["member"])
    return tuple(paths)
