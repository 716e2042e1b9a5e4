"""A study's figures moved one by one: every answer that moves must name the figure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import xarray as xr

from ishizue.ensembles import Draws
from ishizue.lenses import LENSES, evaluate, lens_named
from ishizue.pipeline import Study
from ishizue.schema import dictionary
from ishizue.world import Figure, World

OUTCOMES = [(lens.name, outcome) for lens in LENSES for outcome in lens.writes]


def answers(study: Study, world: World) -> dict[str, xr.Dataset]:
    return evaluate(world, LENSES, study.settings.years, Draws(0, 0, 8))


def listed_alike(one: xr.Dataset, other: xr.Dataset) -> bool:
    """Whether two answers list the same rows."""
    return one.sizes == other.sizes and all(
        np.array_equal(row.values, other.variables[name].values)
        for name, row in one.coords.variables.items()
        if name in one.dims
    )


def moved(
    before: dict[str, xr.Dataset], after: dict[str, xr.Dataset]
) -> Iterator[tuple[str, str, dict]]:
    """Lens, outcome and selection of every cell that differs in some draw."""
    alike = {
        lens.name: listed_alike(before[lens.name], after[lens.name]) for lens in LENSES
    }
    for lens, outcome in OUTCOMES:
        old, new = before[lens].variables[outcome], after[lens].variables[outcome]
        # Most answers stand still, and DataArrays would take most of the time to say so.
        if alike[lens] and np.array_equal(old.values, new.values):
            continue
        old, new = xr.align(before[lens][outcome], after[lens][outcome], join="inner")
        differs = (old != new).any("draw")
        for place in np.argwhere(differs.values):
            cell = differs[tuple(place)]
            yield lens, outcome, {d: cell[d].item() for d in differs.dims}


def unnamed(
    world: World,
    before: dict[str, xr.Dataset],
    after: dict[str, xr.Dataset],
    path: str,
) -> tuple[int, list[str]]:
    """How many cells moved, and those of them that do not name the path."""
    cells = list(moved(before, after))
    silent = [
        f"{lens}.{outcome} {selection} moves with {path}"
        for lens, outcome, selection in cells
        if path not in lens_named(lens).behind(world, outcome, selection)
    ]
    return len(cells), silent


def scaled(figure: Figure, factor: float) -> Figure:
    ends = {
        end: None if number is None else number * factor
        for end, number in (("low", figure.low), ("high", figure.high))
    }
    return replace(figure, value=figure.value * factor, **ends)


def scaled_within_bounds(figure: Figure) -> Iterator[Figure]:
    """The figure a tenth higher, where it may be, and at half."""
    field = dictionary().figure(figure.field)
    for factor in (1.1, 0.5):
        if max(figure.value, figure.high or 0) * factor <= field.high:
            yield scaled(figure, factor)


def perturb(study: Study, world: World, paths: Iterable[str]) -> dict[str, int]:
    """Cells each figure moves; every one of them must name the figure."""
    before = answers(study, world)
    counts, silent = {}, []
    for path in paths:
        counts[path] = 0
        for other in scaled_within_bounds(world.figures[path]):
            figures = {**world.figures, path: other}
            after = answers(study, world.with_content(figures=figures.values()))
            found, missing = unnamed(world, before, after, path)
            counts[path] += found
            silent += missing
    assert silent == []
    return counts
