"""What a careful reader marked in the benchmark's documents.

Beside every text of `evidence_documents` stands a JSONL file. Its first line gives the
document's `date`, as the analyst who files it knows it, and `dated`, what reading should
find in the document itself (empty where it says nothing). Every other line is a label:
`para`, `start`, `end` and `surface` as in a mention, a `kind`, a `value`, and details.
Of texts of that length the reader marked everything that is there, so what the program
finds beside it is false. Kinds:

- those of mentions, with their keys, dates and numbers;
- `damage` (foreign, repeated) and, for whole paragraphs that are not body, `section`;
- `claim`, the value being the kind of claim, over the sentence that makes it. `subject`
  names who makes it, several joined by `;`, of whom one must be found; of a cooperation
  two, and nobody else. It is empty, and not compared, where the sentence leaves it out.
  `object` stands where the sentence names an actor or a framework as such;
- `trap`: nothing of the kind its value names may be found there;
- `any`: readers may differ, so what is found there counts neither way (nothing of the
  kind its value names; any mention at all where it names none).

`|` separates readings that are equally right. An empty value of a name means that only
the place counts, its key being a matter of taste.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("evidence_documents")
FIRST_HELD_OUT = 11

NAMES = ("actor", "framework", "organisation", "person")
MENTIONS = (*NAMES, "date", "quantity")
CLAIMS = ("commitment", "dependency", "cooperation", "capability")
"""The kinds of claim that are marked wherever they stand; others where clear."""


@dataclass(frozen=True)
class Label:
    """A stretch of a paragraph and what it is; what the program finds, likewise."""

    para: int
    start: int
    end: int
    surface: str
    kind: str
    value: str
    details: Mapping[str, str] = field(default_factory=dict)

    def overlaps(self, other: Label) -> bool:
        """Whether they share a character."""
        return (
            self.para == other.para
            and self.start < other.end
            and other.start < self.end
        )

    def speaks_of(self, found: Label) -> bool:
        """Whether this trap or `any` is about what was found there."""
        if not self.overlaps(found):
            return False
        about = found.value if found.kind == "claim" else found.kind
        if self.value == "":
            return about in MENTIONS
        return about in self.value.split("|")

    def __str__(self) -> str:
        what = self.value if self.kind == "claim" else f"{self.kind} {self.value}"
        more = " ".join(f"{k}={v}" for k, v in self.details.items() if v)
        place = f"{self.para}:{self.start}-{self.end}"
        return " ".join(f"{place} {what} {more} «{self.surface}»".split())


@dataclass(frozen=True)
class Labelled:
    """A document of the benchmark with its labels.

    Attributes:
        held_out: Whether what is missed in it is shown to nobody who writes rules.
    """

    name: str
    data: bytes
    date: str
    dated: str
    labels: tuple[Label, ...]
    held_out: bool

    def paragraphs(self) -> list[str]:
        """Its lines that are not empty, stripped."""
        lines = (line.strip() for line in self.data.decode().split("\n"))
        return [line for line in lines if line]


def load() -> tuple[Labelled, ...]:
    """Every document of the benchmark, by number."""
    return tuple(_load(path) for path in sorted(FOLDER.glob("*.txt")))


def _load(path: Path) -> Labelled:
    lines = path.with_suffix(".jsonl").read_text("utf-8").splitlines()
    header, *rows = (json.loads(line) for line in lines)
    return Labelled(
        path.name,
        path.read_bytes(),
        header["date"],
        header["dated"],
        tuple(_label(row) for row in rows),
        held_out=int(path.name.partition("-")[0]) >= FIRST_HELD_OUT,
    )


def _label(row: dict[str, Any]) -> Label:
    own = ("para", "start", "end", "surface", "kind", "value")
    details = {key: value for key, value in row.items() if key not in own}
    return Label(**{key: row[key] for key in own}, details=details)
