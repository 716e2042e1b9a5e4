"""Checks of satellites, the areas they pass over and who shares what they see."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.world.checks.registry import Draft, Finding, check


@check
def areas_lie_between_their_limits(draft: Draft) -> Iterator[Finding]:
    for key, (south, north) in _ends(
        draft, "areas", "southern_limit", "northern_limit"
    ).items():
        if south >= north:
            yield (
                f"areas.{key}",
                f"reaches from {south:g} to {north:g} degrees",
                "Give a southern_limit below the northern_limit, south of the equator "
                "with a minus",
            )


@check
def orbits_have_their_perigee_below_their_apogee(draft: Draft) -> Iterator[Finding]:
    for key, (low, high) in _ends(draft, "satellites", "perigee", "apogee").items():
        if low > high:
            yield (
                f"satellites.{key}",
                f"has its perigee at {low:g} km, above its apogee at {high:g} km",
                "Exchange the two, or correct them",
            )


@check
def owners_share_in_one_row(draft: Draft) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for key, row in draft.world.tables["sharings"].items():
        if first.setdefault(row["actor"], key) != key:
            owner = row["actor"] or "joint European owners"
            yield (
                f"sharings.{key}",
                f"is of {owner}, as '{first[row['actor']]}' is",
                "Keep one row for each owner",
            )


def _ends(
    draft: Draft, table: str, first: str, second: str
) -> dict[str, tuple[float, float]]:
    """Two figures of each row that has both."""
    found = {}
    for key in draft.world.tables[table]:
        stated = [
            draft.world.figures_of(key, table=table, field=f) for f in (first, second)
        ]
        if all(stated):
            found[key] = (stated[0][0].value, stated[1][0].value)
    return found
