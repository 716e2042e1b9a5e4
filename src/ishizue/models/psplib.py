"""Reads single-mode instances of PSPLIB (`.sm`).

Kolisch & Sprecher 1997, "PSPLIB - A project scheduling problem library", *European
Journal of Operational Research* 96:1. Only renewable resources and one mode for each job
are read, as the single-mode sets (j30, j60, j90, j120) have them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ishizue.errors import ModelError
from ishizue.models.activities import Project

PRECEDENCES = "PRECEDENCE RELATIONS"
REQUESTS = "REQUESTS/DURATIONS"
AVAILABLE = "RESOURCEAVAILABILITIES"


@dataclass(frozen=True)
class _Line:
    """A line of a file, with its place for messages."""

    place: str
    text: str

    def fault(self, problem: str, fix: str) -> ModelError:
        return ModelError(f"{self.place}: {problem}. Fix: {fix}.")

    def numbers(self, least: int) -> list[int]:
        """The whole numbers of the line, at least so many.

        Raises:
            ModelError: There are fewer, or something else stands there.
        """
        words = self.text.split()
        if not all(word.isdigit() for word in words):
            raise self.fault(
                f"{self.text.strip()!r} holds something other than whole numbers",
                "give whole numbers, 0 or more, parted by blanks",
            )
        if len(words) < least:
            raise self.fault(
                f"{len(words)} numbers where {least} are due", "complete the line"
            )
        return [int(word) for word in words]


def read_psplib(path: str | Path) -> Project:
    """A project from a `.sm` file; activities are job numbers, resources `R1`, `R2` ...

    Raises:
        ModelError: The file cannot be read, a section is missing or a line is not as the
            format has it (the line is named), or the project is no project.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"{file}: cannot be read ({error}). Fix: name a PSPLIB file (.sm)."
        ) from error
    lines = [
        _Line(f"{file.name}:{number}", line)
        for number, line in enumerate(text.splitlines(), start=1)
    ]
    jobs = _jobs(lines, file.name)
    after = _after(lines, jobs, file.name)
    durations, uses = _requests(lines, jobs, file.name)
    capacities = _capacities(lines, file.name)
    wide = {len(used) for used in uses.values()} | {len(capacities)}
    if len(wide) > 1:
        raise ModelError(
            f"{file.name}: {len(capacities)} resources are available, and jobs request "
            f"{sorted(wide - {len(capacities)})}. Fix: give each job a number for every "
            "resource."
        )
    try:
        return Project(
            durations,
            after,
            {j: dict(zip(capacities, used, strict=True)) for j, used in uses.items()},
            capacities,
        )
    except ModelError as error:
        raise ModelError(f"{file.name}: {error}") from error


def _jobs(lines: list[_Line], name: str) -> int:
    for line in lines:
        label, _, number = line.text.partition(":")
        if label.strip().startswith("jobs"):
            return _Line(line.place, number).numbers(1)[0]
    raise ModelError(f"{name}: no line says how many jobs there are. Fix: add 'jobs'.")


def _section(lines: list[_Line], title: str, name: str) -> Iterator[_Line]:
    """Lines of figures under a title, up to the rule that ends them."""
    heads = [i for i, line in enumerate(lines) if line.text.strip().startswith(title)]
    if not heads:
        raise ModelError(f"{name}: section '{title}' is missing. Fix: add it.")
    for line in lines[heads[0] + 1 :]:
        text = line.text.strip()
        if text.startswith("*"):
            return
        # Heads of columns and the rule below them.
        if text and not text.startswith(("jobnr", "-", "R")):
            yield line


def _rows(
    lines: list[_Line], title: str, jobs: int, name: str
) -> Iterator[tuple[_Line, list[int]]]:
    """Lines of a section, one for every job in turn, with their numbers."""
    due = 1
    for line in _section(lines, title, name):
        numbers = line.numbers(3)
        if numbers[0] != due:
            raise line.fault(
                f"job {numbers[0]} stands where job {due} is due",
                "list every job once, in order",
            )
        if due > jobs:
            raise line.fault(
                f"there are {jobs} jobs, and here is one more", "take it out"
            )
        due += 1
        yield line, numbers
    if due <= jobs:
        raise ModelError(
            f"{name}: section '{title}' lacks job {due}. Fix: add its line."
        )


def _after(lines: list[_Line], jobs: int, name: str) -> dict[Hashable, list[Hashable]]:
    after: dict[Hashable, list[Hashable]] = {}
    for line, (job, modes, count, *successors) in _rows(lines, PRECEDENCES, jobs, name):
        if modes != 1:
            raise line.fault(
                f"job {job} has {modes} modes", "give a single-mode instance"
            )
        if len(successors) != count:
            raise line.fault(
                f"{len(successors)} successors where {count} are due",
                "name as many as the third number says",
            )
        for successor in successors:
            if not 1 <= successor <= jobs:
                raise line.fault(
                    f"successor {successor} is no job", f"name jobs from 1 to {jobs}"
                )
            after.setdefault(successor, []).append(job)
    return after


def _requests(
    lines: list[_Line], jobs: int, name: str
) -> tuple[dict[Hashable, int], dict[Hashable, list[int]]]:
    durations: dict[Hashable, int] = {}
    uses: dict[Hashable, list[int]] = {}
    for _, (job, _mode, duration, *used) in _rows(lines, REQUESTS, jobs, name):
        durations[job] = duration
        uses[job] = used
    return durations, uses


def _capacities(lines: list[_Line], name: str) -> dict[Hashable, int]:
    for line in _section(lines, AVAILABLE, name):
        return {f"R{i}": n for i, n in enumerate(line.numbers(0), start=1)}
    raise ModelError(
        f"{name}: section '{AVAILABLE}' is empty. Fix: say how much there is of each "
        "resource."
    )
