"""Passages of technology from one actor to another: what flows, hinders, exists already.

Arrays are by draw, draws last; one draw stands for all where nothing varies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.lenses.rows import listed, members
from ishizue.lenses.sides import Members, meet
from ishizue.models.complementarity import Flow, Holder, Passage, flows, left_over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

READS: Final = (
    "technologies.name_en",
    "strengths.actor",
    "strengths.technology",
    "strengths.strength_level",
    "needs.actor",
    "needs.technology",
    "needs.need_level",
    "barriers.kind",
    "barriers.first",
    "barriers.second",
    "barriers.technology",
    "barriers.barrier_height",
    "cooperations.first",
    "cooperations.second",
    "cooperations.technology",
)
WAYS: Final[Mapping[str, tuple[bool, bool]]] = {
    "protectionism": (False, True),
    "export-control": (True, False),
    "competition": (True, True),
}
"""Whether a barrier hinders what the first side gives, and what the second does."""

Pair = tuple[str, str]


def actors(e: xr.Dataset) -> list[str]:
    """Actors with a strength or a need, in alphabetical order."""
    holders = (listed(e, "strength_actor"), listed(e, "need_actor"))
    return sorted({actor for rows in holders for (actor,) in rows})


def found(e: xr.Dataset, *, barred: bool = True) -> Iterator[Flow]:
    """Everything that would flow, with what barriers leave of it or without barriers."""
    strengths = _levels(e, "strength", "strength_level")
    needs = _levels(e, "need", "need_level")
    met, left = _met(e), _left(e)
    yield from flows(strengths, needs, (lambda p: left(met(p))) if barred else None)


def _levels(e: xr.Dataset, table: str, field: str) -> dict[Holder, Array]:
    rows = listed(e, f"{table}_actor", f"{table}_technology")
    # Holders in a fixed order, so that sums do not depend on the order of rows.
    held = dict(zip(rows, _by_row(e, field), strict=True))
    return {(a, t): held[a, t] for a, t in sorted(held)}


def _by_row(e: xr.Dataset, name: str) -> Array:
    values: Array = e.variables[name].values
    return (values if values.strides[0] else values[:1]).T


@dataclass(frozen=True)
class _Barrier:
    """Which passages a barrier hinders; no technology stands for every one."""

    passages: frozenset[Pair]
    technology: str

    def hinders(self, passage: Passage) -> bool:
        return passage[:2] in self.passages and self.technology in ("", passage[2])


def _barriers(e: xr.Dataset) -> dict[str, _Barrier]:
    everybody = members(e)
    cells = [f"barrier_{c}" for c in ("kind", "first", "second", "technology")]
    rows = listed(e, "barrier", *cells)
    return {
        key: _Barrier(frozenset(_hindered(kind, first, second, everybody)), technology)
        for key, kind, first, second, technology in rows
    }


def _hindered(kind: str, first: str, second: str, everybody: Members) -> Iterator[Pair]:
    gives, takes = WAYS[kind]
    for a, b in meet(first, second, everybody):
        if gives:
            yield a, b
        if takes:
            yield b, a


def _met(e: xr.Dataset) -> Callable[[Passage], tuple[str, ...]]:
    """Which barriers a passage meets."""
    barriers = _barriers(e)

    def met(passage: Passage) -> tuple[str, ...]:
        return tuple(sorted(n for n, b in barriers.items() if b.hinders(passage)))

    return met


def _left(e: xr.Dataset) -> Callable[[tuple[str, ...]], Array]:
    """What some barriers leave of a passage; many passages meet the same."""
    names = [name for (name,) in listed(e, "barrier")]
    heights = dict(zip(names, _by_row(e, "barrier_height"), strict=True))
    known: dict[tuple[str, ...], Array] = {}

    def left(met: tuple[str, ...]) -> Array:
        if met not in known:
            known[met] = left_over(heights[name] for name in met)
        return known[met]

    return left


def costs(e: xr.Dataset) -> Array:
    """What all flows would gain without each barrier, shape (barriers, draws)."""
    places = {name: place for place, (name,) in enumerate(listed(e, "barrier"))}
    gains = np.zeros((len(places), e.sizes["draw"]))
    # What flows between those that meet the same barriers gains or loses alike.
    together: dict[tuple[str, ...], Array] = {}
    met = _met(e)
    for flow in found(e, barred=False):
        these = met((flow.supplier, flow.recipient, flow.technology))
        if these:
            together[these] = together.get(these, 0.0) + flow.amount
    left = _left(e)
    for these, amount in sorted(together.items(), key=lambda item: item[0]):
        for name in these:
            others = tuple(other for other in these if other != name)
            gains[places[name]] += amount * (left(others) - left(these))
    return gains


@dataclass(frozen=True)
class Cooperations:
    """Who works with whom already.

    Attributes:
        counts: Cooperations that join two actors, by pair in alphabetical order.
        fields: Pairs and the technologies they share work in.
    """

    counts: Mapping[Pair, int]
    fields: frozenset[tuple[Pair, str]]


def cooperations(e: xr.Dataset) -> Cooperations:
    """Who works with whom; a framework stands for its members."""
    everybody = members(e)
    counts: dict[Pair, int] = {}
    fields: set[tuple[Pair, str]] = set()
    cells = [f"cooperation_{cell}" for cell in ("first", "second", "technology")]
    for first, second, technology in listed(e, *cells):
        for pair in {_pair(a, b) for a, b in meet(first, second, everybody)}:
            counts[pair] = counts.get(pair, 0) + 1
            if technology:
                fields.add((pair, technology))
    return Cooperations(counts, frozenset(fields))


def pair_in(flow: Flow) -> tuple[Pair, str]:
    """The pair that a flow joins, and the technology."""
    return _pair(flow.supplier, flow.recipient), flow.technology


def _pair(first: str, second: str) -> Pair:
    return min(first, second), max(first, second)
