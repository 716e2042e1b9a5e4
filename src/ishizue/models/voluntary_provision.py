"""What members give to a collective good: each alone, or by what it is worth to them.

Voluntary provision is what comes of it when nobody divides and everybody decides alone
(Olson & Zeckhauser 1966); Lindahl's division stands beside it for comparison. What a
group may divide instead is in `ishizue.models.games`.

What is left out: utility is Cobb-Douglas and given, everybody knows all, and a unit given
by one member serves all members alike.

References:
    Olson, M. & Zeckhauser, R. (1966). An economic theory of alliances. Review of Economics
    and Statistics 48(3), 266-279.
    Bergstrom, T., Blume, L. & Varian, H. (1986). On the private provision of public goods.
    Journal of Public Economics 29(1), 25-49.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array


@dataclass(frozen=True, eq=False)
class Provision:
    """A collective good and who pays for it.

    Attributes:
        contributions: What each member gives, in the unit of income, shape (..., n).
        good: Amount of the good: the sum of contributions, shape (...).
        private: What each member keeps, shape (..., n).
    """

    contributions: Array
    good: Array
    private: Array

    @property
    def shares(self) -> Array:
        """Share of each member in the good, shape (..., n); 0 where there is none."""
        good = self.good[..., None]
        return np.where(
            good > 0, self.contributions / np.where(good > 0, good, 1.0), 0.0
        )


def voluntary_provision(income: ArrayLike, taste: ArrayLike) -> Provision:
    """What members give to a collective good when each decides alone.

    Member i divides income between private use x and the good G to maximise
    (1 - b) ln x + b ln G, given what the others give (Olson & Zeckhauser 1966). The
    Nash equilibrium is unique (Bergstrom, Blume & Varian 1986): who contributes keeps
    x = G (1 - b) / b; who would have to keep more than his income gives nothing. With
    equal tastes the richer bear more than their share of income, and the poorest may
    ride free.

    Args:
        income: Income of each member, above 0, shape (..., n).
        taste: Weight b of the good in each member's utility, strictly between 0 and 1,
            broadcast to the shape of income.

    Raises:
        ModelError: An argument is out of bounds or shapes do not fit.
    """
    incomes, tastes = _economy(income, taste)
    keeps = (1.0 - tastes) / tastes  # private use for each unit of the good
    # Those who give at the largest amount of the good come first.
    order = np.argsort(-incomes / keeps, axis=-1, kind="stable")
    # The good if the first k give: it is largest for the k that do give in equilibrium,
    # since one more raises it while his share would be above 0, and lowers it after.
    funds = np.cumsum(np.take_along_axis(incomes, order, axis=-1), axis=-1)
    needs = 1.0 + np.cumsum(np.take_along_axis(keeps, order, axis=-1), axis=-1)
    good = (funds / needs).max(axis=-1)
    given = np.maximum(incomes - keeps * good[..., None], 0.0)
    return Provision(given, good, incomes - given)


def lindahl_provision(income: ArrayLike, taste: ArrayLike) -> Provision:
    """What members give if each pays by what the good is worth to him.

    In Lindahl's equilibrium each member pays a price for a unit of the good at which he
    wants just the amount provided. With the utility of `voluntary_provision` he gives
    b of his income. The amount is efficient: nobody can gain without another's loss.

    Args:
        income: As for `voluntary_provision`.
        taste: As for `voluntary_provision`.

    Raises:
        ModelError: As for `voluntary_provision`.
    """
    incomes, tastes = _economy(income, taste)
    given = tastes * incomes
    good = np.cumsum(given, axis=-1)[..., -1]  # one order, whatever the draws
    return Provision(given, good, incomes - given)


def _economy(income: ArrayLike, taste: ArrayLike) -> tuple[Array, Array]:
    incomes = arguments.amounts("income", income)
    tastes = arguments.probabilities("taste", taste)
    for name, values, wrong, fix in (
        ("income", incomes, incomes == 0, "an income above 0"),
        ("taste", tastes, (tastes == 0) | (tastes == 1), "a weight between 0 and 1"),
    ):
        if wrong.any():
            at = arguments.first(wrong)
            where = f" at {list(at)}" if at else ""
            raise ModelError(f"{name} is {values[at]:g}{where}. Fix: give {fix}.")
    shape = arguments.common_shape("provision", {"income": incomes, "taste": tastes})
    arguments.by_member("income", np.empty(shape))
    return np.broadcast_to(incomes, shape), np.broadcast_to(tastes, shape)
