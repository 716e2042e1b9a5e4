"""Project scheduling: makespans and time, beside the bare CP-SAT model of textbooks.

The peer has an interval for every activity, the precedences and a cumulative constraint
for every resource, and nothing else; both have one thread, the same seed and 20 seconds,
in the same run. Instances are those of PSPLIB where they are at hand, else projects
generated here in the manner of its sets j30 and j60.

Run: python -m benchmarks.scheduling
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Line, Row
from ishizue.models.scheduling import Project, read_psplib, schedule

PSPLIB = Path(__file__).parents[2] / "shared" / "datasets" / "psplib"
SECONDS = 20


def instances() -> Iterator[tuple[str, Project]]:
    """Projects to schedule, by name."""
    files = sorted(PSPLIB.glob("*.sm"))
    for file in files:
        yield file.stem, read_psplib(file)
    if not files:
        for jobs in (30, 30, 60, 60):
            yield f"generated, {jobs} jobs", generated(jobs, seed=jobs)


def generated(jobs: int, seed: int) -> Project:
    """A project with up to three predecessors a job and scarce resources."""
    rng = random.Random(seed)
    resources = {f"R{i}": 12 for i in range(1, 5)}
    return Project(
        {job: rng.randint(1, 10) for job in range(jobs)},
        {
            job: rng.sample(range(max(0, job - 10), job), min(job, rng.randint(1, 3)))
            for job in range(1, jobs)
        },
        {job: {r: rng.choice((0, 0, 3, 7)) for r in resources} for job in range(jobs)},
        resources,
    )


def bare(project: Project) -> tuple[int, int]:
    """Makespan and bound of the textbook model."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    horizon = sum(project.durations.values())
    makespan = model.new_int_var(0, horizon, "makespan")
    starts = {a: model.new_int_var(0, horizon, f"{a}") for a in project.durations}
    intervals = {
        a: model.new_fixed_size_interval_var(starts[a], d, f"{a}")
        for a, d in project.durations.items()
    }
    for activity, before in project.after.items():
        for b in before:
            model.add(starts[b] + project.durations[b] <= starts[activity])
    for resource, capacity in project.capacities.items():
        demands = [project.uses.get(a, {}).get(resource, 0) for a in intervals]
        model.add_cumulative(list(intervals.values()), demands, capacity)
    for activity, duration in project.durations.items():
        model.add(starts[activity] + duration <= makespan)
    model.minimize(makespan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_time_in_seconds = SECONDS
    solver.solve(model)
    return round(solver.objective_value), round(solver.best_objective_bound)


def run() -> list[Row | Line]:
    """Schedule every instance with both."""
    rows: list[Row | Line] = []
    schedule(generated(5, 0))  # loads the solver
    for name, project in instances():
        begun = time.perf_counter()
        ours = schedule(project, SECONDS)
        between = time.perf_counter()
        makespan, bound = bare(project)
        ended = time.perf_counter()
        assert ours.makespan <= makespan, f"{name}: {ours.makespan} above {makespan}"
        rows += [
            Row(name, between - begun, ended - between, "bare CP-SAT", "< 20 s"),
            Line(
                f"{name}: makespan, bound",
                f"{ours.makespan}, {ours.bound}; bare {makespan}, {bound}",
                "as good or better",
            ),
        ]
    return rows


if __name__ == "__main__":
    for row in run():
        print(row)
