"""What was found, held against what a careful reader marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from benchmarks.labels import CLAIMS, MENTIONS, NAMES, Label, Labelled

Listed = list[tuple[str, Label]]


@dataclass
class Score:
    """How much of one kind was found, and how much of what was found is right.

    Attributes:
        exhaustive: Whether everything of this kind is marked, so that what else is
            found is false.
        missed, false: With the document's name.
    """

    name: str
    exhaustive: bool = True
    labels: int = 0
    hits: int = 0
    right: int = 0
    missed: Listed = field(default_factory=list)
    false: Listed = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the labels that were found."""
        return self.hits / self.labels if self.labels else 1.0

    @property
    def precision(self) -> float:
        """Share right of what was found, leaving out what counts neither way."""
        counted = self.right + len(self.false)
        return self.right / counted if counted else 1.0

    def add(self, other: Score) -> None:
        """Count another score of the same kind in."""
        self.labels += other.labels
        self.hits += other.hits
        self.right += other.right
        self.missed += other.missed
        self.false += other.false

    def __str__(self) -> str:
        line = f"recall {self.recall:6.1%} ({self.hits}/{self.labels})"
        if self.exhaustive:
            counted = self.right + len(self.false)
            line += f", precision {self.precision:6.1%} ({self.right}/{counted})"
        return line


def score(documents: Iterable[tuple[Labelled, list[Label]]]) -> dict[str, Score]:
    """Scores by name, of documents and what was found in each.

    Beside the kinds of mention, `damage`, `section` and the kinds of claim there are
    `claims` (the four kinds that are marked everywhere), `modality` (of those four,
    where found), and `mention traps` and `claim traps`, where a hit is a trap that
    nothing fell into.
    """
    total: dict[str, Score] = {}
    for document, found in documents:
        for part in _parts(document, found):
            if part.name in total:
                total[part.name].add(part)
            else:
                total[part.name] = part
    claims = Score("claims")
    for kind in CLAIMS:
        claims.add(total[kind])
    return {**total, "claims": claims}


def _parts(document: Labelled, found: list[Label]) -> Iterable[Score]:
    for kind in (*MENTIONS, "damage", "section"):
        yield _compare(
            kind,
            document,
            [label for label in document.labels if label.kind == kind],
            [label for label in found if label.kind == kind],
        )
    stated = [label for label in document.labels if label.kind == "claim"]
    proposed = [_named(document, label) for label in found if label.kind == "claim"]
    for kind in sorted({label.value for label in (*stated, *proposed)} | set(CLAIMS)):
        yield _compare(
            kind,
            document,
            [label for label in stated if label.value == kind],
            [label for label in proposed if label.value == kind],
        )
    yield _modality(document, stated, proposed)
    for name, inside in (("mention traps", MENTIONS), ("claim traps", CLAIMS)):
        yield _traps(name, document, found, inside)


def _named(document: Labelled, claim: Label) -> Label:
    """The claim with an object only where it is a name; it may be any words else."""
    names = {label.value for label in document.labels if label.kind in NAMES}
    objects = ";".join(sorted(_keys(claim.details["object"]) & names))
    return replace(claim, details={**claim.details, "object": objects})


def _compare(
    name: str, document: Labelled, labels: list[Label], found: list[Label]
) -> Score:
    exhaustive = name in (*MENTIONS, *CLAIMS, "damage", "section")
    result = Score(name, exhaustive, labels=len(labels))
    for label in labels:
        if any(matches(label, candidate) for candidate in found):
            result.hits += 1
        else:
            result.missed.append((document.name, label))
    for candidate in found:
        if any(matches(label, candidate) for label in labels):
            result.right += 1
        elif exhaustive and not _excused(document, candidate):
            result.false.append((document.name, candidate))
    return result


def _excused(document: Labelled, found: Label) -> bool:
    """Whether the find counts neither way."""
    return any(
        (label.kind == "any" and label.speaks_of(found))
        or (label.kind == "damage" and found.kind in MENTIONS and label.overlaps(found))
        for label in document.labels
    )


def _traps(
    name: str, document: Labelled, found: list[Label], inside: tuple[str, ...]
) -> Score:
    traps = [
        label
        for label in document.labels
        if label.kind == "trap" and label.value.split("|")[0] in inside
    ]
    result = Score(name, exhaustive=False, labels=len(traps))
    for trap in traps:
        caught = [f for f in found if trap.speaks_of(f)]
        result.hits += not caught
        result.false += [(document.name, f) for f in caught]
    return result


def _modality(document: Labelled, stated: list[Label], proposed: list[Label]) -> Score:
    result = Score("modality", exhaustive=False)
    for label in stated:
        given = [found for found in proposed if matches(label, found)]
        if not given or label.value not in CLAIMS:
            continue
        result.labels += 1
        if any(_same(label, f, "modality") for f in given):
            result.hits += 1
        else:
            result.missed.append((document.name, label))
            result.false.append((document.name, given[0]))
    return result


def matches(label: Label, found: Label) -> bool:
    """Whether the find is what the label says."""
    if label.kind != found.kind or not label.overlaps(found):
        return False
    if label.kind == "claim":
        return label.value == found.value and _same_claim(label, found)
    if label.kind == "quantity":
        return (
            _same_number(label, found)
            and _same(label, found, "unit")
            and _same(label, found, "per")
        )
    if label.kind in ("organisation", "person") or label.value == "":
        return label.kind in NAMES
    return found.value in label.value.split("|")


def _same(label: Label, found: Label, key: str) -> bool:
    return found.details.get(key, "") in label.details.get(key, "").split("|")


def _same_number(label: Label, found: Label) -> bool:
    bounds = label.value.split("/")
    given = found.value.split("/")
    if len(bounds) > 1 and len(given) == 1:
        given = [found.details.get("low", ""), found.details.get("high", "")]
    try:
        return [float(n) for n in bounds] == [float(n) for n in given]
    except ValueError:
        return False


def _same_claim(label: Label, found: Label) -> bool:
    """Whether polarity and parties agree."""
    if label.details["polarity"] != found.details["polarity"]:
        return False
    subjects = _keys(found.details["subject"])
    objects = _keys(found.details["object"])
    wanted = _keys(label.details["subject"])
    if label.value == "cooperation":
        parties = subjects | objects
        return len(parties & wanted) > 1 and parties <= wanted
    about = _keys(label.details.get("object", ""))
    return bool(wanted & subjects or not wanted) and bool(about & objects or not about)


def _keys(names: str) -> set[str]:
    return {name for name in re.split(r"[;|]", names) if name}
