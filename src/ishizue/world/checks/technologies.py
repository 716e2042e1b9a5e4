"""Checks of what actors are strong in and what they need."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.world.checks.registry import Draft, Finding, check


@check
def levels_are_judged_once(draft: Draft) -> Iterator[Finding]:
    for table in ("strengths", "needs"):
        first: dict[tuple[str, str], str] = {}
        for key, row in draft.world.tables[table].items():
            holder = row["actor"], row["technology"]
            if first.setdefault(holder, key) != key:
                yield (
                    f"{table}.{key}",
                    f"'{row['actor']}' in '{row['technology']}' is judged in "
                    f"'{first[holder]}'",
                    "Keep one; where judges differ, write a ruling with a range",
                )
