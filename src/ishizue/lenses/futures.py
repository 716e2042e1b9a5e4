"""Which combinations of developments hold together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes
from ishizue.lenses.rows import figure_paths, listed
from ishizue.models.impact_matrix import Choice, Matrix
from ishizue.models.leads import leads
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

READS = (
    "descriptors.descriptor",
    "variants.descriptor",
    "impacts.source",
    "impacts.target",
    "impacts.impact_score",
    "futures.future",
    "future_variants.future",
    "future_variants.variant",
)
RULED_OUT = -1.0

WRITES = outcomes(
    Outcome(
        "lead",
        ("future", "descriptor"),
        "score",
        "Score of the future's variant less that of its best rival; 0 where the future "
        "is ruled out or there is no rival",
        "未来像の状態が最も有力な対抗状態を上回る点数(未来像が除外されるか対抗状態がなければ0)",
    ),
    Outcome(
        "inconsistency",
        ("future",),
        "score",
        "How far the future's weakest variant falls short of its best rival; 0 where "
        "all hold together, -1 where the future is ruled out",
        "最も不利な状態が対抗状態に及ばない点数(全体が整合すれば0、未来像が除外されていれば-1)",
    ),
    Outcome(
        "holds",
        ("future",),
        "flag",
        "Whether the future holds together",
        "未来像が整合的か",
    ),
    Outcome(
        "total_impact",
        ("future",),
        "score",
        "Total impact score: how strongly the future's variants favour one another; 0 "
        "where it is ruled out",
        "総合影響点:未来像の各状態が互いを促す強さ(除外されていれば0)",
    ),
)


@dataclass(frozen=True)
class Judged:
    """Developments of an ensemble as a cross-impact matrix, and the futures named.

    Attributes:
        matrix: Of developments that have a variant left; its scores are not used.
        descriptors: Places of the matrix's descriptors in the ensemble.
        columns: Place in the matrix of each variant of the ensemble, by name.
        futures: By name, the choice; None where a variant of it is ruled out.
    """

    matrix: Matrix | None
    descriptors: tuple[int, ...]
    columns: Mapping[str, int]
    futures: Mapping[str, Choice | None]

    @classmethod
    def of(cls, e: xr.Dataset) -> Judged:
        """Read them from an ensemble.

        By name, so that the order of rows does not decide between tied variants.
        """
        descriptors = [d for (d,) in listed(e, "descriptor")]
        grouped: dict[str, list[str]] = {d: [] for d in sorted(descriptors)}
        for variant, descriptor in sorted(listed(e, "variant", "variant_descriptor")):
            grouped[descriptor].append(variant)
        left = {d: v for d, v in grouped.items() if v}
        named = [v for group in left.values() for v in group]
        chosen: dict[str, set[str]] = {f: set() for (f,) in listed(e, "future")}
        for future, variant in listed(
            e, "future_variant_future", "future_variant_variant"
        ):
            chosen[future].add(variant)
        matrix = None
        if named:
            empty = np.zeros((len(named), len(named)))
            matrix = Matrix(tuple(left), tuple(left.values()), empty)
        return cls(
            matrix,
            tuple(descriptors.index(d) for d in left),
            {variant: i for i, variant in enumerate(named)},
            {f: _choice(grouped.values(), v) for f, v in chosen.items()},
        )


def _choice(groups: Iterable[list[str]], chosen: set[str]) -> Choice | None:
    picks = [[i for i, v in enumerate(group) if v in chosen] for group in groups]
    return tuple(p[0] for p in picks) if all(picks) else None


def stated(world: World) -> Matrix | None:
    """The cross-impact matrix as a world states it, its names being keys of rows.

    None where no development has a variant. Scores that may range are taken at their
    value.
    """
    grouped: dict[str, list[str]] = {key: [] for key in world.tables["descriptors"]}
    for key, row in world.tables["variants"].items():
        grouped[row["descriptor"]].append(key)
    left = {d: v for d, v in grouped.items() if v}
    places = {v: i for i, v in enumerate(v for group in left.values() for v in group)}
    if not places:
        return None
    impacts = np.zeros((len(places), len(places)))
    for key, row in world.tables["impacts"].items():
        for figure in world.figures_of(key, table="impacts", field="impact_score"):
            impacts[places[row["source"]], places[row["target"]]] = figure.value
    return Matrix(tuple(left), tuple(left.values()), impacts)


def scores(e: xr.Dataset) -> Array:
    """Judged impacts, shape (impacts, draws).

    Judgements are made in whole numbers, and a range is between whole numbers: draws of
    it are rounded. Whether two sums are equal so stays a matter of judgement.
    """
    drawn: Array = np.rint(e.variables["impact_score"].values.T)
    return drawn


def ask(e: xr.Dataset) -> xr.Dataset:
    """How the variants of every future stand against their rivals."""
    judged = Judged.of(e)
    draws = e.sizes["draw"]
    count = len(judged.futures)
    lead = np.zeros((count, e.sizes["descriptor"], draws))
    inconsistency = np.full((count, draws), RULED_OUT)
    total = np.zeros((count, draws))
    drawn = scores(e)
    for n, choice in enumerate(judged.futures.values()):
        if judged.matrix is None or choice is None:
            continue
        sizes = judged.matrix.sizes
        active = [o + v for o, v in zip(judged.matrix.offsets, choice, strict=True)]
        balance = _balances(e, drawn, judged.columns, set(active))
        found = leads(balance, sizes, choice)
        lead[n, list(judged.descriptors)] = found
        # Adding zero turns the negative zero of a tie into zero.
        inconsistency[n] = np.maximum(-found.min(axis=0), 0.0) + 0.0
        for column in active:
            total[n] += balance[column]
    result = {
        "lead": lead,
        "inconsistency": inconsistency,
        "holds": (inconsistency == 0).astype(np.float64),
        "total_impact": total,
    }
    return xr.Dataset(
        {
            name: (("draw", *WRITES[name].dims), np.moveaxis(values, -1, 0))
            for name, values in result.items()
        },
        coords={
            name: e.coords.variables[name] for name in ("draw", "descriptor", "future")
        },
    )


def _balances(
    e: xr.Dataset, drawn: Array, columns: Mapping[str, int], active: set[int]
) -> Array:
    """Impact balances of all variants, shape (variants, draws)."""
    found = np.zeros((len(columns), drawn.shape[1]))
    pairs = listed(e, "impact_source", "impact_target")
    for (source, target), score in zip(pairs, drawn, strict=True):
        if columns[source] in active:
            found[columns[target]] += score
    return found


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """A future, its variants and their rivals, and the impacts its variants have."""
    del outcome
    paths: dict[str, None] = {}
    descriptor = selection.get("descriptor")
    for future in world.tables["futures"]:
        if selection.get("future", future) == future:
            paths |= dict.fromkeys(future_paths(world, future))
            sources = set(_variants_of(world, future))
            # One of them ruled out, and the whole future is.
            paths |= dict.fromkeys(f"variants.{v}" for v in sorted(sources))
            paths |= dict.fromkeys(development_paths(world, descriptor))
            paths |= dict.fromkeys(impact_paths(world, sources, descriptor))
    return tuple(paths)


def future_paths(world: World, future: str) -> Iterator[str]:
    """A future and the rows that say what it chooses, or chose before a scenario."""
    yield f"futures.{future}"
    for key in world.ever("future_variants"):
        if any(v["future"] == future for v in world.versions("future_variants", key)):
            yield f"future_variants.{key}"


def development_paths(world: World, descriptor: str | int | None) -> Iterator[str]:
    """Developments and their variants; of all, or of one."""
    for key in world.ever("descriptors"):
        if descriptor in (None, key):
            yield f"descriptors.{key}"
    for key in world.ever("variants"):
        versions = world.versions("variants", key)
        if descriptor is None or any(v["descriptor"] == descriptor for v in versions):
            yield f"variants.{key}"


def impact_paths(
    world: World, sources: set[str] | None, descriptor: str | int | None
) -> Iterator[str]:
    """Impacts of some variants, or of all, on one development, or on all."""
    targets = {
        key
        for key in world.ever("variants")
        if descriptor is None
        or any(v["descriptor"] == descriptor for v in world.versions("variants", key))
    }
    for key in world.ever("impacts"):
        versions = world.versions("impacts", key)
        if any(
            (sources is None or v["source"] in sources) and v["target"] in targets
            for v in versions
        ):
            yield f"impacts.{key}"
            if key in world.tables["impacts"]:
                yield from figure_paths(world, "impacts", key, None)


def _variants_of(world: World, future: str) -> Iterator[str]:
    for key in world.ever("future_variants"):
        for row in world.versions("future_variants", key):
            if row["future"] == future:
                yield row["variant"]


LENS = Lens(
    name="futures",
    title={"en": "Futures", "ja": "未来像の整合性"},
    question={
        "en": "Which combinations of developments hold together?",
        "ja": "どの組み合わせの展開が、互いに整合するのか。",
    },
    method={
        "en": "Cross-impact balance (Weimer-Jehle 2006): for every pair of developments "
        "it is judged from -3 to 3 how far each state of one hinders or promotes each "
        "state of the other. A future holds together if no development has a state that "
        "the future's other developments favour more. Uncertain judgements are drawn "
        "from their ranges and rounded to whole scores",
        "ja": "クロスインパクト・バランス法(ヴァイマー=イェーレ、2006年)。2つの要因の組ごとに、一方の各状態が"
        "他方の各状態をどれほど妨げ、または促すかを-3~3で判断する。どの要因についても、他の要因が"
        "より強く促す別の状態がなければ、その未来像は整合的である。不確かな判断は範囲から抽出し、"
        "整数に丸める",
    },
    leaves_out={
        "en": "Judgements of direct influence only, and of pairs: what takes two causes "
        "at once is left out, and so is whatever is no development of its own here, such "
        "as budgets and elections. Time is left out: a future holds together or does "
        "not, and no path to it is shown. Nobody in it wants anything. That a future "
        "holds together does not make it likely.",
        "ja": "判断は2要因間の直接の影響に限られ、2つの原因がそろって初めて生じる効果は扱わない。"
        "財政や選挙など、ここで要因として立てていないものも考慮しない。"
        "時間も扱わず、未来像が整合するか否かを問うのみで、そこへ至る道筋は示さない。"
        "主体の意図もない。整合的であることは、起こりやすいことを意味しない。",
    },
    reads=READS,
    writes=WRITES,
    ask=ask,
    behind=behind,
)
