"""What the members of a framework can make together, by draw.

Arrays are by year and draw, draws last; one draw stands for all where nothing varies.
Inputs that several products take are divided among them by what each needs, so that a
product is met as far as the scarcest of its inputs is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses.by_draw import distinct, divided
from ishizue.lenses.rows import listed, members
from ishizue.models.bill_of_materials import Amount, Bill

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

NOTHING: Final = np.zeros((1, 1))


def added(parts: Iterable[Array]) -> Array:
    """The sum, in the order given, so that it does not depend on how many draws."""
    total = NOTHING
    for part in parts:
        total = total + part
    return total


@dataclass(frozen=True)
class Industry:
    """Who makes and holds what, by product and actor; months to recover by product."""

    output: Mapping[str, Mapping[str, Array]]
    stock: Mapping[str, Mapping[str, Array]]
    recovery: Mapping[str, Array]

    @classmethod
    def of(cls, e: xr.Dataset) -> Industry:
        """The industries of an ensemble."""
        fields = [distinct(e, name) for name in ("output", "stock_held")]
        output: dict[str, dict[str, Array]] = {}
        stock: dict[str, dict[str, Array]] = {}
        for i, (actor, product) in enumerate(
            listed(e, "industry_actor", "industry_product")
        ):
            for kept, values in zip((output, stock), fields, strict=True):
                by_actor = kept.setdefault(product, {})
                by_actor[actor] = by_actor.get(actor, NOTHING) + values[i]
        products = [product for (product,) in listed(e, "product")]
        recovery = dict(zip(products, distinct(e, "recovery"), strict=True))
        return cls(output, stock, recovery)


def bill_of(e: xr.Dataset) -> Bill:
    """What goes into what, by draw.

    Raises:
        LensError: Products go round in a circle into themselves.
    """
    amounts = distinct(e, "input_amount")
    inputs: dict[str, dict[str, Amount]] = {}
    rows = listed(e, "input_product", "input_ingredient")
    for amount, (product, item) in zip(amounts, rows, strict=True):
        used = inputs.setdefault(product, {})
        used[item] = used.get(item, 0.0) + amount
    try:
        return Bill(tuple(sorted(item for (item,) in listed(e, "product"))), inputs)
    except ModelError as error:
        raise LensError(f"table 'inputs': {error}") from error


@dataclass(frozen=True)
class Demand:
    """A row of `demands`: its place, and the units wanted by year and draw."""

    place: int
    name: str
    product: str
    rival: str
    wanted: Array


@dataclass(frozen=True)
class Pool:
    """The members of a framework, and what it wants.

    Attributes:
        outsiders: Others who make something.
    """

    framework: str
    members: tuple[str, ...]
    outsiders: tuple[str, ...]
    bill: Bill
    industry: Industry
    demands: tuple[Demand, ...]

    @cached_property
    def needs(self) -> dict[str, dict[str, Amount]]:
        """Units of every item that one unit of each product wanted takes."""
        return {d.product: self.bill.needs(d.product) for d in self.demands}

    @cached_property
    def needed(self) -> dict[str, Array]:
        """Units of every item that all demands together take."""
        return {
            item: added(
                self.needs[d.product][item] * d.wanted
                for d in self.demands
                if item in self.needs[d.product]
            )
            for item in self.bill.order
        }

    @cached_property
    def made(self) -> dict[str, Array]:
        """Units of every item that the members make."""
        return {item: added(self.makers(item).values()) for item in self.bill.order}

    @cached_property
    def held(self) -> dict[str, Array]:
        """Units of every item that the members hold."""
        return {
            item: added(
                stock[actor]
                for stock in (self.industry.stock.get(item, {}),)
                for actor in self.members
                if actor in stock
            )
            for item in self.bill.order
        }

    def makers(self, item: str) -> dict[str, Array]:
        """What each member makes of an item."""
        output = self.industry.output.get(item, {})
        return {actor: output[actor] for actor in self.members if actor in output}

    def fill(self, item: str, made: Array) -> Array:
        """How many times over what is made of an item is what is needed of it."""
        return divided(made, self.needed[item])

    def filled(self, demand: Demand, made: Mapping[str, Array] | None = None) -> Array:
        """How many times over a demand can be met, all years or those of `made`.

        Args:
            demand: The demand.
            made: Units of items, where they differ from what the members make.
        """
        given = made or {}
        least: Array | None = None
        for item in self.needs[demand.product]:
            fill = self.fill(item, given.get(item, self.made[item]))
            least = fill if least is None else np.minimum(least, fill)
        return NOTHING if least is None else least

    def changed(self, demand: Demand, actor: str, sign: int) -> dict[str, Array]:
        """What is made of a demand's items if somebody comes or goes."""
        found = {}
        for item in self.needs[demand.product]:
            output = self.industry.output.get(item, {})
            if actor in output:
                # Rounding must not leave less than nothing.
                found[item] = np.maximum(self.made[item] + sign * output[actor], 0.0)
        return found


def pools(e: xr.Dataset) -> Iterator[Pool]:
    """Frameworks that want something, in order of name."""
    bill, industry, everybody = bill_of(e), Industry.of(e), members(e)
    wanted = distinct(e, "wanted")
    found: dict[str, list[Demand]] = {}
    cells = (f"demand{x}" for x in ("", "_framework", "_product", "_rival"))
    for i, (name, framework, product, rival) in enumerate(listed(e, *cells)):
        row = Demand(i, name, product, rival, wanted[i])
        found.setdefault(framework, []).append(row)
    actors = sorted({actor for (actor,) in listed(e, "industry_actor")})
    for framework, demands in sorted(found.items()):
        group = everybody[framework]
        yield Pool(
            framework,
            tuple(actor for actor in actors if actor in group),
            tuple(actor for actor in actors if actor not in group),
            bill,
            industry,
            tuple(sorted(demands, key=lambda d: d.name)),
        )
