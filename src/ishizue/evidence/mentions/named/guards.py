"""What a hit has to pass before it counts as a mention.

Every alias stands at word boundaries: in Latin script between characters that are no
letters, in katakana at the edge of a run (or next to a word that often joins a name).
A table may ask more of an alias:

`any`                   any case will do
`followed=RE`, `unfollowed=RE`, `preceded=RE`, `unpreceded=RE`   what stands next to it
`with=RE`, `without=RE` what stands around it
`capitals`              not in a text that is all capitals
`given`                 may be part of a person's name
`unlike=RE`             with its neighbours not the halves of two words, as 期間中/国会
`open`                  the states within it are mentioned as well
`brussels`              may stand for either body seated there
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ishizue.evidence.mentions.named.scene import KATAKANA, LATIN, Scene
from ishizue.evidence.mentions.named.tables import words
from ishizue.evidence.names.alias import compiled
from ishizue.evidence.names.names import Hit

REACH = 40
"""Characters before a hit that `preceded` and `unpreceded` look at."""

SHORT = 4
"""Katakana names up to this length must fill their run."""

SHORT_CAPITALS = 3
"""Up to this many letters a word in capitals may be an abbreviation of something else."""

LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
CONTINUES = frozenset("ンーァィゥェォャュョッヮ")
WORD_BEFORE = re.compile(r"([^\W\d_][\w'.-]*)[ -]$")
NAME_AFTER = re.compile(r" [A-Z][a-z]+|-[a-z]")
SENTENCE_END = re.compile(r"(?:^|[.!?:;。」”\"\n]\s*)$")


def stands(hit: Hit, scene: Scene) -> bool:
    """Whether a hit is at word boundaries and passes every guard of its alias."""
    return (
        _has_its_case(hit, scene)
        and _is_a_word(hit, scene)
        and not (hit.alias.kind == "actor" and _is_no_state(hit, scene))
        and all(
            GUARDS[name](hit, scene, argument) for name, argument in hit.alias.guards
        )
    )


def _has_its_case(hit: Hit, scene: Scene) -> bool:
    """Whether it is written as in the table, or all in capitals as headings are."""
    surface, written = hit.alias.surface, scene.text[hit.start : hit.end]
    if written == surface or hit.alias.has("any"):
        return True
    # A surface in Japanese, or another spelling of one: its Latin letters alone count.
    mine, theirs = LETTER.findall(written), LETTER.findall(surface)
    return mine == theirs or (
        len(theirs) > SHORT_CAPITALS and "".join(mine) == "".join(theirs).upper()
    )


def _is_a_word(hit: Hit, scene: Scene) -> bool:
    first, last = scene.text[hit.start], scene.text[hit.end - 1]
    before, after = scene.before(hit.start), scene.after(hit.end)
    if LATIN.match(first) and before and LATIN.match(before):
        return False
    if LATIN.match(last) and after and LATIN.match(after):
        return False
    if KATAKANA.match(first) and before and KATAKANA.match(before):
        prior = scene.text[max(0, hit.start - REACH) : hit.start]
        return hit.start in scene.by_end or bool(words("ja", "joined").search(prior))
    if KATAKANA.match(last) and after and KATAKANA.match(after):
        return _may_be_joined(hit, scene, after)
    return True


def _may_be_joined(hit: Hit, scene: Scene, after: str) -> bool:
    if after in CONTINUES:
        return False
    if words("ja", "joins").match(scene.text, hit.end):
        return True
    if any(other.end - other.start > 1 for other in scene.by_start.get(hit.end, ())):
        return True
    return len(hit.alias.surface) > SHORT


def _is_no_state(hit: Hit, scene: Scene) -> bool:
    """Whether the word names a language or a currency."""
    text, end = scene.text, hit.end
    if scene.after(end) == "語" or any(
        words(lang, "currency").match(text, end) for lang in ("ja", "en")
    ):
        return True
    if hit.alias.use != "adjective":
        return False
    before = text[max(0, hit.start - REACH) : hit.start]
    if words("en", "language").match(text, end) or words("en", "speaks").search(before):
        return True
    ends = scene.after(end) in {"", ".", ",", ";", ")"}
    return ends and words("en", "in-language").search(before) is not None


def _any(hit: Hit, scene: Scene, argument: str) -> bool:
    return True


def _followed(hit: Hit, scene: Scene, pattern: str) -> bool:
    return compiled(pattern).match(scene.text, hit.end) is not None


def _unfollowed(hit: Hit, scene: Scene, pattern: str) -> bool:
    return not _followed(hit, scene, pattern)


def _preceded(hit: Hit, scene: Scene, pattern: str) -> bool:
    before = scene.text[max(0, hit.start - REACH) : hit.start]
    return compiled(f"(?:{pattern})$").search(before) is not None


def _unpreceded(hit: Hit, scene: Scene, pattern: str) -> bool:
    return not _preceded(hit, scene, pattern)


def _with(hit: Hit, scene: Scene, pattern: str) -> bool:
    return compiled(pattern).search(scene.around(hit.start, hit.end)) is not None


def _without(hit: Hit, scene: Scene, pattern: str) -> bool:
    return not _with(hit, scene, pattern)


def _capitals(hit: Hit, scene: Scene, argument: str) -> bool:
    """Whether 'US' is no shouted pronoun."""
    around = scene.around(hit.start, hit.end)
    return any(c.islower() for c in around) or not re.search(r"[A-Z]{4}", around)


def _given(hit: Hit, scene: Scene, argument: str) -> bool:
    """Whether 'Jordan' is not part of a longer name of a person here."""
    if NAME_AFTER.match(scene.text, hit.end):
        return False
    before = WORD_BEFORE.search(scene.text, max(0, hit.start - REACH), hit.start)
    if before is None or not before[1][0].isupper():
        return True
    if hit.alias.kind != "actor" and (
        words("en", "title").fullmatch(before[1])
        or before[1].endswith("'s")
        or before.end(1) in scene.by_end
    ):
        return True
    return bool(
        words("en", "first-word").fullmatch(before[1])
        and SENTENCE_END.search(scene.text, max(0, before.start() - 4), before.start())
    )


def _unlike(hit: Hit, scene: Scene, pattern: str) -> bool:
    neighbours = scene.text[max(0, hit.start - 2) : hit.end + 3]
    return compiled(pattern).search(neighbours) is None


GUARDS: dict[str, Callable[[Hit, Scene, str], bool]] = {
    "any": _any,
    "open": _any,
    "brussels": _any,
    "followed": _followed,
    "unfollowed": _unfollowed,
    "preceded": _preceded,
    "unpreceded": _unpreceded,
    "with": _with,
    "without": _without,
    "capitals": _capitals,
    "given": _given,
    "unlike": _unlike,
}
