"""Checks of roadmaps: the order of projects, yearly money, and who holds a gain."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.world.checks.registry import Draft, Finding, check

ROUNDING = 1e-9


@check
def precedences_join_projects_of_one_roadmap(draft: Draft) -> Iterator[Finding]:
    projects = draft.world.tables["projects"]
    for key, row in draft.world.tables["precedences"].items():
        if not {row["project"], row["before"]} <= projects.keys():
            continue
        roadmap, other = (
            projects[row[column]]["roadmap"] for column in ("project", "before")
        )
        if roadmap != other:
            yield (
                f"precedences.{key}",
                f"waits for a project of {other or 'no roadmap'!r}, itself of "
                f"{roadmap or 'no roadmap'!r}: it would never begin",
                "Put both into one roadmap, or take the row out",
            )


@check
def budgets_give_each_year_once(draft: Draft) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for key, row in draft.world.tables["budgets"].items():
        year = row["budget_year"][:4]
        other = first.setdefault((row["roadmap"], year), key)
        if other != key:
            yield (
                f"budgets.{key}",
                f"gives '{row['roadmap']}' money for {year}, as '{other}' does",
                "Join the two rows",
            )


@check
def gains_are_held_once(draft: Draft) -> Iterator[Finding]:
    """However the shares turn out, no more is held than is gained."""
    most: dict[str, float] = {}
    last: dict[str, str] = {}
    for key, row in draft.world.tables["holders"].items():
        stated = draft.world.figures_of(key, table="holders", field="gain_share")
        most[row["project"]] = most.get(row["project"], 0.0) + sum(
            figure.value for figure in stated
        )
        last[row["project"]] = key
    for project, shares in most.items():
        if shares > 1 + ROUNDING:
            yield (
                f"holders.{last[project]}",
                f"the shares of what '{project}' gains add up to {shares:g}",
                "Lower them to 1 at most",
            )
