"""Checks of the postures among which deterrence chooses."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.world.checks.registry import Draft, Finding, check


@check
def postures_make_a_scale(draft: Draft) -> Iterator[Finding]:
    world = draft.world
    if world.tables["confrontations"] and len(world.tables["postures"]) < 2:
        yield (
            "postures",
            "leave nothing to choose in confrontations",
            "Give two postures or more in world/postures.csv",
        )
    first: dict[float, str] = {}
    for key in world.tables["postures"]:
        for figure in world.figures_of(key, table="postures", field="brinkmanship"):
            if not figure.is_exact:
                yield (
                    figure.path,
                    "has a range, though a place on the scale is a convention",
                    "Leave low, high and distribution empty",
                )
            elif first.setdefault(figure.value, key) != key:
                yield (
                    figure.path,
                    f"is the place of '{first[figure.value]}' on the scale",
                    "Give each posture a place of its own",
                )
