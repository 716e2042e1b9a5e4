"""What a clause must have beside its predicate for a rule to hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ishizue.evidence.extraction.frame import Frame
from ishizue.evidence.extraction.predicate import Predicate
from ishizue.evidence.extraction.syntax import NOBODY, Clause


def needs_are_met(frame: Frame, clause: Clause, found: Predicate) -> bool:
    """Whether somebody known is in it, and everything that its rule asks for."""
    if found.subject == NOBODY and not found.object.known:
        return False
    return all(
        NEEDS[need](frame, clause, found) for need in found.rule.needs if need in NEEDS
    )


def _names_an_actor(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return found.subject != NOBODY


def _names_its_subject(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return found.subject.known and found.subject.trust == 1.0


def _names_several(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return found.subject.known and ";" in found.subject.who


def _names_an_object(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return found.object.known


def _object_is_marked(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return found.object.known and found.object.trust == 1.0


def _object_stands_beside(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return found.object.known and found.object.end == found.span[0]


def _counts_something(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return bool(frame.within((clause.start, clause.end), "quantity"))


def _names_a_thing(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return found.object != NOBODY or _counts_something(frame, clause, found)


def _names_a_framework(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return any(
        p.kind in {"framework", "organisation"}
        and clause.start <= p.start
        and p.end <= clause.end
        for p in frame.parties
    )


def _rests_on_a_treaty(frame: Frame, clause: Clause, found: Predicate) -> bool:
    return frame.cues["binding"]["5"].search(frame.words) is not None


NEEDS: Mapping[str, Callable[[Frame, Clause, Predicate], bool]] = MappingProxyType(
    {
        "actor": _names_an_actor,
        "own": _names_its_subject,
        "several": _names_several,
        "object": _names_an_object,
        "marked": _object_is_marked,
        "adjacent": _object_stands_beside,
        "quantity": _counts_something,
        "thing": _names_a_thing,
        "framework": _names_a_framework,
        "treaty": _rests_on_a_treaty,
    }
)
