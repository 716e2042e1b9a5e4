"""Every mention in a document, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

from ishizue.evidence.mentions.dates import dates
from ishizue.evidence.mentions.mention import Mention
from ishizue.evidence.mentions.named import named
from ishizue.evidence.mentions.named.scene import Cover
from ishizue.evidence.mentions.quantities import quantities
from ishizue.evidence.names import Names
from ishizue.evidence.passages import Passage, Text


def find(text: Text, names: Names) -> tuple[Mention, ...]:
    """Names, dates and quantities of every section, but of no damaged sentence."""
    return tuple(
        mention
        for passage in text.passages
        for mention in sorted(_legible(passage, text.date, names), key=_order)
    )


def _legible(passage: Passage, when: str, names: Names) -> Iterator[Mention]:
    damaged = Cover(len(passage.text), ((a, b) for a, b, _ in passage.damage))
    dated = dates(passage, when)
    for mention in (*named(passage, names), *dated, *quantities(passage, dated)):
        if not damaged.touches(mention.start, mention.end):
            yield mention


def _order(mention: Mention) -> tuple[int, int, str, str]:
    return (mention.start, mention.end, mention.kind, mention.value)
