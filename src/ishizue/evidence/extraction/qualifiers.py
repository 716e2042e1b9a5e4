"""How certain, how binding and on what condition: what surrounds a predicate says."""

from __future__ import annotations

import re

from ishizue.evidence.extraction.frame import Frame
from ishizue.evidence.extraction.predicate import Predicate
from ishizue.evidence.extraction.proposal import Modality, Polarity
from ishizue.evidence.extraction.syntax import Clause
from ishizue.evidence.records import ClaimKind

_UNSURE: frozenset[Modality] = frozenset({"opinion", "hypothesis", "possibility"})
_MODALITIES: tuple[Modality, ...] = ("opinion", "possibility", "plan", "estimate")
_EDGES = " 、,.。"
# What stands before the condition proper: a topic, a conjunction.
_BEFORE = re.compile(r"^.*は[^、]{0,12}、|^\W*(?:and|but|that),?\s+")


def polarity(found: Predicate) -> Polarity:
    """Denied where the rule is about a refusal or a lack, or the verb is negated."""
    if "affirmed" in found.rule.needs:
        return "affirmed"
    if found.rule.polarity:
        return "denied"
    denied = found.form.negative or found.form.abstains
    return "denied" if denied else "affirmed"


def modality(frame: Frame, number: int, found: Predicate) -> Modality:
    """The first of hypothesis, opinion, possibility, plan and estimate that is cued."""
    if _is_hypothesis(frame, number, found):
        return "hypothesis"
    if frame.is_expert:
        return "opinion"
    if "firm" in found.rule.needs:
        # "Each must assist the other" states a duty, not a view.
        return "fact"
    clause = frame.clauses[number]
    words = frame.grammar.scope(frame.text, clause, found.span, frame.closing(number))
    if "view" in found.rule.needs:
        words = frame.text[found.span[0] : clause.end]
    for value in _MODALITIES:
        if frame.cues["modality"][value].search(words):
            return value
    if frame.report is None and frame.cues["mood"]["yes"].search(words):
        return "possibility"
    if found.kind == "commitment" and found.form.tense in {"future", "planned"}:
        return "plan"
    return "estimate" if _is_approximate(frame, clause) else "fact"


def kind(found: Predicate, certainty: Modality) -> ClaimKind:
    """An opinion, a hypothesis or a possibility is an assessment, whatever it is about.

    What is presupposed stays what it is: "the dependence on X is dangerous" says that
    there is one.
    """
    if certainty not in _UNSURE:
        return found.kind
    presupposed = found.rule.phrase or found.form.role == "modifier"
    if presupposed and "presupposed" in found.rule.needs:
        return found.kind
    return "assessment"


def binding(frame: Frame, clause: Clause, found: Predicate) -> int:
    """How firmly a commitment binds: what the clause says, else what the rule says."""
    if found.rule.polarity == "refused" or found.form.negative:
        return 0
    return _firmness(frame, clause) or found.rule.binding or 1


def condition(frame: Frame, number: int) -> str:
    """The conditional clause before or after, else a phrase such as "after a truce"."""
    clause = frame.clauses[number]
    for other in (*reversed(frame.clauses[:number]), *frame.clauses[number + 1 :]):
        if other.conditional:
            return _BEFORE.sub("", frame.text[other.start : other.end]).strip(_EDGES)
    found = frame.cues["condition"]["yes"].search(
        frame.text, clause.start, clause.end
    ) or frame.cues["condition"]["yes"].search(frame.words)
    return found.group().strip(_EDGES) if found else ""


def _firmness(frame: Frame, clause: Clause) -> int:
    """The binding level that the words of a clause name, or 0."""
    words = frame.text[clause.start : clause.end]
    levels = frame.cues["binding"].items()
    return next((int(level) for level, cue in levels if cue.search(words)), 0)


def _is_hypothesis(frame: Frame, number: int, found: Predicate) -> bool:
    """Whether it would hold only if; what is promised on a condition is promised."""
    if found.promised or found.rule.act in {"promise", "oblige", "guarantee", "refuse"}:
        return False
    clause = frame.clauses[number]
    before = frame.text[frame.sentence.start : found.span[0]]
    if frame.cues["modality"]["hypothesis"].search(before):
        return True
    # "If attacked, members give the help they have pledged": a pledge all the same.
    named = _firmness(frame, clause) > 1
    return not named and any(c.conditional for c in frame.clauses[:number])


def _is_approximate(frame: Frame, clause: Clause) -> bool:
    counted = frame.within((clause.start, clause.end), "quantity")
    return any(q.details.get("approximate") in {"yes", "true"} for q in counted)
