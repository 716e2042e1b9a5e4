"""What analysts confirmed about names, append-only: a surface means a key, or no more.

A study keeps them in `names.jsonl`, one decision a line. Nothing is ever taken out of
it: an undo is a line of its own that names the decision it undoes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from ishizue.errors import EvidenceError
from ishizue.evidence.records import Record, Slug

FILE = "names.jsonl"

Moment = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$")
]


class Merge(Record):
    """An analyst's word that a surface means a key.

    Attributes:
        when: Day, or moment in UTC.
        undoes: Id of the earlier decision this one takes back.
    """

    surface: str = Field(min_length=2)
    key: Slug
    kind: Literal["actor", "organisation", "framework", "person"]
    who: str = Field(min_length=1)
    when: Moment
    undoes: str = ""

    @property
    def id(self) -> str:
        """The name its content gives it."""
        content = json.dumps(self.model_dump(), sort_keys=True, ensure_ascii=False)
        return "m-" + hashlib.sha256(content.encode()).hexdigest()[:12]


def now() -> str:
    """This moment, as a merge writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_merges(folder: Path) -> tuple[Merge, ...]:
    """Every decision of a study, in the order taken; none where there is no file.

    Raises:
        EvidenceError: A line cannot be read; the message names every such line.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    merges, faults = [], []
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceError(
            f"{FILE}: cannot be read ({error}). Fix: Save it as UTF-8"
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            merges.append(Merge.model_validate_json(line))
        except ValidationError as error:
            fault = error.errors()[0]
            field = ".".join(str(part) for part in fault["loc"]) or "line"
            faults.append(f"{FILE}:{number}: {field}: {fault['msg']}")
    if faults:
        raise EvidenceError(
            "\n".join(faults) + "\nFix: Mend or empty the line; one JSON object a line"
        )
    return tuple(merges)


def standing(merges: Iterable[Merge]) -> tuple[Merge, ...]:
    """The decisions in force: a later one about a surface replaces an earlier one."""
    by_surface: dict[str, Merge] = {}
    for merge in merges:
        current = by_surface.get(merge.surface)
        if not merge.undoes:
            by_surface[merge.surface] = merge
        elif current is not None and current.id == merge.undoes:
            del by_surface[merge.surface]
    return tuple(by_surface.values())


def confirm(folder: Path, merge: Merge) -> Merge:
    """Write down that a surface means a key; it holds from the next reading on."""
    _append(folder / FILE, merge)
    return merge


def undo(folder: Path, surface: str, who: str, when: str = "") -> Merge:
    """Take back the decision in force about a surface; both stay on file.

    Raises:
        EvidenceError: No decision about the surface is in force.
    """
    for merge in standing(read_merges(folder)):
        if merge.surface == surface:
            change = {"who": who, "when": when or now(), "undoes": merge.id}
            return confirm(folder, Merge(**(merge.model_dump() | change)))
    raise EvidenceError(
        f"{FILE}: nothing confirmed about '{surface}' is in force. "
        "Fix: Give the surface as it was confirmed"
    )


def _append(path: Path, merge: Merge) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps(merge.model_dump(exclude_defaults=True), ensure_ascii=False)
    line = content.encode() + b"\n"
    with path.open("ab+") as file:
        # A line cut short by a crash must not swallow this one.
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                line = b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
