"""Claims by rule: predicates of the lexicon, completed from the clause around them.

Offline and deterministic. Of the predicates that a clause asserts, the first in the
order of the lexicon makes a proposal; what the clause takes for granted beside that, a
dependency or a capability, makes another. Confidence is the weight of the rule,
times the trust in its subject (1 named in the clause, 0.9 in the clause before, 0.7 in
the sentence before, 0.6 words that are no known name), times 0.9 where the modality is
not a fact or a plan, times 0.8 in a heading.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from ishizue.evidence.extraction import qualifiers
from ishizue.evidence.extraction.assertions import assertions
from ishizue.evidence.extraction.english import English
from ishizue.evidence.extraction.frame import Frame
from ishizue.evidence.extraction.japanese import Japanese
from ishizue.evidence.extraction.lexicon import Rule, rules
from ishizue.evidence.extraction.predicate import Predicate
from ishizue.evidence.extraction.proposal import Modality, Proposal
from ishizue.evidence.extraction.syntax import (
    NOBODY,
    Clause,
    Grammar,
    Party,
    Role,
    parties,
)
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import CLAIMABLE, Passage, Sentence, Text
from ishizue.evidence.records import ClaimKind

N = TypeVar("N", Party, Mention)

GRAMMARS: Mapping[str, Grammar] = MappingProxyType({"ja": Japanese(), "en": English()})
"""The grammars there are, by language."""

# What is longer is no sentence, and would take time out of proportion.
_LONGEST = 2_000
# What may wait for something; what is, or was, does not.
_CONDITIONAL: frozenset[ClaimKind] = frozenset({"commitment", "goal", "assessment"})
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_EDGES = " 　、，,;；"


class Rules:
    """The extractor that is always there."""

    name = "rules"

    def propose(self, text: Text, mentions: Sequence[Mention]) -> tuple[Proposal, ...]:
        """Claims in the order of the text, each with a verbatim anchor."""
        return propose(text, mentions)


def propose(
    text: Text,
    mentions: Sequence[Mention],
    grammars: Mapping[str, Grammar] = GRAMMARS,
) -> tuple[Proposal, ...]:
    """Claims that the text's body, headings and captions seem to make, in order.

    Questions, damaged sentences, languages without a grammar and sentences without end
    claim nothing.
    """
    by_para: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_para.setdefault(mention.para, []).append(mention)
    found: list[Proposal] = []
    topic = NOBODY
    for passage in text.passages:
        if passage.section not in CLAIMABLE or passage.section == "heading":
            topic = NOBODY
        if passage.section in CLAIMABLE:
            for frame in _frames(passage, text.language, by_para, grammars):
                frame.topic = topic
                found += _of_sentence(frame)
                topic = _next_topic(frame)
    return tuple(found)


def _frames(
    passage: Passage,
    language: str,
    mentions: Mapping[int, Sequence[Mention]],
    grammars: Mapping[str, Grammar],
) -> Iterator[Frame]:
    """The sentences of a passage that can be read, each with what is named in it."""
    here = sorted(mentions.get(passage.para, ()), key=_start)
    named = parties(passage.text, here)
    for sentence in passage.sentences:
        spoken = sentence.language or language
        if sentence.damage or spoken not in grammars:
            continue
        if sentence.end - sentence.start <= _LONGEST:
            yield Frame(
                passage,
                sentence,
                spoken,
                grammars[spoken],
                _inside(here, sentence),
                _inside(named, sentence),
            )


def _start(named: Party | Mention) -> int:
    return named.start


def _inside(named: Sequence[N], sentence: Sentence) -> Sequence[N]:
    """The part of what is named in a passage, in order, that begins in a sentence."""
    first = bisect_left(named, sentence.start, key=_start)
    return named[first : bisect_left(named, sentence.end, lo=first, key=_start)]


def _of_sentence(frame: Frame) -> list[Proposal]:
    if frame.has("question"):
        return []
    words = frame.words.lower()
    present = [r for r in rules(frame.language) if any(t in words for t in r.triggers)]
    firm = [rule for rule in present if "view" not in rule.needs]
    found: list[Proposal] = []
    for number, clause in enumerate(frame.clauses if firm else ()):
        # An anchor may reach over later clauses: they say what is promised in it.
        if not clause.conditional and (not found or found[-1].end <= clause.start + 1):
            found += [
                _proposal(frame, number, predicate)
                for predicate in assertions(frame, number, firm)
            ]
    return found or _view(frame, [rule for rule in present if rule not in firm])


def _view(frame: Frame, views: Sequence[Rule]) -> list[Proposal]:
    """What a sentence that claims nothing else holds to be so: its last clause."""
    number = len(frame.clauses) - 1
    if not views or frame.clauses[number].conditional:
        return []
    return [_proposal(frame, number, p) for p in assertions(frame, number, views)]


def _next_topic(frame: Frame) -> Role:
    """Who the next sentence is about, where it does not say: the subject, or whoever is named."""
    for clause in frame.clauses:
        who = frame.grammar.subject(frame.text, clause, clause.end, frame.parties)
        if who.known:
            return who
    if frame.topic != NOBODY:
        return frame.topic
    named = [
        key for party in frame.parties if party.kind == "actor" for key in party.keys
    ]
    return Role(";".join(dict.fromkeys(named)), 0.7, known=True) if named else NOBODY


def _proposal(frame: Frame, number: int, found: Predicate) -> Proposal:
    clause = frame.clauses[number]
    certainty = qualifiers.modality(frame, number, found)
    kind = qualifiers.kind(found, certainty)
    start, end = _anchor(frame, number, found)
    value, unit, per, written = _quantity(frame, clause, found)
    return Proposal(
        kind=kind,
        para=frame.passage.para,
        start=start,
        end=end,
        quote=frame.text[start:end],
        subject=found.subject.who or found.object.who,
        object=found.object.who if found.subject.who else "",
        act=found.rule.act,
        value=value,
        unit=unit,
        per=per,
        original_value=written,
        as_of=_date(frame, clause),
        polarity=qualifiers.polarity(found),
        modality=certainty,
        condition=qualifiers.condition(frame, number) if kind in _CONDITIONAL else "",
        speaker=frame.speaker[0],
        binding=qualifiers.binding(frame, clause, found)
        if kind == "commitment"
        else None,
        confidence=_confidence(frame, found, certainty),
        rule=found.rule.name,
    )


def _anchor(frame: Frame, number: int, found: Predicate) -> tuple[int, int]:
    """The clause; where what is promised follows in clauses of its own, those too."""
    clause = frame.clauses[number]
    start, end = clause.start, clause.end
    if frame.text[found.span[1] : end].strip(_EDGES) == "that":
        # "Belgium promised that, if attacked, ...": what it promised is yet to come.
        end = frame.sentence.end
    words = frame.text[start:end]
    start += len(words) - len(words.lstrip(_EDGES))
    return start, end - (len(words) - len(words.rstrip(_EDGES)))


def _quantity(
    frame: Frame, clause: Clause, found: Predicate
) -> tuple[float | None, str, str, str]:
    """The quantity in the clause that stands nearest to the predicate."""
    counted = frame.within((clause.start, clause.end), "quantity")
    if not counted:
        return None, "", "", ""
    nearest = min(counted, key=lambda q: abs(q.start - found.span[0]))
    try:
        value = float(nearest.value)
    except ValueError:
        return None, "", "", nearest.surface
    unit, per = nearest.details.get("unit", ""), nearest.details.get("per", "")
    return value, unit, per, nearest.surface


def _date(frame: Frame, clause: Clause) -> str:
    """The last date in the clause, else the only one in the sentence."""
    dates = frame.within((clause.start, clause.end), "date")
    if not dates:
        dates = frame.within((frame.sentence.start, frame.sentence.end), "date")
        dates = dates if len(dates) == 1 else []
    # An interval is about its end: "by 2029", "from 2027 to 2029".
    value = dates[-1].value.rpartition("/")[2] if dates else ""
    return value if _DATE.fullmatch(value) else ""


def _confidence(frame: Frame, found: Predicate, certainty: Modality) -> float:
    trust = max(found.subject.trust, found.object.trust * 0.8)
    sure = 1.0 if certainty in {"fact", "plan"} else 0.9
    place = 0.8 if frame.passage.section == "heading" else 1.0
    return round(found.rule.weight * trust * sure * place, 3)
