"""Who pays, and who would under another rule?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import xarray as xr

from ishizue.lenses import capability, divisions
from ishizue.lenses.by_draw import by_draw
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, figure_paths, listed, members, membership_rows
from ishizue.world import World
from ishizue.world.world import DECIDING_ROLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BY_ACTOR = ("framework", "actor")
BY_REGION = ("framework", "region")

WRITES = outcomes(
    Outcome(
        "spending_share",
        BY_ACTOR,
        "share",
        "Share of the group's defence spending; 0 for those outside it",
        "集団の国防支出に占める割合(構成国でなければ0)",
    ),
    Outcome(
        "gdp_share",
        BY_ACTOR,
        "share",
        "Share of the group's GDP; 0 for those outside it",
        "集団のGDPに占める割合(構成国でなければ0)",
    ),
    Outcome(
        "effort",
        BY_ACTOR,
        "share",
        "Defence spending as a share of GDP; 0 for those outside the group",
        "国防支出の対GDP比(構成国でなければ0)",
    ),
    Outcome(
        "excess",
        BY_ACTOR,
        "percentage points",
        "Share of spending less share of GDP",
        "支出の割合とGDPの割合の差",
    ),
    Outcome(
        "excess_spending",
        BY_ACTOR,
        "USD bn",
        "Spending beyond a division of the group's spending by GDP",
        "GDPで按分した場合を上回る支出(負は下回る額)",
    ),
    Outcome(
        "cost_share",
        BY_ACTOR,
        "share",
        "Share of common funding by the agreed formula; 0 where none is known",
        "共通予算の分担率(取決めが知られていなければ0)",
    ),
    Outcome(
        "predicted_share",
        BY_ACTOR,
        "share",
        "Share if each gives what it wants alone (Olson-Zeckhauser)",
        "各国が自国の望む分だけを拠出した場合の割合(オルソン=ゼックハウザー)",
    ),
    Outcome(
        "airport_share",
        BY_ACTOR,
        "share",
        "Shapley share of a defence as large as the largest member's own (airport game)",
        "最大の構成国に見合う防衛力の費用のシャープレイ配分(空港ゲーム)",
    ),
    Outcome(
        "capability_share",
        BY_ACTOR,
        "share",
        "Share of what the group covers of its needs (Shapley), first year",
        "集団が満たす必要量への寄与の割合(シャープレイ値、初年)",
    ),
    Outcome(
        "region_spending_share",
        BY_REGION,
        "share",
        "Share of a region's members in the group's defence spending",
        "集団の国防支出に占める域内構成国の割合",
    ),
    Outcome(
        "region_gdp_share",
        BY_REGION,
        "share",
        "Share of a region's members in the group's GDP",
        "集団のGDPに占める域内構成国の割合",
    ),
    Outcome(
        "region_excess",
        BY_REGION,
        "percentage points",
        "A region's share of spending less its share of GDP",
        "域内構成国の支出の割合とGDPの割合の差",
    ),
    Outcome(
        "region_capability_share",
        BY_REGION,
        "share",
        "A region's share of what the group covers of its needs, first year",
        "集団が満たす必要量への域内構成国の寄与の割合(初年)",
    ),
)

# Figures of members that an outcome is worked out from.
FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "spending_share": ("defence_spend",),
    "gdp_share": ("gdp",),
    "effort": ("defence_spend", "gdp"),
    "excess": ("defence_spend", "gdp"),
    "excess_spending": ("defence_spend", "gdp"),
    "predicted_share": ("gdp",),
    "airport_share": ("gdp",),
    "region_spending_share": ("defence_spend",),
    "region_gdp_share": ("gdp",),
    "region_excess": ("defence_spend", "gdp"),
}


def ask(e: xr.Dataset) -> xr.Dataset:
    """Shares of every member, under every rule, in groups whose needs are stated."""
    everybody = members(e)
    stated = dict.fromkeys(f for (f,) in listed(e, "requirement_framework"))
    groups = {framework: everybody[framework] for framework in stated}
    actors = sorted({actor for group in groups.values() for actor in group})
    found = [
        divisions.shares(e, framework, group) for framework, group in groups.items()
    ]
    columns = {a: i for i, a in enumerate(actors)}
    places = [[columns[actor] for actor in group] for group in groups.values()]
    everywhere = [list(range(len(divisions.REGIONS)))] * len(groups)
    result = {
        name: _whole(
            [shares[name] for shares in found],
            places if outcome.dims == BY_ACTOR else everywhere,
            len(actors) if outcome.dims == BY_ACTOR else len(divisions.REGIONS),
        )
        for name, outcome in WRITES.items()
    }
    return xr.Dataset(
        by_draw(result, WRITES, e.sizes["draw"]),
        coords={
            **along(e, "draw"),
            "framework": np.array(list(groups), dtype=np.str_),
            "actor": np.array(actors, dtype=np.str_),
            "region": np.array(divisions.REGIONS),
        },
    )


def _whole(parts: Sequence[Array], places: Sequence[list[int]], size: int) -> Array:
    """Parts by framework, each at the places of its own, draws last."""
    draws = max((part.shape[-1] for part in parts), default=1)
    whole = np.zeros((len(parts), size, draws))
    for values, part, columns in zip(whole, parts, places, strict=True):
        values[columns] = part
    return whole


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Members of the frameworks that the selection names, and what is known of them."""
    paths: dict[str, None] = {}
    for framework, needs in _stated(world).items():
        if selection.get("framework", framework) != framework:
            continue
        # One stated need is enough for the framework to be asked about.
        paths[f"requirements.{needs[0]}"] = None
        paths |= dict.fromkeys(membership_rows(world, framework))
        group: Iterable[str] = world.members(framework)
        if outcome == "effort" and "actor" in selection:
            group = [actor for actor in group if actor == selection["actor"]]
        paths |= dict.fromkeys(_figures(world, outcome, framework, group))
    return tuple(paths)


def _stated(world: World) -> dict[str, list[str]]:
    """Needs by the framework that has them."""
    found: dict[str, list[str]] = {}
    for key, row in world.tables["requirements"].items():
        found.setdefault(row["framework"], []).append(key)
    return found


def _figures(
    world: World, outcome: str, framework: str, group: Iterable[str]
) -> Iterator[str]:
    for actor in group:
        if WRITES[outcome].dims == BY_REGION:
            yield f"actors.{actor}"
        yield from (f"actors.{actor}.{f}" for f in FIGURES.get(outcome, ()))
    if outcome == "predicted_share":
        yield from figure_paths(world, "frameworks", framework, None)
    if outcome == "cost_share":
        yield from _contributions(world, framework)
    if outcome.endswith("capability_share"):
        asked = {"framework": framework}
        yield from capability.behind(world, "attribution", asked)


def _contributions(world: World, framework: str) -> Iterator[str]:
    """Agreed contributions to a framework, and to those that join it as one."""
    joined = {
        row["member"]
        for row in world.tables["memberships"].values()
        if row["framework"] == framework and row["role"] in DECIDING_ROLES
    }
    for key in world.ever("contributions"):
        versions = world.versions("contributions", key)
        if not any(row["framework"] == framework for row in versions):
            continue
        yield f"contributions.{key}"
        if key in world.tables["contributions"] and versions[0]["member"] in joined:
            yield from figure_paths(world, "contributions", key, None)
    for member in sorted(joined & world.tables["frameworks"].keys()):
        yield from _contributions(world, member)


LENS = Lens(
    name="burden",
    title={"en": "Burden", "ja": "負担"},
    question={
        "en": "Who pays, and who would under another rule?",
        "ja": "誰が負担しており、規則が変われば誰が負担するのか。",
    },
    method={
        "en": "Shares of defence spending against shares of GDP, of common funding by the "
        "agreed formula and of capabilities (Shapley), beside two divisions of a common "
        "defence: what each member gives on its own (Olson and Zeckhauser 1966), and the "
        "Shapley shares of a defence sized for the largest (airport game, Littlechild and "
        "Owen 1973)",
        "ja": "国防支出の割合をGDPの割合、取決めによる共通予算の分担率、能力への寄与の割合"
        "(シャープレイ値)と比べる。あわせて、共同防衛の二つの分け方、すなわち各国が独自の判断で"
        "拠出する場合(オルソン=ゼックハウザー、1966年)と、最大の構成国に見合う防衛力の費用を"
        "シャープレイ値で配分する場合(空港ゲーム、リトルチャイルド=オーウェン、1973年)を示す",
    },
    leaves_out={
        "en": "All defence spending is counted, also what serves aims elsewhere; what a "
        "dollar buys in each country, conscription, bases, aid and risks borne are left "
        "out. Both divisions take defence to serve all members alike and differ only by "
        "GDP: private benefits and geography, which make small exposed states pay more, "
        "are not in them. No source states how much protection each member needs, so the "
        "airport game goes by what each would buy alone, not by its exposure.",
        "ja": "国防支出は域外の目的に充てる分も含めて全額を数える。各国での1ドルの購買力、徴兵、"
        "基地の提供、援助、引き受ける危険は扱わない。二つの分け方はいずれも、防衛がすべての構成国に"
        "等しく役立ち、違いはGDPだけにあるとみなす。自国だけの利益や地理、すなわち前線の小国により"
        "多く負担させる要因は含まない。各国に必要な防護の量を示す出典はないため、空港ゲームは脅威への"
        "近さではなく、各国が単独で整えるであろう規模による。",
    },
    reads=(
        *MEMBERSHIP,
        "contributions.framework",
        "contributions.member",
        "contributions.cost_share",
        "frameworks.defence_taste",
        "actors.region",
        "actors.gdp",
        "actors.defence_spend",
        "requirements.framework",
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
    builds_on=("capability.attribution",),
    only_for={
        "capability.attribution": ("capability_share", "region_capability_share")
    },
)
