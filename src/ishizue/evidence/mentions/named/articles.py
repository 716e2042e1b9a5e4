"""Articles of treaties: 北大西洋条約第5条, NATOの第五条, Article 42(7) of the EU Treaty.

An article has a key of its own, made of its treaty's: `north-atlantic-treaty-5`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ishizue.evidence.mentions import numerals
from ishizue.evidence.mentions.named.scene import Scene
from ishizue.evidence.mentions.named.tables import rows, words
from ishizue.evidence.names.names import Hit

NUMBER = r"[0-9]{1,3}|[一二三四五六七八九十]{1,4}"
JA = re.compile(
    rf"第?(?P<article>{NUMBER})条(?:の?第?(?P<paragraph>{NUMBER})項)?(?!件|約)"
)
LINK_JA = re.compile(r"[の「 ]?$")
EN = re.compile(
    r"\b[Aa]rt(?:icle|\.) ?(?P<article>[0-9]{1,3}|[IVX]{1,4}|[Tt]hree|[Ff]our|[Ff]ive)\b"
    r"(?: ?\((?P<paragraph>[0-9]{1,2})\)|\.(?P<point>[0-9]{1,2})\b)?"
)
OF = re.compile(r",? (?:(?:of|under|in) (?:the |NATO's |its )?(?:[0-9]{4} )?)?")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

UNDERSTOOD = {3: "nato", 4: "nato", 5: "nato", 6: "nato", 42: "union"}
"""Articles known by their number alone, where what they bind is named around them."""

TREATY_OF = {"nato": "north-atlantic-treaty", "union": "teu"}
BEFORE = 10


class Article(NamedTuple):
    """An article of a treaty.

    Attributes:
        whole: Whether the stretch begins with the treaty's own name.
    """

    start: int
    end: int
    key: str
    whole: bool = False


def articles(scene: Scene, frameworks: Sequence[Hit]) -> list[Article]:
    """Every article of a known treaty in a text."""
    bound = [hit for hit in frameworks if hit.alias.key in _treaties()]
    by_end = {hit.end: hit for hit in bound}
    by_start = {hit.start: hit for hit in bound}
    return [
        *(a for m in JA.finditer(scene.text) for a in _japanese(scene, m, by_end)),
        *(
            a
            for m in EN.finditer(scene.text)
            for a in _english(scene, m, by_start, by_end)
        ),
    ]


def _japanese(
    scene: Scene, match: re.Match[str], by_end: dict[int, Hit]
) -> Iterator[Article]:
    """北大西洋条約第5条, EU条約第42条7項, NATOの第五条."""
    link = LINK_JA.search(scene.text, max(0, match.start() - 1), match.start())
    hit = by_end.get(match.start() - len(link[0]) if link is not None else -1)
    if hit is not None:
        treaty = _treaties()[hit.alias.key]
        whole = treaty == hit.alias.key
        start = hit.start if whole else match.start()
        yield Article(start, match.end(), _key(treaty, match), whole)
        return
    before = scene.text[max(0, match.start() - BEFORE) : match.start()]
    if words("ja", "other-treaty").search(before) is None:
        yield from _understood(scene, match)


def _english(
    scene: Scene,
    match: re.Match[str],
    by_start: dict[int, Hit],
    by_end: dict[int, Hit],
) -> Iterator[Article]:
    """Article 5 of the North Atlantic Treaty, NATO's Article 5."""
    of = OF.match(scene.text, match.end())
    hit = by_start.get(of.end()) if of is not None else None
    for link in ("'s ", " "):
        if hit is None and scene.text.endswith(link, 0, match.start()):
            hit = by_end.get(match.start() - len(link))
    if hit is not None:
        yield Article(*match.span(), _key(_treaties()[hit.alias.key], match))
    else:
        yield from _understood(scene, match)


def _understood(scene: Scene, match: re.Match[str]) -> Iterator[Article]:
    role = UNDERSTOOD.get(_number(match["article"]))
    if role is not None and words("", role).search(scene.around(*match.span())):
        yield Article(*match.span(), _key(TREATY_OF[role], match))


def _key(treaty: str, match: re.Match[str]) -> str:
    parts = match.groupdict()
    paragraph = parts["paragraph"] or parts.get("point")
    key = f"{treaty}-{_number(match['article'])}"
    return f"{key}-{_number(paragraph)}" if paragraph else key


def _number(written: str) -> int:
    if written in ROMAN:
        return ROMAN.index(written) + 1
    return int(numerals.read(written) or 0)


@cache
def _treaties() -> dict[str, str]:
    return {row["framework"]: row["treaty"] for row in rows("articles.csv")}
