"""If this happens, who is bound to do what, how firmly, and who has said no?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from ishizue.lenses import decision
from ishizue.lenses.lens import Lens, Outcome, Selection, outcomes
from ishizue.lenses.rows import READS as MEMBERSHIP
from ishizue.lenses.rows import along, figure_paths, listed, members, membership_rows
from ishizue.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

ACTS = ("defend", "deploy", "support", "supply", "consult")
LEVELS = (1, 2, 3, 4, 5)
KINDS: Mapping[str, tuple[str, ...]] = {
    # Whoever attacks supplies in transit, or breaks a ceasefire, attacks the state.
    "transit-attack": ("transit-attack", "armed-attack"),
    "ceasefire-breach": ("ceasefire-breach", "armed-attack"),
    "armed-attack": ("armed-attack",),
    "ceasefire": ("ceasefire",),
}
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


@dataclass(frozen=True)
class Called:
    """A commitment that a contingency calls on.

    Attributes:
        debtors: Actors that owe, the victim aside.
        is_refusal: Whether it says what will not be done.
        rule: The collective decision it takes; empty if none.
    """

    commitment: str
    place: int
    debtors: tuple[str, ...]
    act: str
    is_refusal: bool
    rule: str
    consent: str


def ask(e: xr.Dataset) -> xr.Dataset:
    """Who is bound in every contingency, and how likely bodies are to act."""
    found = _found(e)
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


def _found(e: xr.Dataset) -> dict[str, list[Called]]:
    """By contingency, the commitments it calls on."""
    groups = members(e)
    debtors: dict[str, set[str]] = {}
    creditors: dict[str, set[str]] = {}
    for commitment, member, side in listed(
        e, "party_commitment", "party_member", "party_side"
    ):
        sides = debtors if side == "debtor" else creditors
        sides.setdefault(commitment, set()).update(groups.get(member, (member,)))
    cells = [
        "commitment",
        *(f"commitment_{c}" for c in ("event", "kind", "act", "rule", "consent")),
    ]
    found: dict[str, list[Called]] = {}
    for contingency, kind, victim in listed(
        e, "contingency", "contingency_kind", "contingency_victim"
    ):
        found[contingency] = [
            Called(
                commitment,
                place,
                tuple(sorted(debtors.get(commitment, set()) - {victim})),
                act,
                nature == "reservation",
                rule,
                consent,
            )
            for place, (commitment, event, nature, act, rule, consent) in enumerate(
                listed(e, *cells)
            )
            if event in KINDS[kind] and victim in creditors.get(commitment, ())
        ]
    return found


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


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """Commitments that a contingency calls on, or called on before, and their parties."""
    paths: dict[str, None] = {}
    for key in world.tables["contingencies"]:
        if selection.get("contingency", key) != key:
            continue
        row = world.tables["contingencies"][key]
        paths[f"contingencies.{key}"] = None
        if outcome == "adopted":
            paths |= dict.fromkeys(_motions(world, row["proposal"], selection))
            continue
        called = list(_called(world, row, selection))
        for commitment in called:
            paths |= dict.fromkeys(_commitment_paths(world, commitment))
        if outcome in ("spending", "personnel"):
            paths |= dict.fromkeys(_weights(world, called, outcome))
        if outcome == "help":
            for rule in _rules(world, called):
                chosen = {"rule": rule}
                paths |= dict.fromkeys(_motions(world, row["proposal"], chosen))
    return tuple(paths)


def _called(
    world: World, contingency: Mapping[str, str], selection: Selection
) -> Iterator[str]:
    """Commitments of this kind of event, those without the actor asked about aside."""
    for commitment in world.ever("commitments"):
        if selection.get("commitment", commitment) != commitment:
            continue
        versions = world.versions("commitments", commitment)
        if not any(v["event"] in KINDS[contingency["kind"]] for v in versions):
            continue
        if selection.get("act") not in (None, *(v["act"] for v in versions)):
            continue
        creditors, debtors = (_sides(world, commitment, s) for s in _SIDES)
        actor = selection.get("actor")
        if contingency["victim"] in creditors and (actor is None or actor in debtors):
            yield commitment


_SIDES = ("creditor", "debtor")


def _sides(world: World, commitment: str, side: str) -> set[str]:
    """Actors on a side of a commitment, or on it before a scenario."""
    found: set[str] = set()
    for member in _members_named(world, commitment, side):
        if member in world.ever("frameworks"):
            for path in membership_rows(world, member):
                key = path.removeprefix("memberships.")
                found |= {v["member"] for v in world.versions("memberships", key)}
        else:
            found.add(member)
    return found


def _members_named(world: World, commitment: str, side: str) -> Iterator[str]:
    for party in world.ever("parties"):
        for row in world.versions("parties", party):
            if (row["commitment"], row["side"]) == (commitment, side):
                yield row["member"]


def _commitment_paths(world: World, commitment: str) -> Iterator[str]:
    yield f"commitments.{commitment}"
    if commitment in world.tables["commitments"]:
        yield from figure_paths(world, "commitments", commitment, None)
    for party in world.ever("parties"):
        for row in world.versions("parties", party):
            if row["commitment"] == commitment:
                yield f"parties.{party}"
                if row["member"] in world.ever("frameworks"):
                    yield from membership_rows(world, row["member"])


def _weights(world: World, called: Iterable[str], outcome: str) -> Iterator[str]:
    field = "defence_spend" if outcome == "spending" else "personnel"
    for actor in sorted({a for c in called for a in _sides(world, c, "debtor")}):
        if actor in world.tables["actors"]:
            yield f"actors.{actor}.{field}"


def _rules(world: World, called: Iterable[str]) -> tuple[str, ...]:
    """Rules that commitments wait for, in an order that is always the same."""
    found = {
        row["rule"]: None
        for commitment in called
        for row in world.versions("commitments", commitment)
        if row["rule"] and row["kind"] != "reservation"
    }
    return tuple(found)


def _motions(world: World, proposal: str, selection: Selection) -> Iterator[str]:
    """What is behind the motions that a question is put by, or was before."""
    for motion in world.ever("motions"):
        versions = world.versions("motions", motion)
        rule = selection.get("rule")
        if any(
            v["proposal"] == proposal and rule in (None, v["rule"]) for v in versions
        ):
            yield f"motions.{motion}"
            yield from decision.behind(world, "adoption", {"motion": motion})


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
