"""Reading and writing a study's files: every fault collected, nothing half-written."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ishizue.errors import Issue


class Row(NamedTuple):
    """One row of a file, and the line it starts on."""

    line: int
    cells: dict[str, str]


def read_text(path: Path, where: str, issues: list[Issue]) -> str | None:
    """The file's text, or None after adding the fault to `issues`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        problem, fix = f"cannot be read ({error.strerror})", "Mend what is named"
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            problem = "the file is missing"
            fix = "Add it; with only its header it is an empty table"
        elif isinstance(error, IsADirectoryError):
            problem, fix = "is not a file", "Put a file there"
        issues.append(Issue(where, problem, fix, "files_are_present"))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec skips the byte order mark before it counts.
        start = error.start + len(content) - len(error.object)
        line = content[:start].count(b"\n") + 1
        issues.append(
            Issue(
                f"{where}:{line}",
                f"byte 0x{content[start]:02x} is not UTF-8",
                "Save the file as UTF-8",
                "files_are_utf8",
            )
        )
        return None


def read_rows(
    path: Path, where: str, columns: Sequence[str], issues: list[Issue]
) -> list[Row]:
    """Rows of a CSV file whose header must hold exactly `columns`, in any order.

    Faults are added to `issues`, with file and line; rows that can be read are
    returned all the same, so that one run shows every fault.
    """
    text = read_text(path, where, issues)
    if text is None:
        return []
    # Lines end where CSV says they do: not at U+2028 and the like, within a cell.
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(lines, [])
        if not _header_is_whole(header, columns, where, issues):
            return []
        rows = []
        next_line = lines.line_num + 1
        for cells in lines:
            # A cell may hold line breaks; a row stands where it starts.
            line, next_line = next_line, lines.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                issues.append(
                    Issue(
                        f"{where}:{line}",
                        f"has {len(cells)} cells, the header has {len(header)}",
                        "Quote cells that hold a comma; leave unknown cells empty",
                        "rows_are_whole",
                    )
                )
                continue
            pairs = zip(header, cells, strict=True)
            rows.append(Row(line, {name: cell.strip() for name, cell in pairs}))
    except csv.Error as error:
        issues.append(
            Issue(
                f"{where}:{lines.line_num}",
                f"cannot be read as CSV ({error})",
                "Close every quotation mark",
                "rows_are_whole",
            )
        )
        return []
    return rows


def _header_is_whole(
    header: list[str], columns: Sequence[str], where: str, issues: list[Issue]
) -> bool:
    missing = [c for c in columns if c not in header]
    unknown = [c for c in header if c not in columns]
    twice = sorted({c for c in header if header.count(c) > 1})
    for problem, names, fix in (
        ("lacks column(s)", missing, f"The columns are: {', '.join(columns)}"),
        ("has unknown column(s)", unknown, f"The columns are: {', '.join(columns)}"),
        ("names column(s) twice", twice, "Keep one"),
    ):
        if names:
            listed = ", ".join(repr(n) for n in names)
            issues.append(
                Issue(
                    f"{where}:1",
                    f"{problem} {listed}",
                    fix,
                    "columns_match_the_dictionary",
                )
            )
    return not (missing or unknown or twice)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file under a temporary name, then rename: all of it or nothing."""
    data = content.encode() if isinstance(content, str) else content
    with replacing(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary name to write a file under, which in the end takes its place.

    Whatever goes wrong on the way leaves what was there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        # mkstemp makes private files; a result is as readable as any other file.
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
