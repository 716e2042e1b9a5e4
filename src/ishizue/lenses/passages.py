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
    kept = _kept(e) if barred else None
    strengths = _levels(e, "strength", "strength_level")
    yield from flows(strengths, _levels(e, "need", "need_level"), kept)


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


def _kept(e: xr.Dataset, without: str = "") -> Callable[[Passage], Array]:
    """What barriers leave of a passage; one of them may be thought away."""
    barriers = _barriers(e)
    heights = dict(zip(barriers, _by_row(e, "barrier_height"), strict=True))
    # Many passages meet the same barriers.
    known: dict[tuple[str, ...], Array] = {}

    def kept(passage: Passage) -> Array:
        names = (n for n, b in barriers.items() if n != without and b.hinders(passage))
        met = tuple(sorted(names))
        if met not in known:
            known[met] = left_over(heights[name] for name in met)
        return known[met]

    return kept


def costs(e: xr.Dataset) -> Array:
    """What all flows would gain without each barrier, shape (barriers, draws)."""
    barriers = _barriers(e)
    strengths = _levels(e, "strength", "strength_level")
    needs = _levels(e, "need", "need_level")
    gains = np.zeros((len(barriers), e.sizes["draw"]))
    kept = _kept(e)
    for gain, (name, barrier) in zip(gains, barriers.items(), strict=True):
        without = _kept(e, without=name)
        for flow in flows(strengths, needs):
            passage = (flow.supplier, flow.recipient, flow.technology)
            if barrier.hinders(passage):
                gain += flow.amount * (without(passage) - kept(passage))
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
    """Cooperation between actors; a framework stands for its members."""
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
