"""Quantile functions of the distributions a figure may have.

A figure is drawn by putting a uniform number through the quantile function, so that
one stream of uniforms serves every scenario, and a scaled figure has scaled draws
(but for `beta` and `bernoulli`, whose support stays 0 to 1).

- `uniform`: from low to high.
- `triangular`: from low to high, mode at value.
- `pert`: beta on low to high with mode at value and shape 4 (Malcolm et al. 1959,
  "Application of a Technique for Research and Development Program Evaluation").
- `normal`: mean at value, low and high the 5th and 95th percentiles.
- `lognormal`: median at value, high/low the ratio of the 95th to the 5th percentile.
- `beta`: on 0 to 1 with mean at value and standard deviation (high - low)/3.29.
- `bernoulli`: 1 with probability value, else 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from ishizue.errors import LensError
from ishizue.world.figure import NINETY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ishizue.world import Figure

PERT_SHAPE = 4.0


def quantile(figure: Figure, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The figure's values at cumulative probabilities `u`.

    Args:
        figure: A figure with a distribution.
        u: Probabilities in [0, 1), any shape.

    Returns:
        Values in the figure's unit, of the shape of `u`.

    Raises:
        LensError: The figure's distribution is unknown or it has no range.
    """
    low, high, value = figure.low, figure.high, figure.value
    if low is None or high is None:
        raise LensError(
            f"{figure.path} has no range to draw from. Fix: give low and high."
        )
    match figure.distribution:
        case "uniform":
            return low + (high - low) * u
        case "triangular":
            return _triangular(low, value, high, u)
        case "pert":
            a = 1 + PERT_SHAPE * (value - low) / (high - low)
            b = 1 + PERT_SHAPE * (high - value) / (high - low)
            return np.asarray(low + (high - low) * special.betaincinv(a, b, u))
        case "normal":
            return np.asarray(value + (high - low) / NINETY * special.ndtri(_open(u)))
        case "lognormal":
            sigma = np.log(high / low) / NINETY
            return np.asarray(value * np.exp(sigma * special.ndtri(_open(u))))
        case "beta":
            size = value * (1 - value) / ((high - low) / NINETY) ** 2 - 1
            return np.asarray(special.betaincinv(value * size, (1 - value) * size, u))
        case "bernoulli":
            return (u < value).astype(np.float64)
    raise LensError(
        f"{figure.path}: distribution {figure.distribution!r} is unknown. "
        "Fix: see the distributions in the documentation."
    )


def _triangular(
    low: float, mode: float, high: float, u: NDArray[np.float64]
) -> NDArray[np.float64]:
    width = high - low
    turn = (mode - low) / width
    rising = low + np.sqrt(u * width * (mode - low))
    falling = high - np.sqrt((1 - u) * width * (high - mode))
    return np.where(u < turn, rising, falling)


def _open(u: NDArray[np.float64]) -> NDArray[np.float64]:
    # A uniform draw may be 0, at which an unbounded distribution has no value.
    return np.maximum(u, np.finfo(np.float64).tiny)
