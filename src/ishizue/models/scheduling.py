"""When to do what, with what there is: projects scheduled by constraint programming.

`schedule` gives the shortest schedule of a resource-constrained project (`activities`;
Pritsker, Watters & Wolfe 1969): an interval for every activity, a cumulative constraint
for every resource (Baptiste, Le Pape & Nuijten 2001, *Constraint-Based Scheduling*),
solved by OR-tools CP-SAT. What makes it faster than the bare model is known from the
start: windows by longest paths (Kelley & Walker 1959), activities that cannot run side
by side, and a first schedule by priority rule (Kolisch 1996, "Serial and parallel
resource-constrained project scheduling methods revisited", *European Journal of
Operational Research* 90:2). When that schedule meets a lower bound, nothing is solved.

A schedule always says its bound: no schedule whatever is shorter than that. It is
`optimal` when makespan and bound meet, else `feasible`.

`read_psplib` reads the instances of PSPLIB; `fund` (`funding`) chooses and times
projects under yearly budgets.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from ishizue.errors import ModelError
from ishizue.models.activities import Project, in_order
from ishizue.models.funding import Funding, Investment, Roadmap, fund
from ishizue.models.psplib import read_psplib

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntervalVar, IntVar

__all__ = [
    "Funding",
    "Investment",
    "Project",
    "Roadmap",
    "Schedule",
    "fund",
    "read_psplib",
    "schedule",
]

Status = Literal["optimal", "feasible"]
Starts = dict[Hashable, int]


@dataclass(frozen=True)
class Schedule:
    """When every activity of a project begins.

    Attributes:
        makespan: When the last activity ends.
        bound: No schedule ends earlier than this.
        starts: Period each activity begins in, by activity.
    """

    makespan: int
    bound: int
    starts: Mapping[Hashable, int]

    @property
    def status(self) -> Status:
        """`optimal` when makespan and bound meet, else `feasible`."""
        return "optimal" if self.makespan == self.bound else "feasible"


def schedule(project: Project, seconds: float = 20) -> Schedule:
    """The shortest schedule found in some seconds, with its bound.

    One thread and a fixed seed: the same project has the same schedule, unless time
    runs out.

    Raises:
        ModelError: No time is given.
    """
    if not seconds > 0:
        raise ModelError(f"seconds is {seconds}. Fix: give a number above 0.")
    windows = _Windows(project)
    starts = min(
        (_by_priority(project, rule) for rule in (windows.slack, windows.late)),
        key=lambda found: _end(project, found),
    )
    rivals = _one_at_a_time(project)
    in_turn = (windows.in_turn(group, project) for group in rivals)
    bound = max(windows.length, _energy(project), *in_turn)
    if _end(project, starts) > bound:
        starts, bound = _solved(project, windows, rivals, (starts, bound), seconds)
    return Schedule(_end(project, starts), bound, starts)


class _Windows:
    """Longest paths to and from every activity.

    Attributes:
        head: Periods that must pass before an activity can begin.
        tail: Periods that must pass after it has ended.
        length: Of the longest path, a bound on every makespan.
    """

    def __init__(self, project: Project) -> None:
        durations, after = project.durations, project.after
        order = in_order(durations, after)
        self.head: dict[Hashable, int] = {}
        for activity in order:
            ends = (self.head[b] + durations[b] for b in after.get(activity, ()))
            self.head[activity] = max(ends, default=0)
        self.tail = dict.fromkeys(order, 0)
        for activity in reversed(order):
            rest = durations[activity] + self.tail[activity]
            for before in after.get(activity, ()):
                self.tail[before] = max(self.tail[before], rest)
        self.length = max(
            (self.head[a] + self.rest(a, project) for a in order), default=0
        )
        self.late = {a: -self.rest(a, project) for a in order}
        self.slack = {a: self.head[a] + self.late[a] for a in order}

    def rest(self, activity: Hashable, project: Project) -> int:
        """Periods from its start to the end of what must come after it."""
        return project.durations[activity] + self.tail[activity]

    def in_turn(self, group: list[Hashable], project: Project) -> int:
        """A bound on the makespan where some activities must run one by one."""
        before = min(self.head[a] for a in group)
        after = min(self.tail[a] for a in group)
        return before + sum(project.durations[a] for a in group) + after


def _by_priority(project: Project, priority: Mapping[Hashable, int]) -> Starts:
    """Activities placed as early as they fit, the most urgent of those free first."""
    # One after the other is the longest it can take.
    horizon = sum(project.durations.values())
    used: dict[Hashable, list[int]] = {r: [0] * horizon for r in project.capacities}
    starts: Starts = {}
    waiting = dict.fromkeys(project.durations)
    while waiting:
        free = [
            a for a in waiting if all(b in starts for b in project.after.get(a, ()))
        ]
        activity = min(free, key=lambda a: priority[a])
        del waiting[activity]
        before = project.after.get(activity, ())
        ready = max((starts[b] + project.durations[b] for b in before), default=0)
        starts[activity] = _placed(project, activity, ready, used)
    return starts


def _placed(
    project: Project, activity: Hashable, start: int, used: dict[Hashable, list[int]]
) -> int:
    """The first period from `start` on in which an activity fits; it is entered there."""
    duration = project.durations[activity]
    needs = {r: n for r, n in project.uses.get(activity, {}).items() if n}
    period = start
    while period < start + duration:
        if all(used[r][period] + n <= project.capacities[r] for r, n in needs.items()):
            period += 1
        else:
            start = period = period + 1
    for resource, amount in needs.items():
        for period in range(start, start + duration):
            used[resource][period] += amount
    return start


def _end(project: Project, starts: Mapping[Hashable, int]) -> int:
    return max((s + project.durations[a] for a, s in starts.items()), default=0)


def _energy(project: Project) -> int:
    """Periods it takes to give every activity what it uses, packed without a gap."""
    work = dict.fromkeys(project.capacities, 0)
    for activity, used in project.uses.items():
        for resource, amount in used.items():
            work[resource] += amount * project.durations[activity]
    return max(
        (
            -(-work[r] // capacity)
            for r, capacity in project.capacities.items()
            if work[r]
        ),
        default=0,
    )


def _solved(
    project: Project,
    windows: _Windows,
    rivals: list[list[Hashable]],
    known: tuple[Starts, int],
    seconds: float,
) -> tuple[Starts, int]:
    """The best schedule found in some seconds and the bound, from those known."""
    # Half a second to import, and only needed here.
    from ortools.sat.python import cp_model

    first, bound = known
    model = cp_model.CpModel()
    horizon = _end(project, first)
    makespan = model.new_int_var(bound, horizon, "makespan")
    starts, intervals = _intervals(model, project, windows, makespan, horizon)
    for group in rivals:
        model.add_no_overlap([intervals[a] for a in group])
    for activity, start in starts.items():
        model.add_hint(start, first[activity])
    model.minimize(makespan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    bound = max(bound, round(solver.best_objective_bound))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return first, bound
    return {a: solver.value(start) for a, start in starts.items()}, bound


def _intervals(
    model: CpModel, project: Project, windows: _Windows, makespan: IntVar, horizon: int
) -> tuple[dict[Hashable, IntVar], dict[Hashable, IntervalVar]]:
    """All activities in a model that keeps order and capacities."""
    starts, intervals = {}, {}
    for number, (activity, duration) in enumerate(project.durations.items()):
        latest = horizon - windows.rest(activity, project)
        start = model.new_int_var(windows.head[activity], latest, f"start{number}")
        starts[activity] = start
        intervals[activity] = model.new_fixed_size_interval_var(
            start, duration, f"interval{number}"
        )
        model.add(start + windows.rest(activity, project) <= makespan)
    for activity, before in project.after.items():
        for earlier in before:
            model.add(starts[earlier] + project.durations[earlier] <= starts[activity])
    for resource, capacity in project.capacities.items():
        users = [a for a in intervals if project.uses.get(a, {}).get(resource)]
        demands = [project.uses[a][resource] for a in users]
        model.add_cumulative([intervals[a] for a in users], demands, capacity)
    return starts, intervals


def _one_at_a_time(project: Project) -> list[list[Hashable]]:
    """Groups of activities of which no two can run side by side, grown greedily."""
    rivals: dict[Hashable, set[Hashable]] = {a: set() for a in project.durations}
    for one, other in combinations(project.durations, 2):
        if _too_much(project, one, other):
            rivals[one].add(other)
            rivals[other].add(one)
    places = {a: i for i, a in enumerate(project.durations)}
    groups: dict[tuple[Hashable, ...], None] = {}
    for activity, others in rivals.items():
        group = [activity]
        for other in sorted(others, key=lambda a: (-len(rivals[a]), places[a])):
            if all(other in rivals[member] for member in group):
                group.append(other)
        if len(group) > 2:
            groups[tuple(sorted(group, key=lambda a: places[a]))] = None
    return [list(group) for group in groups]


def _too_much(project: Project, one: Hashable, other: Hashable) -> bool:
    first, second = project.uses.get(one, {}), project.uses.get(other, {})
    return any(
        first.get(r, 0) + second.get(r, 0) > capacity
        for r, capacity in project.capacities.items()
    )
