"""Who can decide, who can block, how hard is it to act?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.errors import LensError, ModelError
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import figure_paths, members, membership_rows
from ishizue.models import voting
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Forms = list[tuple[voting.Rule, NDArray[np.intp]]]

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
    rules = [str(r) for r in e["rule"].values]
    groups = members(e)
    players = {
        rule: groups[str(framework)]
        for rule, framework in zip(rules, e["rule_framework"].values, strict=True)
    }
    actors = sorted({actor for group in players.values() for actor in group})
    draws = e.sizes["draw"]
    result = {
        name: np.zeros(
            (draws, *(len(rules) if d == "rule" else len(actors) for d in o.dims))
        )
        for name, o in WRITES.items()
        if "motion" not in o.dims
    }
    forms = {rule: list(_forms(e, r, players[rule])) for r, rule in enumerate(rules)}
    for r, rule in enumerate(rules):
        columns = [actors.index(actor) for actor in players[rule]]
        for form, where in forms[rule]:
            for name, values in _power(form).items():
                if name == "act":
                    result[name][where, r] = values
                else:
                    result[name][where[:, None], r, columns] = values
    result |= _motions(e, forms, players)
    return xr.Dataset(
        {n: (("draw", *WRITES[n].dims), values) for n, values in result.items()},
        coords={
            "draw": e["draw"],
            "rule": e["rule"],
            "rule_framework": e["rule_framework"],
            "motion": e["motion"],
            "motion_rule": e["motion_rule"],
            "motion_proposal": e["motion_proposal"],
            "actor": np.array(actors, dtype=np.str_),
        },
    )


def _motions(
    e: xr.Dataset, forms: dict[str, Forms], players: dict[str, tuple[str, ...]]
) -> dict[str, Array]:
    motions = [str(m) for m in e["motion"].values]
    adoption = np.zeros((e.sizes["draw"], len(motions)))
    least = np.zeros_like(adoption)
    places = {
        (proposal, actor): i
        for i, (proposal, actor) in enumerate(
            zip(e["position_proposal"].values, e["position_actor"].values, strict=True)
        )
    }
    for m, motion in enumerate(motions):
        rule = str(e["motion_rule"].values[m])
        proposal = str(e["motion_proposal"].values[m])
        silent = [a for a in players[rule] if (proposal, a) not in places]
        if silent:
            raise LensError(
                f"motion '{motion}': {', '.join(silent)} decide under rule '{rule}' and "
                f"have no position on '{proposal}'. Fix: add rows to world/positions.csv."
            )
        columns = [places[proposal, actor] for actor in players[rule]]
        support = e["support"].values[:, columns]
        least[:, m] = support.min(axis=1)
        for form, where in forms[rule]:
            chosen = np.ascontiguousarray(support[where])
            adoption[where, m] = _adoption(form, chosen.tobytes())
    return {"adoption": adoption, "least_support": least}


def _forms(
    e: xr.Dataset, r: int, players: tuple[str, ...]
) -> Iterator[tuple[voting.Rule, NDArray[np.intp]]]:
    """The rule as each draw has it: distinct forms, and the draws that have them."""
    if not players:
        raise LensError(
            f"rule '{e['rule'].values[r]}' has no members to decide. Fix: add memberships "
            f"of '{e['rule_framework'].values[r]}', or take the rule out."
        )
    form, draws = str(e["rule_form"].values[r]), e.sizes["draw"]
    if form == "consensus":
        yield voting.Rule.consensus(players), np.arange(draws)
        return
    # Members are counted whole, so uncertain numbers of them make few distinct forms.
    numbers = [
        e["weight_share"].values[:, r],
        e["count_share"].values[:, r],
        np.ceil(e["count_needed"].values[:, r]),
        np.ceil(e["blocking_members"].values[:, r]),
    ]
    if str(e["rule_weight"].values[r]) == "population":
        actors = e["actor"].values.tolist()
        weights = e["population"].values[:, [actors.index(a) for a in players]]
    else:
        weights = np.zeros((draws, 0))
    table = np.column_stack([*numbers, np.rint(weights)])
    # Numbers that do not vary make one form; sorting all draws to see it would cost
    # more than the voting model does.
    if (table == table[0]).all():
        distinct, inverse = table[:1], np.zeros(draws, dtype=np.intp)
    else:
        distinct, inverse = np.unique(table, axis=0, return_inverse=True)
    for i, row in enumerate(distinct):
        try:
            rule = _rule(form, players, row)
        except ModelError as error:
            raise LensError(
                f"rule '{e['rule'].values[r]}': {error}. "
                "Fix: correct its figures, or the members of its framework."
            ) from error
        yield rule, np.flatnonzero(inverse.ravel() == i)


def _rule(form: str, players: tuple[str, ...], numbers: Array) -> voting.Rule:
    weight_share, count_share, count_needed, blocking = (float(n) for n in numbers[:4])
    if form == "opt-in":
        return voting.Rule(players, count=max(1, int(count_needed)))
    weights = [int(w) for w in numbers[4:]] or None
    return voting.Rule.from_shares(
        players,
        weights=weights,
        weight_share=weight_share if weights else None,
        count_share=count_share or None,
        blocking=int(blocking) or None,
    )


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


@lru_cache(maxsize=64)
def _adoption(rule: voting.Rule, support: bytes) -> Array:
    # Scenarios share the draws of what they share, so most ask the same again.
    p = np.frombuffer(support).reshape(-1, len(rule.players))
    return voting.adoption_probability(rule, p)


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
            paths |= dict.fromkeys(_rule_paths(world, row["rule"]))
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
                paths |= dict.fromkeys(_rule_paths(world, key))
    return tuple(paths)


def _rule_paths(world: World, rule: str) -> list[str]:
    row = world.tables["rules"][rule]
    paths = [f"rules.{rule}"]
    if row["form"] != "consensus":
        paths += figure_paths(world, "rules", rule, None)
    if row["weight"] == "population":
        paths += [f"actors.{a}.population" for a in world.members(row["framework"])]
    return [*paths, *membership_rows(world, row["framework"])]


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
        "actors.population",
        "rules.framework",
        "rules.form",
        "rules.weight",
        "rules.weight_share",
        "rules.count_share",
        "rules.count_needed",
        "rules.blocking_members",
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
