"""Persons: those the tables know, and whoever stands beside an office."""

from __future__ import annotations

from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.mentions.named import holders_en, holders_ja
from ishizue.evidence.mentions.named.offices import around
from ishizue.evidence.mentions.named.scene import Cover, Scene


def with_offices(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """The mentions, persons with the office and the name they stand under."""
    beside = around(scene, mentions)
    taken = Cover(len(scene.text))
    held = []
    for holder in (
        *holders_ja.holders(scene, beside),
        *holders_en.holders(scene, beside),
    ):
        if not taken.touches(holder.start, holder.end):
            taken.take(holder.start, holder.end)
            held.append(holder.mention(scene))
    return held + [
        mention
        for mention in mentions
        if mention.kind != "person" or not taken.touches(mention.start, mention.end)
    ]
