"""Which projects to fund, and when, so that gaps close soonest for the money.

Project selection and scheduling under yearly budgets (capital rationing, Weingartner
1963, *Mathematical Programming and the Analysis of Capital Budgeting Problems*, with
the starts of projects to decide as well), as a time-indexed model (Pritsker, Watters &
Wolfe 1969) solved by OR-tools CP-SAT. A project costs the same in each of its years,
begins when those before it have ended, and adds to capabilities from the year after its
last. What counts is discounted gap closure: for each year and capability the share of
the need by which the gap has shrunk, never more than the gap, later years counting for
less. Among plans that close as much, one that ends more projects sooner is taken.

One thread, a fixed seed and a limit on work, not on time, make the plan the same
everywhere; that it is the best is said only where it was proven.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.activities import in_order

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExprT

MONEY = 1000
"""Costs are added up in thousandths of the unit they are given in."""
PARTS = 10_000
"""Shares of a need and discount factors are counted in ten-thousandths."""


@dataclass(frozen=True)
class Investment:
    """A project that money can be spent on.

    Attributes:
        cost: In all, spent evenly over its years.
        duration: Whole years it takes, at least 1.
        gains: Units it adds, by capability, from the year after its last.
        after: Projects that must have ended before it may begin.
    """

    cost: float
    duration: int
    gains: Mapping[str, float]
    after: Sequence[str] = ()


@dataclass(frozen=True)
class Funding:
    """What there is to fund, with how much, and what is lacking.

    Attributes:
        investments: Projects by name.
        budgets: Money by year; what a year does not spend is lost.
        needs: Units needed, by capability, above 0.
        gaps: Units lacking before anything is done, by capability.
        discount: What a year's delay takes off, as a share of what is left.

    Raises:
        ModelError: A number is out of bounds, a project or capability unknown, or
            projects wait for one another in a circle, which is named.
    """

    investments: Mapping[str, Investment]
    budgets: Sequence[float]
    needs: Mapping[str, float]
    gaps: Mapping[str, float]
    discount: float = 0.0

    def __post_init__(self) -> None:
        arguments.amounts("budgets", self.budgets)
        arguments.probabilities("discount", self.discount)
        for capability, gap in self.gaps.items():
            arguments.positive(f"need of {capability!r}", self.needs.get(capability, 0))
            arguments.amounts(f"gap of {capability!r}", gap)
        for name, project in self.investments.items():
            arguments.amounts(f"cost of {name!r}", project.cost)
            for capability, gain in project.gains.items():
                arguments.amounts(f"gain of {name!r} in {capability!r}", gain)
            if project.duration < 1 or int(project.duration) != project.duration:
                raise ModelError(
                    f"duration of {name!r} is {project.duration}. Fix: give whole years, "
                    "1 or more."
                )
            for before in project.after:
                if before not in self.investments:
                    raise ModelError(
                        f"{name!r} comes after {before!r}, which is no project. Fix: "
                        "correct the name, or add it."
                    )
        in_order(self.investments, {n: p.after for n, p in self.investments.items()})


@dataclass(frozen=True)
class Roadmap:
    """Which projects begin when.

    Attributes:
        starts: Year each project begins in, counted from 0; those left out are not here.
        closure: Discounted gap closure: shares of needs, added up over capabilities and
            years.
        bound: No plan closes more than this.
        status: `optimal` when closure and bound meet, else `feasible`.
    """

    starts: Mapping[str, int]
    closure: float
    bound: float
    status: Literal["optimal", "feasible"]


def fund(funding: Funding, work: float = 20) -> Roadmap:
    """The plan that closes most of the gaps soonest.

    Args:
        funding: What there is to fund.
        work: How long to look, in CP-SAT's deterministic seconds.

    Raises:
        ModelError: No plan at all was found within that work.
    """
    # Half a second to import, and only needed here.
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    begins = _beginnings(model, funding)
    if not begins:
        return Roadmap({}, 0.0, 0.0, "optimal")
    closed = _closure(model, funding, begins)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = work
    model.maximize(closed)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise ModelError(f"no plan was found within {work} of work. Fix: allow more.")
    best, bound = round(solver.objective_value), round(solver.best_objective_bound)
    found = _begun(solver, begins)
    for begin in begins.values():
        model.add_hint(begin, solver.value(begin))
    model.add(closed >= best)
    years = len(funding.budgets)
    model.maximize(
        sum(
            (years - year - funding.investments[name].duration + 1) * begin
            for (name, year), begin in begins.items()
        )
    )
    if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = _begun(solver, begins)
    return Roadmap(
        found,
        best / PARTS**2,
        bound / PARTS**2,
        "optimal" if best == bound else "feasible",
    )


def _begun(
    solver: CpSolver, begins: Mapping[tuple[str, int], IntVar]
) -> dict[str, int]:
    return {name: year for (name, year), begin in begins.items() if solver.value(begin)}


def _beginnings(model: CpModel, funding: Funding) -> dict[tuple[str, int], IntVar]:
    """Whether a project begins in a year, within budgets and in order."""
    years = len(funding.budgets)
    begins = {
        (name, year): model.new_bool_var(f"{name} begins in {year}")
        for name, project in funding.investments.items()
        for year in range(years - project.duration + 1)
    }
    for name, project in funding.investments.items():
        model.add_at_most_one(_within(begins, name, range(years)))
        for before in project.after:
            lasts = funding.investments[before].duration
            for year in range(years):
                ready = _within(begins, before, range(year - lasts + 1))
                model.add(sum(_within(begins, name, range(year + 1))) <= sum(ready))
    for year, budget in enumerate(funding.budgets):
        spent = (
            round(MONEY * project.cost / project.duration) * begin
            for name, project in funding.investments.items()
            for begin in _within(
                begins, name, range(year - project.duration + 1, year + 1)
            )
        )
        model.add(sum(spent) <= int(MONEY * budget))
    return begins


def _within(
    begins: Mapping[tuple[str, int], IntVar], name: str, years: Sequence[int]
) -> list[IntVar]:
    return [begins[name, year] for year in years if (name, year) in begins]


def _closure(
    model: CpModel, funding: Funding, begins: Mapping[tuple[str, int], IntVar]
) -> LinearExprT:
    """Discounted gap closure, in parts of parts."""
    terms: list[LinearExprT] = []
    for capability, gap in funding.gaps.items():
        need = funding.needs[capability]
        lacking = int(PARTS * min(gap / need, 1.0))
        for year in range(len(funding.budgets)):
            brought = sum(
                round(PARTS * project.gains.get(capability, 0.0) / need) * begin
                for name, project in funding.investments.items()
                for begin in _within(begins, name, range(year - project.duration + 1))
            )
            closed = model.new_int_var(0, lacking, f"{capability} closed in {year}")
            model.add(closed <= brought)
            terms.append(round(PARTS * (1 - funding.discount) ** year) * closed)
    return sum(terms)
