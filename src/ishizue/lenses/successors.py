"""Successors of a regime that cannot act: who would belong, and what they would cover.

Arrays are by draw, draws last; one draw stands for all where nothing varies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.lenses.control_lists import (
    covered,
    export_paths,
    position_paths,
    positions,
)
from ishizue.lenses.lens import Outcome, Selection, wants
from ishizue.lenses.memberships_sought import NEVER, Sought, groups, successor_row
from ishizue.lenses.rows import figure_paths, listed, membership_rows
from ishizue.lenses.sides import side_rows
from ishizue.models import voting
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

AIMS: Final = tuple(range(10, 101, 10))
"""Percent of today's coverage, of every list, that a successor may aim at."""
READS: Final = (
    "successors.framework",
    "successors.proposal",
    "successors.form",
    "successors.coverage_aim",
    "successors.majority_share",
    "candidates.successor",
    "candidates.member",
    "candidates.standing",
)

WRITES: Final = (
    Outcome(
        "joins",
        ("successor", "actor"),
        "flag",
        "Whether the actor belongs to the membership found for the successor",
        "後継体制として見いだされた構成に含まれるか",
    ),
    Outcome(
        "successor_size",
        ("successor",),
        "members",
        "Members of the membership found for the successor",
        "後継体制の構成国数",
    ),
    Outcome(
        "members_needed",
        ("successor", "aim"),
        "members",
        "Members it takes to keep so many percent of today's coverage of every list; 0 "
        "where all who may join do not reach it",
        "全リストで現行捕捉率の当該割合(%)を保つのに要る国数(候補国全体でも届かなければ0)",
    ),
    Outcome(
        "successor_coverage",
        ("successor", "control"),
        "share",
        "Share of the world's exports of a list's items that the successor's members "
        "make; 0 for lists it would not keep",
        "リスト対象品目の世界輸出に占める後継体制構成国の割合(引き継がないリストは0)",
    ),
    Outcome(
        "agreement",
        ("successor",),
        "probability",
        "Probability that the successor's members agree to an addition by its own rule",
        "後継体制が自らの決定方式で追加に合意する確率",
    ),
    Outcome(
        "consensus",
        ("successor",),
        "probability",
        "Probability that all of its members agree",
        "後継体制の全構成国が合意する確率",
    ),
    Outcome(
        "blockers_needed",
        ("successor",),
        "members",
        "Fewest of its members whose opposition stops an addition",
        "追加の阻止に足りる最小の国数(後継体制)",
    ),
)
NAMES: Final = tuple(outcome.name for outcome in WRITES)


def plan(best: xr.Dataset) -> xr.Dataset:
    """Memberships found on best estimates, and how many members each aim takes."""
    if not wants(best, *NAMES):
        return xr.Dataset()
    found = groups(best)
    names = [name for (name,) in listed(best, "successor")]
    sought = [Sought.of(best, s, found) for s in range(len(names))]
    joins = [" ".join(successor.members()) for successor in sought]
    needed = np.zeros((len(names), len(AIMS)))
    if wants(best, "members_needed"):
        for row, successor in zip(needed, sought, strict=True):
            row[:] = [successor.size(aim / 100) for aim in AIMS]
    return xr.Dataset(
        {
            "joining": ("planned_successor", np.array(joins, dtype=np.str_)),
            "needing": (("planned_successor", "planned_aim"), needed),
        }
    )


def ask(e: xr.Dataset, actors: Sequence[str]) -> dict[str, Array]:
    """What the planned memberships cover, and how likely they are to agree."""
    if not wants(e, *NAMES):
        return {}
    planned = [names.split() for names in e.variables["joining"].values.tolist()]
    joins = [[[float(actor in group)] for actor in actors] for group in planned]
    sizes = [[float(len(group))] for group in planned]
    result = {
        "joins": np.array(joins).reshape(len(planned), len(actors), 1),
        "successor_size": np.array(sizes).reshape(len(planned), 1),
        "members_needed": e.variables["needing"].values[..., None],
    }
    if wants(e, "successor_coverage"):
        result["successor_coverage"] = _coverage(e, planned)
    if wants(e, "agreement", "consensus", "blockers_needed"):
        result |= _agreement(e, planned)
    return result


def _coverage(e: xr.Dataset, planned: Sequence[Sequence[str]]) -> Array:
    """What memberships cover of the lists they keep, shape (successors, lists, draws)."""
    lists = [framework for (framework,) in listed(e, "control_framework")]
    whole = np.zeros((len(planned), len(lists), e.sizes["draw"]))
    for s, group in enumerate(planned):
        regime = successor_row(e, s)[1]
        kept = [group if framework == regime else () for framework in lists]
        whole[s] = covered(e, kept)
    return whole


def _agreement(e: xr.Dataset, planned: Sequence[Sequence[str]]) -> dict[str, Array]:
    """Whether memberships agree, by their own rule and all together."""
    names = ("agreement", "consensus", "blockers_needed")
    result = {name: np.zeros((len(planned), e.sizes["draw"])) for name in names}
    for s, group in enumerate(planned):
        if not group:
            continue
        name, _, proposal, form = successor_row(e, s)
        support = positions(e, proposal, group, f"successor '{name}'")
        everyone = voting.Rule.consensus(group)
        result["consensus"][s] = voting.adoption_probability(everyone, support.T)
        if form == "consensus":
            result["agreement"][s] = result["consensus"][s]
            result["blockers_needed"][s] = 1.0
        else:
            _majority(e, s, group, support, result)
    return result


def _majority(
    e: xr.Dataset,
    s: int,
    group: Sequence[str],
    support: Array,
    result: Mapping[str, Array],
) -> None:
    """Agreement by majority; draws may differ in the majority it takes."""
    shares = e.variables["majority_share"].values[:, s]
    counts = np.maximum(1, np.ceil(shares * len(group) - NEVER)).astype(int)
    for count in np.unique(counts).tolist():
        where = np.flatnonzero(counts == count)
        rule = voting.Rule(group, count=count)
        adopted = voting.adoption_probability(rule, support[:, where].T)
        result["agreement"][s, where] = adopted
        result["blockers_needed"][s, where] = voting.min_blocking_size(rule)


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Everything the plan read for the successors selected."""
    paths: dict[str, None] = {}
    for key, row in world.tables["successors"].items():
        if selection.get("successor", key) != key:
            continue
        paths |= dict.fromkeys(_read(world, key, row["framework"], row["proposal"]))
    return tuple(paths)


def _read(world: World, key: str, regime: str, proposal: str) -> Iterator[str]:
    yield f"successors.{key}"
    yield from figure_paths(world, "successors", key, None)
    yield from membership_rows(world, regime)
    pool: set[str] = set()
    for candidate in world.ever("candidates"):
        for row in world.versions("candidates", candidate):
            if row["successor"] == key:
                yield f"candidates.{candidate}"
                yield from side_rows(world, row["member"])
                is_framework = row["member"] in world.tables["frameworks"]
                named = world.members(row["member"]) if is_framework else ()
                pool |= {*named, row["member"]}
    for control in world.ever("controls"):
        for row in world.versions("controls", control):
            if row["framework"] == regime:
                yield f"controls.{control}"
                yield from export_paths(world, control)
    yield from position_paths(world, proposal, pool)
