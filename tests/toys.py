"""What tests build from the toy study: scenarios of a line, worlds, answers."""

from collections.abc import Iterable
from typing import Any

import xarray as xr

from ishizue.ensembles import Draws
from ishizue.lenses import evaluate, lens_named
from ishizue.pipeline import Study
from ishizue.scenarios import Scenario, apply
from ishizue.world import World

WHY = {"en": "To see what follows.", "ja": "何が起こるかを見る。"}

# Borea's ships, Cymra's support and how firmly Aldan is bound are the toy's only
# uncertain figures. Fixed at their values, every outcome can be worked out on paper.
EXACT: tuple[dict[str, Any], ...] = (
    {"kind": "set", "path": "provisions.ships-bor.amount", "value": 6},
    {"kind": "set", "path": "positions.patrol-cym.support", "value": 0.5},
    {"kind": "set", "path": "stances.watch-cym.ideal_point", "value": 0.2},
    {"kind": "set", "path": "commitments.aldan-escort.binding_level", "value": 2},
)


def scenario(*changes: dict[str, Any], name: str = "test") -> Scenario:
    """A scenario of these changes; reasons are filled in."""
    return Scenario.model_validate(
        {
            "name": name,
            "title": WHY,
            "question": WHY,
            "changes": [{"why": WHY, **change} for change in changes],
        }
    )


def changed(study: Study, *changes: dict[str, Any]) -> World:
    """The study's world with these changes, as of the study's day."""
    world = apply(scenario(*changes), study.world, study.ledger)
    return world.at(study.settings.as_of)


def differences(before: World, after: World) -> set[str]:
    """Paths of the rows and figures that are not the same in two worlds."""
    return {
        path
        for one, other in ((before, after), (after, before))
        for path in (
            *(p for p, f in one.figures.items() if other.figures.get(p) != f),
            *(
                f"{table}.{key}"
                for table, rows in one.tables.items()
                for key, row in rows.items()
                if other.tables[table].get(key) != row
            ),
        )
    }


def answer(
    study: Study, world: World, lens: str, draws: int = 3, seed: int = 0
) -> xr.Dataset:
    """What a lens says about a world in the study's years."""
    found = evaluate(
        world, [lens_named(lens)], study.settings.years, Draws(seed, 0, draws)
    )
    return found[lens]


def exactly(study: Study, lens: str, *changes: dict[str, Any]) -> xr.Dataset:
    """The one answer of a lens on the toy without its uncertainty, then changed."""
    whole = answer(study, changed(study, *EXACT, *changes), lens)
    for name, values in whole.data_vars.items():
        assert (values == values[0]).all(), f"{name} varies"
    return whole.isel(draw=0)


def names(values: Iterable[Any]) -> list[str]:
    return [str(v) for v in values]
