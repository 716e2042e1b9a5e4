"""Reads project files of ScenarioWizard, the program most matrices were made with.

A project file (`.scw`) is text in sections that end with a line `#`: names of descriptors
(`&`) and variants (`-`); remarks on them; a blank section; colours; a blank section; the
matrix, one row of comma-separated scores for each variant; then remarks on judgements.
Names and matrix are read; colours and remarks are not. Solution files (`.sl`) are not
read: `consistent` gives what they hold.

Reference:
    Weimer-Jehle, W. (2018). ScenarioWizard 4.3: constructing consistent scenarios using
    cross-impact balance analysis. Manual, appendix 1. ZIRIUS, University of Stuttgart.
"""

from __future__ import annotations

from pathlib import Path

from ishizue.errors import ModelError
from ishizue.models.impact_matrix import Matrix

_MATRIX = 5  # number of the section that holds it, from 0

_Line = tuple[int, str]


def read_scw(path: str | Path) -> Matrix:
    """Read the cross-impact matrix of a ScenarioWizard project file.

    Variants without a name are named by their number, from 1.

    Raises:
        ModelError: The file cannot be read, is of another kind, or is incomplete; the
            message names file and line.
    """
    file = Path(path)
    sections = _sections(file)
    descriptors, variants = _structure(file, sections[0])
    count = sum(map(len, variants))
    rows = [_scores(file, line, count) for line in sections[_MATRIX]]
    if len(rows) != count:
        raise ModelError(
            f"{file}: the matrix has {len(rows)} rows, but {count} variants are named; "
            "give one row for each variant"
        )
    try:
        return Matrix(descriptors, variants, rows)  # type: ignore[arg-type]  # converts
    except ModelError as error:
        raise ModelError(f"{file}: {error}") from None


def _sections(file: Path) -> list[list[_Line]]:
    """Lines that are not blank, with their numbers, by section."""
    lines = _text(file).splitlines()
    if not lines or not lines[0].startswith("$ ScenarioWizard"):
        raise ModelError(
            f"{file}:1: not a ScenarioWizard project; its first line must begin with "
            "'$ ScenarioWizard'"
        )
    sections: list[list[_Line]] = [[]]
    for number, line in enumerate(lines[1:], 2):
        if line.strip() == "#":
            sections.append([])
        elif line.strip():
            sections[-1].append((number, line.strip()))
    if len(sections) <= _MATRIX:
        raise ModelError(
            f"{file}: {len(sections)} sections, and the matrix is the sixth; save the "
            "project again in ScenarioWizard"
        )
    return sections


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise ModelError(f"{file}: {reason}; give a ScenarioWizard project") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # ScenarioWizard is a program for Windows; older versions write its code page.
        return content.decode("cp1252", errors="replace")


def _structure(file: Path, lines: list[_Line]) -> tuple[list[str], list[list[str]]]:
    """Names of descriptors and of their variants."""
    descriptors: list[str] = []
    variants: list[list[str]] = []
    for number, line in lines:
        if line.startswith("&"):
            descriptors.append(line[1:].strip())
            variants.append([])
        elif line.startswith("-") and descriptors:
            variants[-1].append(line[1:].strip() or str(len(variants[-1]) + 1))
        elif descriptors:
            raise ModelError(
                f"{file}:{number}: {line!r} is neither a descriptor ('&') nor a variant "
                "('-'); save the project again in ScenarioWizard"
            )
    return descriptors, variants


def _scores(file: Path, line: _Line, count: int) -> list[float]:
    number, text = line
    try:
        scores = [float(score) for score in text.split(",")]
    except ValueError:
        raise ModelError(
            f"{file}:{number}: a score is not a number; write numbers divided by commas"
        ) from None
    if len(scores) != count:
        raise ModelError(
            f"{file}:{number}: {len(scores)} scores, but {count} variants are named; "
            "give one score for each variant"
        )
    return scores


def scw_text(matrix: Matrix, title: str = "matrix.scw") -> str:
    """The matrix as the text of a ScenarioWizard project file.

    Remarks are left empty, and scores written as they are; ScenarioWizard itself knows
    whole numbers only. The layout is that of its version 4.
    """
    names = [
        line
        for descriptor, group in zip(matrix.descriptors, matrix.variants, strict=True)
        for line in (f"&{descriptor}", *(f" -{variant}" for variant in group))
    ]
    remarks = [
        line for group in matrix.variants for line in ("&", *(" " for _ in group))
    ]
    rows = [",".join(f"{score:2g} " for score in row) for row in matrix.impacts]
    count = len(matrix.descriptors)
    judged = ["# 0-0", *["# "] * count, *["#  -> "] * count**2]
    lines = [
        "$ ScenarioWizard 4.0",
        title,
        *names,
        "#",
        *remarks,
        *("#", "#"),
        *("FFFFFF" for _ in rows),
        *("#", "#"),
        *rows,
        "#",
        *(line for remark in judged for line in (remark, '""')),
        *("#", "#"),
    ]
    return "\n".join(lines) + "\n"
