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


@check
def exports_of_a_list_make_no_more_than_a_whole(draft: Draft) -> Iterator[Finding]:
    world = draft.world
    sums: dict[str, float] = {}
    for key, row in world.tables["exports"].items():
        for figure in world.figures_of(key, table="exports", field="export_share"):
            sums[row["control"]] = sums.get(row["control"], 0.0) + figure.value
    for control, whole in sums.items():
        if whole > 1 + 1e-6:
            yield (
                f"controls.{control}",
                f"has exporters with shares of {whole:.3g} together",
                "Give shares of the world's exports, each exporter once",
            )
