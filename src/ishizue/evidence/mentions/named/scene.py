"""A passage's text as the finders of names see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ishizue.evidence.mentions.mention import Kind, Mention
from ishizue.evidence.names.alias import even
from ishizue.evidence.names.names import Hit, Names

AROUND = 200
"""Characters either side that count as the context of a name."""

ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>「」()、。]+|[A-Za-z0-9_.+-]{1,64}@[\w-]+\.[\w.]+"
)
SIGNS_OF_ADDRESS = ("://", "www.", "@")

KATAKANA = re.compile(r"[ァ-ヺーｦ-ﾟ]")
KANJI = re.compile(r"[一-龥々]")
LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ_]")


class Cover:
    """Which characters of a text are taken."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._taken = bytearray(length)
        for start, end in spans:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Take a stretch."""
        self._taken[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of a stretch is taken."""
        return 1 in self._taken[start:end]

    def holds(self, start: int, end: int) -> bool:
        """Whether all of a stretch is taken."""
        return 0 not in self._taken[start:end]


@dataclass(frozen=True)
class Scene:
    """The text of a paragraph, and every name that may be in it."""

    para: int
    original: str
    names: Names

    @cached_property
    def text(self) -> str:
        """The text with width and marks made even: what patterns read."""
        return even(self.original)

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """Every alias in the text, overlaps and all, but none within an address."""
        hits = self.names.hits(self.text)
        if not any(sign in self.text for sign in SIGNS_OF_ADDRESS):
            return tuple(hits)
        addresses = Cover(
            len(self.text), (match.span() for match in ADDRESS.finditer(self.text))
        )
        return tuple(hit for hit in hits if not addresses.touches(hit.start, hit.end))

    @cached_property
    def by_start(self) -> Mapping[int, list[Hit]]:
        """Hits by where they begin."""
        table: dict[int, list[Hit]] = {}
        for hit in self.hits:
            table.setdefault(hit.start, []).append(hit)
        return table

    @cached_property
    def by_end(self) -> Mapping[int, list[Hit]]:
        """Hits by where they end."""
        table: dict[int, list[Hit]] = {}
        for hit in self.hits:
            table.setdefault(hit.end, []).append(hit)
        return table

    def before(self, position: int) -> str:
        """The character before a position; empty at the beginning."""
        return self.text[position - 1 : position] if position > 0 else ""

    def after(self, position: int) -> str:
        """The character at a position; empty at the end."""
        return self.text[position : position + 1]

    def around(self, start: int, end: int) -> str:
        """The words around a stretch."""
        return self.text[max(0, start - AROUND) : end + AROUND]

    def mention(
        self, kind: Kind, start: int, end: int, value: str, details: Mapping[str, str]
    ) -> Mention:
        """A mention of a stretch of this text."""
        surface = self.original[start:end]
        return Mention(kind, self.para, start, end, surface, value, details)
