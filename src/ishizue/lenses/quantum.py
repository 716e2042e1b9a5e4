"""Is migration done before Q-day, and are programmes on track for their goals?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses import goals
from ishizue.lenses.goals import moment
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes
from ishizue.lenses.rows import along, figure_paths, listed
from ishizue.models import mosca
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WRITES = outcomes(
    Outcome(
        "arrives",
        ("arrival",),
        "year",
        "Year in which it comes, by the chances experts give",
        "専門家の示す確率に基づく到来年",
    ),
    Outcome(
        "margin",
        ("migration",),
        "years",
        "Years left between the end of secrecy and Q-day (Mosca); below 0, exposed",
        "秘匿期間の終わりからQデーまでの余裕年数(モスカの不等式、負なら露出)",
    ),
    Outcome(
        "exposed",
        ("migration",),
        "flag",
        "Whether data is read while it must still be secret",
        "秘匿を要する間に解読されるか",
    ),
    Outcome(
        "exposed_by_year",
        ("migration", "year"),
        "flag",
        "Whether data encrypted at the start of the year is read while it must still be "
        "secret; 0 once migrated",
        "その年の初めに暗号化したデータが秘匿を要する間に解読されるか(移行後は0)",
    ),
    *goals.WRITES,
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """Mosca's inequality by migration, and progress by goal."""
    # By row and draw, draws last.
    arrives = _arrivals(e)
    places = {name: i for i, (name,) in enumerate(listed(e, "arrival"))}
    awaited = np.array(
        [places[name] for (name,) in listed(e, "migration_arrival")], dtype=np.intp
    )
    now = float(e["year"].values[0])
    shelf, ends = (e.variables[f].values.T for f in ("shelf_life", "migration_end"))
    until_done = np.maximum(ends - now, 0.0)
    until_read = np.maximum(arrives[awaited] - now, 0.0)
    last = mosca.exposure(shelf, until_done, until_read)
    by_year = mosca.exposure(
        shelf[:, None],
        until_done[:, None],
        until_read[:, None],
        at=(e["year"].values - now)[:, None],
    )
    found: dict[str, Array] = {
        "arrives": arrives,
        "margin": last.margin,
        "exposed": last.exposed.astype(np.float64),
        "exposed_by_year": by_year.exposed.astype(np.float64),
        **goals.progress(e),
    }
    return xr.Dataset(
        {
            name: (("draw", *WRITES[name].dims), np.moveaxis(values, -1, 0))
            for name, values in found.items()
        },
        coords=along(e, "draw", "arrival", "migration", "goal", "year"),
    )


def _arrivals(e: xr.Dataset) -> Array:
    """Year in which each thing comes, by draw."""
    quantile, chance = (
        e.variables[name].values for name in ("arrival_quantile", "chance")
    )
    stated = list(listed(e, "forecast_arrival", "forecast_by_year"))
    found = np.zeros(quantile.T.shape)
    for i, (arrival,) in enumerate(listed(e, "arrival")):
        by_year = sorted(
            (moment(year), row)
            for row, (of, year) in enumerate(stated)
            if of == arrival
        )
        try:
            found[i] = mosca.arrival(
                quantile[:, i],
                [year for year, _ in by_year],
                chance[:, [row for _, row in by_year]],
            )
        except ModelError as error:
            raise LensError(
                f"arrival '{arrival}': {error} Correct its rows of 'forecasts'."
            ) from error
    return found


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Migrations with the forecasts they wait on, or goals with what was observed."""
    table = {"arrival": "arrivals", "migration": "migrations", "goal": "goals"}[
        WRITES[outcome].dims[0]
    ]
    paths: dict[str, None] = {}
    for key, row in world.tables[table].items():
        wanted = {WRITES[outcome].dims[0]: key, **row}
        if any(wanted[n] != v for n, v in selection.items() if n in wanted):
            continue
        paths[f"{table}.{key}"] = None
        paths |= dict.fromkeys(figure_paths(world, table, key, None))
        if table == "goals":
            paths |= dict.fromkeys(_referring(world, "indicators", "goal", key))
            continue
        arrival = row["arrival"]
        paths[f"arrivals.{arrival}"] = None
        paths |= dict.fromkeys(figure_paths(world, "arrivals", arrival, None))
        paths |= dict.fromkeys(_referring(world, "forecasts", "arrival", arrival))
    return tuple(paths)


def _referring(world: World, table: str, column: str, key: str) -> Iterator[str]:
    """Rows that refer to another, or did before a scenario, with their figures."""
    for row in world.ever(table):
        if any(cells[column] == key for cells in world.versions(table, row)):
            yield f"{table}.{row}"
            if row in world.tables[table]:
                yield from figure_paths(world, table, row, None)


LENS = Lens(
    name="quantum",
    title={"en": "Quantum", "ja": "量子"},
    question={
        "en": "Is migration done before Q-day, and are programmes on track for their "
        "goals?",
        "ja": "Qデーまでに暗号の移行は終わるか。各国の計画は目標に向けて順調か。",
    },
    method={
        "en": "Mosca's inequality (2018): secrecy plus migration time against the time to "
        "a quantum computer, drawn from the chances experts give with a constant hazard "
        "between the years asked about; goals by the growth needed against the growth "
        "seen",
        "ja": "モスカの不等式(2018年):秘匿期間と移行期間の和を、量子計算機実現までの期間と比べる。"
        "実現時期は専門家の示す確率から、問われた年の間でハザードを一定として求める。目標は必要な伸びと"
        "これまでの伸びを比べる",
    },
    leaves_out={
        "en": "Everything encrypted the old way counts as recorded by an adversary; "
        "ciphers fall on one day; parts of a system that are migrated early do not count "
        "until the last. Growth is a constant yearly rate from first to last observation. "
        "A goal without an observation is not judged.",
        "ja": "従来の暗号による通信はすべて敵対者に記録されているとみなし、暗号は同じ日に破られるものと"
        "する。先に移行した部分も、全体の移行が終わるまで数えない。伸びは最初と最後の観測値の間で一定の"
        "年率とする。観測値のない目標は評価しない。",
    },
    reads=(
        "arrivals.arrival_quantile",
        "forecasts.arrival",
        "forecasts.by_year",
        "forecasts.chance",
        "migrations.actor",
        "migrations.arrival",
        "migrations.migration_end",
        "migrations.shelf_life",
        *goals.READS,
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
)
