"""The ledger of a study: its documents, claims, rulings and decisions, as filed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import ValidationError

from ishizue.errors import Issue
from ishizue.evidence.files import read_rows, read_text
from ishizue.evidence.records import Claim, Decision, Document, Record, Ruling

R = TypeVar("R", bound=Record)

DECISIONS = "decisions.jsonl"


@dataclass(frozen=True)
class Ledger:
    """Everything a study's numbers may rest on, by id."""

    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    rulings: Mapping[str, Ruling]
    lines: Mapping[str, str]
    """Where each record stands: id to `file:line`."""
    decisions: tuple[Decision, ...] = ()
    """What was decided about claims, the oldest first."""

    def claims_behind(self, basis: str) -> tuple[Claim, ...]:
        """The claims a basis comes down to: itself, or those its ruling weighed."""
        if basis in self.claims:
            return (self.claims[basis],)
        if basis in self.rulings:
            ids = self.rulings[basis].considers.split(";")
            return tuple(self.claims[i] for i in ids if i in self.claims)
        return ()

    def is_unverified(self, basis: str) -> bool:
        """Whether a basis is recalled knowledge that still has to be checked."""
        ruling = self.rulings.get(basis)
        return ruling is not None and ruling.status == "unverified"


def read_ledger(folder: Path, issues: list[Issue]) -> Ledger:
    """Read a study's documents, claims, rulings and decisions.

    They are `documents.csv`, `claims/*.jsonl`, `rulings.csv` and, once something was
    decided, `decisions.jsonl`.
    """
    lines: dict[str, str] = {}
    documents = _read_table(folder, "documents.csv", Document, lines, issues)
    rulings = _read_table(folder, "rulings.csv", Ruling, lines, issues)
    claims: dict[str, Claim] = {}
    for path in sorted((folder / "claims").glob("*.jsonl")):
        name = f"claims/{path.name}"
        for number, claim in _read_lines(path, name, Claim, issues):
            _enter(claims, claim.id, claim, f"{name}:{number}", lines, issues)
    decided: tuple[Decision, ...] = ()
    if (folder / DECISIONS).exists():
        read = _read_lines(folder / DECISIONS, DECISIONS, Decision, issues)
        decided = tuple(decision for _, decision in read)
    return Ledger(
        MappingProxyType(documents),
        MappingProxyType(claims),
        MappingProxyType(rulings),
        MappingProxyType(lines),
        decided,
    )


def _read_table(
    folder: Path,
    name: str,
    kind: type[R],
    lines: dict[str, str],
    issues: list[Issue],
) -> dict[str, R]:
    columns = list(kind.model_fields)
    records: dict[str, R] = {}
    for line, cells in read_rows(folder / name, name, columns, issues):
        filled = {k: v for k, v in cells.items() if v}
        record = _validated(kind, filled, f"{name}:{line}", issues)
        if record is not None:
            _enter(records, cells[columns[0]], record, f"{name}:{line}", lines, issues)
    return records


def _read_lines(
    path: Path, name: str, kind: type[R], issues: list[Issue]
) -> Iterator[tuple[int, R]]:
    text = read_text(path, name, issues)
    # JSON may hold U+2028 and the like as they are; only a line feed ends a line.
    for number, line in enumerate((text or "").split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        content = _parsed(line)
        if isinstance(content, str):
            issues.append(
                Issue(
                    where,
                    content,
                    "Write one JSON object a line",
                    "claims_can_be_read",
                )
            )
            continue
        record = _validated(kind, content, where, issues)
        if record is not None:
            yield number, record


def _parsed(line: str) -> dict[str, object] | str:
    """The JSON object on a line, or what is wrong with it."""
    try:
        content = json.loads(line)
    except json.JSONDecodeError as error:
        return f"is not JSON ({error.msg} at column {error.colno})"
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, and nesting without end.
        return f"is not JSON that can be read ({error})"
    return content if isinstance(content, dict) else "is not a JSON object"


def _validated(
    kind: type[R], content: Mapping[str, object], where: str, issues: list[Issue]
) -> R | None:
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        for fault in error.errors():
            field = ".".join(str(part) for part in fault["loc"]) or "record"
            issues.append(
                Issue(
                    where,
                    f"{field}: {fault['msg'].removeprefix('Value error, ')}",
                    f"See {kind.__name__} in the documentation of the study's files",
                    "records_can_be_read",
                )
            )
        return None


def _enter(
    records: dict[str, R],
    key: str,
    record: R,
    where: str,
    lines: dict[str, str],
    issues: list[Issue],
) -> None:
    if key in lines:
        issues.append(
            Issue(
                where,
                f"'{key}' already stands at {lines[key]}",
                "Keep one of the two",
                "records_are_named_once",
            )
        )
        return
    records[key] = record
    lines[key] = where
