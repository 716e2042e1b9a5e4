"""Checks of developments and of the futures made of them."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.world.checks.registry import Draft, Finding, check


@check
def impacts_join_two_developments(draft: Draft) -> Iterator[Finding]:
    variants = draft.world.tables["variants"]
    first: dict[tuple[str, str], str] = {}
    for key, row in draft.world.tables["impacts"].items():
        source, target = row["source"], row["target"]
        if source not in variants or target not in variants:
            continue
        if variants[source]["descriptor"] == variants[target]["descriptor"]:
            yield (
                f"impacts.{key}",
                f"'{source}' and '{target}' are variants of one development",
                "Judge the impact of one development on another",
            )
        elif first.setdefault((source, target), key) != key:
            yield (
                f"impacts.{key}",
                f"the same impact is judged in '{first[source, target]}'",
                "Keep one; where judges differ, write a ruling with a range",
            )


@check
def futures_choose_one_variant_of_each_development(draft: Draft) -> Iterator[Finding]:
    tables = draft.world.tables
    chosen: dict[tuple[str, str], list[str]] = {
        (future, descriptor): []
        for future in tables["futures"]
        for descriptor in tables["descriptors"]
    }
    for row in tables["future_variants"].values():
        variant = tables["variants"].get(row["variant"], {})
        place = row["future"], variant.get("descriptor", "")
        if place in chosen:
            chosen[place].append(row["variant"])
    for (future, descriptor), variants in chosen.items():
        # A scenario may rule a variant out, and with it the futures that chose it.
        if len(variants) > 1 or (not variants and not draft.changed):
            named = " and ".join(variants) or "no variant"
            yield (
                f"futures.{future}",
                f"chooses {named} of '{descriptor}'",
                "Name one variant of each development in world/future_variants.csv",
            )
