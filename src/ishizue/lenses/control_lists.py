"""What control lists cover, and where members stand on adding to them.

Arrays are by draw, draws last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.errors import LensError
from ishizue.lenses.rows import figure_paths, listed
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

READS: Final = (
    "controls.framework",
    "controls.rule",
    "controls.proposal",
    "exports.control",
    "exports.actor",
    "exports.export_share",
    "positions.proposal",
    "positions.actor",
    "positions.support",
)


def covered(e: xr.Dataset, groups: Sequence[Collection[str]]) -> Array:
    """Share of each list's exports that a group makes, shape (lists, draws), at most 1."""
    shares: Array = e.variables["export_share"].values
    places = {control: place for place, (control,) in enumerate(listed(e, "control"))}
    whole = np.zeros((len(places), e.sizes["draw"]))
    rows = listed(e, "export_control", "export_actor", "export")
    order = sorted(enumerate(rows), key=lambda row: row[1])
    for column, (control, actor, _) in order:
        if actor in groups[places[control]]:
            whole[places[control]] += shares[:, column]
    return np.minimum(whole, 1.0)


def positions(
    e: xr.Dataset, proposal: str, players: Sequence[str], whose: str
) -> Array:
    """Each player's probability of yes, shape (players, draws).

    Raises:
        LensError: A player has no position.
    """
    rows = listed(e, "position_proposal", "position_actor")
    places = {position: i for i, position in enumerate(rows)}
    silent = [a for a in players if (proposal, a) not in places]
    if silent:
        raise LensError(
            f"{whose}: {', '.join(silent)} may decide and have no position on "
            f"'{proposal}'. Fix: add rows to world/positions.csv."
        )
    chosen = [places[proposal, actor] for actor in players]
    support: Array = e.variables["support"].values.T[chosen]
    return support


def export_paths(world: World, control: str) -> Iterator[str]:
    """Paths of what is exported of a list's items, whoever exports it."""
    for key in world.ever("exports"):
        if any(r["control"] == control for r in world.versions("exports", key)):
            yield f"exports.{key}"
            yield from figure_paths(world, "exports", key, None)


def position_paths(
    world: World, proposal: str, group: Collection[str]
) -> Iterator[str]:
    """Paths of where some actors stand on a question."""
    for key in world.ever("positions"):
        for row in world.versions("positions", key):
            if row["proposal"] == proposal and row["actor"] in group:
                yield f"positions.{key}"
                yield from figure_paths(world, "positions", key, None)
