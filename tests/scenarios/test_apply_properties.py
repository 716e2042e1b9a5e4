"""Scenarios: what holds of any change of a figure."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ishizue.scenarios import apply
from ishizue.world import World
from toys import scenario

# With factors below one, every figure stays within what the dictionary allows.
PLACES = (
    "actors.ald.population",
    "actors.bor.gdp",
    "rules.league-weighted.weight_share",
    "positions.patrol-ald.support",
    "positions.patrol-cym.support",
    "requirements.league-ships.required_amount",
    "provisions.ships-ald.amount",
    "provisions.ships-bor.amount",
    "provisions.ships-dor.committed_share",
)

factors = st.floats(0.01, 0.99)


def unfounded(world: World) -> World:
    """The world without bases, which tell the order of changes."""
    tables = {
        table: {key: {**row, "basis": ""} for key, row in rows.items()}
        for table, rows in world.tables.items()
    }
    figures = [replace(f, basis=()) for f in world.figures.values()]
    return world.with_content(tables, figures)


@st.composite
def change(draw, path: str) -> dict:
    factor = draw(factors)
    if draw(st.booleans()):
        return {"kind": "scale", "path": path, "factor": factor}
    return {"kind": "set", "path": path, "value": factor}


@given(
    st.lists(st.sampled_from(PLACES), min_size=2, max_size=4, unique=True), st.data()
)
def test_changes_on_disjoint_paths_commute(toy, paths, data):
    changes = [data.draw(change(path)) for path in paths]
    there = apply(scenario(*changes), toy.world, toy.ledger)
    back = apply(scenario(*changes[::-1]), toy.world, toy.ledger)
    assert unfounded(there).id == unfounded(back).id
    assert unfounded(there).id != unfounded(toy.world).id


@given(st.sampled_from(PLACES), factors)
def test_scaling_scales_value_and_range_and_nothing_else(toy, path, factor):
    before = toy.world.id
    step = {"kind": "scale", "path": path, "factor": factor}
    world = apply(scenario(step), toy.world, toy.ledger)
    table, row, field = path.split(".")
    for old in toy.world.figures.values():
        new = world.figures[old.path]
        if (old.table, old.row, old.field) != (table, row, field):
            assert new is old
            continue
        for name in ("value", "low", "high"):
            number = getattr(old, name)
            scaled = None if number is None else number * factor
            assert getattr(new, name) == scaled
        assert new.basis == (*old.basis, "scenario:test#1")
    assert toy.world.id == before
