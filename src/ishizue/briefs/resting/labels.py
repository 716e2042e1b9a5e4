"""Sources and figures as labels of charts, which have no room for all their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ishizue.briefs.charts import wrapped
from ishizue.briefs.citations import UNVERIFIED
from ishizue.briefs.parts import Cited, Named
from ishizue.briefs.prose import columns, cut
from ishizue.briefs.wording import Text, joined, say

LINE: Final = 46
"""Columns of a line of a label, about 250 pixels; Japanese takes two a character."""
LINES: Final = 2


def labelled(
    things: Sequence[Cited | Named], lang: str, *, line: int = LINE, lines: int = LINES
) -> list[str]:
    """A label of a few lines for each thing, told apart.

    What all figures have in common is left out; see `shared`.
    """
    common = shared(things)
    seen: Counter[str] = Counter()
    told = []
    for thing in things:
        label = _broken(_words(thing, common)[lang], line, lines)
        seen[label] += 1
        told.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return told


def shared(things: Sequence[Cited | Named]) -> tuple[Text, ...]:
    """Names that all figures among some things have in common."""
    figures = [thing.names for thing in things if isinstance(thing, Named)]
    if len(figures) < 2:
        return ()
    common = tuple(n for n in figures[0] if all(n in names for names in figures))
    return common if all(len(names) > len(common) for names in figures) else ()


def caption(things: Sequence[Cited | Named]) -> Text | None:
    """What the labels of some things leave out."""
    common = shared(things)
    return say("All figures: {names}.", names=joined(common)) if common else None


def words_of(thing: Cited | Named) -> Text:
    """A thing in words, as a label begins."""
    if isinstance(thing, Named):
        return thing.words
    if thing.kind == "document":
        return Text.same(f"{thing.words.en} ({thing.publisher})")
    if thing.kind == "scenario":
        return say("Assumption: {words}", words=thing.words)
    if thing.kind == "dictionary":
        return say("Plausible range: {words}", words=thing.words)
    mark = UNVERIFIED if thing.kind == "unverified" else ""
    return say("Ruling{mark}: {words}", mark=mark, words=thing.words)


def brief_words(thing: Cited | Named, most: int = 110) -> Text:
    """A thing in so many columns of words, for text alternatives."""
    words = words_of(thing)
    return Text(*(cut(words[lang].rstrip(".。"), most) for lang in ("en", "ja")))


def _words(thing: Cited | Named, common: Sequence[Text]) -> Text:
    if isinstance(thing, Cited):
        return words_of(thing)
    left = [name for name in thing.names if name not in common]
    # What is cut off is the end of the longest name, which tells least.
    return joined(sorted(left, key=lambda name: len(name.en) > LINE))


def _broken(text: str, line: int, lines: int) -> str:
    # Titles of documents stay in their language.
    wide = columns(text) > 1.5 * len(text)
    width = line // 2 if wide else line
    broken = wrapped(text, "ja" if wide else "en", width)
    # A dot between names ends a line rather than beginning one.
    whole = re.sub(r" ?\n ?· ", " ·\n", broken).split("\n")
    if len(whole) <= lines:
        return "\n".join(whole)
    last = cut(("" if wide else " ").join(whole[lines - 1 :]), line - 1)
    return "\n".join([*whole[: lines - 1], last if last.endswith("…") else f"{last}…"])
