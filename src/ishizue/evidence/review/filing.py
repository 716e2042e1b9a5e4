"""What is written into a study's files when something is decided.

Only what changes is touched: every other row and line stays as it was, to the byte.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from ishizue.evidence.files import write_whole
from ishizue.evidence.ledger import DECISIONS
from ishizue.evidence.records import Claim, Decision, Document, Record

REVIEWED = "claims/reviewed.jsonl"
"""Where claims go that were proposed by the store; others stay where they stand."""


def file_decisions(
    folder: Path,
    documents: Sequence[Document],
    decisions: Sequence[Decision],
    lines: Mapping[str, str],
) -> None:
    """Write documents, decisions and the claims decided about, in this order.

    Each file is written whole or not at all. If the last is not written, deciding the
    same again writes it.

    Args:
        folder: The study's.
        documents: Rows to add.
        decisions: What was decided.
        lines: Where records stand, `file:line` by id, as the ledger says.
    """
    if documents:
        path = folder / "documents.csv"
        write_whole(path, _with_rows(path.read_bytes(), documents))
    path = folder / DECISIONS
    write_whole(path, _with_lines(_bytes(path), decisions))
    files: dict[str, list[Claim]] = {}
    for decision in decisions:
        name = lines.get(decision.claim.id, REVIEWED).partition(":")[0]
        files.setdefault(name, []).append(decision.claim)
    for name, claims in files.items():
        content = _bytes(folder / name)
        for claim in claims:
            if claim.id in lines:
                number = int(lines[claim.id].rpartition(":")[2])
                content = _with_line(content, number, claim)
        added = [claim for claim in claims if claim.id not in lines]
        write_whole(folder / name, _with_lines(content, added))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _with_rows(content: bytes, documents: Sequence[Document]) -> bytes:
    """A CSV file with rows added, in the order of its columns and with its line ends."""
    header = content.decode("utf-8-sig").splitlines()[0]
    columns = next(csv.reader([header]))
    end = "\r\n" if b"\r\n" in content else "\n"
    rows = io.StringIO(newline="")
    writer = csv.writer(rows, lineterminator=end)
    for document in documents:
        cells = document.model_dump()
        writer.writerow("" if cells[c] is None else cells[c] for c in columns)
    return _ended(content, end.encode()) + rows.getvalue().encode()


def _with_lines(content: bytes, records: Sequence[Record]) -> bytes:
    """A file of JSON lines with lines added."""
    added = "".join(_line(record) + "\n" for record in records)
    return _ended(content, b"\n") + added.encode()


def _with_line(content: bytes, number: int, record: Record) -> bytes:
    """A file of JSON lines with one line replaced; only a line feed ends a line."""
    lines = content.split(b"\n")
    end = b"\r" if lines[number - 1].endswith(b"\r") else b""
    lines[number - 1] = _line(record).encode() + end
    return b"\n".join(lines)


def _line(record: Record) -> str:
    return json.dumps(record.model_dump(exclude_defaults=True), ensure_ascii=False)


def _ended(content: bytes, end: bytes) -> bytes:
    return content if not content or content.endswith((b"\n", b"\r")) else content + end
