"""What tests of the evidence layer build: documents, mentions and claims by hand."""

import hashlib
from typing import Any

from ishizue.evidence.extraction.proposal import Proposal
from ishizue.evidence.mentions import Mention
from ishizue.evidence.names import names
from ishizue.evidence.passages import Passage, Section, Sentence, Text
from ishizue.evidence.review import proposed_claim
from ishizue.evidence.store import Reading


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def passages(*lines: str, section: Section = "body") -> tuple[Passage, ...]:
    """Each line a passage of one Japanese or English sentence."""
    found, offset = [], 0
    for number, line in enumerate(lines, start=1):
        language = "en" if line.isascii() else "ja"
        sentence = Sentence(0, len(line), language)
        found.append(Passage(number, number, line, section, (sentence,), offset))
        offset += len(line) + 1
    return tuple(found)


def document(*lines: str, **cells: Any) -> Text:
    """A document of these lines."""
    content = "\n".join(lines)
    told: dict[str, Any] = {
        "name": "dispatch.txt",
        "sha256": hashed(content),
        "title": "A dispatch",
        "publisher": "The Straits Post",
        "date": "2029-11-20",
        "language": "en" if content.isascii() else "ja",
        "encoding": "utf-8",
        "passages": passages(*lines),
        "references": (),
        "metadata": {},
    }
    return Text(**{**told, **cells})


def mention(text: Text, para: int, surface: str, kind: str, value: str) -> Mention:
    """A mention of the first place in a paragraph where the surface stands."""
    start = text.passages[para - 1].text.index(surface)
    return Mention(kind, para, start, start + len(surface), surface, value)


def proposal(text: Text, para: int, quote: str, **cells: Any) -> Proposal:
    """A proposal anchored to the first place in a paragraph where the quote stands."""
    start = text.passages[para - 1].text.index(quote)
    told: dict[str, Any] = {"kind": "capability", "subject": "bor", "rule": "by-hand"}
    return Proposal(
        para=para,
        start=start,
        end=start + len(quote),
        quote=quote,
        **{**told, **cells},
    )


def reading(text: Text, *proposals: Proposal, mentions: Any = ()) -> Reading:
    """What reading the document gives."""
    claims = [
        proposed_claim(p, text.passages[p.para - 1].text, names()) for p in proposals
    ]
    return Reading(text, mentions, claims)
