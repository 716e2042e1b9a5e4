"""What can a group do without a given member, now and by year?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.ensembles import remembered
from ishizue.lenses import industry, roadmap, space
from ishizue.lenses.holdings import READS as HOLDINGS
from ishizue.lenses.holdings import requirement_paths
from ishizue.lenses.lens import Lens, Outcome, Selection, called, outcomes, wants
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import actors_brought, members, membership_rows
from ishizue.models import capability as model
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SUPPLIERS: tuple[Lens, ...] = (roadmap.LENS, space.LENS, industry.LENS)
"""Lenses whose `supplied` adds to what provisions bring."""
SUPPLIED = tuple(f"{lens.name}.supplied" for lens in SUPPLIERS)
BY_YEAR = ("requirement", "year")
BY_ACTOR = ("requirement", "actor")
# What takes longer to work out than all the rest.
BY_PROVIDER = ("contribution", "dependence", "attribution", "concentration")

WRITES = outcomes(
    Outcome(
        "supply", BY_YEAR, "units", "Units available to the group", "集団が使える量"
    ),
    Outcome(
        "coverage", BY_YEAR, "share", "Share of the need covered", "必要量の充足率"
    ),
    Outcome("gap", BY_YEAR, "units", "Units lacking", "不足量"),
    Outcome(
        "contribution", BY_ACTOR, "units", "Units brought, first year", "提供量(初年)"
    ),
    Outcome(
        "dependence",
        BY_ACTOR,
        "share",
        "Share of coverage lost without the provider, first year",
        "提供国が抜けた場合に失われる充足率の割合(初年)",
    ),
    Outcome(
        "attribution",
        BY_ACTOR,
        "share",
        "Shapley share of coverage, first year",
        "充足率へのシャープレイ寄与(初年)",
    ),
    Outcome(
        "concentration",
        ("requirement",),
        "index",
        "Concentration of supply (HHI), first year",
        "供給の集中度(HHI、初年)",
    ),
    Outcome(
        "years_to_close",
        ("requirement",),
        "years",
        "Years until the need is met in full",
        "必要量が満たされるまでの年数",
    ),
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """Coverage, dependence, concentration and attribution per requirement."""
    usable, owners, brings_to = _usable(e)
    need = e["required_amount"].values
    groups = members(e)
    frameworks = e["requirement_framework"].values
    capabilities = e["requirement_capability"].values
    actors = sorted(set(owners.tolist()))
    shape = {
        "year": (need.shape[0], need.shape[1], need.shape[2]),
        "actor": (need.shape[0], need.shape[1], len(actors)),
        "": (need.shape[0], need.shape[1]),
    }
    result = {
        name: np.zeros(shape[outcome.dims[1] if len(outcome.dims) > 1 else ""])
        for name, outcome in WRITES.items()
    }
    for r in range(need.shape[1]):
        counted = np.flatnonzero(
            (brings_to == capabilities[r]) & np.isin(owners, groups[str(frameworks[r])])
        )
        supply = model.total(usable[:, counted])
        covered = model.coverage(supply, need[:, r])
        result["supply"][:, r] = supply
        result["coverage"][:, r] = covered
        result["gap"][:, r] = np.maximum(need[:, r] - supply, 0.0)
        result["years_to_close"][:, r] = model.years_to_close(covered)
        if not wants(e, *BY_PROVIDER):
            continue
        brings, columns = _by_actor(usable[:, counted, 0], owners[counted], actors)
        result["concentration"][:, r] = model.concentration(brings)
        result["contribution"][:, r, columns] = brings
        result["dependence"][:, r, columns] = model.dependence(brings, need[:, r, 0])
        result["attribution"][:, r, columns] = model.attribution(brings, need[:, r, 0])
    return xr.Dataset(
        {n: (("draw", *WRITES[n].dims), values) for n, values in result.items()},
        coords={
            "draw": e["draw"],
            "requirement": e["requirement"],
            "requirement_framework": e["requirement_framework"],
            "requirement_capability": e["requirement_capability"],
            "year": e["year"],
            "actor": np.array(actors, dtype=np.str_),
        },
    )


def _usable(e: xr.Dataset) -> tuple[Array, NDArray[np.str_], NDArray[np.str_]]:
    """Units that can be counted on, by year, with their owners and capabilities.

    Those of provisions, and what other lenses add.
    """
    owners, brings_to = (
        [e.variables[f"provision_{column}"].values]
        for column in ("actor", "capability")
    )
    parts = []
    for name in called(SUPPLIED).values():
        supplied = e[name]
        key = str(supplied.dims[1])
        serves = supplied[f"{key}_capability"].values
        needed = e.variables["requirement_capability"].values
        rows = np.flatnonzero(np.isin(serves, needed))
        parts.append(np.moveaxis(supplied.values[:, rows], 0, -1))
        owners.append(supplied[f"{key}_actor"].values[rows])
        brings_to.append(serves[rows])
    # By row, year and draw, as draws of one figure lie side by side.
    amount = np.moveaxis(e.variables["amount"].values, 0, -1)
    share = (e.variables["committed_share"] * e.variables["unit_weight"]).values.T
    own = len(amount)
    usable = np.empty((own + sum(map(len, parts)), *amount.shape[1:]))
    np.multiply(amount, share[:, None], out=usable[:own])
    late, slipped = _slipped(amount, e.variables["slip"].values.T)
    usable[late] = slipped * share[late, None]
    if parts:
        np.concatenate(parts, out=usable[own:])
    usable = np.moveaxis(usable, -1, 0)
    return usable, np.concatenate(owners), np.concatenate(brings_to)


def _slipped(amount: Array, slip: Array) -> tuple[NDArray[np.intp], Array]:
    """Provisions whose changes after the first year are put off, and their units."""
    late = np.flatnonzero(slip.any(axis=1))
    held = amount[late]
    # One draw shows most changes; where it shows none, all are looked at.
    changes = (held[:, 1:, :1] != held[:, :1, :1]).any(axis=(1, 2))
    same = np.flatnonzero(~changes)
    changes[same] = (held[same, 1:] != held[same, :1]).any(axis=(1, 2))
    late, held = late[changes], held[changes]
    year = np.arange(amount.shape[1])[:, None]
    stated = np.floor(year - slip[late, None]).astype(np.intp)
    return late, np.take_along_axis(held, np.maximum(stated, 0), axis=1)


def _by_actor(
    usable: Array, owners: NDArray[np.str_], actors: list[str]
) -> tuple[Array, list[int]]:
    """Provisions added up by provider, and the providers' places among all actors."""
    present = [a for a in actors if a in owners]
    columns = [model.total(usable[:, owners == actor]) for actor in present]
    brings = np.stack(columns, axis=1) if columns else np.zeros((len(usable), 0))
    return brings, [actors.index(a) for a in present]


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Rows and figures under the requirements that the selection names."""
    last = int(selection["year"]) if "year" in selection else None
    if "year" not in WRITES[outcome].dims:
        last = None
    paths: dict[str, None] = {}
    for key, row in world.tables["requirements"].items():
        wanted = {"requirement": key, **row}
        if any(wanted[n] != v for n, v in selection.items() if n in wanted):
            continue
        served = row["framework"], row["capability"]
        supplied = remembered(
            world, ("supplied", *served), partial(_supplied, world, *served)
        )
        paths |= dict.fromkeys((*requirement_paths(world, key, last), *supplied))
    return tuple(paths)


def _supplied(world: World, framework: str, capability: str) -> tuple[str, ...]:
    """What other lenses add to a capability of a framework."""
    paths: dict[str, None] = {}
    for lens in SUPPLIERS:
        supplied = lens.behind(world, "supplied", {"capability": capability})
        paths |= dict.fromkeys(supplied)
        paths |= dict.fromkeys(_bringing(world, framework, supplied))
    return tuple(paths)


def _bringing(world: World, framework: str, supplied: Iterable[str]) -> Iterator[str]:
    """Memberships that bring, or brought, the actors of rows into a framework."""
    places = {tuple(path.split(".")[:2]) for path in supplied}
    owners = {
        cells["actor"]
        for table, row in places
        for cells in world.versions(table, row)
        if "actor" in cells
    }
    for path in membership_rows(world, framework) if owners else ():
        if not owners.isdisjoint(actors_brought(world, path)):
            yield path


LENS = Lens(
    name="capability",
    title={"en": "Capability", "ja": "能力"},
    question={
        "en": "What can a group do without a given member, now and by year?",
        "ja": "ある構成国を欠いたとき、集団は今と将来に何ができるか。",
    },
    method={
        "en": "Supply against need, leave-one-out dependence, Herfindahl-Hirschman "
        "concentration, Shapley attribution",
        "ja": "供給と必要量の比較、一国離脱時の依存度、ハーフィンダール・ハーシュマン指数、"
        "シャープレイ値による寄与分解",
    },
    leaves_out={
        "en": "Quality within a unit, geography, the time units take to arrive, losses, "
        "and capabilities that need each other. Units count as given by the sources; "
        "a satellite or an aircraft is not worth the same everywhere.",
        "ja": "個々の装備の質、地理、展開に要する時間、損耗、能力どうしの補完関係は扱わない。"
        "数量は出典の数え方に従うため、同じ1機・1基でも価値が等しいとは限らない。",
    },
    reads=(
        *MEMBERSHIP,
        *HOLDINGS,
        "provisions.slip",
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
    builds_on=SUPPLIED,
)
