"""Random streams: one per figure, addressed by its path, the seed and the draw.

A counter-based generator (Philox 4x64; Salmon et al. 2011, "Parallel Random Numbers:
As Easy as 1, 2, 3") gives draw *i* of a figure without drawing the ones before it.
Hence adding a figure moves no other, scenarios share the draws of what they share,
and results do not depend on how draws are cut into blocks or who computes them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ishizue.ensembles.distributions import quantile

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ishizue.world import Figure

# One Philox step makes four 64-bit numbers, and a double takes one of them.
WORDS = 4


def uniforms(path: str, seed: int, start: int, stop: int) -> NDArray[np.float64]:
    """Draws `start` to `stop` of the stream of a path, uniform on [0, 1)."""
    digest = hashlib.sha256(f"{seed}\n{path}".encode()).digest()
    key = np.frombuffer(digest[:16], dtype=np.uint64)
    step, skipped = divmod(start, WORDS)
    philox = np.random.Philox(key=key, counter=[step, 0, 0, 0])
    return np.random.Generator(philox).random(skipped + stop - start)[skipped:]


@dataclass
class Draws:
    """Draws `start` to `stop` of every figure, each computed once.

    Worlds that share a figure share its draws; the memo holds one block.
    """

    seed: int
    start: int
    stop: int
    _memo: dict[Figure, NDArray[np.float64]] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return self.stop - self.start

    def varies(self, figure: Figure) -> bool:
        """Whether the figure may differ from draw to draw."""
        return not figure.is_exact

    def of(self, figure: Figure) -> NDArray[np.float64]:
        """The figure's draws; one that does not vary is a view of its one value."""
        if figure.is_exact:
            return np.broadcast_to(np.float64(figure.value), len(self))
        if figure not in self._memo:
            u = uniforms(figure.path, self.seed, self.start, self.stop)
            self._memo[figure] = quantile(figure, u)
        return self._memo[figure]


@dataclass
class BestEstimates(Draws):
    """One draw in which every figure has its value, as its source states it."""

    seed: int = 0
    start: int = 0
    stop: int = 1

    def varies(self, figure: Figure) -> bool:
        """No figure does."""
        return False

    def of(self, figure: Figure) -> NDArray[np.float64]:
        """The figure's value."""
        return np.broadcast_to(np.float64(figure.value), len(self))
