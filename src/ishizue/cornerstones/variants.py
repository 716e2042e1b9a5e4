"""Variants of the same draws, stacked so that one evaluation answers all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ishizue.ensembles import Draws
from ishizue.world import Figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Replaced = Mapping[str, Draws | Figure | float]
"""By path of a figure, what takes the place of its draws: others of its own, those of
another figure at the same place, or one number."""


class Stack(Draws):
    """Draws repeated once for every variant, some figures replaced in each.

    Row `v * len(draws) + i` is draw `i` of variant `v`. Whether and how much the
    outcome moves between variants is then a matter of the replaced figures alone.
    """

    def __init__(self, draws: Draws, replaced: Sequence[Replaced]) -> None:
        super().__init__(draws.seed, 0, len(draws) * len(replaced))
        self.draws = draws
        self.replaced = replaced
        self.paths = frozenset(path for variant in replaced for path in variant)

    def varies(self, figure: Figure) -> bool:
        """Whether the figure may differ from row to row."""
        return figure.path in self.paths or super().varies(figure)

    def of(self, figure: Figure) -> Array:
        """The figure's numbers, row by row."""
        if not self.varies(figure):
            return super().of(figure)
        rows = np.tile(self.draws.of(figure), (len(self.replaced), 1))
        if figure.path in self.paths:
            for row, variant in zip(rows, self.replaced, strict=True):
                if figure.path in variant:
                    row[:] = self._other(variant[figure.path], figure)
        return rows.reshape(-1)

    def _other(self, other: Draws | Figure | float, figure: Figure) -> Array | float:
        if isinstance(other, Draws):
            return other.of(figure)
        return self.draws.of(other) if isinstance(other, Figure) else other


def second(draws: Draws) -> Draws:
    """As many draws of every figure, independent of the first."""
    digest = hashlib.sha256(f"second {draws.seed}".encode()).digest()
    return Draws(int.from_bytes(digest[:8]), draws.start, draws.stop)
