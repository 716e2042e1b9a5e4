"""Events that dates are counted from, by the words for them."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def events() -> dict[str, str]:
    """Key of each event by its surface, longer surfaces first."""
    table = resources.files(__package__).joinpath("events.csv").read_text("utf-8")
    rows = {row["surface"]: row["event"] for row in csv.DictReader(table.splitlines())}
    return dict(sorted(rows.items(), key=lambda row: -len(row[0])))


def surfaces(japanese: bool) -> str:
    """A pattern of the surfaces in Japanese, or of those in English."""
    return "|".join(s for s in events() if s.isascii() is not japanese)
