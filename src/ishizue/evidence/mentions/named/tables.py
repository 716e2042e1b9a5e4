"""Tables that stand beside the finders of names."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a table, by column."""
    table = resources.files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(table.splitlines()))


@cache
def words(lang: str, role: str) -> re.Pattern[str]:
    """The words of `words.csv` that play a role next to a name."""
    return _words()[lang, role]


@cache
def _words() -> dict[tuple[str, str], re.Pattern[str]]:
    return {
        (row["lang"], row["role"]): re.compile(row["pattern"])
        for row in rows("words.csv")
    }
