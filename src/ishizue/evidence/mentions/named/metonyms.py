"""Whether a capital stands for its government, or is only a place.

モスクワは提案を拒否した names an actor; モスクワで開かれた does not. A city counts only
where the words around it say that it acts or is acted upon; `words.csv` lists them.
"""

from __future__ import annotations

import re

from ishizue.evidence.mentions.named.scene import Scene
from ishizue.evidence.mentions.named.tables import words
from ishizue.evidence.names.names import Hit

CLAUSE = 70
"""Characters after a city within which its verb must stand."""

BEFORE = 60
PASSIVE = 20
LONGEST_JOINT = 6
LONGEST_ROW = 4

SIDES = frozenset("親反対")
AGENT_JA = re.compile(r"側?[はがも](?!ずれ)、?")
JOINED_JA = re.compile(r"と|や|・|、|および|及び")
JOINED_EN = re.compile(r",? (?:and|or|nor) |, ")
PARTICLES = (
    ("", "officials"),
    ("の", "its"),
    ("と", "together"),
    ("を", "object"),
    ("に", "towards"),
    ("から", "from"),
)
"""What joins a city to the words that make it an actor, and their role in the table."""

POSSESSIVE = re.compile(r"'s? ")
CITY_AND_STATE = re.compile(r", [A-Z]| \(")


def acts(hit: Hit, scene: Scene, row: int = LONGEST_ROW) -> bool:
    """Whether a city or a seat of government is an actor where it stands.

    Cities in a row (up to `row` of them) act where the last one does.
    """
    if hit.alias.use == "seat":
        return hit.alias.lang == "en" or _seat_acts(hit, scene)
    return (_acts_ja if hit.alias.lang == "ja" else _acts_en)(hit, scene, row)


def body(hit: Hit, scene: Scene) -> str:
    """Which body seated in Brussels is meant: `nato` only where no other is named."""
    around = scene.around(hit.start, hit.end)
    union, nato = words("", "union"), words("", "nato")
    return "nato" if nato.search(around) and not union.search(around) else "eu"


def _seat_acts(hit: Hit, scene: Scene) -> bool:
    return words("ja", "place").match(scene.text, hit.end) is None


def _acts_ja(hit: Hit, scene: Scene, row: int) -> bool:
    text, end = scene.text, hit.end
    if scene.before(hit.start) in SIDES:
        return True
    agent = AGENT_JA.match(text, end)
    if agent is not None:
        clause = text[agent.end() : agent.end() + CLAUSE].split("。")[0]
        return (
            words("ja", "acts").search(clause) is not None
            and words("ja", "suffers").search(clause[:PASSIVE]) is None
        )
    if any(
        text.startswith(particle, end)
        and words("ja", role).match(text, end + len(particle))
        for particle, role in PARTICLES
    ):
        return True
    joined = JOINED_JA.match(text, end)
    return joined is not None and _next_acts(joined.end(), scene, row)


def _next_acts(start: int, scene: Scene, row: int) -> bool:
    """Whether the city that begins at `start`, joined to this one, acts."""
    return row > 1 and any(
        other.alias.use == "metonym" and acts(other, scene, row - 1)
        for other in scene.by_start.get(start, ())
    )


def _acts_en(hit: Hit, scene: Scene, row: int) -> bool:
    text, end = scene.text, hit.end
    possessive = POSSESSIVE.match(text, end)
    if possessive is not None:
        return not words("en", "place-of").match(text, possessive.end())
    before = text[max(0, hit.start - BEFORE) : hit.start]
    if CITY_AND_STATE.match(text, end) and not _joins_city(hit, scene, row):
        return False
    if words("en", "recipient").search(before):
        return True
    if words("en", "place").search(before):
        return False
    if any(words("en", role).match(text, end) for role in ("hyphened", "acts", "is")):
        return True
    if words("en", "before").search(before):
        return words("en", "not-before").search(before) is None
    return _joins_city(hit, scene, row)


def _joins_city(hit: Hit, scene: Scene, row: int) -> bool:
    """Whether a city joined to this one acts: 'between Moscow and Beijing'."""
    joined = JOINED_EN.match(scene.text, hit.end)
    if joined is not None and _next_acts(joined.end(), scene, row):
        return True
    return any(
        other.alias.use == "metonym"
        and JOINED_EN.fullmatch(scene.text, other.end, hit.start)
        and _led_by_preposition(other, scene)
        for end in range(hit.start - LONGEST_JOINT, hit.start)
        for other in scene.by_end.get(end, ())
    )


def _led_by_preposition(hit: Hit, scene: Scene) -> bool:
    before = scene.text[max(0, hit.start - BEFORE) : hit.start]
    return words("en", "before").search(before) is not None
