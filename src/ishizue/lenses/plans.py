"""What a lens decides once, on best estimates, before any draw is known.

Solving a plan again for every draw would answer another question, what to do if all
were known, and take longer than everything else together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import xarray as xr

from ishizue.ensembles import BestEstimates, remembered, sample
from ishizue.lenses.lens import WANTED, Lens
from ishizue.world import World

Plans = dict[tuple[str, frozenset[str], bytes], xr.Dataset]
"""Plans by lens, outcomes wanted and what they were made from."""

REMEMBERED = 256
_PLANS: Plans = {}


def known() -> Plans:
    """Plans made so far, for other processes to start from."""
    return dict(_PLANS)


def learn(plans: Plans) -> None:
    """Take over plans that another process made."""
    _PLANS.update(plans)


def planned(lens: Lens, world: World, years: Sequence[int]) -> xr.Dataset:
    """The plan of a lens in a world, made once for what it reads there.

    Blocks of draws, and worlds that differ elsewhere, share it.
    """
    if lens.plan is None:
        return xr.Dataset()
    wanted = frozenset(lens.writes)
    what = ("plan", lens.name, lens.reads, wanted, tuple(years))
    return remembered(world, what, lambda: _made(lens, world, years, wanted))


def _made(
    lens: Lens, world: World, years: Sequence[int], wanted: frozenset[str]
) -> xr.Dataset:
    assert lens.plan is not None
    best = sample(world, (*lens.reads, *lens.plan_reads), years, BestEstimates())
    best.attrs[WANTED] = wanted
    key = (lens.name, wanted, _content(best))
    if key not in _PLANS:
        while len(_PLANS) >= REMEMBERED:
            _PLANS.pop(next(iter(_PLANS)))
        _PLANS[key] = lens.plan(best)
    return _PLANS[key]


def _content(best: xr.Dataset) -> bytes:
    """A name for all that an ensemble holds."""
    digest = hashlib.blake2b()
    for name, values in sorted(best.variables.items(), key=lambda item: str(item[0])):
        digest.update(f"{name} {values.dims} {values.shape} {values.dtype}\n".encode())
        digest.update(values.values.tobytes())
    return digest.digest()
