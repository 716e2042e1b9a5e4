"""Which figures, or groups of figures, an output owes its variance to.

The first-order index of a factor is the share of variance that knowing it alone would
remove on average, Var E[Y|X_i] / Var Y (Sobol' 1993, Math. Modelling Comput. Exp.
1:407-414); its total index the share left if all else were known (Homma & Saltelli
1996, Reliab. Eng. Syst. Saf. 52:1-17). The difference is what it does with others. A
factor may be a group of figures, such as all from one document: its columns are then
exchanged at once, and figures within it may depend on one another. Shapley effects
divide the whole variance, which neither index does when factors interact.

Standard errors are by the delta method: an index is a ratio of means over rows, so the
deviation of rows' influence on it, over the root of n, is its error. A bootstrap over
rows tends to the same, with noise of its own (5 % at 200 resamples), a seed and 200
times the work.

Left out: dependence between factors (indices then no longer divide variance),
interactions of named pairs, and measures of sensitivity other than variance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import or_
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

EXACT_PLAYERS = 10  # the 2^10 coalitions are all valued
USUAL_PERMUTATIONS = 500  # random orders where there are more players
FEWEST_ROWS = 16  # fewer say nothing about a variance, still less about an error
_ROUNDING = (
    2.0**-48
)  # relative spread at which outputs are equal: 16 units in last place
_FIGURES = ("first", "first_error", "total", "total_error")


@dataclass(frozen=True)
class Indices:
    """Sensitivity of one output; tuples are in the order of `names`.

    Estimates are not clipped, which would bias them: an index near 0 may come out
    slightly negative. If the output does not vary, `variance` is 0, nothing is owed to
    anything, and every index and error is 0 by convention. Should it vary in `mixed`
    only, too rarely for A and B to show, that factor's figures are NaN.

    Attributes:
        names: Names of the factors.
        first: First-order (for a group: closed) indices.
        first_error: Their standard errors, for rows drawn independently; low-discrepancy
            and Latin hypercube rows usually do better.
        total: Total indices.
        total_error: Their standard errors, likewise.
        variance: Variance of the output over the rows of A and B together.
        mean: Mean of the output over the same rows.
    """

    names: tuple[str, ...]
    first: tuple[float, ...]
    first_error: tuple[float, ...]
    total: tuple[float, ...]
    total_error: tuple[float, ...]
    variance: float
    mean: float

    @property
    def interactions(self) -> tuple[float, ...]:
        """Share of variance in which a factor has a hand only together with others."""
        return tuple(t - f for f, t in zip(self.first, self.total, strict=True))

    def table(self) -> pd.DataFrame:
        """One row for each factor, the largest total index first."""
        import pandas as pd  # here, since the indices themselves need no data frames

        columns = {c: getattr(self, c) for c in (*_FIGURES, "interactions")}
        frame = pd.DataFrame(columns, index=pd.Index(self.names, name="factor"))
        return frame.sort_values("total", ascending=False, kind="stable")


@dataclass(frozen=True)
class ShapleyEffects:
    """Variance due to each player, in the unit of `worth`; sums to the worth of all.

    `errors` are standard errors from sampling orders, 0 where all coalitions were
    valued; errors of `worth` itself are not in them.
    """

    players: tuple[str, ...]
    effects: tuple[float, ...]
    errors: tuple[float, ...]


def indices(a: ArrayLike, b: ArrayLike, mixed: Mapping[str, ArrayLike]) -> Indices:
    """First-order and total indices with standard errors.

    First order as in Saltelli et al. (2010, Comput. Phys. Commun. 181:259-270, Table 2
    (b)), total as in Jansen (1999, Comput. Phys. Commun. 117:35-43), both over the
    variance of A and B together.

    Args:
        a: Outputs on the rows of input matrix A, shape (n,), n at least 16.
        b: Outputs on the rows of B, drawn independently of A, shape (n,).
        mixed: For each factor the outputs, shape (n,), on A with the columns of that
            factor taken from B. Read one at a time.

    Raises:
        ModelError: Shapes differ, rows or factors are lacking, or a value is not finite.
    """
    if not mixed:
        raise ModelError("mixed is empty. Fix: give at least one factor.")
    y, z = _pair(a, b)
    ys, zs, mean, variance = _standardised(y, z)
    # A row's share in the variance: the denominator of every index, of mean 1.
    scale = 0.5 * (ys * ys + zs * zs)
    found = []
    for name, outputs in mixed.items():
        m = _column(f"mixed[{name!r}]", outputs, y.size)
        if variance:
            moved = (m - y) / math.sqrt(variance)
            found.append(_ratio(zs * moved, scale) + _ratio(moved * moved / 2, scale))
        else:
            found.append((0.0 if _constant(y, z, m) else math.nan,) * 4)
    first, first_error, total, error = zip(*found, strict=True)
    return Indices(tuple(mixed), first, first_error, total, error, variance, mean)


def convergence(
    a: ArrayLike, b: ArrayLike, mixed: Mapping[str, ArrayLike], steps: int = 8
) -> pd.DataFrame:
    """Indices from growing numbers of rows, to see whether they have settled.

    Args:
        a: As for `indices`.
        b: As for `indices`.
        mixed: As for `indices`.
        steps: Most numbers of rows to show, at least 1. The last is n; before it come
            the powers of two below n, at which Sobol' sequences are balanced.

    Returns:
        Columns rows, factor, first, first_error, total, total_error; by rows.

    Raises:
        ModelError: `steps` is below 1; else as for `indices`.
    """
    import pandas as pd

    if steps < 1:
        raise ModelError(f"steps is {steps}. Fix: give 1 or more.")
    y, z = _pair(a, b)
    columns = {k: _column(f"mixed[{k!r}]", m, y.size) for k, m in mixed.items()}
    start, stop = FEWEST_ROWS.bit_length() - 1, (y.size - 1).bit_length()
    tables = []
    for n in [*(2**k for k in range(start, stop)), y.size][-steps:]:
        found = indices(y[:n], z[:n], {k: m[:n] for k, m in columns.items()})
        tables.append(found.table().assign(rows=n))
    return pd.concat(tables).reset_index()[["rows", "factor", *_FIGURES]]


def closed_index(a: ArrayLike, swapped: ArrayLike) -> float:
    """Closed index of a set, Var E[Y|X_S] / Var Y; 0 if the output does not vary.

    The covariance of two outputs (Sobol' 1993), with mean and variance from both, which
    is efficient (Janon et al. 2014, ESAIM Probab. Stat. 18:342-364). With the arrays of
    `indices`, `closed_index(b, mixed[s])` is that of s and `closed_index(a, mixed[s])`
    that of all but s.

    Args:
        a: Outputs, shape (n,), n at least 16.
        swapped: Outputs, shape (n,), on rows that share with those of `a` exactly the
            columns of the set and are drawn independently in all others.

    Raises:
        ModelError: Shapes differ, rows are too few, or a value is not finite.
    """
    y, z, _, _ = _standardised(*_pair(a, swapped, "swapped"))
    return float(np.mean(y * z))


def shapley_effects(
    worth: Callable[[frozenset[str]], float],
    players: Sequence[str],
    *,
    permutations: int | None = None,
    seed: int = 0,
) -> ShapleyEffects:
    """Divide variance by the Shapley value (Owen 2014, SIAM/ASA JUQ 2:245-251).

    Exact over all coalitions to 10 players. Beyond, or if `permutations` is given, a
    mean over random orders of joining (Song, Nelson & Staum 2016, SIAM/ASA JUQ
    4:1060-1083), each walked forward and backward: that cancels the noise of what two
    players do together and leaves to chance only interactions of three or more.

    Args:
        worth: Variance explained by a set, Var E[Y|X_S], or its dual, the mean variance
            left when all others are known, E Var[Y|X_-S], which has the same effects.
            Called at most once for a set; the empty set is worth 0 unasked.
        players: Names, each once.
        permutations: Random orders, at least 2; if not given, 500 where needed.
        seed: Seed of the random orders.

    Raises:
        ModelError: Players or orders are too few, or a name or worth is unusable.
    """
    names, n = tuple(players), len(players)
    if not names or len(set(names)) < n:
        raise ModelError(f"players are {list(names)}. Fix: name some, each once.")
    if permutations is not None and permutations < 2:
        raise ModelError(f"permutations is {permutations}. Fix: give 2 or more.")
    known = {0: 0.0}  # by bit mask: sets of hundreds of names would fill the memory

    def value(mask: int) -> float:
        if mask not in known:
            group = frozenset(p for i, p in enumerate(names) if mask >> i & 1)
            known[mask] = float(worth(group))
            if not math.isfinite(known[mask]):
                where = f"worth of {sorted(group)} is {known[mask]}"
                raise ModelError(f"{where}. Fix: return a finite variance.")
        return known[mask]

    if permutations is None and n <= EXACT_PLAYERS:
        worths = np.array([value(mask) for mask in range(2**n)])
        return ShapleyEffects(names, _exact_shapley(worths, n), (0.0,) * n)
    gains = np.zeros((permutations or USUAL_PERMUTATIONS, n))
    rng = np.random.default_rng(seed)
    for row in gains:
        order = rng.permutation(n).tolist()
        for walk in (order, order[::-1]):
            joined = accumulate((1 << player for player in walk), or_, initial=0)
            row[walk] += 0.5 * np.diff([value(mask) for mask in joined])
    errors = gains.std(axis=0, ddof=1) / math.sqrt(len(gains))
    return ShapleyEffects(names, tuple(gains.mean(0).tolist()), tuple(errors.tolist()))


def _exact_shapley(worths: Array, n: int) -> tuple[float, ...]:
    # A coalition of k precedes a player in 1 / (n C(n - 1, k)) of all orders.
    weight = np.array([1.0 / (n * math.comb(n - 1, k)) for k in range(n)])
    masks, effects = np.arange(2**n), []
    for i in range(n):
        without = masks[masks >> i & 1 == 0]
        gains = worths[without | 1 << i] - worths[without]
        effects.append(float(weight[np.bitwise_count(without)] @ gains))
    return tuple(effects)


def _ratio(top: Array, scale: Array) -> tuple[float, float]:
    """Mean of `top` over the mean of `scale`, which is 1, with its standard error."""
    value = float(np.mean(top))
    # The centre is estimated too, but moves neither mean to first order: the variance
    # is least there, and exchanging columns leaves the expected output as it is.
    influence = top - value * scale
    return value, math.sqrt(float(np.mean(influence * influence)) / top.size)


def _standardised(a: Array, b: Array) -> tuple[Array, Array, float, float]:
    """Outputs less their common mean, over their common deviation; mean and variance."""
    mean = 0.5 * float(np.mean(a)) + 0.5 * float(np.mean(b))
    if _constant(a, b):
        return np.zeros_like(a), np.zeros_like(b), mean, 0.0
    # Products of raw outputs carry the mean squared, whose noise can swamp variance.
    a, b = a - mean, b - mean
    variance = 0.5 * float(np.mean(a * a) + np.mean(b * b))
    return a / math.sqrt(variance), b / math.sqrt(variance), mean, variance


def _constant(*outputs: Array) -> bool:
    """Whether outputs are equal but for rounding, as sums in another order are."""
    low, high = min(y.min() for y in outputs), max(y.max() for y in outputs)
    return bool(high - low <= _ROUNDING * max(abs(low), abs(high)))


def _pair(a: ArrayLike, b: ArrayLike, name: str = "b") -> tuple[Array, Array]:
    n = np.size(a)
    if n < FEWEST_ROWS:
        raise ModelError(f"a has {n} rows. Fix: {FEWEST_ROWS} at least, better 10,000.")
    return _column("a", a, n), _column(name, b, n)


def _column(name: str, values: ArrayLike, n: int) -> Array:
    column = np.asarray(values, dtype=np.float64)
    if column.shape != (n,):
        where = f"{name} has shape {column.shape}, not ({n},)"
        raise ModelError(f"{where}. Fix: give one output for each of the rows of a.")
    finite = np.isfinite(column)
    if not finite.all():
        row = int(np.argmin(finite))
        where = f"{name} is {column[row]} in row {row}"
        raise ModelError(f"{where}. Fix: mend the model, or drop the row everywhere.")
    return column
