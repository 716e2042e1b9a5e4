"""What a web page says about itself in its head: title, publisher, date and the rest."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from lxml.html import HtmlElement

from ishizue.evidence.reading.dates import find_dates, is_day

_ARTICLE = re.compile(r"Article|Report|Posting|WebPage|CreativeWork\Z")
_SUFFIX = re.compile(r"\s*[|｜]\s*|\s+[-–—:：»<«]\s+")
_PUBLISHED = re.compile(
    r"publi|entry-date|post-date|byline-date|dateline", re.IGNORECASE
)
_LONGEST = 500
_LARGEST_SCRIPT = 1_000_000


@cache
def _fields() -> dict[tuple[str, str], tuple[int, str]]:
    """Field and rank of each attribute and name; the first in the table counts most."""
    table = resources.files(__package__).joinpath("metadata.csv")
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    return {
        (row["attribute"], row["name"]): (rank, row["field"])
        for rank, row in enumerate(rows)
    }


def page_metadata(root: HtmlElement) -> dict[str, str]:
    """Fields of `metadata.csv` that a page gives; the date as ISO 8601."""
    found = _from_meta(root)
    for field, value in _from_linked_data(root):
        found.setdefault(field, value)
    found.setdefault("date", _from_time(root))
    found.setdefault("language", root.get("lang", ""))
    found.setdefault("url", _canonical(root))
    _add_title(root, found)
    found["date"] = _iso(found["date"])
    found["modified"] = _iso(found.get("modified", ""))
    tidy = {k: " ".join(v.split())[:_LONGEST] for k, v in found.items()}
    return {k: v for k, v in sorted(tidy.items()) if v}


def _from_meta(root: HtmlElement) -> dict[str, str]:
    fields = _fields()
    ranked: dict[str, tuple[int, str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content", "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (attribute, meta.get(attribute, "").strip().lower())
            if content and name in fields:
                rank, field = fields[name]
                if field not in ranked or rank < ranked[field][0]:
                    ranked[field] = rank, content
    return {field: content for field, (_, content) in ranked.items()}


def _from_linked_data(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for script in root.iter("script"):
        text = script.text or ""
        is_data = "ld+json" in script.get("type", "").lower()
        if not is_data or len(text) > _LARGEST_SCRIPT:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for record in _records(data):
            yield from _from_record(record)


def _records(data: object) -> Iterator[dict[str, object]]:
    waiting = [data]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one[:100]
        elif isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            waiting += graph[:100] if isinstance(graph, list) else []


def _from_record(record: dict[str, object]) -> Iterator[tuple[str, str]]:
    if not _ARTICLE.search(str(record.get("@type", ""))):
        return
    for field, key in (
        ("title", "headline"),
        ("publisher", "publisher"),
        ("date", "datePublished"),
        ("author", "author"),
        ("modified", "dateModified"),
    ):
        value = record.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            yield field, value


def _from_time(root: HtmlElement) -> str:
    for time in root.iter("time"):
        marks = f"{time.get('class', '')} {time.get('itemprop', '')}"
        if time.get("pubdate") is not None or _PUBLISHED.search(marks):
            return str(time.get("datetime", ""))
    return ""


def _canonical(root: HtmlElement) -> str:
    links = (link for link in root.iter("link") if link.get("rel") == "canonical")
    return next((str(link.get("href", "")) for link in links), "")


def _add_title(root: HtmlElement, found: dict[str, str]) -> None:
    """The title without the site's name, which it often ends or begins with."""
    heading = next(root.iter("h1"), None)
    heading_text = "" if heading is None else " ".join(heading.text_content().split())
    element = next(root.iter("title"), None)
    page = "" if element is None else " ".join(element.text_content().split())
    title = found.get("title", "") or page
    pieces = [p for p in _SUFFIX.split(title) if p]
    site = found.get("publisher", "")
    if len(pieces) > 1 and site in (pieces[-1], pieces[0]):
        title = pieces[0] if site == pieces[-1] else pieces[-1]
        if len(pieces) > 2:
            title = found.get("title", page).replace(site, "").strip(" |｜-–—:：»")
    elif heading_text and title.startswith(heading_text) and len(pieces) > 1:
        title = heading_text
        found.setdefault("publisher", pieces[-1])
    found["title"] = title or heading_text


def _iso(text: str) -> str:
    """The date, to the day where a form of it is."""
    dates = [d.value for d in find_dates(text[:_LONGEST])]
    return next(filter(is_day, dates), dates[0] if dates else "")
