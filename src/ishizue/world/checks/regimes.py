"""Checks of control lists and of the rules by which they change."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.world.checks.registry import Draft, Finding, check


@check
def lists_change_by_a_rule_of_their_regime(draft: Draft) -> Iterator[Finding]:
    tables = draft.world.tables
    for key, row in tables["controls"].items():
        rule = tables["rules"].get(row["rule"])
        if rule is not None and rule["framework"] != row["framework"]:
            yield (
                f"controls.{key}",
                f"rule '{row['rule']}' is one of '{rule['framework']}', and the list "
                f"one of '{row['framework']}'",
                "Name a rule of the regime that keeps the list",
            )
