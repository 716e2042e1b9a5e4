"""Who can decide, who can block, how hard is it to act?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.errors import LensError
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, figure_paths, listed, members
from ishizue.lenses.rule_forms import READS as RULES
from ishizue.lenses.rule_forms import adoption_by_form, rule_forms, rule_paths
from ishizue.models import voting
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ishizue.lenses.rule_forms import Forms

    Array = NDArray[np.float64]

BY_ACTOR = ("rule", "actor")

WRITES = outcomes(
    Outcome(
        "adoption",
        ("motion",),
        "probability",
        "Probability that the motion is adopted",
        "案件が採択される確率",
    ),
    Outcome(
        "least_support",
        ("motion",),
        "probability",
        "Support of the most reluctant member",
        "最も消極的な構成国の賛成確率",
    ),
    Outcome(
        "act",
        ("rule",),
        "probability",
        "Power of the body to act (Coleman)",
        "集団が行動する力(コールマン)",
    ),
    Outcome("penrose", BY_ACTOR, "probability", "Penrose power", "ペンローズ投票力"),
    Outcome("banzhaf", BY_ACTOR, "share", "Banzhaf power", "バンザフ投票力指数"),
    Outcome(
        "shapley",
        BY_ACTOR,
        "share",
        "Shapley-Shubik power",
        "シャープレイ・シュービック投票力指数",
    ),
    Outcome(
        "prevent",
        BY_ACTOR,
        "probability",
        "Power to prevent action (Coleman)",
        "行動を阻止する力(コールマン)",
    ),
    Outcome(
        "initiate",
        BY_ACTOR,
        "probability",
        "Power to initiate action (Coleman)",
        "行動を発議する力(コールマン)",
    ),
    Outcome(
        "veto",
        BY_ACTOR,
        "flag",
        "Whether the member can block alone",
        "単独拒否権の有無",
    ),
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """Power of members under every rule; probability that every motion is adopted."""
    groups = members(e)
    players = {
        rule: groups[group] for rule, group in listed(e, "rule", "rule_framework")
    }
    actors = sorted({actor for group in players.values() for actor in group})
    forms = {
        rule: rule_forms(e, r, group) for r, (rule, group) in enumerate(players.items())
    }
    result = _powers(e.sizes["draw"], forms, actors)
    result |= _motions(e, forms, players)
    return xr.Dataset(
        {n: (("draw", *WRITES[n].dims), values) for n, values in result.items()},
        coords={
            **along(e, "draw", "rule", "motion"),
            "actor": np.array(actors, dtype=np.str_),
        },
    )


def _powers(
    draws: int, forms: Mapping[str, Forms], actors: list[str]
) -> dict[str, Array]:
    """Outcomes by rule; one draw stands for all where no rule has several forms."""
    distinct = 1 if all(len(f) == 1 for f in forms.values()) else draws
    shape = {
        BY_ACTOR: (distinct, len(forms), len(actors)),
        ("rule",): (distinct, len(forms)),
    }
    result = {
        name: np.zeros(shape[outcome.dims])
        for name, outcome in WRITES.items()
        if outcome.dims in shape
    }
    places = {actor: i for i, actor in enumerate(actors)}
    for r, found in enumerate(forms.values()):
        for form, where in found:
            columns = [places[player] for player in form.players]
            for name, values in _power(form).items():
                if name == "act":
                    result[name][where, r] = values
                else:
                    row = np.zeros(len(actors))
                    row[columns] = values
                    result[name][where, r] = row
    return {
        name: np.broadcast_to(values, (draws, *values.shape[1:]))
        for name, values in result.items()
    }


def _motions(
    e: xr.Dataset, forms: Mapping[str, Forms], players: Mapping[str, tuple[str, ...]]
) -> dict[str, Array]:
    motions = listed(e, "motion", "motion_rule", "motion_proposal")
    positions = listed(e, "position_proposal", "position_actor")
    places = {position: i for i, position in enumerate(positions)}
    # By player and draw, as draws of one figure lie side by side.
    supports = e.variables["support"].values.T
    adoption = np.zeros((e.sizes["motion"], e.sizes["draw"]))
    least = np.zeros_like(adoption)
    for m, (motion, rule, proposal) in enumerate(motions):
        silent = [a for a in players[rule] if (proposal, a) not in places]
        if silent:
            raise LensError(
                f"motion '{motion}': {', '.join(silent)} decide under rule '{rule}' and "
                f"have no position on '{proposal}'. Fix: add rows to world/positions.csv."
            )
        support = supports[[places[proposal, actor] for actor in players[rule]]]
        least[m] = support.min(axis=0)
        adoption[m] = adoption_by_form(forms[rule], support)
    return {"adoption": adoption.T, "least_support": least.T}


@lru_cache(maxsize=512)
def _power(rule: voting.Rule) -> dict[str, Array | float]:
    # Rules seldom vary between draws or scenarios; blocks would compute them anew.
    power = voting.power(rule)
    return {
        "act": float(power.coleman_act),
        "penrose": np.array(power.penrose, dtype=np.float64),
        "banzhaf": np.array(power.banzhaf, dtype=np.float64),
        "shapley": np.array(power.shapley, dtype=np.float64),
        "prevent": np.array(power.coleman_prevent, dtype=np.float64),
        "initiate": np.array(power.coleman_initiate, dtype=np.float64),
        "veto": np.isin(rule.players, voting.veto_players(rule)).astype(np.float64),
    }


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Rows and figures under the motions or rules that the selection names."""
    paths: dict[str, None] = {}
    if WRITES[outcome].dims == ("motion",):
        for key, row in world.tables["motions"].items():
            wanted = {"motion": key, "rule": row["rule"], "proposal": row["proposal"]}
            if any(wanted[n] != v for n, v in selection.items() if n in wanted):
                continue
            framework = world.tables["rules"][row["rule"]]["framework"]
            paths[f"motions.{key}"] = None
            paths |= dict.fromkeys(rule_paths(world, row["rule"]))
            group = world.members(framework)
            for position, cells in world.tables["positions"].items():
                if cells["proposal"] == row["proposal"] and cells["actor"] in group:
                    paths[f"positions.{position}"] = None
                    paths |= dict.fromkeys(
                        figure_paths(world, "positions", position, None)
                    )
    else:
        for key, row in world.tables["rules"].items():
            wanted = {"rule": key, "framework": row["framework"]}
            if all(wanted[n] == v for n, v in selection.items() if n in wanted):
                paths |= dict.fromkeys(rule_paths(world, key))
    return tuple(paths)


LENS = Lens(
    name="decision",
    title={"en": "Decision", "ja": "意思決定"},
    question={
        "en": "Who can decide, who can block, and how hard is it to act?",
        "ja": "誰が決め、誰が阻めるのか。行動に踏み切るのはどれほど難しいのか。",
    },
    method={
        "en": "Penrose-Banzhaf, Shapley-Shubik and Coleman indices, exact; probability "
        "of adoption from each member's probability of support",
        "ja": "ペンローズ=バンザフ、シャープレイ=シュービック、コールマンの各指数(厳密計算)、"
        "および各国の賛成確率に基づく採択確率",
    },
    leaves_out={
        "en": "Members are taken to decide independently of one another, given their "
        "probabilities: bargaining, pressure, side payments and abstention are left "
        "out, so consensus is harder here than among allies who talk. Indices of power "
        "say what rules allow, not what members want.",
        "ja": "各国は所与の賛成確率の下で互いに独立に判断すると仮定する。交渉、圧力、見返り、"
        "建設的棄権は扱わないため、実際に協議する同盟国間よりもコンセンサスは難しく出る。"
        "投票力指数は規則上の力を示すもので、各国の意思を示すものではない。",
    },
    reads=(
        *MEMBERSHIP,
        *RULES,
        "motions.rule",
        "motions.proposal",
        "positions.proposal",
        "positions.actor",
        "positions.support",
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
)
