"""Offices, and the words next to them that are nobody's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.mentions.named.scene import Cover, Scene
from ishizue.evidence.mentions.named.tables import rows
from ishizue.evidence.names.names import Names

STATE = 3
"""Characters of a state's key."""

CHANCELLORS = frozenset({"deu", "aut"})
"""States whose head of government Japanese calls 首相 too."""

BODIES = {"commission-president": "eu", "council-president": "eu", "commissioner": "eu"}
"""What an office is of where nothing says, because there is only one such body."""

PRESIDENTS = {
    ("chair", "european-commission"): "commission-president",
    ("president", "european-commission"): "commission-president",
    ("chair", "european-council"): "council-president",
    ("president", "european-council"): "council-president",
}
"""Offices that have a name of their own where they are of a certain body."""


@dataclass(frozen=True)
class Holder:
    """A person next to an office.

    Attributes:
        start, end: The whole expression.
        name: As written.
        known: The mention of the person, where the tables know the name.
        office: As in `offices.csv`.
        of: The actor or organisation the text says it is of; may be empty.
        when: `current`, `former` or `designate`.
    """

    start: int
    end: int
    name: str
    known: Mention | None
    office: str
    of: str = ""
    when: str = "current"

    def mention(self, scene: Scene) -> Mention:
        """The person as a mention; a former office is never given as `office`."""
        value, of = self._resolved(scene.names)
        details = {} if self.known is None else dict(self.known.details)
        details.pop("of", None)
        office = self.office
        if office == "prime-minister" and of in CHANCELLORS:
            office = "chancellor"
        office = PRESIDENTS.get((office, of), office)
        details["office" if self.when == "current" else self.when] = office
        if of:
            details["of"] = of
        return scene.mention("person", self.start, self.end, value, details)

    def _resolved(self, names: Names) -> tuple[str, str]:
        """Who it is, and what the office is of: as the text says, or as is known."""
        of = self.of or BODIES.get(self.office, "")
        if self.known is None:
            return names.key(self.name, "person") or self.name, of
        theirs = self.known.details.get("of", "")
        # A prime minister is not one of NATO, wherever he went since.
        fits = (len(theirs) == STATE) != (self.office in offices_of_bodies())
        return self.known.value, of or (theirs if fits else "")


@dataclass(frozen=True)
class Around:
    """The mentions of a text by where they begin and end.

    Attributes:
        bodies_by_end, bodies_by_start: What an office may be of.
        persons_by_end, persons_by_start: Persons the tables know.
        within_bodies: All but the first character of each body.
    """

    bodies_by_end: Mapping[int, Mention]
    bodies_by_start: Mapping[int, Mention]
    persons_by_end: Mapping[int, Mention]
    persons_by_start: Mapping[int, Mention]

    within_bodies: Cover

    def contains(self, start: int, end: int) -> bool:
        """Whether a stretch is the rest of a longer name, as 首長 of 首長国連邦."""
        return self.within_bodies.holds(start, end)


def around(scene: Scene, mentions: list[Mention]) -> Around:
    """Mentions by where they begin and end."""
    bodies = [m for m in mentions if m.kind != "person"]
    persons = [m for m in mentions if m.kind == "person"]
    return Around(
        bodies_by_end={m.end: m for m in bodies},
        bodies_by_start={m.start: m for m in bodies},
        persons_by_end={m.end: m for m in persons},
        persons_by_start={m.start: m for m in persons},
        within_bodies=Cover(len(scene.text), ((m.start + 1, m.end) for m in bodies)),
    )


@cache
def offices(lang: str) -> Mapping[str, str]:
    """Words for offices, and the office each names."""
    return {
        row["word"]: row["office"] for row in rows("offices.csv") if row["lang"] == lang
    }


@cache
def offices_of_bodies() -> frozenset[str]:
    """Offices of organisations and alliances rather than states."""
    return frozenset(r["office"] for r in rows("offices.csv") if r["of"] == "body")


@cache
def office_words(lang: str) -> str:
    """The words as a regular expression, the longest first."""
    longest = sorted(offices(lang), key=len, reverse=True)
    return "|".join(re.escape(word) for word in longest)


@cache
def not_names(lang: str, place: str) -> frozenset[str]:
    """Words that are nobody's name: `whole`, `within`, or at its `first` or `last`."""
    return frozenset(
        row["word"]
        for row in rows("not_names.csv")
        if (row["lang"], row["place"]) == (lang, place)
    )
