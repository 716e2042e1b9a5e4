"""Cross-impact matrices into a study's files, and out of them."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ishizue.cli.trial import write_if_whole
from ishizue.errors import EvidenceError, ScenarioError

if TYPE_CHECKING:
    from ishizue.models.crossimpact import Matrix
    from ishizue.world import World

Rows = list[list[str]]


def rows_of(matrix: Matrix, basis: str) -> dict[str, Rows]:
    """Rows of `world/*.csv` and `figures.csv` that hold a matrix, by file.

    Raises:
        EvidenceError: A score cannot stand in a study.
    """
    _refuse(matrix)
    keys = _keys(matrix.descriptors, "development")
    variants = [
        f"{key}-{own}"
        for key, group in zip(keys, matrix.variants, strict=True)
        for own in _keys(group, "state")
    ]
    names = [name for group in matrix.variants for name in group]
    of = [k for k, group in zip(keys, matrix.variants, strict=True) for _ in group]
    judged = [
        (f"{source}-on-{target}", source, target, f"{score:g}")
        for source, row in zip(variants, matrix.impacts.tolist(), strict=True)
        for target, score in zip(variants, row, strict=True)
        if score
    ]
    return {
        "world/descriptors.csv": [
            [key, name, name, basis]
            for key, name in zip(keys, matrix.descriptors, strict=True)
        ],
        "world/variants.csv": [
            [key, descriptor, name, name, basis]
            for key, descriptor, name in zip(variants, of, names, strict=True)
        ],
        "world/impacts.csv": [[k, source, to, basis] for k, source, to, _ in judged],
        "figures.csv": [
            ["impacts", key, "impact_score", "", score, "", "", "", "score", basis]
            for key, _, _, score in judged
        ],
    }


def _refuse(matrix: Matrix) -> None:
    from ishizue.schema import dictionary

    allowed = dictionary().figure("impact_score")
    names = [
        (descriptor, variant)
        for descriptor, group in zip(matrix.descriptors, matrix.variants, strict=True)
        for variant in group
    ]
    for source, row in zip(names, matrix.impacts.tolist(), strict=True):
        for target, score in zip(names, row, strict=True):
            if score and source[0] == target[0]:
                raise EvidenceError(
                    f"{source[0]!r} has an impact on itself ({score:g}, of {source[1]!r} "
                    f"on {target[1]!r}), and a study judges one development's impact on "
                    "another. Fix: set that block to zero in ScenarioWizard."
                )
            if not allowed.low <= score <= allowed.high:
                raise EvidenceError(
                    f"the impact of {source[1]!r} on {target[1]!r} is {score:g}, outside "
                    f"{allowed.low:g} to {allowed.high:g}. Fix: put the scores on a "
                    "narrower scale; only their proportions count."
                )


def _keys(names: Sequence[str], what: str) -> list[str]:
    """A key for each name; its number where the name has no Latin letters."""
    found: list[str] = []
    for number, name in enumerate(names, start=1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        key = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
        key = key or f"{what}-{number}"
        found.append(f"{key}-{number}" if key in found else key)
    return found


def put(folder: Path, added: Mapping[str, Iterable[Sequence[str]]]) -> None:
    """Add rows to files of a study, if it then still holds together.

    Raises:
        CheckFailed: It does not; nothing is written.
        ScenarioError: The study has developments already.
    """
    from ishizue.world import build

    if build(folder).world.tables["descriptors"]:
        raise ScenarioError(
            f"{folder} has developments already. Fix: import into a study without, or "
            "take out the rows of descriptors, variants, impacts, futures and "
            "future_variants first."
        )
    content = {name: _with(folder / name, rows) for name, rows in added.items()}
    write_if_whole(folder, content)


def _with(path: Path, rows: Iterable[Sequence[str]]) -> str:
    """The text of a file with rows added at its end."""
    text = path.read_text("utf-8-sig")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return text + ("" if text.endswith("\n") else "\n") + out.getvalue()


def named(world: World, lang: str) -> Matrix:
    """The matrix a world states, under the names of its rows.

    Raises:
        EvidenceError: The world has no developments.
        ModelError: Two rows share a name.
    """
    from ishizue.lenses.futures import stated
    from ishizue.models.crossimpact import Matrix

    matrix = stated(world)
    if matrix is None:
        raise EvidenceError(
            "the study has no developments to export. Fix: fill in world/descriptors.csv "
            "and world/variants.csv."
        )
    tables = world.tables
    return Matrix(
        [tables["descriptors"][key][f"name_{lang}"] for key in matrix.descriptors],
        [[tables["variants"][v][f"name_{lang}"] for v in g] for g in matrix.variants],
        matrix.impacts,
    )
