"""Who complements whom?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses import passage_rows, passages
from ishizue.lenses.by_draw import by_draw
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes, wants
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, listed
from ishizue.models import matching
from ishizue.models.complementarity import Flow, by_pair
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BY_PAIR = ("actor", "partner")
PLANNED = ("matched", "matched_freely", "brought", "matching_worth")

WRITES = outcomes(
    Outcome(
        "complementarity",
        BY_PAIR,
        "matches",
        "What two sides bring each other, barriers deducted; 1 is a world leader that "
        "meets an urgent need",
        "両国が補い合う度合い(障壁を差し引く。世界最先端の強みが喫緊の不足を満たす場合を1とする)",
    ),
    Outcome(
        "untapped",
        BY_PAIR,
        "matches",
        "The part of it in technologies in which the two do not work together yet",
        "うち、まだ両国が協力していない技術分野の分",
    ),
    Outcome(
        "cooperations",
        BY_PAIR,
        "cooperations",
        "Cooperations that join the two, each alone or with others",
        "両国を結ぶ協力の数(多国間を含む)",
    ),
    Outcome(
        "barrier_cost",
        ("barrier",),
        "matches",
        "What all pairs together would gain if this barrier alone fell",
        "この障壁だけがなくなった場合に全ての組が得る分",
    ),
    Outcome(
        "matched",
        BY_PAIR,
        "flag",
        "Whether the two are paired in the matching of greatest worth",
        "価値が最大となる組み合わせで組となるか",
    ),
    Outcome(
        "matched_freely",
        BY_PAIR,
        "flag",
        "Whether they would be paired if there were no barriers",
        "障壁がない場合に組となるか",
    ),
    Outcome(
        "brought",
        ("actor", "technology"),
        "matches",
        "What the side it is paired with would bring it; 0 where there is none",
        "組の相手がもたらす分(相手がいなければ0)",
    ),
    Outcome(
        "matching_worth",
        (),
        "matches",
        "What all pairs of the matching bring each other",
        "組み合わせ全体の価値",
    ),
)


def plan(best: xr.Dataset) -> xr.Dataset:
    """Whom each side is paired with, for the greatest worth on best estimates."""
    if not wants(best, *PLANNED):
        return xr.Dataset()
    actors = passages.actors(best)
    found = {}
    for name, barred in (("partner_of", True), ("partner_freely", False)):
        pairs = by_pair(passages.found(best, barred=barred))
        pairing = matching.maximum_weight({p: w.item() for p, w in pairs.items()})
        partners = [pairing.partner(actor) or "" for actor in actors]
        found[name] = ("player", np.array(partners, dtype=np.str_))
    return xr.Dataset(found)


def ask(e: xr.Dataset) -> xr.Dataset:
    """Complementarity of every pair, what is untapped of it, and the matching."""
    actors = passages.actors(e)
    places = {actor: place for place, actor in enumerate(actors)}
    draws = e.sizes["draw"]
    flows = list(passages.found(e))
    result = {}
    if wants(e, "complementarity"):
        result["complementarity"] = _square(flows, places, draws)
    if wants(e, "untapped", "cooperations"):
        joined = passages.cooperations(e)
        new = [f for f in flows if passages.pair_in(f) not in joined.fields]
        result["untapped"] = _square(new, places, draws)
        result["cooperations"] = _counts(joined.counts, places)
    if wants(e, "barrier_cost"):
        result["barrier_cost"] = passages.costs(e)
    if wants(e, *PLANNED):
        result |= _matching(e, flows, places)
    return xr.Dataset(
        by_draw(result, WRITES, draws),
        coords={
            **along(e, "draw", "technology", "barrier"),
            "actor": np.array(actors, dtype=np.str_),
            "partner": np.array(actors, dtype=np.str_),
        },
    )


def _counts(counts: Mapping[tuple[str, str], int], places: Mapping[str, int]) -> Array:
    """Cooperations of every two, shape (actors, actors, 1)."""
    whole = np.zeros((len(places), len(places), 1))
    for (first, second), count in counts.items():
        if first in places and second in places:
            a, b = places[first], places[second]
            whole[a, b] = whole[b, a] = count
    return whole


def _square(flows: list[Flow], places: Mapping[str, int], draws: int) -> Array:
    """What flows between every two, both ways, shape (actors, actors, draws)."""
    whole = np.zeros((len(places), len(places), draws))
    for (first, second), amount in by_pair(flows).items():
        a, b = places[first], places[second]
        whole[a, b] = whole[b, a] = amount
    return whole


def _matching(
    e: xr.Dataset, flows: list[Flow], places: Mapping[str, int]
) -> dict[str, Array]:
    """Who is paired with whom, and what it brings."""
    result = {}
    partners = {}
    for name, variable in (
        ("matched_freely", "partner_freely"),
        ("matched", "partner_of"),
    ):
        partners = dict(zip(places, e.variables[variable].values.tolist(), strict=True))
        flags = np.zeros((len(places), len(places), 1))
        for actor, partner in partners.items():
            if partner:
                flags[places[actor], places[partner]] = 1.0
        result[name] = flags
    fields = {name: place for place, (name,) in enumerate(listed(e, "technology"))}
    brought = np.zeros((len(places), len(fields), e.sizes["draw"]))
    worth = np.zeros(e.sizes["draw"])
    for flow in flows:
        if partners[flow.recipient] == flow.supplier:
            brought[places[flow.recipient], fields[flow.technology]] = flow.amount
            worth = worth + flow.amount
    return result | {"brought": brought, "matching_worth": worth}


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Strengths, needs, barriers and cooperations between the sides selected."""
    if outcome in PLANNED:
        # Any pair may hang on any other.
        return passage_rows.behind(world, (), barred=True)
    if outcome == "barrier_cost":
        return passage_rows.behind_barrier(world, selection.get("barrier"))
    sides = [str(selection[dim]) for dim in BY_PAIR if dim in selection]
    paths: dict[str, None] = {}
    if outcome != "cooperations":
        paths |= dict.fromkeys(passage_rows.behind(world, sides, barred=True))
    if outcome != "complementarity":
        paths |= dict.fromkeys(passage_rows.behind_cooperations(world, sides))
    return tuple(paths)


LENS = Lens(
    name="technology",
    title={"en": "Technology", "ja": "技術"},
    question={
        "en": "Who complements whom in technology, and what stands in the way?",
        "ja": "技術面で誰と誰が補い合い、何がそれを妨げているのか。",
    },
    method={
        "en": "Complementarity as strength times need, summed over technologies both ways "
        "(after Drysdale and Garnaut 1982) and discounted by barriers; pairs by the "
        "matching of greatest worth (Edmonds 1965), on best estimates",
        "ja": "一方の強みと他方の不足の積を双方向に全技術で合計し(ドライスデール=ガルノー、"
        "1982年に倣う)、障壁の分を差し引く。組は、最良推定値の下で価値が最大となる"
        "マッチング(エドモンズ、1965年)による",
    },
    leaves_out={
        "en": "Strengths and needs are graded from 0 to 5 by judgement, and technologies "
        "count alike. Prices, intellectual property, trust and the wish to work together "
        "are left out but for the barriers named; so are third parties, and what two "
        "strong sides gain from pooling. Each side is paired with one other, though it may "
        "have many partners: the pairs say where to begin, not where to stop.",
        "ja": "強みと不足は0~5の段階で判断したもので、どの技術も同じ重みで数える。挙げた障壁を"
        "除けば、価格、知的財産、信頼、協力の意思は扱わない。第三国を介した入手や、強い国どうしが"
        "力を合わせる利益も含まない。各国の相手は1か国に限るが、実際には多くの相手と組める。"
        "組み合わせは着手点を示すもので、協力の範囲を画するものではない。",
    },
    reads=(*MEMBERSHIP, *passages.READS),
    writes=WRITES,
    ask=ask,
    behind=behind,
    plan=plan,
)
