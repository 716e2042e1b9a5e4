"""World to outcomes: the inner step of the path, for one block of draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.ensembles import Draws, sample
from ishizue.errors import LensError
from ishizue.lenses import (
    bargaining,
    burden,
    capability,
    decision,
    deterrence,
    drift,
    futures,
    industry,
    obligations,
    quantum,
    regimes,
    roadmap,
    space,
    technology,
)
from ishizue.lenses.lens import WANTED, Lens, Selection, called
from ishizue.lenses.plans import planned
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

LENSES: tuple[Lens, ...] = (
    decision.LENS,
    bargaining.LENS,
    obligations.LENS,
    regimes.LENS,
    technology.LENS,
    space.LENS,
    industry.LENS,
    roadmap.LENS,
    capability.LENS,
    burden.LENS,
    deterrence.LENS,
    futures.LENS,
    drift.LENS,
    quantum.LENS,
)
"""Every lens, in causal order: later ones may read earlier outcomes."""


def lens_named(name: str) -> Lens:
    """The lens of that name.

    Raises:
        LensError: There is none.
    """
    for lens in LENSES:
        if lens.name == name:
            return lens
    known = ", ".join(lens.name for lens in LENSES)
    raise LensError(f"{name!r} is not a lens. Fix: choose from {known}.")


def evaluate(
    world: World, lenses: Iterable[Lens], years: Sequence[int], draws: Draws
) -> dict[str, xr.Dataset]:
    """Outcomes of each lens over a block of draws.

    Args:
        world: The world as it stands on the day asked about.
        lenses: The lenses to ask, all or some outcomes of each (`Lens.only`); those they
            build on are asked as well, for no more than that takes.
        years: The years dated fields are given for.
        draws: The block.

    Raises:
        LensError: A lens cannot answer for this world, or answers with NaN.
    """
    asked = {lens.name: lens for lens in lenses}
    answers: dict[str, xr.Dataset] = {}
    with xr.set_options(arithmetic_join="exact"):
        for lens in _with_earlier(asked):
            ensemble = sample(world, lens.reads, years, draws)
            plan = planned(lens, world, years)
            given = {str(name): values for name, values in plan.data_vars.items()}
            for outcome, known_as in called(lens.builds_on).items():
                earlier, _, name = outcome.partition(".")
                found = _told_apart(answers[earlier][name], earlier, ensemble)
                given[known_as] = found
            ensemble = _with(ensemble, given)
            ensemble.attrs[WANTED] = frozenset(lens.writes)
            answers[lens.name] = _whole(lens, lens.ask(ensemble))
    return {name: answers[name] for name in asked}


def plans(
    world: World, lenses: Iterable[Lens], years: Sequence[int]
) -> dict[str, xr.Dataset]:
    """The plan of each lens that makes one, among some and those they build on."""
    return {lens.name: planned(lens, world, years) for lens in planning(lenses)}


def planning(lenses: Iterable[Lens]) -> list[Lens]:
    """Lenses that make plans, among some and those they build on."""
    asked = _with_earlier({lens.name: lens for lens in lenses})
    return [lens for lens in asked if lens.plan is not None]


def _told_apart(outcome: xr.DataArray, lens: str, given: xr.Dataset) -> xr.DataArray:
    """An outcome, its dimensions renamed where it lists other rows than the ensemble."""
    # Alignment would fill the rows it lacks with NaN, for every draw.
    listed, rows = outcome.coords.variables, given.coords.variables
    others = {
        dim: f"{lens}_{dim}"
        for dim in outcome.dims
        if dim in rows and not np.array_equal(listed[dim].values, rows[dim].values)
    }
    return outcome.rename(others) if others else outcome


def _with(ensemble: xr.Dataset, given: Mapping[str, xr.DataArray]) -> xr.Dataset:
    """An ensemble and variables that list the same rows along the same dimensions."""
    if not given:
        return ensemble
    # Merging would compare rows known to be the same, a millisecond at a time.
    coords = dict(ensemble.coords.variables)
    indexes = dict(ensemble.xindexes)
    for values in given.values():
        coords = {**values.coords.variables, **coords}
        indexes = {**values.xindexes, **indexes}
    variables = {name: ensemble.variables[name] for name in ensemble.data_vars}
    return xr.Dataset(
        {**variables, **{name: values.variable for name, values in given.items()}},
        coords=xr.Coordinates(coords, indexes),
    )


def _with_earlier(asked: Mapping[str, Lens]) -> list[Lens]:
    """Lenses, and those they build on, in causal order."""
    needed = dict(asked)
    waiting = list(asked.values())
    while waiting:
        for outcome in waiting.pop().builds_on:
            name, _, variable = outcome.partition(".")
            known = needed.get(name)
            wanted = {variable, *(known.writes if known else ())}
            needed[name] = lens_named(name).only(wanted)
            if known is None:
                waiting.append(needed[name])
    return [needed[lens.name] for lens in LENSES if lens.name in needed]


def _whole(lens: Lens, answer: xr.Dataset) -> xr.Dataset:
    """The outcomes wanted of a lens, every one a number in every draw."""
    # What was left out must not be taken for an answer.
    answer = answer[list(lens.writes)]
    for name, outcome in lens.writes.items():
        values = answer.variables[name]
        if np.isnan(_distinct(values.values)).any():
            raise LensError(
                f"lens '{lens.name}' gave no number for part of '{name}'. "
                "Fix: this is a defect of the lens; please report it."
            )
        values.attrs.update(
            units=outcome.unit, long_name=outcome.name_en, long_name_ja=outcome.name_ja
        )
    return answer


def _distinct(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values, one draw standing for all where they share its memory."""
    return values[:1] if values.strides[0] == 0 else values


def select(outcome: xr.DataArray, selection: Selection) -> xr.DataArray:
    """The one number per draw that a selection names.

    A key of the selection is a dimension (`year`) or a column of a dimension's table
    (`framework`, for outcomes by requirement).

    Raises:
        LensError: The selection names something unknown, nothing, or several things.
    """
    coordinates = outcome.coords.variables
    places = {d: np.arange(outcome.sizes[d]) for d in outcome.dims if d != "draw"}
    for key, value in selection.items():
        coordinate = coordinates[key if key in places else _column(outcome, key)]
        (dim,) = coordinate.dims
        left = coordinate.values[places[dim]]
        chosen = left == value
        if not chosen.any():
            known = ", ".join(map(str, dict.fromkeys(left)))
            raise LensError(
                f"'{outcome.name}' has no {key} {value!r}. Fix: choose from {known}."
            )
        places[dim] = places[dim][chosen]
    several = [str(dim) for dim, left in places.items() if left.size != 1]
    if several:
        raise LensError(
            f"the selection leaves several values of '{outcome.name}'. "
            f"Fix: name {' and '.join(several)} as well."
        )
    return outcome.isel({dim: place.item() for dim, place in places.items()})


def _column(outcome: xr.DataArray, key: str) -> str:
    columns = {f"{dim}_{key}" for dim in outcome.dims} & set(map(str, outcome.coords))
    if len(columns) != 1:
        known = [str(d) for d in outcome.dims if d != "draw"]
        known += [str(c).split("_", 1)[1] for c in outcome.coords if "_" in str(c)]
        raise LensError(
            f"'{outcome.name}' has no {key!r}. Fix: choose from {', '.join(known)}."
        )
    return columns.pop()
