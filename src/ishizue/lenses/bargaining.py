"""What passes against what holds today, who backs it, and who holds it back?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses import balance
from ishizue.lenses.agendas import READS as STANCES
from ishizue.lenses.agendas import (
    Agenda,
    agendas,
    at_stances,
    chosen,
    deciding,
    group_paths,
    stance_paths,
)
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes, wants
from ishizue.lenses.rows import along, figure_paths
from ishizue.lenses.rule_forms import adoption_by_form, rule_forms, rule_paths
from ishizue.models import spatial
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

BY_ACTOR = ("agenda", "actor")
WRITES = outcomes(
    Outcome(
        "passes",
        ("agenda",),
        "probability",
        "Probability that the proposal passes against the status quo",
        "提案が現状を破って通る確率",
    ),
    Outcome(
        "backs",
        BY_ACTOR,
        "probability",
        "Probability that the actor backs the proposal; 0 where it does not decide",
        "各国が提案を支持する確率(決定に加わらなければ0)",
    ),
    Outcome(
        "median_point",
        ("agenda",),
        "scale",
        "Weighted median of the members' ideal points",
        "構成国の理想点の加重中央値",
    ),
    Outcome(
        "core_low",
        ("agenda",),
        "scale",
        "Low end of the core: how far up a winning coalition wants to go; above the "
        "high end where the core is empty",
        "コアの下端(可決に足る国々がそろって望む上限。コアが空なら上端を上回る)",
    ),
    Outcome(
        "core_high",
        ("agenda",),
        "scale",
        "High end of the core: how far down a winning coalition wants to go; below the "
        "low end where the core is empty",
        "コアの上端(可決に足る国々がそろって望む下限。コアが空なら下端を下回る)",
    ),
    Outcome(
        "holds_back",
        BY_ACTOR,
        "flag",
        "Whether the actor is at the low end of the core, so that a move up needs it; 0 "
        "where it does not decide",
        "コアの下端に位置し、引き上げにその同意を要するか(決定に加わらなければ0)",
    ),
)
VOTES = ("passes", "backs")
MEDIAN = "median_point"
CORE = ("core_low", "core_high", "holds_back")


def ask(e: xr.Dataset) -> xr.Dataset:
    """What passes, and where the balance lies, on every agenda."""
    found = agendas(e)
    actors = sorted({actor for agenda in found for actor in agenda.members})
    result: dict[str, Array] = {}
    if wants(e, *VOTES):
        result |= _votes(e, found, actors)
    if wants(e, MEDIAN):
        result[MEDIAN] = balance.medians(e, found)
    if wants(e, *CORE):
        result |= balance.cores(e, found, actors)
    return xr.Dataset(
        {
            name: (("draw", *WRITES[name].dims), np.moveaxis(values, -1, 0))
            for name, values in result.items()
        },
        coords={
            **along(e, "draw", "agenda"),
            "actor": np.array(actors, dtype=np.str_),
        },
    )


def _votes(
    e: xr.Dataset, found: Sequence[Agenda], actors: Sequence[str]
) -> dict[str, Array]:
    """How likely every proposal is to pass, and every member to back it."""
    places = {actor: i for i, actor in enumerate(actors)}
    passes = np.zeros((len(found), e.sizes["draw"]))
    backs = np.zeros((len(found), len(actors), e.sizes["draw"]))
    for a, agenda in enumerate(found):
        support = _support(e, a, agenda)
        forms = rule_forms(e, agenda.rule, agenda.members)
        passes[a] = adoption_by_form(forms, support)
        backs[a, [places[actor] for actor in agenda.members]] = support
    return {"passes": passes, "backs": backs}


def _support(e: xr.Dataset, a: int, agenda: Agenda) -> Array:
    """Members' probabilities of backing a proposal, by member and draw."""
    proposed, quo, precision = (
        e.variables[field].values[:, agenda.issue]
        for field in ("proposed_point", "status_quo", "vote_precision")
    )
    issue = spatial.Issue(
        agenda.members,
        at_stances(e, "ideal_point", agenda),
        at_stances(e, "salience", agenda),
    )
    deference = e.variables["deference"].values[:, a]
    return spatial.support(
        issue, proposed, quo, precision[:, None], deference[:, None]
    ).T


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Agendas, their issues and rules, and the stances of those who decide."""
    paths: dict[str, None] = {}
    for agenda, row in chosen(world, selection):
        issue, rule = row["issue"], row["rule"]
        paths |= dict.fromkeys((f"agendas.{agenda}", f"issues.{issue}"))
        if outcome in VOTES:
            paths |= dict.fromkeys(figure_paths(world, "agendas", agenda, None))
            paths |= dict.fromkeys(figure_paths(world, "issues", issue, None))
        if outcome == "passes":
            paths |= dict.fromkeys(_passage_paths(world, issue, rule))
        elif outcome == "backs":
            paths |= dict.fromkeys(_backing_paths(world, issue, rule, selection))
        elif outcome == MEDIAN:
            paths |= dict.fromkeys(balance.median_paths(world, issue, rule))
        else:
            paths |= dict.fromkeys(balance.core_paths(world, issue, rule))
    return tuple(paths)


_STANCE = ("ideal_point", "salience")


def _passage_paths(world: World, issue: str, rule: str) -> Iterator[str]:
    yield from rule_paths(world, rule)
    yield from stance_paths(world, issue, deciding(world, rule), _STANCE)


def _backing_paths(
    world: World, issue: str, rule: str, selection: Selection
) -> Iterator[str]:
    # Whether a member backs something does not depend on what others do.
    group = (a for a in deciding(world, rule) if selection.get("actor", a) == a)
    yield from group_paths(world, rule)
    yield from stance_paths(world, issue, group, _STANCE)


LENS = Lens(
    name="bargaining",
    title={"en": "Spatial bargaining", "ja": "空間モデルによる交渉"},
    question={
        "en": "What passes against what holds today, who backs it, and who holds it back?",
        "ja": "何が現状を破って通るのか。誰がそれを支え、誰が押しとどめるのか。",
    },
    method={
        "en": "Every member loses, in proportion to its salience, the square of the "
        "distance between an outcome and the point it wants (Enelow and Hinich 1984), and "
        "backs the proposal with a probability that grows with its advantage over the "
        "status quo (logit, McFadden 1974); the rule is counted exactly. Beside that the "
        "median of the points members want, weighted by salience and by what backs them "
        "(Black 1958), and the core of the rule (Greenberg 1979), whose low end is the "
        "member that every move up needs",
        "ja": "各国の損失は、帰結と理想点の距離の2乗に関心の強さを掛けたものとする(エネロー=ヒニックの"
        "空間投票モデル、1984年)。提案の現状に対する利得が大きいほど高い確率で支持するとみなし"
        "(マクファデンのロジット、1974年)、決定規則の下で通る確率を厳密に計算する。併せて、関心の強さと"
        "国力で重み付けした理想点の中央値(ブラック、1958年)と、決定規則のコア(グリーンバーグ、1979年)を"
        "求める。コアの下端に位置する国の同意なしには引き上げられない",
    },
    leaves_out={
        "en": "One issue at a time, one proposal against one status quo: trades across "
        "issues, amendments and bluff are left out, and so is who proposes. Members weigh "
        "outcomes alone and do not follow one another; what they would swallow rather "
        "than stand in the way is a figure of its own (deference), judged and not "
        "observed. Positions are read from statements and from groups of states, not from "
        "votes. What backs a position in the median is one measure of size, not skill or "
        "the power to persuade. Under rules by which a few can act, coalitions on either "
        "side can win and the core is empty: its low end then tells how far enough "
        "members would go.",
        "ja": "争点は一つずつ、提案と現状の二者択一として扱い、争点間の取引、修正案、駆け引き、誰が提案"
        "するかは考慮しない。各国は帰結だけを評価し、互いに追随しない。妨げるよりは受け入れる度合い"
        "(譲歩)は独立の数値としたが、観察ではなく判断による。立場は表決の記録ではなく、各国の声明と"
        "国のグループごとの判断から読み取った。中央値に用いる国力は規模の一指標であり、外交手腕や"
        "説得力は扱わない。少数で行動できる規則では上下いずれの側も可決でき、コアは空になる。その場合の"
        "下端は、行動に足る数の国がどこまで進むかを示す。",
    },
    reads=(
        *STANCES,
        *balance.READS,
        "agendas.deference",
        "issues.proposed_point",
        "issues.status_quo",
        "issues.vote_precision",
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
)
