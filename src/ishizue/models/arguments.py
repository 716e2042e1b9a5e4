"""What the models ask of their arguments: numbers, probabilities, payoffs in order.

Every refusal names the argument, the first place at fault within an array, the value
found there and what to give instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError

Array = NDArray[np.float64]


def numbers(name: str, values: ArrayLike) -> Array:
    """The values as floats, any shape.

    Raises:
        ModelError: A value is not a finite number.
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        kind = type(values).__name__
        raise ModelError(
            f"{name} is a {kind} without numbers. Fix: give numbers."
        ) from None
    _refuse(name, array, ~np.isfinite(array), "give a finite number")
    return array


def amounts(name: str, values: ArrayLike) -> Array:
    """The values as floats, any shape, none negative.

    Raises:
        ModelError: A value is negative or not a finite number.
    """
    array = numbers(name, values)
    _refuse(name, array, array < 0, "give 0 or more")
    return array


def positive(name: str, values: ArrayLike) -> Array:
    """The values as floats, any shape, each above 0.

    Raises:
        ModelError: A value is 0, negative or not a finite number.
    """
    array = numbers(name, values)
    _refuse(name, array, array <= 0, "give a number above 0")
    return array


def probabilities(name: str, values: ArrayLike) -> Array:
    """The values as floats, any shape, each from 0 to 1.

    Raises:
        ModelError: A value is outside 0 to 1 or not a number.
    """
    array = numbers(name, values)
    outside = (array < 0) | (array > 1)
    _refuse(name, array, outside, "give a probability or share from 0 to 1")
    return array


def payoffs(
    name: str, given: Mapping[str, ArrayLike], keys: Sequence[str]
) -> dict[str, Array]:
    """The payoffs as arrays, in the order of `keys`.

    Raises:
        ModelError: A payoff is missing, unknown or not a finite number.
    """
    missing = [key for key in keys if key not in given]
    unknown = [key for key in given if key not in keys]
    if missing or unknown:
        what = (
            f"lacks {missing}" if missing else f"has {unknown}, which it does not know"
        )
        raise ModelError(f"{name} {what}. Fix: give {', '.join(keys)} and no more.")
    return {key: numbers(f"{name}[{key!r}]", given[key]) for key in keys}


def ranked(
    name: str,
    given: Mapping[str, Array],
    greater: str,
    less: str,
    *,
    or_equal: bool = False,
) -> None:
    """Refuse arguments of which one is not above another.

    Raises:
        ModelError: Somewhere `given[greater]` is below `given[less]`, or equal to it.
    """
    high, low = np.broadcast_arrays(given[greater], given[less])
    wrong = high < low if or_equal else high <= low
    if wrong.any():
        at = first(wrong)
        raise ModelError(
            f"{name}: {greater} is {high[at]:g} and {less} is {low[at]:g}{_place(at)}. "
            f"Fix: {greater} must be {'at least' if or_equal else 'above'} {less}.",
            _places(wrong),
        )


def common_shape(name: str, arrays: Mapping[str, Array]) -> tuple[int, ...]:
    """The shape to which all arrays broadcast.

    Raises:
        ModelError: The shapes do not fit together.
    """
    try:
        return np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{k} {a.shape}" for k, a in arrays.items() if a.ndim)
        raise ModelError(
            f"{name}: shapes do not fit together: {shapes}. Fix: give scalars, or arrays "
            "of one shape."
        ) from None


def by_member(name: str, values: Array) -> None:
    """Refuse an argument without a value for some member, in its last dimension.

    Raises:
        ModelError: It has no dimension, or none of any length.
    """
    if not values.ndim or not values.shape[-1]:
        raise ModelError(
            f"{name} has shape {values.shape}. Fix: give a value for each member, in the "
            "last dimension."
        )


def first(wrong: NDArray[np.bool_]) -> tuple[int, ...]:
    """Where the first true entry stands."""
    return tuple(int(i) for i in np.argwhere(wrong)[0])


def _refuse(name: str, array: Array, wrong: NDArray[np.bool_], fix: str) -> None:
    if wrong.any():
        at = first(wrong)
        raise ModelError(
            f"{name} is {array[at]:g}{_place(at)}. Fix: {fix}.", _places(wrong)
        )


def _places(wrong: NDArray[np.bool_]) -> list[int] | None:
    """Where along the first dimension an entry is true, unless one stands for all."""
    if wrong.ndim == 0 or len(wrong) == 1:
        return None
    places: list[int] = np.unique(np.nonzero(wrong)[0]).tolist()
    return places


def _place(at: tuple[int, ...]) -> str:
    return f" at {list(at)}" if at else ""
