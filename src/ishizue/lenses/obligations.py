"""If this happens, who is bound to do what, how firmly, and who has said no?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses.commitments_called import Called, called_on
from ishizue.lenses.lens import Lens, Outcome, outcomes
from ishizue.lenses.obligation_paths import behind
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, listed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ACTS = ("defend", "deploy", "support", "supply", "consult")
LEVELS = (1, 2, 3, 4, 5)
BY_ACTOR = ("contingency", "actor")
BY_LEVEL = ("contingency", "level")

WRITES = outcomes(
    Outcome(
        "called",
        ("contingency", "commitment"),
        "level",
        "Binding level of a commitment that is called on; 0 where it is not",
        "発動する約束の拘束度(発動しなければ0)",
    ),
    Outcome(
        "bound",
        BY_ACTOR,
        "level",
        "Level of what binds the actor most firmly",
        "最も固い義務の拘束度",
    ),
    Outcome(
        "refused",
        BY_ACTOR,
        "level",
        "Level of the firmest refusal",
        "最も固い拒否の拘束度",
    ),
    Outcome(
        "conflict",
        BY_ACTOR,
        "flag",
        "Whether the actor has refused an act it is bound to",
        "義務を負う行為を拒んでいるか",
    ),
    Outcome(
        "on_consent",
        BY_ACTOR,
        "flag",
        "Whether what binds the actor most firmly hangs on another's consent",
        "最も固い義務が他者の同意に依存するか",
    ),
    Outcome(
        "firmest",
        ("contingency", "act"),
        "level",
        "Highest level at which anybody owes the act; 0 is a gap",
        "その行為を負う者の最高の拘束度(0は空白)",
    ),
    Outcome(
        "spending",
        BY_LEVEL,
        "USD bn",
        "Defence spending of those bound at this level or more firmly",
        "この拘束度以上の義務を負う国の国防支出",
    ),
    Outcome(
        "personnel",
        BY_LEVEL,
        "persons",
        "Active personnel of those bound at this level or more firmly",
        "この拘束度以上の義務を負う国の現役兵力",
    ),
    Outcome(
        "adopted",
        ("contingency", "rule"),
        "probability",
        "Probability that the body agrees to act; 0 where it is not asked",
        "集団が行動に合意する確率(諮られなければ0)",
    ),
    Outcome(
        "help",
        ("contingency",),
        "probability",
        "Probability that help comes by the surest body a commitment calls on",
        "約束に基づき最も確実な枠組みを通じて支援が来る確率",
    ),
)


def ask(e: xr.Dataset) -> xr.Dataset:
    """Who is bound in every contingency, and how likely bodies are to act."""
    found = called_on(e)
    actors = sorted({a for called in found.values() for c in called for a in c.debtors})
    levels = e.variables["binding_level"].values.T
    sizes = {
        "contingency": len(found),
        "commitment": len(levels),
        "actor": len(actors),
        "act": len(ACTS),
        "level": len(LEVELS),
        "rule": e.sizes["rule"],
    }
    draws = e.sizes["draw"]
    # Draws last, as those of one figure lie side by side; turned round in the end.
    result = {
        name: np.zeros((*(sizes[d] for d in outcome.dims), draws))
        for name, outcome in WRITES.items()
    }
    for n, called in enumerate(found.values()):
        for c in called:
            result["called"][n, c.place] = levels[c.place]
        _bind(called, levels, actors, {k: v[n] for k, v in result.items()})
    _weigh(e, actors, result)
    _decide(e, found, result)
    return xr.Dataset(
        {
            name: (("draw", *WRITES[name].dims), np.moveaxis(values, -1, 0))
            for name, values in result.items()
        },
        coords={
            **along(e, "draw", "contingency", "commitment", "rule"),
            "actor": np.array(actors, dtype=np.str_),
            "act": np.array(ACTS),
            "level": np.array(LEVELS),
        },
    )


def _bind(
    called: Iterable[Called],
    levels: Array,
    actors: list[str],
    result: Mapping[str, Array],
) -> None:
    """Fill in what binds every actor in one contingency, and what it refuses."""
    places = {actor: i for i, actor in enumerate(actors)}
    owed = np.zeros((len(ACTS), *result["bound"].shape))
    refused = np.zeros_like(owed)
    freely = np.zeros_like(result["bound"])
    for c in called:
        columns = [places[actor] for actor in c.debtors]
        act, level = ACTS.index(c.act), levels[c.place]
        sort = refused if c.is_refusal else owed
        sort[act, columns] = np.maximum(sort[act, columns], level)
        if not c.is_refusal and not c.consent:
            freely[columns] = np.maximum(freely[columns], level)
    result["bound"][:] = owed.max(axis=0)
    result["refused"][:] = refused.max(axis=0)
    result["conflict"][:] = ((owed > 0) & (refused > 0)).any(axis=0)
    result["on_consent"][:] = freely < result["bound"]
    # Nobody owes anything where there is no actor at all.
    result["firmest"][:] = owed.max(axis=1, initial=0.0)


def _weigh(e: xr.Dataset, actors: list[str], result: Mapping[str, Array]) -> None:
    """Add up what stands behind every level, actor by actor in their order."""
    places = {actor: i for i, (actor,) in enumerate(listed(e, "actor"))}
    for name, field in (("spending", "defence_spend"), ("personnel", "personnel")):
        weights = e.variables[field].values.T
        for i, actor in enumerate(actors):
            for n, level in enumerate(LEVELS):
                stands = result["bound"][:, i] >= level
                result[name][:, n] += np.where(stands, weights[places[actor]], 0.0)


def _decide(
    e: xr.Dataset, found: Mapping[str, list[Called]], result: Mapping[str, Array]
) -> None:
    adoption = e.variables["adoption"].values.T
    rules = {rule: i for i, (rule,) in enumerate(listed(e, "rule"))}
    motions = {
        (proposal, rule): m
        for m, (proposal, rule) in enumerate(
            listed(e, "motion_proposal", "motion_rule")
        )
    }
    proposals = listed(e, "contingency_proposal")
    for n, (called, (proposal,)) in enumerate(
        zip(found.values(), proposals, strict=True)
    ):
        for rule, i in rules.items():
            if (proposal, rule) in motions:
                result["adopted"][n, i] = adoption[motions[proposal, rule]]
        for rule in {c.rule for c in called if c.rule and not c.is_refusal}:
            # The same members decide in several bodies: chances cannot be multiplied.
            chance = result["adopted"][n, rules[rule]]
            result["help"][n] = np.maximum(result["help"][n], chance)


LENS = Lens(
    name="obligations",
    title={"en": "Obligations", "ja": "義務と約束"},
    question={
        "en": "If this happens, who is bound to do what, how firmly, and who has said no?",
        "ja": "事が起きたとき、誰が何をどれほど固く約束しており、誰が拒んでいるのか。",
    },
    method={
        "en": "Commitments whose trigger, creditor and act fit the contingency, each with "
        "its binding level from 0 to 5; for collective ones the probability that the body "
        "agrees, from the lens on decision",
        "ja": "契機・権利者・行為が事態に合致する約束を拘束度0~5で評価する。集団的な約束については、"
        "意思決定のレンズによる合意の確率を用いる",
    },
    leaves_out={
        "en": "Commitments are taken at their word: how they would be read in a crisis, "
        "and whether they would be kept, is not judged. What several bodies might do "
        "together is left out: help is taken to come by the surest of them, for their "
        "members largely overlap. Defence spending and personnel say what stands behind "
        "a promise, not what would be sent.",
        "ja": "約束は文言どおりに受け取る。危機に際してどう解釈され、守られるかどうかは判断しない。"
        "複数の枠組みが並行して動く場合は扱わず、構成国が大きく重なるため、最も確実な枠組みを通じて"
        "支援が来るとみなす。国防支出と兵力は約束の背後にある規模を示すもので、実際に送られる規模"
        "ではない。",
    },
    reads=(
        *MEMBERSHIP,
        "actors.defence_spend",
        "actors.personnel",
        "rules.framework",
        "motions.rule",
        "motions.proposal",
        "contingencies.kind",
        "contingencies.victim",
        "contingencies.proposal",
        "commitments.event",
        "commitments.kind",
        "commitments.act",
        "commitments.rule",
        "commitments.consent",
        "commitments.binding_level",
        "parties.commitment",
        "parties.member",
        "parties.side",
    ),
    writes=WRITES,
    ask=ask,
    behind=behind,
    builds_on=("decision.adoption",),
)
