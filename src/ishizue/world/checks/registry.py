"""The registry of checks: each a sentence that should hold of a study.

A check yields an `Issue` for every case in which its sentence is false; the decorator
registers it, so there is no second list to keep. There is no level below error: what
is doubtful but allowed is written as a ruling, with a name beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ishizue.errors import Issue
from ishizue.evidence.ledger import Ledger
from ishizue.schema import Field, dictionary
from ishizue.world.world import World


@dataclass(frozen=True)
class Draft:
    """What the checks look at.

    Attributes:
        counts: Least and greatest number of rows, by table.
        changed: Whether a scenario changed the world, and so may be a basis.
    """

    world: World
    ledger: Ledger
    counts: Mapping[str, tuple[int, int]]
    changed: bool


Finding = tuple[str, str, str]
"""Where, problem, fix."""
CHECKS: dict[str, Callable[[Draft], Iterator[Finding]]] = {}


def check(
    function: Callable[[Draft], Iterator[Finding]],
) -> Callable[[Draft], Iterator[Finding]]:
    """Register a check under the sentence that is its name."""
    CHECKS[function.__name__] = function
    return function


def faults(
    world: World,
    ledger: Ledger,
    counts: Mapping[str, tuple[int, int]],
    *,
    changed: bool = False,
) -> list[Issue]:
    """Every fault every registered check finds."""
    draft = Draft(world, ledger, counts, changed)
    return [
        Issue(where, problem, fix, name)
        for name, function in CHECKS.items()
        for where, problem, fix in function(draft)
    ]


def located(issue: Issue, lines: Mapping[str, str]) -> Issue:
    """The issue with `file:line` in front of the path it names."""
    line = lines.get(issue.where)
    return issue if line is None else replace(issue, where=f"{line} ({issue.where})")


def cells(draft: Draft, kind: str) -> Iterator[tuple[str, Field, str]]:
    """Filled cells of one type: the row's path, the field, the text."""
    for table in dictionary():
        fields = [f for f in table.fields.values() if f.type == kind]
        for key, row in draft.world.tables[table.name].items():
            for field in fields:
                if row[field.name]:
                    yield f"{table.name}.{key}", field, row[field.name]
