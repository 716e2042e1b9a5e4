"""How time and memory grow: with draws, with figures, with scenarios.

Draws and scenarios are those of the bundled study, run in processes of their own with
as many workers as there are cores. For figures, the capability lens is asked about the
starter study with its requirement, and the three providers of it, many times over.

Run: python -m benchmarks.growth
"""

from __future__ import annotations

from dataclasses import replace

from benchmarks.ensemble import CORES, in_a_process
from benchmarks.table import Row, bundled, seconds
from ishizue.ensembles import Draws
from ishizue.lenses import evaluate, lens_named
from ishizue.world import Figure, World

DRAWS = (10**3, 10**4, 10**5, 10**6, 10**7)
FIGURES = (10**2, 10**3, 10**4)
SCENARIOS = (1, 3, 5)
SOME = 100_000  # draws, where it is scenarios that grow
FEW = 256  # draws, where it is figures
COPIED = ("capabilities", "requirements", "provisions")


def world_of(figures: int) -> World:
    """The starter's world with its requirement so often that figures are uncertain."""
    study = bundled("starter")
    world = study.world.at(study.settings.as_of)
    own = [f for f in world.figures.values() if f.table in COPIED]
    rest = [f for f in world.figures.values() if f.table not in COPIED]
    uncertain = sum(not f.is_exact for f in own)
    copies = range(figures // uncertain)
    tables = {
        name: {
            f"{key}-{n}": {
                column: f"{cell}-{n}" if cell in world.tables["capabilities"] else cell
                for column, cell in row.items()
            }
            for n in copies
            for key, row in rows.items()
        }
        if name in COPIED
        else dict(rows)
        for name, rows in world.tables.items()
    }
    copied: list[Figure] = [replace(f, row=f"{f.row}-{n}") for n in copies for f in own]
    return world.with_content(tables, [*rest, *copied])


def run() -> list[Row]:
    """Seconds, and peak memory, as each of the three grows."""
    rows = []
    for draws in DRAWS:
        took, peak = in_a_process(draws, workers=CORES)
        rows.append(Row(f"{draws:,} draws, peak {peak:.2f} GiB", took, None, "", ""))
    lens, years = lens_named("capability"), bundled("starter").settings.years
    for figures in FIGURES:
        world = world_of(figures)
        took = seconds(
            lambda world=world: evaluate(world, [lens], years, Draws(0, 0, FEW)),
            repeats=3,
        )
        rows.append(Row(f"{figures:,} figures, per draw", took / FEW, None, "", ""))
    for scenarios in SCENARIOS:
        took, peak = in_a_process(SOME, CORES, scenarios)
        name = f"{scenarios} scenario(s), {SOME:,} draws, peak {peak:.2f} GiB"
        rows.append(Row(name, took, None, "", ""))
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
