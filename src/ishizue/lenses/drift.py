"""Where do developments drift, whatever they start from?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses.futures import (
    READS,
    Judged,
    development_paths,
    future_paths,
    impact_paths,
    scores,
)
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes
from ishizue.lenses.rows import listed
from ishizue.models.drift import Drift, drift
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WRITES = outcomes(
    Outcome(
        "consistent_futures",
        (),
        "futures",
        "Number of combinations of developments that hold together",
        "整合的な組み合わせの数",
    ),
    Outcome(
        "possible",
        ("variant",),
        "flag",
        "Whether the state is part of a future that holds together",
        "整合的な未来像のいずれかに含まれるか",
    ),
    Outcome(
        "active",
        ("variant",),
        "share",
        "Share of all starting points from which developments end with this state",
        "全ての出発点のうち、最終的にこの状態へ至るものの割合",
    ),
    Outcome(
        "heaviest",
        ("variant",),
        "flag",
        "Whether the state is part of the future at which most starting points end",
        "最も多くの出発点が行き着く未来像に含まれるか",
    ),
    Outcome(
        "basin",
        ("future",),
        "share",
        "Share of all starting points that end at the future; 0 where it does not hold "
        "together",
        "全ての出発点のうち、この未来像に行き着くものの割合(整合しなければ0)",
    ),
    Outcome(
        "unnamed",
        (),
        "share",
        "Share of all starting points that end at a future the study does not name",
        "全ての出発点のうち、本研究が名を付けていない未来像に行き着くものの割合",
    ),
    Outcome(
        "cycling",
        (),
        "share",
        "Share of all starting points that come to no rest and go round in a cycle",
        "全ての出発点のうち、落ち着かずに循環するものの割合",
    ),
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """Follow every combination of developments to where it ends."""
    judged = Judged.of(e)
    draws = e.sizes["draw"]
    sizes = {"variant": e.sizes["variant"], "future": e.sizes["future"]}
    result = {
        name: np.zeros((draws, *(sizes[d] for d in outcome.dims)))
        for name, outcome in WRITES.items()
    }
    if judged.matrix is not None:
        # Two futures may choose alike, and would be counted twice.
        asked = list(dict.fromkeys(c for c in judged.futures.values() if c is not None))
        found = drift(judged.matrix, _tables(e, judged), asked)
        columns = [judged.columns[variant] for (variant,) in listed(e, "variant")]
        result["consistent_futures"][:] = found.consistent
        result["cycling"][:] = found.cycling
        for name in ("possible", "active", "heaviest"):
            result[name][:] = getattr(found, name)[:, columns]
        for place, choice in enumerate(judged.futures.values()):
            if choice is not None:
                result["basin"][:, place] = found.basins[:, asked.index(choice)]
        result["unnamed"][:] = _rest(found)
    return xr.Dataset(
        {name: (("draw", *WRITES[name].dims), v) for name, v in result.items()},
        coords={
            name: e.coords.variables[name] for name in ("draw", "variant", "future")
        },
    )


def _tables(e: xr.Dataset, judged: Judged) -> Array:
    """Judged impacts as a matrix in each draw, or in one that stands for all."""
    values = e.variables["impact_score"].values
    drawn = scores(e)[:, :1] if values.strides[0] == 0 else scores(e)
    count = len(judged.columns)
    tables = np.zeros((count, count, drawn.shape[1]))
    pairs = listed(e, "impact_source", "impact_target")
    for (source, target), score in zip(pairs, drawn, strict=True):
        tables[judged.columns[source], judged.columns[target]] = score
    return np.moveaxis(tables, -1, 0)


def _rest(found: Drift) -> Array:
    """What neither goes round in a cycle nor ends at a scenario asked about."""
    left = 1.0 - found.cycling
    for basin in found.basins.T:
        left = left - basin
    # Rounding must not turn nothing into a tiny share, or less than nothing.
    return np.where(left < _LEAST, 0.0, left)


_LEAST = 1e-9
"""Far below the share of a single starting point."""


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Every development, variant and impact: all of them shape where others drift."""
    chosen = selection.get("variant")
    if chosen is not None and chosen not in world.tables["variants"]:
        return ()
    paths: dict[str, None] = {}
    futures = world.tables["futures"] if outcome in ("basin", "unnamed") else {}
    named = [f for f in futures if selection.get("future", f) == f]
    if outcome == "basin" and not named:
        return ()
    for future in named:
        paths |= dict.fromkeys(future_paths(world, future))
    paths |= dict.fromkeys(development_paths(world, None))
    paths |= dict.fromkeys(impact_paths(world, None, None))
    return tuple(paths)


LENS = Lens(
    name="drift",
    title={"en": "Drift of developments", "ja": "展開の行き着く先"},
    question={
        "en": "Where do developments drift, whatever they start from?",
        "ja": "展開は、どこから始まっても、どこへ行き着くのか。",
    },
    method={
        "en": "Succession of cross-impact balances (Weimer-Jehle 2006): from every "
        "combination of states all developments move at once to the state that the "
        "others favour most, until they rest or go round in a cycle; the basin of a "
        "future is the share of combinations that end there",
        "ja": "クロスインパクト・バランス法の継起(ヴァイマー=イェーレ、2006年)。全ての組み合わせを出発点とし、"
        "各要因が他の要因に最も促される状態へ同時に移ることを、落ち着くか循環するまで繰り返す。"
        "未来像の吸引域は、そこに行き着く出発点の割合である",
    },
    leaves_out={
        "en": "All starting points count alike, whether or not the world could start "
        "there. Succession has no clock, and all developments move at once: cycles are "
        "often due to that. Shares weigh futures against each other and are no "
        "probabilities.",
        "ja": "全ての出発点を同じ重みで数え、現実に起こりうる出発点かどうかは問わない。継起に時間の"
        "尺度はなく、全要因が同時に動く。循環の多くはこのことによる。割合は未来像どうしの重みの"
        "比較であって、確率ではない。",
    },
    reads=READS,
    writes=WRITES,
    ask=ask,
    behind=behind,
)
