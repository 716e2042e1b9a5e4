"""Sides of a relation, as a study names them: an actor, or a framework for its members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ishizue.lenses.rows import actors_brought, membership_rows
from ishizue.world import World

Members = Mapping[str, tuple[str, ...]]


def actors_of(side: str, members: Members) -> tuple[str, ...]:
    """The actors that a side stands for: itself, or the members of a framework."""
    return members.get(side, (side,))


def meet(first: str, second: str, members: Members) -> Iterator[tuple[str, str]]:
    """Every actor of the first side with every other one of the second."""
    for a in actors_of(first, members):
        for b in actors_of(second, members):
            if a != b:
                yield a, b


def side_rows(world: World, side: str) -> tuple[str, ...]:
    """Paths of the rows that say which actors a side stands for."""
    return membership_rows(world, side) if side in world.ever("frameworks") else ()


def ever_of(world: World, side: str) -> frozenset[str]:
    """Actors a side stands for, or stood for before a scenario."""
    if side not in world.ever("frameworks"):
        return frozenset({side})
    brought = (actors_brought(world, path) for path in membership_rows(world, side))
    return frozenset().union(*brought)
