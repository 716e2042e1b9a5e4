"""What lies behind answers about industry: rows and figures of a world."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ishizue.lenses.lens import Selection
from ishizue.lenses.rows import actors_brought, figure_paths, membership_rows
from ishizue.world import World
from ishizue.world.world import Row

BY_YEAR: Final = ("produced", "demand_met", "rate_ratio", "supplied")
PLANNED: Final = ("shortfall", "capacity_value", "sited", "siting_gain")
SITING: Final = ("sited", "siting_gain")
BY_ITEM: Final = ("input_limit", "capacity_value")
"""Outcomes in which a product named is an item, not what is wanted."""
STOCKS: Final = ("survival", "exposed", "shortfall", "capacity_value")
RECOVERY: Final = ("exposed", "recovery_time")


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """What lies behind part of an outcome of the lens on industry."""
    last = int(selection["year"]) if "year" in selection else None
    if outcome not in BY_YEAR:
        last = None
    paths: dict[str, None] = {}
    if outcome == "supplied":
        for path in _supplied(world, selection, last):
            paths[path] = None
        return tuple(paths)
    columns = ["framework", "rival", *(() if outcome in BY_ITEM else ("product",))]
    for key, row in world.tables["demands"].items():
        wanted = {"demand": key, **{column: row[column] for column in columns}}
        if all(wanted[n] == v for n, v in selection.items() if n in wanted):
            for path in _pool(world, outcome, row, last):
                paths[path] = None
    return tuple(paths)


def _pool(world: World, outcome: str, row: Row, last: int | None) -> Iterator[str]:
    """What a framework makes of a product, and what else it wants of the same inputs."""
    framework = row["framework"]
    wanted = {
        key: [v["product"] for v in versions if v["framework"] == framework]
        for key, versions in _versions(world, "demands")
    }
    items = _items(world, [row["product"]])
    if outcome in PLANNED:
        items = _items(world, [p for products in wanted.values() for p in products])
    shared = set(items)
    for key, products in wanted.items():
        others = _items(world, products)
        if not items.isdisjoint(others):
            shared |= others
            yield f"demands.{key}"
            yield from _figures(world, "demands", key, ("wanted",), last)
    yield from _inputs(world, shared)
    group: set[str] = set()
    for path in membership_rows(world, framework):
        yield path
        group |= actors_brought(world, path)
    if outcome == "gain_with":
        group = set(world.ever("actors"))
    yield from _industries(world, outcome, items, group, last)
    yield from _besides(world, outcome, row, items, last)


def _besides(
    world: World, outcome: str, row: Row, items: Collection[str], last: int | None
) -> Iterator[str]:
    """What else an outcome rests on: months to recover, the rival, places and budget."""
    if outcome in RECOVERY:
        for item in sorted(items):
            yield from _figures(world, "products", item, ("recovery",), None)
    if outcome == "rate_ratio" and row["rival"]:
        rival = {row["rival"]}
        yield from _industries(world, outcome, {row["product"]}, rival, last)
    if outcome in SITING:
        budget = ("siting_budget",)
        yield from _figures(world, "frameworks", row["framework"], budget, None)
        for key, versions in _versions(world, "licences"):
            if any(version["product"] in items for version in versions):
                yield f"licences.{key}"
                fields = [f"licence_{x}" for x in ("capacity", "cost", "barrier")]
                yield from _figures(world, "licences", key, fields, None)


def _industries(
    world: World,
    outcome: str,
    items: Collection[str],
    actors: Collection[str],
    last: int | None,
) -> Iterator[str]:
    """Industries that make some items, and their figures."""
    fields = [
        "output",
        *(["stock_held"] if outcome in STOCKS else []),
    ]
    for key, versions in _versions(world, "industries"):
        if any(
            version["product"] in items and version["actor"] in actors
            for version in versions
        ):
            yield f"industries.{key}"
            yield from _figures(world, "industries", key, fields, last)


def _inputs(world: World, items: Collection[str]) -> Iterator[str]:
    for key, versions in _versions(world, "inputs"):
        if any(version["product"] in items for version in versions):
            yield f"inputs.{key}"
            yield from _figures(world, "inputs", key, ("input_amount",), None)


def _supplied(world: World, selection: Selection, last: int | None) -> Iterator[str]:
    """Rows that make something, and what holds their output back."""
    for key, made in _versions(world, "industries"):
        row = made[0]
        products = world.versions("products", row["product"])
        served = [product["capability"] for product in products] or [""]
        wanted = {"industry": key, **row, "capability": served[0]}
        if any(wanted[n] != v for n, v in selection.items() if n in wanted):
            continue
        yield f"industries.{key}"
        yield f"products.{row['product']}"
        if not any(served):
            continue
        items = _items(world, [row["product"]])
        yield from _inputs(world, items)
        group: set[str] = set()
        for demand, versions in _versions(world, "demands"):
            for version in versions:
                if version["product"] == row["product"]:
                    yield f"demands.{demand}"
                    for path in membership_rows(world, version["framework"]):
                        yield path
                        group |= actors_brought(world, path)
        yield from _industries(world, "supplied", items, group, last)


def _items(world: World, products: Collection[str]) -> set[str]:
    """Products, and all that goes into them or did before a scenario."""
    found = set(products)
    waiting = list(found)
    while waiting:
        product = waiting.pop()
        for _, versions in _versions(world, "inputs"):
            for version in versions:
                item = version["ingredient"]
                if version["product"] == product and item not in found:
                    found.add(item)
                    waiting.append(item)
    return found


def _versions(world: World, table: str) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Rows of a table, each as it stands and as it was before a scenario."""
    for key in world.ever(table):
        yield key, world.versions(table, key)


def _figures(
    world: World, table: str, row: str, fields: Collection[str], last: int | None
) -> Iterator[str]:
    """Some figures of a row that stands."""
    if row in world.tables[table]:
        for path in figure_paths(world, table, row, last):
            if path.partition("@")[0].rpartition(".")[2] in fields:
                yield path
