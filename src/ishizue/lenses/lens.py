"""What a lens is: one question, the fields it reads, the outcomes it writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import xarray as xr

from ishizue.world import World

Selection = Mapping[str, str | int]


@dataclass(frozen=True)
class Outcome:
    """One outcome of a lens.

    Attributes:
        dims: Its dimensions besides `draw`.
        unit: Its unit, `share` and `probability` being numbers from 0 to 1.
        name_en, name_ja: What it is, for captions and tables.
    """

    name: str
    dims: tuple[str, ...]
    unit: str
    name_en: str
    name_ja: str


@dataclass(frozen=True)
class Lens:
    """A question about the world, answered by a published model.

    Attributes:
        reads: `table.field` names it is given, and no others.
        writes: Outcomes by name.
        ask: From an ensemble, with the outcomes it builds on, to a Dataset with every
            outcome of `writes`, each with `draw`.
        behind: Paths of the rows and figures of a world on which the selected part of
            an outcome rests; what lies behind outcomes it builds on included.
        leaves_out: What the model leaves out, by language.
        builds_on: `lens.outcome` names of earlier lenses, which it is given as well. A
            dimension that lists other rows than the ensemble is called `<lens>_<dim>`.
            Outcomes of one name from several lenses are told apart by `called`.
        plan: What is decided once, on best estimates, and lived through in every draw,
            such as a schedule: from an ensemble of one draw, in which each figure has its
            value, to variables without `draw` that `ask` is given as well. A planned
            outcome rests on every figure the plan read.
        plan_reads: What the plan is given besides `reads`, and `ask` is not.
        only_for: Of what it builds on, what no more than some outcomes need, with those.
    """

    name: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    method: Mapping[str, str]
    leaves_out: Mapping[str, str]
    reads: tuple[str, ...]
    writes: Mapping[str, Outcome]
    ask: Callable[[xr.Dataset], xr.Dataset]
    behind: Callable[[World, str, Selection], tuple[str, ...]]
    builds_on: tuple[str, ...] = ()
    plan: Callable[[xr.Dataset], xr.Dataset] | None = None
    plan_reads: tuple[str, ...] = ()
    only_for: Mapping[str, Collection[str]] = field(default_factory=dict)

    def only(self, wanted: Collection[str]) -> Lens:
        """The lens when some of its outcomes will do.

        Its `ask` may leave the others out, see `wants`, and is not given what only they
        need.
        """
        written = {n: o for n, o in self.writes.items() if n in wanted}
        needed = (
            earlier
            for earlier in self.builds_on
            if not written.keys().isdisjoint(self.only_for.get(earlier, written))
        )
        return replace(self, writes=written, builds_on=tuple(needed))


def called(builds_on: Collection[str]) -> dict[str, str]:
    """What outcomes a lens builds on are called in its ensemble, by `lens.outcome`.

    By the outcome's name, or `<lens>_<outcome>` where it builds on several of that name.
    """
    names = [outcome.partition(".")[2] for outcome in builds_on]
    return {
        outcome: name if names.count(name) == 1 else outcome.replace(".", "_")
        for outcome, name in zip(builds_on, names, strict=True)
    }


WANTED = "wanted"
"""The attribute of an ensemble that names the outcomes wanted of a lens."""


def wants(e: xr.Dataset, *names: str) -> bool:
    """Whether any of some outcomes is wanted; all are where nothing is said."""
    wanted = e.attrs.get(WANTED)
    return wanted is None or not wanted.isdisjoint(names)


def outcomes(*written: Outcome) -> dict[str, Outcome]:
    """Outcomes by name."""
    return {outcome.name: outcome for outcome in written}
