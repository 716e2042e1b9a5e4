"""Which projects, in what order, close the gaps within budget?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.lenses import holdings
from ishizue.lenses.by_draw import by_draw
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes, wants
from ishizue.lenses.projects import carried_out, planned
from ishizue.lenses.roadmap_paths import has_money, roadmap_paths
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, listed, members
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WRITES = outcomes(
    Outcome(
        "planned_start",
        ("project",),
        "year",
        "Year the project is to begin in; 0 where it is left out",
        "着手予定年(採用されなければ0)",
    ),
    Outcome(
        "completion",
        ("project",),
        "year",
        "Year the project is finished in; 0 where it is left out",
        "完了年(採用されなければ0)",
    ),
    Outcome(
        "available", ("roadmap", "year"), "USD bn", "Money of the year", "年間予算"
    ),
    Outcome(
        "spending",
        ("roadmap", "year"),
        "USD bn",
        "Spent on projects in the year",
        "年間支出",
    ),
    Outcome(
        "gap_closed",
        ("roadmap", "capability", "year"),
        "share",
        "Share of the first year's gap that projects close; 0 where there is no gap or "
        "no money",
        "初年の不足のうち事業が埋める割合(不足または予算がなければ0)",
    ),
    Outcome(
        "closure",
        ("roadmap",),
        "shares of need",
        "Discounted gap closure of the plan, added up over capabilities and years",
        "計画による不足解消の割引価値(全能力・全年の合計)",
    ),
    Outcome(
        "closure_bound",
        ("roadmap",),
        "shares of need",
        "Bound: no plan closes more",
        "不足解消の上界(これを上回る計画はない)",
    ),
    Outcome(
        "supplied",
        ("holder", "year"),
        "units",
        "Units that projects add; roadmaps without money are left out",
        "事業が加える量(予算のない工程表は除く)",
    ),
)
FIGURES: Final = ("cost", "duration", "gain", "gain_share", "funds", "discount_rate")
PLANS_BY: Final = (*MEMBERSHIP, *holdings.READS)


def plan(e: xr.Dataset) -> xr.Dataset:
    """When projects are to begin, what is lacking, and whose gains count towards it."""
    group = [members(e)[f] for (f,) in listed(e, "roadmap_framework")]
    counts = [
        [actor in actors for (actor,) in listed(e, "holder_actor")] for actors in group
    ]
    return planned(e).assign(
        counts=(
            ("roadmap", "holder"),
            np.array(counts, dtype=bool).reshape(len(group), e.sizes["holder"]),
        )
    )


def ask(e: xr.Dataset) -> xr.Dataset:
    """Spending, gaps closed and units supplied as planned projects are carried out."""
    given = {name: e.variables[name].values.T for name in FIGURES}
    years = e["year"].values
    # Where nothing is begun, one draw stands for all.
    draws = e.sizes["draw"] if e["begins"].values.any() else 1
    completion = np.zeros((e.sizes["project"], draws))
    spending = np.zeros((e.sizes["roadmap"], len(years), draws))
    held = np.zeros((e.sizes["holder"], len(years), draws))
    roadmaps = {name: i for i, (name,) in enumerate(listed(e, "roadmap"))}
    for p, start, end in carried_out(e):
        completion[p] = end
        roadmap = roadmaps[e["project_roadmap"].values[p]]
        a_year = given["cost"][p] / (end - start)
        holders = np.flatnonzero(e["holder_project"].values == e["project"].values[p])
        for t, year in enumerate(years):
            runs = np.minimum(end, year + 1) - np.maximum(start, year)
            spending[roadmap, t] += a_year * np.maximum(runs, 0.0)
            there = np.where(end <= year, given["gain"][p], 0.0)
            for h in holders:
                held[h, t] = there * given["gain_share"][h]
    found = {
        "planned_start": e["begins"].values[:, None],
        "completion": completion,
        "spending": spending,
        "closure": e["closes"].values[:, None],
        "closure_bound": e["closes_at_most"].values[:, None],
        "supplied": held[_funded(e)],
    }
    if wants(e, "available"):
        found["available"] = _available(e, given["funds"])
    if wants(e, "gap_closed"):
        found["gap_closed"] = _closed(e, held)
    return xr.Dataset(
        by_draw(found, WRITES, e.sizes["draw"]),
        coords={
            **along(e, "draw", "project", "roadmap", "year", "capability"),
            **_holders(e),
        },
    )


def _available(e: xr.Dataset, funds: Array) -> Array:
    """Money by roadmap, year and draw."""
    money = np.zeros((e.sizes["roadmap"], e.sizes["year"], funds.shape[-1]))
    roadmaps = {name: i for i, (name,) in enumerate(listed(e, "roadmap"))}
    for amount, (roadmap, year) in zip(
        funds, listed(e, "budget_roadmap", "budget_budget_year"), strict=True
    ):
        money[roadmaps[roadmap], e["year"].values == int(year[:4])] += amount
    return money


def _closed(e: xr.Dataset, held: Array) -> Array:
    """Share of each gap that is closed, by roadmap, capability, year and draw."""
    lacking, counts = e["lacking"].values, e["counts"].values
    adds_to, roadmap_of = _of_projects(e)
    closed = np.zeros((*lacking.shape, *held.shape[1:]))
    for r, (roadmap,) in enumerate(listed(e, "roadmap")):
        for c, (capability,) in enumerate(listed(e, "capability")):
            rows = (adds_to == capability) & (roadmap_of == roadmap) & counts[r]
            if not lacking[r, c] > 0:
                continue
            for h in np.flatnonzero(rows):
                closed[r, c] += held[h]
            closed[r, c] = np.minimum(closed[r, c] / lacking[r, c], 1.0)
    return closed


def _of_projects(e: xr.Dataset) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """Capability and roadmap of each holder's project."""
    cells = {
        project: row
        for project, *row in listed(
            e, "project", "project_capability", "project_roadmap"
        )
    }
    found = [cells[project] for (project,) in listed(e, "holder_project")]
    columns = np.array(found, dtype=np.str_).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def _funded(e: xr.Dataset) -> NDArray[np.bool_]:
    """Whether the roadmap of each holder's project has money."""
    funded = e["roadmap"].values[e["funded"].values]
    return np.isin(_of_projects(e)[1], funded)


def _holders(e: xr.Dataset) -> dict[str, tuple[str, NDArray[np.str_]]]:
    """Who holds what in roadmaps with money, for lenses that count what is supplied."""
    funded = _funded(e)
    cells = {
        "holder": e["holder"].values,
        "holder_actor": e["holder_actor"].values,
        "holder_capability": _of_projects(e)[0],
    }
    return {name: ("holder", values[funded]) for name, values in cells.items()}


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """The budgets, and all that a plan is made from where there is money."""
    paths: dict[str, None] = {}
    for roadmap, rows in _asked(world, outcome, selection):
        # Nobody supplies anything where there is no money.
        if outcome != "supplied" or has_money(world, roadmap):
            paths |= dict.fromkeys(rows)
        if roadmap:
            paths |= dict.fromkeys(roadmap_paths(world, roadmap))
    return tuple(paths)


def _asked(
    world: World, outcome: str, selection: Selection
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Roadmaps that a selection is about, with the rows it names."""
    table = {"project": "projects", "holder": "holders", "roadmap": "roadmaps"}[
        WRITES[outcome].dims[0]
    ]
    for key in world.ever(table):
        for row in world.versions(table, key):
            projects: list[tuple[str, dict[str, str]]] = [("", {})]
            if table != "roadmaps":
                name = row.get("project", key)
                versions = world.versions("projects", name)
                projects = [(f"projects.{name}", dict(v)) for v in versions]
            for path, project in projects:
                wanted = {**project, **row, WRITES[outcome].dims[0]: key}
                if any(wanted[n] != v for n, v in selection.items() if n in wanted):
                    continue
                of = key if table == "roadmaps" else project["roadmap"]
                yield of, tuple(dict.fromkeys(p for p in (f"{table}.{key}", path) if p))


LENS = Lens(
    name="roadmap",
    title={"en": "Roadmap", "ja": "工程表"},
    question={
        "en": "Which projects, in what order, close the gaps within budget?",
        "ja": "予算の範囲で不足を埋めるには、どの事業をどの順に進めればよいか。",
    },
    method={
        "en": "Projects chosen and timed by constraint programming (OR-tools CP-SAT) for "
        "the most discounted gap closure under yearly budgets and precedences, decided "
        "once on best estimates; costs, durations and gains then vary by draw",
        "ja": "年間予算と先行関係の下で、不足解消の割引価値が最大となる事業の組み合わせと着手年を"
        "制約プログラミング(CP-SAT)で求める。計画は最良推定値で一度だけ決め、費用・期間・"
        "成果は試行ごとに変動させる",
    },
    leaves_out={
        "en": "The plan looks at the gap of the first year: what programmes already paid "
        "for will add later is not taken off it. It is not revised when projects run "
        "late or cost more. Money left over is lost, cost is even over the years, a gain "
        "comes whole on completion, counts in full for the group and lasts; running "
        "costs, industrial capacity and politics among the partners are left out.",
        "ja": "計画は初年の不足に基づき、すでに予算のついた計画が後年に加える分は差し引かない。遅延や"
        "費用超過が生じても計画は見直さない。予算の繰り越しは認めず、費用は期間中均等に支出し、成果は"
        "完了時に全量が得られ、全量が集団に提供されて持続するものとする。維持費、産業の供給力、参加国間の政治は扱わない。",
    },
    reads=(
        "roadmaps.framework",
        "roadmaps.discount_rate",
        "budgets.roadmap",
        "budgets.budget_year",
        "budgets.funds",
        "projects.roadmap",
        "projects.capability",
        "projects.cost",
        "projects.duration",
        "projects.gain",
        "precedences.project",
        "precedences.before",
        "holders.project",
        "holders.actor",
        "holders.gain_share",
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
    plan=plan,
    plan_reads=PLANS_BY,
)
