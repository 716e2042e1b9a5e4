"""Who can stop a control-list change, and what would a replacement cover?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses import control_lists, memberships_sought, successors
from ishizue.lenses.by_draw import by_draw
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes, wants
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, listed, membership_rows
from ishizue.lenses.rule_forms import READS as RULES
from ishizue.lenses.rule_forms import adoption_by_form, rule_forms, rule_paths
from ishizue.models import voting
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ishizue.lenses.rule_forms import Forms

    Array = NDArray[np.float64]

BY_ACTOR = ("control", "actor")

WRITES = outcomes(
    Outcome(
        "listed_coverage",
        ("control",),
        "share",
        "Share of the world's exports of a list's items that the regime's members make",
        "リスト対象品目の世界輸出に占める参加国の割合",
    ),
    Outcome(
        "can_stop",
        BY_ACTOR,
        "flag",
        "Whether the member alone can stop an addition to the list",
        "リストへの追加を一国で阻止できるか",
    ),
    Outcome(
        "stopping_size",
        ("control",),
        "members",
        "Fewest members whose opposition stops an addition",
        "追加の阻止に足りる最小の国数",
    ),
    Outcome(
        "listing",
        ("control",),
        "probability",
        "Probability that an addition is agreed; 0 where no positions are known",
        "追加が合意に至る確率(各国の立場が不明なら0)",
    ),
    Outcome(
        "released",
        BY_ACTOR,
        "probability",
        "The same if the member no longer stood in the way; 0 for those outside and "
        "where no positions are known",
        "当該国が妨げなくなった場合の同じ確率(参加国でないか立場が不明なら0)",
    ),
    *successors.WRITES,
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """Coverage and power to stop under every list, and what successors would do."""
    groups = memberships_sought.groups(e)
    everybody = {actor for group in groups.regimes.values() for actor in group}
    actors = sorted(everybody | groups.candidates)
    result: dict[str, Array] = {}
    if wants(e, "listed_coverage"):
        result["listed_coverage"] = control_lists.covered(
            e, [groups.regimes[f] for (f,) in listed(e, "control_framework")]
        )
    if wants(e, "can_stop", "stopping_size", "listing", "released"):
        result |= _lists(e, actors, groups.regimes)
    result |= successors.ask(e, actors)
    return xr.Dataset(
        by_draw(result, WRITES, e.sizes["draw"]),
        coords={
            **along(e, "draw", "control", "successor"),
            "actor": np.array(actors, dtype=np.str_),
            "aim": np.array(successors.AIMS),
        },
    )


def _lists(
    e: xr.Dataset, actors: list[str], regimes: Mapping[str, tuple[str, ...]]
) -> dict[str, Array]:
    """What the rule of every list makes of its members, and of their positions."""
    draws, lists = e.sizes["draw"], e.sizes["control"]
    places = {actor: place for place, actor in enumerate(actors)}
    rules = {rule: r for r, (rule,) in enumerate(listed(e, "rule"))}
    cells = [f"control_{cell}" for cell in ("framework", "rule", "proposal")]
    forms_of = {
        rule: rule_forms(e, rules[rule], regimes[framework])
        for framework, rule, _ in listed(e, *cells)
    }
    # One draw stands for all where no rule has several forms.
    distinct = 1 if all(len(forms) == 1 for forms in forms_of.values()) else draws
    result = {
        "can_stop": np.zeros((lists, len(actors), distinct)),
        "stopping_size": np.zeros((lists, distinct)),
        "listing": np.zeros((lists, draws)),
        "released": np.zeros((lists, len(actors), draws)),
    }
    # Lists of one regime mostly go by one rule and one question.
    known: dict[tuple[str, str], int] = {}
    for c, (framework, rule, proposal) in enumerate(listed(e, *cells)):
        if (rule, proposal) in known:
            for values in result.values():
                values[c] = values[known[rule, proposal]]
            continue
        known[rule, proposal] = c
        players = regimes[framework]
        forms = forms_of[rule]
        columns = [places[player] for player in players]
        for form, where in forms:
            stops = np.isin(form.players, voting.veto_players(form))[:, None]
            for column, stop in zip(columns, stops, strict=True):
                result["can_stop"][c, column, where] = stop
            result["stopping_size"][c, where] = voting.min_blocking_size(form)
        if proposal:
            support = control_lists.positions(e, proposal, players, f"rule '{rule}'")
            result["listing"][c] = adoption_by_form(forms, support)
            if wants(e, "released"):
                result["released"][c, columns] = _released(forms, support)
    return result


def _released(forms: Forms, support: Array) -> Array:
    """Probability of adoption if each member in turn agreed for certain."""
    if all(form == voting.Rule.consensus(form.players) for form, _ in forms):
        # What the others agree to: products up to each member, and from it on.
        ones = np.ones((1, support.shape[1]))
        before = np.cumprod(np.concatenate([ones, support[:-1]]), axis=0)
        after = np.cumprod(np.concatenate([ones, support[:0:-1]]), axis=0)[::-1]
        return before * after
    found = np.empty_like(support)
    for i, row in enumerate(found):
        willing = support.copy()
        willing[i] = 1.0
        row[:] = adoption_by_form(forms, willing)
    return found


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Rules, members, positions and exports under the lists or successors selected."""
    if outcome in successors.NAMES:
        return successors.behind(world, outcome, selection)
    paths: dict[str, None] = {}
    for key, row in world.tables["controls"].items():
        wanted = {"control": key, "framework": row["framework"], "rule": row["rule"]}
        if any(wanted[n] != v for n, v in selection.items() if n in wanted):
            continue
        paths[f"controls.{key}"] = None
        if outcome == "listed_coverage":
            paths |= dict.fromkeys(membership_rows(world, row["framework"]))
            paths |= dict.fromkeys(control_lists.export_paths(world, key))
            continue
        paths |= dict.fromkeys(rule_paths(world, row["rule"]))
        if outcome in ("listing", "released") and row["proposal"]:
            group = world.members(row["framework"])
            paths |= dict.fromkeys(
                control_lists.position_paths(world, row["proposal"], group)
            )
    return tuple(paths)


LENS = Lens(
    name="regimes",
    title={"en": "Export-control regimes", "ja": "輸出管理レジーム"},
    question={
        "en": "Who can stop a control list from changing, and what would another regime "
        "cover?",
        "ja": "管理リストの改定を誰が阻止でき、別の体制なら何を捕捉できるのか。",
    },
    method={
        "en": "Veto players and probability of adoption under the rule of each list; "
        "members' share of the world's exports of what it covers; for a successor the "
        "smallest membership, or under consensus the one most likely to agree, that keeps "
        "a given part of today's coverage of every list (exact branch and bound, on best "
        "estimates)",
        "ja": "各リストの決定規則に基づく拒否権保有国と採択確率、対象品目の世界輸出に占める参加国の"
        "割合を求める。後継体制については、全リストで現行の捕捉率の一定割合を保つ構成のうち、"
        "多数決なら国数が最小のもの、コンセンサスなら合意の見込みが最も高いものを、最良推定値の下で"
        "厳密に探す(分枝限定法)",
    },
    leaves_out={
        "en": "Shares of exports stand for what a list reaches: production at home, "
        "technology passed on by people or data, and enforcement are left out, and so is "
        "the trade that outsiders would take over. Members vote independently of one "
        "another, and none is asked whether it would join. What successor regimes would "
        "list is taken to be what the old one lists.",
        "ja": "リストが及ぶ範囲を輸出の割合で代表させており、国内生産、人やデータを介した技術移転、"
        "執行の実効性、非参加国による代替輸出は扱わない。各国は互いに独立に賛否を決めると仮定し、"
        "加わる意思の有無は問わない。後継体制の対象品目は現行と同じとみなす。",
    },
    reads=(*MEMBERSHIP, *RULES, *control_lists.READS, *successors.READS),
    writes=WRITES,
    ask=ask,
    behind=behind,
    plan=successors.plan,
)
