"""The membership sought for a successor of a regime, and how it is found."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import xarray as xr

from ishizue.lenses.control_lists import positions
from ishizue.lenses.rows import listed, members
from ishizue.lenses.sides import actors_of
from ishizue.models import membership

NEVER: Final = 1e-9
"""Least probability of agreeing that a cost can be made of."""


@dataclass(frozen=True)
class Groups:
    """Who belongs where.

    Attributes:
        regimes: Members of every framework.
        founders, may_join: Actors by successor; the barred are in neither.
    """

    regimes: Mapping[str, tuple[str, ...]]
    founders: Mapping[str, frozenset[str]]
    may_join: Mapping[str, frozenset[str]]

    @property
    def candidates(self) -> frozenset[str]:
        """All who may belong to some successor."""
        return frozenset().union(*self.founders.values(), *self.may_join.values())


def groups(e: xr.Dataset) -> Groups:
    """Members of regimes, and candidates for their successors."""
    everybody = members(e)
    named: dict[tuple[str, str], set[str]] = {}
    cells = [f"candidate_{cell}" for cell in ("successor", "standing", "member")]
    for successor, standing, member in listed(e, *cells):
        actors = actors_of(member, everybody)
        named.setdefault((successor, standing), set()).update(actors)
    founders, may_join = {}, {}
    for (successor,) in listed(e, "successor"):
        barred = named.get((successor, "barred"), set())
        core = named.get((successor, "founder"), set()) - barred
        founders[successor] = frozenset(core)
        asked = named.get((successor, "candidate"), set())
        may_join[successor] = frozenset(asked - barred - core)
    return Groups(everybody, founders, may_join)


@dataclass(frozen=True)
class Sought:
    """What a successor's membership has to cover, and who may belong.

    Attributes:
        exports: Shares of exports by actor, by list of the old regime.
        today: What the old regime covers of each.
        costs: What each member costs; None where all cost alike.
    """

    exports: membership.Exports
    today: Mapping[str, float]
    founders: frozenset[str]
    may_join: frozenset[str]
    costs: Mapping[str, float] | None
    aim: float

    @classmethod
    def of(cls, best: xr.Dataset, s: int, found: Groups) -> Sought:
        """What is sought for a successor, by its place in the table."""
        name, regime, proposal, form = successor_row(best, s)
        everybody = sorted(found.founders[name] | found.may_join[name])
        exports = {
            control: _shares(best, control)
            for control, framework in listed(best, "control", "control_framework")
            if framework == regime
        }
        costs = None
        if form == "consensus":
            support = positions(best, proposal, everybody, f"successor '{name}'")[:, 0]
            # Of those who agree alike, as few as possible.
            costs = {
                actor: NEVER - math.log(max(p, NEVER))
                for actor, p in zip(everybody, support.tolist(), strict=True)
            }
        today = membership.coverage(exports, found.regimes[regime])
        return cls(
            exports,
            {control: min(share, 1.0) for control, share in today.items()},
            found.founders[name],
            found.may_join[name],
            costs,
            best.variables["coverage_aim"].values[0, s].item(),
        )

    def members(self) -> tuple[str, ...]:
        """The membership that reaches the aim, or what all together reach of it."""
        whole = membership.coverage(self.exports, self.founders | self.may_join)
        least = {c: min(self.aim * t, whole[c]) for c, t in self.today.items()}
        if self.costs is None:
            found = membership.smallest(
                self.exports, least, self.may_join, self.founders
            )
        else:
            found = membership.cheapest(
                self.exports, least, self.may_join, self.founders, self.costs
            )
        return found.members

    def size(self, aim: float) -> int:
        """Members it takes to reach an aim, 0 where all together do not."""
        whole = membership.coverage(self.exports, self.founders | self.may_join)
        least = {c: aim * t for c, t in self.today.items()}
        if any(whole[c] < share - NEVER for c, share in least.items()):
            return 0
        found = membership.smallest(self.exports, least, self.may_join, self.founders)
        return len(found.members)


def successor_row(e: xr.Dataset, s: int) -> tuple[str, str, str, str]:
    """Name, old regime, question and form of a successor, by its place."""
    cells = [f"successor_{cell}" for cell in ("framework", "proposal", "form")]
    name, regime, proposal, form = (
        str(e.variables[cell].values[s]) for cell in ("successor", *cells)
    )
    return name, regime, proposal, form


def _shares(best: xr.Dataset, control: str) -> dict[str, float]:
    rows = listed(best, "export_control", "export_actor")
    shares = best.variables["export_share"].values[0].tolist()
    found: dict[str, float] = {}
    for (of, actor), share in zip(rows, shares, strict=True):
        if of == control:
            found[actor] = found.get(actor, 0.0) + share
    return found
