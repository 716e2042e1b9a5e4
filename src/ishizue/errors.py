"""Every way the program says no.

IshizueError
 +-- CheckFailed      faults in a study's files, all collected, raised once
 +-- EvidenceError    a document, claim or ruling cannot be used
 +-- ScenarioError    a scenario or a conclusion cannot be applied
 +-- RunError         a run cannot be begun, taken up again or read
 |    +-- WorkersLost  its workers are lost time and again
 +-- LensError        a question cannot be answered for this world
 +-- ModelError       a method was given arguments outside its domain

A message says where, what, and how to mend it. Faults in input carry exit code 3,
models that cannot answer exit code 1 (DESIGN: commands).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Issue:
    """One fault in a study: where it is, what is wrong, how to mend it."""

    where: str
    problem: str
    fix: str
    check: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}. Fix: {self.fix}. [{self.check}]"


def _in_order_of_lines(issue: Issue) -> tuple[list[tuple[int, str]], Issue]:
    # Line 2 comes before line 10, which as text it would not.
    parts = re.split(r"(\d+)", issue.where)
    return [(int(p) if p.isdecimal() else -1, p) for p in parts], issue


class IshizueError(Exception):
    """Base of all errors that are answers to the user, not defects."""

    exit_code = 3


class CheckFailed(IshizueError):
    """A study has faults; `issues` lists every one of them."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(sorted(set(issues), key=_in_order_of_lines))
        lines = [f"{len(self.issues)} issue(s)"]
        lines += [f" * {issue}" for issue in self.issues]
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[CheckFailed], tuple[tuple[Issue, ...]]]:
        # Exceptions cross process boundaries by their arguments.
        return (CheckFailed, (self.issues,))


class EvidenceError(IshizueError):
    """A document, claim or ruling cannot be used."""


class ScenarioError(IshizueError):
    """A scenario or conclusion cannot be applied to this world."""


class RunError(IshizueError):
    """A run cannot be begun, taken up again or read."""


class WorkersLost(RunError):
    """Workers are lost time and again, so that the work does not get done."""

    exit_code = 1


class LensError(IshizueError):
    """A lens cannot answer for this world.

    Attributes:
        draws: Places, in the block asked about, of draws it cannot answer for; None if
            it cannot answer for any, or which they are is not known.
    """

    exit_code = 1

    def __init__(self, message: str, draws: Collection[int] | None = None) -> None:
        super().__init__(message)
        self.draws = draws


class ModelError(IshizueError):
    """A published method was given arguments outside its domain.

    Attributes:
        places: Where along the first dimension of the arguments; None if everywhere, or
            not known.
    """

    exit_code = 1

    def __init__(self, message: str, places: Collection[int] | None = None) -> None:
        super().__init__(message)
        self.places = places
