"""What an element of a web page is for, told by its tag, role, class and id."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import cast

from lxml.html import HtmlElement

from ishizue.evidence.passages import Section

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LIST_LIKE = frozenset({"li", "dd", "dt", "td", "th", "tr", "blockquote", "pre"})

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")
# These hold the whole page; their classes tell of its design.
_WHOLE = frozenset({"html", "body", "main", "article"})


@cache
def _table() -> dict[str, frozenset[str]]:
    table = resources.files(__package__).joinpath("elements.csv")
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    return {row["says"]: frozenset(row["words"].split()) for row in rows}


def is_block(element: HtmlElement) -> bool:
    """Whether a browser begins a new line before an element and after it."""
    return element.tag in _table()["block"]


def is_hidden(element: HtmlElement) -> bool:
    """Whether a reader of the page would not see an element."""
    return (
        element.tag in _table()["never"]
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style", "")) is not None
    )


def section_of(element: HtmlElement) -> Section | None:
    """The section an element opens; None where nothing says so."""
    tag = str(element.tag)
    if tag in _WHOLE:
        return None
    named = f"{element.get('class', '')} {element.get('id', '')}".lower()
    words = {tag, element.get("role", ""), *_WORDS.findall(named)}
    for says, names in _table().items():
        if says not in ("block", "never") and words & names:
            return cast(Section, says)
    return None
