"""Rows and figures that passages of technology rest on, as they are or were."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from ishizue.ensembles import remembered
from ishizue.lenses.passages import WAYS
from ishizue.lenses.rows import figure_paths
from ishizue.lenses.sides import ever_of, side_rows
from ishizue.models.complementarity import Passage
from ishizue.world import World


def behind(world: World, sides: Collection[str], *, barred: bool) -> tuple[str, ...]:
    """Strengths and needs of passages between the sides named, and what hinders them.

    Args:
        world: The world.
        sides: One actor, both of a pair, or nobody for every passage.
        barred: Whether barriers count.
    """
    met: set[Passage] = set()
    paths: dict[str, None] = {}
    for passage, strength, need in _passages(world):
        if all(side in passage[:2] for side in sides):
            met.add(passage)
            paths |= dict.fromkeys(_levels(world, strength, need))
    if barred:
        paths |= dict.fromkeys(_barriers(world, met))
    return tuple(paths)


def behind_barrier(world: World, barrier: str | int | None) -> tuple[str, ...]:
    """What flows past a barrier, or any; and what others take away from that."""
    paths: dict[str, None] = {}
    for name in world.tables["barriers"]:
        if barrier not in (None, name):
            continue
        paths |= dict.fromkeys(_barrier(world, name))
        hindered: set[Passage] = set()
        for passage, strength, need in _passages(world):
            if _hinders(world, name, [passage]):
                hindered.add(passage)
                paths |= dict.fromkeys(_levels(world, strength, need))
        paths |= dict.fromkeys(_barriers(world, hindered))
    return tuple(paths)


def behind_cooperations(world: World, named: Collection[str]) -> tuple[str, ...]:
    """Cooperations that join all the actors named, and whom their sides stand for."""
    paths: dict[str, None] = {}
    for key in world.ever("cooperations"):
        for row in world.versions("cooperations", key):
            joined = ever_of(world, row["first"]) | ever_of(world, row["second"])
            if set(named) <= joined:
                paths[f"cooperations.{key}"] = None
                for side in (row["first"], row["second"]):
                    paths |= dict.fromkeys(side_rows(world, side))
    return tuple(paths)


def _passages(world: World) -> tuple[tuple[Passage, str, str], ...]:
    """Every passage there is or was, with its strength and its need."""
    return remembered(world, "passages", lambda: tuple(_met(world)))


def _met(world: World) -> Iterator[tuple[Passage, str, str]]:
    for strength, need in product(world.ever("strengths"), world.ever("needs")):
        for given, wanted in product(
            world.versions("strengths", strength), world.versions("needs", need)
        ):
            alike = given["technology"] == wanted["technology"]
            if alike and given["actor"] != wanted["actor"]:
                passage = given["actor"], wanted["actor"], given["technology"]
                yield passage, strength, need


def _levels(world: World, strength: str, need: str) -> Iterator[str]:
    for table, key in (("strengths", strength), ("needs", need)):
        yield f"{table}.{key}"
        yield from figure_paths(world, table, key, None)


def _barriers(world: World, met: Collection[Passage]) -> Iterator[str]:
    for barrier in world.ever("barriers"):
        if _hinders(world, barrier, met):
            yield from _barrier(world, barrier)


def _hinders(world: World, barrier: str, met: Iterable[Passage]) -> bool:
    """Whether a barrier hinders some passage, or did before a scenario."""
    for row in world.versions("barriers", barrier):
        first, second = (ever_of(world, row[side]) for side in ("first", "second"))
        gives, takes = WAYS[row["kind"]]
        for supplier, recipient, technology in met:
            there = gives and supplier in first and recipient in second
            back = takes and supplier in second and recipient in first
            if (there or back) and row["technology"] in ("", technology):
                return True
    return False


def _barrier(world: World, barrier: str) -> Iterator[str]:
    """Paths of a barrier, its height, and whom its sides stand for."""
    yield f"barriers.{barrier}"
    yield from figure_paths(world, "barriers", barrier, None)
    for row in world.versions("barriers", barrier):
        yield from side_rows(world, row["first"])
        yield from side_rows(world, row["second"])
