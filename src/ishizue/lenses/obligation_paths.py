"""What lies behind obligations: commitments called on, now or before, and their parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ishizue.lenses import decision
from ishizue.lenses.commitments_called import KINDS
from ishizue.lenses.lens import Selection
from ishizue.lenses.rows import figure_paths, membership_rows
from ishizue.world import World


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
