"""Checks of rows: cells, choices, references, dates, chains, sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ishizue.schema import DATED, dictionary
from ishizue.world.checks.registry import Draft, Finding, cells, check
from ishizue.world.world import first_day


@check
def required_cells_are_filled(draft: Draft) -> Iterator[Finding]:
    for table in dictionary():
        required = [f.name for f in table.fields.values() if f.required]
        for key, row in draft.world.tables[table.name].items():
            for name in required:
                # A basis of separators alone names nothing.
                if not row[name].strip(";"):
                    yield f"{table.name}.{key}", f"{name} is empty", "Fill it in"


@check
def choices_are_known(draft: Draft) -> Iterator[Finding]:
    for where, field, text in cells(draft, "choice"):
        if text not in field.options:
            yield (
                where,
                f"{field.name} {text!r} is not a choice",
                f"Choose one of {', '.join(field.options)}",
            )


@check
def references_name_a_known_row(draft: Draft) -> Iterator[Finding]:
    for where, field, text in cells(draft, "ref"):
        if not any(text in draft.world.tables[option] for option in field.options):
            files = " or ".join(f"world/{option}.csv" for option in field.options)
            yield (
                where,
                f"{field.name} {text!r} is not a row of {' or '.join(field.options)}",
                f"Add it to {files} or correct the spelling",
            )


@check
def references_name_one_row(draft: Draft) -> Iterator[Finding]:
    for where, field, text in cells(draft, "ref"):
        found = [
            option for option in field.options if text in draft.world.tables[option]
        ]
        if len(found) > 1:
            yield (
                where,
                f"{field.name} {text!r} is a row of {' and of '.join(found)}",
                "Give one of the two rows another key",
            )


@check
def dates_are_dates(draft: Draft) -> Iterator[Finding]:
    for where, field, text in cells(draft, "date"):
        if not _is_date(text):
            yield (
                where,
                f"{field.name} {text!r} is not a date",
                "Write YYYY, YYYY-MM or YYYY-MM-DD",
            )


def _is_date(text: str) -> bool:
    if not DATED.fullmatch(text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


@check
def periods_run_forward(draft: Draft) -> Iterator[Finding]:
    for name, rows in draft.world.tables.items():
        for key, row in rows.items():
            since, until = row.get("since", ""), row.get("until", "")
            if not (_is_date(since) and _is_date(until)):
                continue
            if first_day(until) < first_day(since):
                yield (
                    f"{name}.{key}",
                    f"ends on {until}, before it begins on {since}",
                    "Put since and until in order",
                )


@check
def nothing_contains_itself(draft: Draft) -> Iterator[Finding]:
    """Frameworks in frameworks, parents, orders of projects, and bills of materials."""
    tables = draft.world.tables
    chains: dict[str, dict[str, dict[str, str]]] = {
        "memberships": {},
        "frameworks": {},
        "precedences": {},
        "inputs": {},
    }
    for key, row in tables["memberships"].items():
        if row["member"] in tables["frameworks"]:
            chains["memberships"].setdefault(row["framework"], {})[row["member"]] = key
    for key, row in tables["frameworks"].items():
        if row["parent"]:
            chains["frameworks"].setdefault(key, {})[row["parent"]] = key
    for key, row in tables["precedences"].items():
        chains["precedences"].setdefault(row["project"], {})[row["before"]] = key
    for key, row in tables["inputs"].items():
        chains["inputs"].setdefault(row["product"], {})[row["ingredient"]] = key
    for name, links in chains.items():
        for cycle in _cycles(links):
            yield (
                f"{name}.{links[cycle[-1]][cycle[0]]}",
                f"closes the cycle {' > '.join([*cycle, cycle[0]])}",
                "Take one of these rows out",
            )


def _cycles(links: Mapping[str, Mapping[str, str]]) -> Iterator[list[str]]:
    """One cycle for every node from which one can be reached, found depth first."""
    finished: set[str] = set()
    for start in links:
        trail: list[str] = []
        stack = [(start, iter(links.get(start, {})))]
        if start in finished:
            continue
        trail.append(start)
        while stack:
            node, targets = stack[-1]
            target = next(targets, None)
            if target is None:
                finished.add(node)
                stack.pop()
                trail.pop()
            elif target in trail:
                yield trail[trail.index(target) :]
            elif target not in finished:
                trail.append(target)
                stack.append((target, iter(links.get(target, {}))))


@check
def rules_say_when_a_motion_passes(draft: Draft) -> Iterator[Finding]:
    for key, row in draft.world.tables["rules"].items():
        needed = {"opt-in": ["count_needed"], "weighted": ["weight_share"]}.get(
            row["form"], []
        )
        if row["form"] == "weighted" and row["weight"] == "none":
            needed = ["count_share", "blocking_members"]
        given = [
            name
            for name in needed
            if draft.world.figures_of(key, table="rules", field=name)
        ]
        if needed and not given:
            yield (
                f"rules.{key}",
                f"is {row['form']} and has no figure {' or '.join(map(repr, needed))}",
                "Add it to figures.csv, or correct form and weight",
            )


@check
def tables_have_the_declared_size(draft: Draft) -> Iterator[Finding]:
    for name, (least, most) in draft.counts.items():
        rows = draft.world.tables.get(name)
        if rows is None:
            yield (
                f"study.toml: counts.{name}",
                f"{name!r} is not a table",
                "Correct the name",
            )
        elif not least <= len(rows) <= most:
            yield (
                f"world/{name}.csv",
                f"has {len(rows)} rows, study.toml declares {least} to {most}",
                "Restore the rows, or change the declaration on purpose",
            )
