"""The cross-impact matrix: who was judged to further or hinder what, and how strongly.

Scores are summed and compared, and whether two sums are equal decides whether a scenario
is consistent. Sums of binary fractions would make that a matter of the order in which
they are added (0.1 + 0.2 is not 0.3), so scores are held as whole numbers of a common
decimal unit: exact, the same in any order, and small enough to be fast.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: One variant for each descriptor, numbered from 0 in the order of the matrix.
Choice = tuple[int, ...]

#: Decimals to which scores count. Finer differences are taken for rounding.
DECIMALS = 9
_LARGEST = 1e6  # sums of such scores, in units of 1e-9, still fit 64 bits


@dataclass(frozen=True, eq=False)
class Matrix:
    """Descriptors, their variants, and the judged impacts between them.

    Attributes:
        descriptors: Names of the n descriptors.
        variants: Names of each descriptor's variants, in the order of `descriptors`;
            N in all.
        impacts: Impact of the row's variant on the column's, shape (N, N): above 0
            furthers, below 0 hinders, -3 to 3 by habit. Scores count to nine decimals.
            Blocks on the diagonal are usually zero; what stands there counts like the
            rest.

    Raises:
        ModelError: Names are lacking or double, or a score is lacking or unusable.
    """

    descriptors: Sequence[str]
    variants: Sequence[Sequence[str]]
    impacts: Floats

    def __post_init__(self) -> None:
        names = tuple(map(str, self.descriptors))
        variants = tuple(tuple(map(str, group)) for group in self.variants)
        object.__setattr__(self, "descriptors", names)
        object.__setattr__(self, "variants", variants)
        _require_distinct("descriptor", names)
        if len(variants) != len(names):
            raise ModelError(
                f"Matrix: variants for {len(variants)} of {len(names)} descriptors; give "
                "a list of names for each descriptor, in the same order"
            )
        for name, group in zip(names, variants, strict=True):
            _require_distinct(f"variant of {name!r}", group)
        impacts = self.checked(self.impacts, "impacts")
        if impacts.ndim != 2:
            raise ModelError(
                f"Matrix: impacts has shape {impacts.shape}; give one table, and tables "
                "by draw to `probabilities`"
            )
        impacts.flags.writeable = False
        object.__setattr__(self, "impacts", impacts)

    @classmethod
    def from_blocks(
        cls,
        descriptors: Sequence[str],
        variants: Sequence[Sequence[str]],
        blocks: Mapping[tuple[str, str], ArrayLike],
    ) -> Self:
        """The matrix made of one block for each pair of descriptors.

        Args:
            descriptors: As in `Matrix`.
            variants: As in `Matrix`.
            blocks: Impacts of the first descriptor's variants (rows) on the second's
                (columns), for every ordered pair of two. Blocks on the diagonal may be
                left out.

        Raises:
            ModelError: A block is missing, unknown or of the wrong shape, or as for
                `Matrix`.
        """
        sizes = [len(group) for group in variants]
        ends = list(accumulate(sizes))
        if len(sizes) != len(descriptors):
            return cls(descriptors, variants, np.zeros((0, 0)))  # says what is wrong
        spans = {
            name: slice(end - size, end)
            for name, size, end in zip(descriptors, sizes, ends, strict=True)
        }
        pairs = [(a, b) for a in descriptors for b in descriptors]
        if unknown := [pair for pair in blocks if pair not in pairs]:
            raise ModelError(
                f"Matrix: block {unknown[0]} is of no two descriptors; use their names"
            )
        impacts = np.zeros((sum(sizes), sum(sizes)))
        for a, b in pairs:
            if (a, b) not in blocks:
                if a == b:
                    continue
                raise ModelError(
                    f"Matrix: the block of impacts of {a!r} on {b!r} is missing; give "
                    "it, all zero if there is no direct impact"
                )
            block = np.asarray(blocks[a, b], dtype=np.float64)
            shape = impacts[spans[a], spans[b]].shape
            if block.shape != shape:
                raise ModelError(
                    f"Matrix: the block of {a!r} on {b!r} has shape {block.shape}, not "
                    f"{shape}; give a row for each variant of the first and a column "
                    "for each of the second"
                )
            impacts[spans[a], spans[b]] = block
        return cls(descriptors, variants, impacts)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Number of variants of each descriptor."""
        return tuple(len(group) for group in self.variants)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Row, and column, of each descriptor's first variant."""
        return tuple(accumulate(self.sizes[:-1], initial=0))

    @cached_property
    def scenarios(self) -> int:
        """Number of combinations of variants."""
        count = 1
        for size in self.sizes:
            count *= size
        return count

    @cached_property
    def scaled(self) -> tuple[Ints, int]:
        """Impacts as whole numbers of a unit, and how many such units make 1."""
        return in_units(self.impacts)

    def names(self, choice: Choice) -> dict[str, str]:
        """Name of the chosen variant of each descriptor.

        Raises:
            ModelError: `choice` is not one variant for each descriptor.
        """
        self.require_choice(choice)
        chosen = zip(self.descriptors, self.variants, choice, strict=True)
        return {name: group[variant] for name, group, variant in chosen}

    def require_choice(self, choice: Choice) -> None:
        """Refuse what is not one variant for each descriptor."""
        fits = len(choice) == len(self.sizes) and all(
            0 <= variant < size
            for variant, size in zip(choice, self.sizes, strict=True)
        )
        if not fits:
            raise ModelError(
                f"choice {tuple(choice)} does not fit the matrix; give a variant for "
                f"each of {len(self.sizes)} descriptors, counted from 0, below "
                f"{self.sizes}"
            )

    def checked(self, impacts: ArrayLike, what: str) -> Floats:
        """A copy of impacts that fit this matrix, shape (..., N, N).

        Raises:
            ModelError: Their shape is wrong, a score is not a number, or too large.
        """
        total = sum(self.sizes)
        try:
            values = np.array(impacts, dtype=np.float64)
        except (TypeError, ValueError):
            raise ModelError(
                f"Matrix: {what} is no table of numbers; give {total} rows of {total} "
                "scores, one for each variant of all descriptors"
            ) from None
        if values.ndim < 2 or values.shape[-2:] != (total, total):
            raise ModelError(
                f"Matrix: {what} has shape {values.shape}; its last two dimensions must "
                f"be the {total} variants of all descriptors"
            )
        fine = np.abs(values) <= _LARGEST  # false for NaN
        if not fine.all():
            where = tuple(int(i) for i in np.argwhere(~fine)[0])
            row, column = (self._descriptor_of(i) for i in where[-2:])
            raise ModelError(
                f"Matrix: {what}{list(where)}, in the block of {row!r} on {column!r}, is "
                f"{values[where]}; give every block in full, with scores such as -3 to 3 "
                "and 0 for no direct impact"
            )
        return values

    def _descriptor_of(self, position: int) -> str:
        ends = accumulate(self.sizes)
        return next(
            name
            for name, end in zip(self.descriptors, ends, strict=True)
            if position < end
        )


def in_units(impacts: Floats) -> tuple[Ints, int]:
    """Impacts as whole numbers of a decimal unit, and how many units make 1."""
    for decimals in range(DECIMALS):
        units = 10**decimals
        rounded = np.rint(impacts * units)
        if np.array_equal(rounded / units, impacts):
            break
    else:
        units = 10**DECIMALS
        rounded = np.rint(impacts * units)
    return rounded.astype(np.int64), units


def balances(matrix: Matrix, choices: Ints) -> Ints:
    """Impact balances of scenarios in units: column sums over their active rows.

    Args:
        matrix: The cross-impact matrix.
        choices: Chosen variants, shape (scenarios, n).

    Returns:
        Scores of all N variants, shape (scenarios, N).
    """
    units, _ = matrix.scaled
    scores = np.zeros((len(choices), len(units)), dtype=np.int64)
    for offset, chosen in zip(matrix.offsets, choices.T, strict=True):
        scores += units[offset + chosen]
    return scores


def smallest_dtype(bound: int) -> np.dtype[np.signedinteger]:
    """The smallest integers that hold -bound to bound."""
    return np.dtype(np.min_scalar_type(-max(bound, 1) - 1))


def _require_distinct(what: str, names: Sequence[str]) -> None:
    if not names:
        raise ModelError(f"Matrix: no {what}; name at least one")
    for i, name in enumerate(names):
        if name in names[:i]:
            raise ModelError(f"Matrix: {what} {name!r} appears twice; name each once")
