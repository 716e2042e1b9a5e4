"""What it takes to make something: an acyclic bill of materials.

A bill names, for each item, the units of other items that go into one unit of it. Items
are put in an order in which each comes before what goes into it, so that needs can be
added up in one sweep (the level-by-level explosion of material requirements planning,
Orlicky 1975, *Material Requirements Planning*).

    >>> bill = Bill(("shell", "charge", "powder"),
    ...             {"shell": {"charge": 1}, "charge": {"powder": 3}})
    >>> bill.order, bill.needs("shell")
    (('shell', 'charge', 'powder'), {'shell': 1.0, 'charge': 1.0, 'powder': 3.0})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from ishizue.errors import ModelError
from ishizue.models import arguments

Amount = float | NDArray[np.float64]
"""Units: a number, or one for each case."""


@dataclass(frozen=True)
class Bill:
    """Items, and what goes into them.

    Attributes:
        items: Everything that is made, held or used.
        inputs: By item, the units of other items that one unit of it takes.

    Raises:
        ModelError: An item is named twice or unknown, an amount is not above 0, or items
            go round in a circle into themselves.
    """

    items: tuple[str, ...]
    inputs: Mapping[str, Mapping[str, Amount]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(set(self.items)) != len(self.items):
            raise ModelError(
                f"items {self.items} name one twice. Fix: name each item once."
            )
        for product, used in self.inputs.items():
            self.known("inputs", product)
            for item, amount in used.items():
                self.known(f"inputs[{product!r}]", item)
                arguments.positive(f"inputs[{product!r}][{item!r}]", amount)
        _ = self.order

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Items, each before all that goes into it; otherwise as they were given."""
        users: dict[str, list[str]] = {item: [] for item in self.items}
        for product in self.items:
            for item in self.inputs.get(product, {}):
                users[item].append(product)
        try:
            return tuple(TopologicalSorter(users).static_order())
        except CycleError as error:
            # The circle is told from user to input, the way one reads a bill.
            circle = " > ".join(reversed(error.args[1]))
            raise ModelError(
                f"inputs go round in a circle: {circle}. Fix: take one of these inputs "
                "out; nothing can be made from itself."
            ) from None

    def needs(self, product: str, amount: Amount = 1.0) -> dict[str, Amount]:
        """Units of every item it takes to make an amount, the product's own included."""
        self.known("product", product)
        needed: dict[str, Amount] = {product: amount}
        for maker in self.order:
            if maker not in needed:
                continue
            for item, each in self.inputs.get(maker, {}).items():
                needed[item] = needed.get(item, 0.0) + each * needed[maker]
        return {item: needed[item] for item in self.order if item in needed}

    def part(self, product: str) -> Bill:
        """The bill of one product, without the items it does not take."""
        taken = self.needs(product)
        return Bill(
            tuple(taken),
            {item: used for item, used in self.inputs.items() if item in taken},
        )

    def known(self, what: str, item: str) -> None:
        """Refuse an item that is not on the list.

        Raises:
            ModelError: It is not.
        """
        if item not in self.items:
            raise ModelError(
                f"{what} names the unknown item {item!r}. Fix: choose from "
                f"{', '.join(self.items)}, or add it to items."
            )
