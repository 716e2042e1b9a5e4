"""Which predicates of the lexicon a clause asserts, and of whom."""

from __future__ import annotations

from collections.abc import Sequence

from ishizue.evidence.extraction.frame import Frame
from ishizue.evidence.extraction.lexicon import Rule, Tense
from ishizue.evidence.extraction.needs import needs_are_met
from ishizue.evidence.extraction.predicate import Predicate
from ishizue.evidence.extraction.syntax import NOBODY, Clause, Form, Party, Role, Span


def assertions(frame: Frame, number: int, present: Sequence[Rule]) -> list[Predicate]:
    """What the clause asserts, and what it takes for granted beside that.

    Of several assertions the first in the order of the lexicon is kept; of what is
    taken for granted, the first of each kind.
    """
    clause = frame.clauses[number]
    kept: list[Predicate] = []
    for rule in present:
        for match in rule.pattern.finditer(frame.text, clause.start, clause.end):
            found = _read(frame, number, rule, match.span())
            if found is None or not needs_are_met(frame, clause, found):
                continue
            if not any(_excludes(earlier, found) for earlier in kept):
                kept.append(found)
            break
    return kept


def _excludes(earlier: Predicate, found: Predicate) -> bool:
    if earlier.kind == found.kind or (earlier.asserted and found.asserted):
        return True
    return earlier.span[0] < found.span[1] and found.span[0] < earlier.span[1]


def _read(frame: Frame, number: int, rule: Rule, span: Span) -> Predicate | None:
    clause = frame.clauses[number]
    form = frame.grammar.form(frame.text, clause, span)
    if not rule.phrase and not _is_asserted(frame, rule, form):
        return None
    promised = _is_promised(frame, clause, form)
    kind = rule.kinds[_tense(frame, number, form, promised)]
    if not kind:
        return None
    if kind == "goal" and form.negative and "では" not in _ending(frame, span, form):
        # What one will not do is a refusal; what one need not (わけではない) is none.
        kind = "commitment"
    who, whom = _roles(frame, number, rule, span, form)
    return Predicate(rule, kind, span, form, promised, who, whom)


def _ending(frame: Frame, span: Span, form: Form) -> str:
    return frame.text[span[1] : form.end]


def _is_asserted(frame: Frame, rule: Rule, form: Form) -> bool:
    if form.role == "modifier":
        return "presupposed" in rule.needs
    if form.role == "none" and _ending_in(frame.text, form.end, "のは"):
        # "核兵器を持つのは米国だけだ" says who; "持つのは危険だ" does not say that any do.
        return _named(frame.parties, form.end, form.end + 2) != NOBODY
    return form.role == "main"


def _ending_in(text: str, end: int, words: str) -> bool:
    return text.endswith(words, 0, end)


def _is_promised(frame: Frame, clause: Clause, form: Form) -> bool:
    if frame.cues["promise"]["yes"].search(frame.text, form.end, clause.end):
        return not frame.is_expert
    return frame.speaker[0] != "" and not frame.is_expert


def _tense(frame: Frame, number: int, form: Form, promised: bool) -> Tense:
    tense = form.tense
    if tense == "linked":
        closing = frame.closing(number)
        # Linked to nothing, as before a new topic: one of several things that happened.
        if closing == frame.clauses[number]:
            return "past"
        tense = frame.grammar.closing_tense(frame.text, closing)
    if promised and tense in {"future", "planned"}:
        return "promised"
    return tense


def _roles(
    frame: Frame, number: int, rule: Rule, span: Span, form: Form
) -> tuple[Role, Role]:
    clause, text = frame.clauses[number], frame.text
    who = _own_subject(frame, clause, rule, span, form)
    others = [p for p in frame.parties if not who.start <= p.start < who.end]
    whom = frame.grammar.object(text, clause, span, rule.object, others)
    if who == NOBODY and "inverted" in rule.needs:
        who = _named(others, max(span[0], whom.end), clause.end)
    if who == NOBODY and "owned" in rule.needs:
        others = [p for p in frame.parties if not whom.start <= p.start < whom.end]
        who = frame.grammar.owner(text, clause, span[1], others)
    if who == NOBODY:
        who = _inherited(frame, number, span)
        if who.who == whom.who:
            who = NOBODY
    if who.who == whom.who:
        whom = NOBODY
    if "met" in rule.needs and not whom.known:
        whom = _met(frame, number, rule, who) or whom
    if "reversed" in rule.needs:
        return (_inherited(frame, number, span) if whom == NOBODY else whom), who
    return who, whom


def _met(frame: Frame, number: int, rule: Rule, who: Role) -> Role | None:
    """Whom the subject met in this clause or before: "甲は乙と会談し, 協力で合意した"."""
    for clause in reversed(frame.clauses[: number + 1]):
        for met in frame.cues["meeting"]["yes"].finditer(
            frame.text, clause.start, clause.end
        ):
            found = frame.grammar.object(
                frame.text, clause, met.span(), rule.object, frame.parties
            )
            if found.known and found.trust == 1.0 and found.who != who.who:
                return found._replace(trust=0.9)
    return None


def _own_subject(
    frame: Frame, clause: Clause, rule: Rule, span: Span, form: Form
) -> Role:
    """Who the clause itself names as its subject."""
    follows = form.role == "modifier" or _ending_in(frame.text, form.end, "のは")
    # "核兵器を持つフランス", "持っているのは米国だけだ".
    who = _named(frame.parties, form.end, form.end + 2) if follows else NOBODY
    if "follows" in rule.needs:
        who = _named(frame.parties, span[0], clause.end)
    if who != NOBODY:
        return who
    return frame.grammar.subject(frame.text, clause, span[0], frame.parties)


def _named(named: Sequence[Party], start: int, end: int) -> Role:
    """The first name that begins within a stretch."""
    for party in named:
        if start <= party.start <= end and party.keys:
            return Role(";".join(party.keys), 1.0, True, party.start, party.end)
    return NOBODY


def _inherited(frame: Frame, number: int, span: Span) -> Role:
    """The subject of the clause before, the speaker, or who the sentence before was about."""
    for earlier in reversed(frame.clauses[:number]):
        who = frame.grammar.subject(frame.text, earlier, earlier.end, frame.parties)
        if who != NOBODY:
            return who._replace(trust=who.trust * 0.9, start=-1, end=-1)
    speaker = frame.speaker[1]
    if frame.report is not None and span[1] <= frame.report[0] and speaker.known:
        # "We will not send troops", the minister said.
        return speaker._replace(trust=0.9)
    if frame.topic == NOBODY:
        return NOBODY
    return frame.topic._replace(trust=frame.topic.trust * 0.7, start=-1, end=-1)
