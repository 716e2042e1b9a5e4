"""Projects under way: what is planned on best estimates, and what comes of it by draw.

Money is in USD bn, times are calendar years with decimals; arrays have draws last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses.rows import listed, members
from ishizue.models import capability, scheduling
from ishizue.models.activities import in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MONTH: Final = 1 / 12
"""The least a project takes, in years."""


@dataclass(frozen=True)
class Candidates:
    """What a roadmap may spend its money on, by key and in order of keys.

    Attributes:
        projects: Of the roadmap, with their places among all projects.
        after: Which of them must be finished before which may begin.
        budgets: Money by calendar year, from the first year with any, or the study's.
        group: Members of the framework whose gaps count.
    """

    projects: Mapping[str, int]
    after: Mapping[str, list[str]]
    budgets: Mapping[int, float]
    group: tuple[str, ...]

    @property
    def is_funded(self) -> bool:
        """Whether there is money in any year; nothing is begun without."""
        return any(self.budgets.values())


def after(e: xr.Dataset) -> dict[str, list[str]]:
    """By project, those of the same roadmap that must be finished first."""
    roadmaps = {row[0]: row[1] for row in listed(e, "project", "project_roadmap")}
    found: dict[str, list[str]] = {}
    for project, before in sorted(listed(e, "precedence_project", "precedence_before")):
        if roadmaps[project] == roadmaps[before]:
            found.setdefault(project, []).append(before)
    return found


def candidates(e: xr.Dataset, roadmap: str, framework: str) -> Candidates:
    """What a roadmap may spend its money on, from an ensemble of best estimates."""
    places = {
        project: place
        for place, (project, of) in enumerate(listed(e, "project", "project_roadmap"))
        if of == roadmap
    }
    first = int(e["year"].values[0])
    stated = {
        int(year[:4]): float(funds)
        for funds, (of, year) in zip(
            e["funds"].values[0],
            listed(e, "budget_roadmap", "budget_budget_year"),
            strict=True,
        )
        if of == roadmap and int(year[:4]) >= first
    }
    last = max(stated, default=first - 1)
    return Candidates(
        {project: places[project] for project in sorted(places)},
        {p: before for p, before in after(e).items() if p in places},
        {year: stated.get(year, 0.0) for year in range(first, last + 1)},
        members(e)[framework],
    )


def planned(e: xr.Dataset) -> xr.Dataset:
    """The plan of every roadmap, from an ensemble of best estimates.

    Returns:
        `begins` by project, a calendar year or 0; `lacking` by roadmap and capability,
        the units the framework lacks in the first year; `closes` and `closes_at_most`
        by roadmap, discounted gap closure and its bound; `funded` by roadmap.

    Raises:
        LensError: Figures or precedences make no plan.
    """
    roadmaps = list(listed(e, "roadmap", "roadmap_framework"))
    capabilities = sorted({c for (c,) in listed(e, "project_capability") if c})
    begins = np.zeros(e.sizes["project"])
    lacking = np.zeros((len(roadmaps), len(capabilities)))
    worth = np.zeros((2, len(roadmaps)))
    funded = np.zeros(len(roadmaps), dtype=bool)
    for r, (roadmap, framework) in enumerate(roadmaps):
        found = candidates(e, roadmap, framework)
        funded[r] = found.is_funded
        if not funded[r]:
            continue
        needs, gaps = _gaps(e, framework, found.group, capabilities)
        lacking[r] = [gaps.get(c, 0.0) for c in capabilities]
        try:
            plan = scheduling.fund(_funding(e, r, found, needs, gaps))
        except ModelError as error:
            raise LensError(f"roadmap '{roadmap}': {error}") from error
        for project, start in plan.starts.items():
            begins[found.projects[project]] = min(found.budgets) + start
        worth[:, r] = plan.closure, plan.bound
    return xr.Dataset(
        {
            "begins": ("project", begins),
            "lacking": (("roadmap", "capability"), lacking),
            "closes": ("roadmap", worth[0]),
            "closes_at_most": ("roadmap", worth[1]),
            "funded": ("roadmap", funded),
        },
        coords={
            "project": e["project"],
            "roadmap": e["roadmap"],
            "capability": np.array(capabilities, dtype=np.str_),
        },
    )


def _gaps(
    e: xr.Dataset, framework: str, group: tuple[str, ...], capabilities: Sequence[str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Units a framework needs and lacks in the first year, where it needs any."""
    share = (e["committed_share"] * e["unit_weight"]).values
    usable = e["amount"].values[..., 0] * share
    owners, brings_to = e["provision_actor"].values, e["provision_capability"].values
    asked = list(listed(e, "requirement_framework", "requirement_capability"))
    required = e["required_amount"].values[0, :, 0]
    needs: dict[str, float] = {}
    gaps: dict[str, float] = {}
    for wanted in capabilities:
        rows = [i for i, row in enumerate(asked) if row == (framework, wanted)]
        need = max((float(required[i]) for i in rows), default=0.0)
        if need > 0:
            counted = (brings_to == wanted) & np.isin(owners, group)
            supply = capability.total(usable[:, counted])[0]
            needs[wanted], gaps[wanted] = need, max(need - float(supply), 0.0)
    return needs, gaps


def _funding(
    e: xr.Dataset,
    r: int,
    found: Candidates,
    needs: Mapping[str, float],
    gaps: Mapping[str, float],
) -> scheduling.Funding:
    """The problem of a roadmap: whole years, and gains that members hold."""
    cost, duration, gain = (e[name].values[0] for name in ("cost", "duration", "gain"))
    gains_in = e["project_capability"].values
    held = dict.fromkeys(found.projects, 0.0)
    for share, (project, actor) in zip(
        e["gain_share"].values[0],
        listed(e, "holder_project", "holder_actor"),
        strict=True,
    ):
        if project in held and actor in found.group:
            held[project] += float(share)
    return scheduling.Funding(
        {
            project: scheduling.Investment(
                float(cost[i]),
                max(1, ceil(duration[i])),
                {str(gains_in[i]): float(gain[i]) * held[project]}
                if gains_in[i]
                else {},
                found.after.get(project, ()),
            )
            for project, i in found.projects.items()
        },
        list(found.budgets.values()),
        needs,
        gaps,
        float(e["discount_rate"].values[0, r]),
    )


def carried_out(e: xr.Dataset) -> Iterator[tuple[int, Array, Array]]:
    """Places of the projects begun, and when each starts and ends, by draw.

    A project starts in the year planned, or when those before it have ended.
    """
    begins = e["begins"].values
    duration = np.maximum(e["duration"].values.T, MONTH)
    places = {project: i for i, (project,) in enumerate(listed(e, "project"))}
    waits = after(e)
    ends: dict[str, Array] = {}
    for project in in_order(sorted(places), waits):
        i = places[project]
        if not begins[i]:
            continue
        start = np.full(duration.shape[-1], begins[i])
        for before in waits.get(project, ()):
            start = np.maximum(start, ends[before])
        ends[project] = start + duration[i]
        yield i, start, ends[project]
