"""The files a brief offers: tables as CSV, and all of them in one pack."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
from collections.abc import Mapping, Sequence

from ishizue.briefs.numbers import Number
from ishizue.briefs.parts import Cell, Cited, Named, Table, plain
from ishizue.briefs.wording import Text, say


def packed(files: Mapping[str, str]) -> str:
    """Files by name in one piece of text: JSON, compressed, in base 64."""
    text = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    # No time of day: the same brief is the same file.
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def csv_of(table: Table, lang: str) -> str:
    """The table with unrounded numbers, each interval in columns of its own."""
    spread = [
        any(isinstance(c, Number) and c.low is not None for c in column)
        for column in zip(*table.rows, strict=True)
    ] or [False] * len(table.head)
    out = io.StringIO()
    writer = csv.writer(out)
    # A byte-order mark, for spreadsheets that would guess the encoding wrong.
    out.write("\ufeff")
    heads = zip(table.head, spread, strict=True)
    writer.writerow(n[lang] for head, wide in heads for n in _columns(head, wide))
    for row in table.rows:
        writer.writerow(_values(row, spread, lang))
    return out.getvalue()


def _columns(head: Text, wide: bool) -> tuple[Text, ...]:
    if not wide:
        return (head,)
    return head, say("{head}, 5%", head=head), say("{head}, 95%", head=head)


def _values(row: Sequence[Cell], spread: Sequence[bool], lang: str) -> list[str]:
    values = []
    for cell, wide in zip(row, spread, strict=True):
        if isinstance(cell, Number):
            ends = [cell.low, cell.high] if wide else []
            # Without an interval both ends are the number itself.
            numbers = [cell.value, *(cell.value if e is None else e for e in ends)]
            values += [f"{n:.10g}" for n in numbers]
        else:
            values += [_tame(_named(cell, lang)), *([""] * 2 if wide else [])]
    return values


def _named(cell: Cell, lang: str) -> str:
    """A cell in words, with the id or path of what it names."""
    words = plain(cell, lang)
    if isinstance(cell, Cited):
        return f"{words} [{cell.id}]"
    if isinstance(cell, Named):
        return f"{words} [{cell.path}]"
    return words


def _tame(text: str) -> str:
    # A spreadsheet would run a name that begins like a formula.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
