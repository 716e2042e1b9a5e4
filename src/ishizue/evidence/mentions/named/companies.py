"""Companies no table knows: サンドリア社, 株式会社サンドリア, Sandria GmbH."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.mentions.named.offices import not_names
from ishizue.evidence.mentions.named.scene import Cover, Scene

# Possessive, so that a run of capitals is read in one way only.
PART = r"(?:[A-Z][\w&.-]*+|[ァ-ヺ][ァ-ヺー]++)"
NAME = rf"{PART}(?:[・& -]?{PART})*+"
NAME_BEFORE = re.compile(rf"(?<![\w&.-]){NAME}$|(?<![ァ-ヺー]){NAME}$")
ENGLISH_BEFORE = re.compile(r"(?<![\w&.-])[A-Z][\w&.-]*+(?: (?:& )?[A-Z][\w&.-]*+)*$")

BEHIND = re.compile(r"社(?![会員長債説内外交是史屋宅運務])")
LISTED = re.compile(rf"株式会社(?P<name>{NAME})")
FORM = re.compile(
    r",? (?:Inc|Corp|Corporation|Ltd|LLC|plc|PLC|GmbH|AG|SpA|S\.p\.A|Oyj|ASA|NV|Co)\b\.?"
)
ARTICLE = re.compile(r"(?:A|An|The) ")
REACH = 40


def companies(scene: Scene, mentions: list[Mention]) -> Iterator[Mention]:
    """Companies by their form, where nothing else is mentioned already."""
    taken = Cover(len(scene.text), ((m.start, m.end) for m in mentions))
    for start, end, name in _named(scene.text):
        if name in not_names("ja", "whole") | not_names("ja", "firm"):
            continue
        if not taken.touches(start, end):
            value = scene.names.key(name, "organisation") or name
            yield scene.mention("organisation", start, end, value, {})


def _named(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each company stands, and its name without its form."""
    for form in BEHIND.finditer(text):
        name = NAME_BEFORE.search(text, max(0, form.start() - REACH), form.start())
        if name is not None:
            yield name.start(), form.end(), name[0]
    for match in LISTED.finditer(text):
        yield *match.span(), match["name"]
    for form in FORM.finditer(text):
        name = ENGLISH_BEFORE.search(text, max(0, form.start() - REACH), form.start())
        if name is not None:
            article = ARTICLE.match(name[0])
            start = name.start() + (article.end() if article is not None else 0)
            yield start, form.end(), text[start : form.start()]
