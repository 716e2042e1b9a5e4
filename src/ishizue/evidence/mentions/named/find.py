"""Every name in a passage."""

from __future__ import annotations

from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.mentions.named.companies import companies
from ishizue.evidence.mentions.named.known import known
from ishizue.evidence.mentions.named.persons import with_offices
from ishizue.evidence.mentions.named.scene import Scene
from ishizue.evidence.names.names import Names
from ishizue.evidence.passages import Passage


def named(passage: Passage, names: Names) -> list[Mention]:
    """Actors, organisations, frameworks and persons of a passage, in no order."""
    scene = Scene(passage.para, passage.text, names)
    mentions = known(scene)
    mentions += companies(scene, mentions)
    return with_offices(scene, mentions)
