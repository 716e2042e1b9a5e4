"""What lies behind answers about confrontations: rows and figures of a world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ishizue.lenses import capability, obligation_paths
from ishizue.lenses.lens import Selection
from ishizue.lenses.rows import figure_paths
from ishizue.world import World

_DENIAL = ("adversary_strength", "decisiveness")
_ATTACK = (
    *("greedy", "cost_least", "cost_most", "disaster_adversary"),
    *("alarm", "struck", "risk_least", "risk_most"),
)
_REGRET = (*_ATTACK[1:], "disaster_defender", "accident")
_GAME = (
    *("challenger_hard", "challenger_status_quo", "challenger_conflict"),
    *("challenger_retreat", "defender_concession"),
)
FIGURES: Final[Mapping[str, tuple[str, ...]]] = {
    "credibility": (),
    "denial": _DENIAL,
    "pr_attack": (*_DENIAL, *_ATTACK),
    "pr_disaster": (*_DENIAL, *_ATTACK, "accident"),
    "value": (*_DENIAL, "greedy", *_REGRET),
    "best": (*_DENIAL, "greedy", *_REGRET),
    "robust": (*_DENIAL, *_REGRET),
    "window": (*_DENIAL, *_ATTACK, "tolerance"),
    "exists": _GAME,
    "pr_challenge": _GAME,
    "pr_war": _GAME,
    "risk_needed": (*_DENIAL, "cost_least", "disaster_adversary"),
    "risk_acceptable": (*_DENIAL, "disaster_defender", "challenger_hard"),
}
"""Figures of a confrontation under each outcome."""
_ONE_POSTURE = ("pr_attack", "pr_disaster", "value")
_ALL_POSTURES = ("best", "robust", "window")
_WITHOUT_CREDIBILITY = ("denial", "risk_needed", "risk_acceptable")


def behind(world: World, outcome: str, selection: Selection) -> tuple[str, ...]:
    """What lies behind part of an outcome of the lens on deterrence.

    Confrontations and postures come first: where a value of theirs cannot be, nothing
    else need be worked out to see it.
    """
    asked = {
        key: row
        for key, row in world.tables["confrontations"].items()
        if selection.get("confrontation", key) == key
    }
    paths: dict[str, None] = {}
    if asked:
        paths |= dict.fromkeys(_postures(world, outcome, selection))
    for key in asked:
        paths[f"confrontations.{key}"] = None
        paths |= dict.fromkeys(
            path
            for path in figure_paths(world, "confrontations", key, None)
            if path.rpartition(".")[2] in FIGURES[outcome]
        )
    for row in asked.values():
        if outcome not in _WITHOUT_CREDIBILITY:
            paths |= dict.fromkeys(_credibility(world, row["contingency"]))
        if set(_DENIAL) <= set(FIGURES[outcome]):
            paths |= dict.fromkeys(_capability(world, row["defender"], selection))
    return tuple(paths)


def _postures(world: World, outcome: str, selection: Selection) -> Iterator[str]:
    chosen = selection.get("posture") if outcome in _ONE_POSTURE else None
    if outcome not in (*_ONE_POSTURE, *_ALL_POSTURES):
        return
    for key in world.ever("postures"):
        if chosen not in (None, key):
            continue
        yield f"postures.{key}"
        if key in world.tables["postures"]:
            yield from figure_paths(world, "postures", key, None)


def _credibility(world: World, contingency: str) -> tuple[str, ...]:
    return obligation_paths.behind(world, "help", {"contingency": contingency})


def _capability(world: World, framework: str, selection: Selection) -> Iterator[str]:
    """Needs of a framework, or its needs before a scenario, and what covers them."""
    for key in world.ever("requirements"):
        versions = world.versions("requirements", key)
        if any(version["framework"] == framework for version in versions):
            yield f"requirements.{key}"
    chosen: dict[str, str | int] = {"framework": framework}
    if "year" in selection:
        chosen["year"] = selection["year"]
    yield from capability.behind(world, "coverage", chosen)
