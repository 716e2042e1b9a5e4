"""Issues under decision rules: who decides on what, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.errors import LensError
from ishizue.lenses.lens import Selection
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import figure_paths, listed, members, membership_rows
from ishizue.lenses.rule_forms import READS as RULES
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

READS = (
    *MEMBERSHIP,
    *RULES,
    "agendas.issue",
    "agendas.rule",
    "stances.issue",
    "stances.actor",
    "stances.ideal_point",
    "stances.salience",
)
"""What it takes to know the members of every agenda and where they stand."""


@dataclass(frozen=True)
class Agenda:
    """An issue put under one rule.

    Attributes:
        issue, rule: Their places in their tables.
        members: Who decides, in the order of the rule.
        stances: Places of their stances on the issue.
    """

    name: str
    issue: int
    rule: int
    members: tuple[str, ...]
    stances: tuple[int, ...]


def agendas(e: xr.Dataset) -> list[Agenda]:
    """Every agenda of an ensemble of what `READS` names.

    Raises:
        LensError: A member has no stance on an issue it decides on, or two.
    """
    groups = members(e)
    rules = {
        rule: (place, groups[group])
        for place, (rule, group) in enumerate(listed(e, "rule", "rule_framework"))
    }
    issues = {issue: place for place, (issue,) in enumerate(listed(e, "issue"))}
    stances = _stances(e)
    found = []
    for agenda, issue, rule in listed(e, "agenda", "agenda_issue", "agenda_rule"):
        place, deciding = rules[rule]
        silent = [actor for actor in deciding if (issue, actor) not in stances]
        if silent:
            raise LensError(
                f"agenda '{agenda}': {', '.join(silent)} decide under rule '{rule}' and "
                f"have no stance on '{issue}'. Fix: add rows to world/stances.csv."
            )
        found.append(
            Agenda(
                agenda,
                issues[issue],
                place,
                deciding,
                tuple(stances[issue, actor] for actor in deciding),
            )
        )
    return found


def _stances(e: xr.Dataset) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for place, (stance, issue, actor) in enumerate(
        listed(e, "stance", "stance_issue", "stance_actor")
    ):
        if (issue, actor) in found:
            raise LensError(
                f"stance '{stance}': '{actor}' has another one on '{issue}'. Fix: leave "
                "one of them in world/stances.csv."
            )
        found[issue, actor] = place
    return found


def at_stances(e: xr.Dataset, field: str, agenda: Agenda) -> Array:
    """A figure of the members' stances, by draw and member."""
    # By stance and draw, as draws of one figure lie side by side.
    return e.variables[field].values.T[list(agenda.stances)].T


def chosen(world: World, selection: Selection) -> Iterator[tuple[str, dict[str, str]]]:
    """Agendas that a selection names, with their cells."""
    for key, row in world.tables["agendas"].items():
        known = {"agenda": key, "issue": row["issue"], "rule": row["rule"]}
        if all(selection.get(name, value) == value for name, value in known.items()):
            yield key, dict(row)


def deciding(world: World, rule: str) -> tuple[str, ...]:
    """Members who decide under a rule."""
    return world.members(world.tables["rules"][rule]["framework"])


def group_paths(world: World, rule: str) -> list[str]:
    """Paths of a rule and of who its members are, without its figures."""
    framework = world.tables["rules"][rule]["framework"]
    return [f"rules.{rule}", *membership_rows(world, framework)]


def stance_paths(
    world: World, issue: str, group: Iterable[str], fields: Iterable[str]
) -> Iterator[str]:
    """Paths of the stances of a group on an issue, and of some of their figures."""
    group, fields = set(group), set(fields)
    for stance, cells in world.tables["stances"].items():
        if cells["issue"] == issue and cells["actor"] in group:
            yield f"stances.{stance}"
            for path in figure_paths(world, "stances", stance, None):
                if path.rpartition(".")[2] in fields:
                    yield path
