"""Linear and mixed-integer programmes for HiGHS, solved the same way every time.

HiGHS (Huangfu and Hall 2018, "Parallelizing the dual revised simplex method",
*Mathematical Programming Computation* 10) is given one thread and one seed, so that a
programme has one answer. It is imported where it is used: it takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ishizue.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy import sparse

    Array = NDArray[np.float64]


OPTIONS: Final[Mapping[str, bool | int | float]] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
}


@dataclass(frozen=True)
class Solution:
    """An optimum.

    Attributes:
        objective: The least cost.
        values: By column.
        reduced: Reduced costs by column: what one unit more of a bound that holds a
            column back would change in the objective.
    """

    objective: float
    values: Array
    reduced: Array


@dataclass(frozen=True)
class Programme:
    """Find columns from 0 to `upper` of least cost, with rows between bounds.

    Attributes:
        cost, upper: By column.
        matrix: Rows by columns, by compressed columns.
        least, most: Bounds by row.
        whole: By column, whether it must be a whole number; None where none must.
    """

    cost: Array
    upper: Array
    matrix: sparse.csc_array
    least: Array
    most: Array
    whole: NDArray[np.bool_] | None = None

    def loaded(self) -> Any:  # noqa: ANN401 - highspy has no types
        """A solver that holds the programme."""
        import highspy

        # `Highs` greets on stdout as soon as it is made; what it is made of does not.
        solver = highspy._Highs()  # type: ignore[attr-defined]
        for option, value in OPTIONS.items():
            solver.setOptionValue(option, value)
        rows, columns = self.matrix.shape
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = columns, rows
        programme.col_cost_ = self.cost
        programme.col_lower_, programme.col_upper_ = np.zeros(columns), self.upper
        programme.row_lower_, programme.row_upper_ = self.least, self.most
        programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        programme.a_matrix_.start_ = self.matrix.indptr
        programme.a_matrix_.index_ = self.matrix.indices
        programme.a_matrix_.value_ = self.matrix.data
        if self.whole is not None:
            kinds = highspy.HighsVarType
            programme.integrality_ = [
                kinds.kInteger if whole else kinds.kContinuous for whole in self.whole
            ]
        solver.passModel(programme)
        return solver

    def solve(self) -> Solution:
        """The optimum.

        Raises:
            ModelError: There is none.
        """
        solver = self.loaded()
        solver.run()
        return solution(solver)


def solution(solver: Any) -> Solution:  # noqa: ANN401
    """The optimum a solver has found.

    Raises:
        ModelError: It has found none.
    """
    import highspy

    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise ModelError(
            f"HiGHS ended with '{solver.modelStatusToString(status)}'. Fix: look for "
            "demands that nothing can meet, or costs below 0."
        )
    found = solver.getSolution()
    return Solution(
        float(solver.getInfo().objective_function_value),
        np.asarray(found.col_value, dtype=np.float64),
        np.asarray(found.col_dual, dtype=np.float64),
    )
