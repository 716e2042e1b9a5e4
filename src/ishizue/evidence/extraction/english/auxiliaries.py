"""English: what the auxiliaries before a verb, and its ending, say of it."""

from __future__ import annotations

import re
from typing import Literal

from ishizue.evidence.extraction.syntax import Clause, Form, Span

_ADVERB = (
    r"not|never|also|still|now|already|soon|jointly|together|itself|themselves|\w+ly"
)


_GOVERNOR = re.compile(
    r"(?:\b(?:will|would|shall|should|may|might|must|can|could|cannot|to|be|been|being|is|are"
    r"|was|were|has|have|had|do|does|did|ought|needs?|yet"
    r"|continues?|helps?|begins?|starts?|preparing|ready|willing|prepared|going|set|due|expected"
    r"|scheduled|obliged|committed|plans?|planned|aims?|hop(?:es?|ed)|seeks?|intends?"
    r"|intended|wants?|refuse[sd]?|decline[sd]?|pledge[sd]?|promise[sd]?|vow(?:s|ed)"
    rf"|agree[sd]?|decide[sd]?|undert(?:akes?|ook|aken)|offer(?:s|ed)?|{_ADVERB})\b[\s,]+"
    r"|\b\w+(?:n't|n’t|'ll|’ll)\s+|\bafter (?:a|the) [\w ]{4,20},\s+)+$",
    re.I,
)


_NEGATIVE = re.compile(
    r"\b(?:not|never|cannot|refus\w+|declin\w+|unable|incapable|no)\b(?! (?:only|just|merely|simply|solely))|n['’]t\b",
    re.I,
)


_Tense = Literal["future", "planned", "ongoing", "past"]


_MODALS: tuple[tuple[_Tense, re.Pattern[str]], ...] = (
    (
        "planned",
        re.compile(r"\b(?:plan|aim|hop|seek|want|expect|set|due|schedul|going)", re.I),
    ),
    (
        "future",
        re.compile(
            r"\b(?:is to|are to|won['’]t|will|shall|would|should|may|might|must|could|ought|need|intend|ready|willing"
            r"|prepar|pledg|promis|vow|agree|decid|undert|oblig|commit|offer)|['’]ll\b",
            re.I,
        ),
    ),
)


_IRREGULAR = re.compile(
    r"(?:sent|spent|bought|paid|kept|built|lent|gave|withdrew|undertook|held|met|ran|came"
    r"|left|struck|led|made|took|began|sought|chose|flew|won|swore|sank|got)$"
)


_WHETHER = re.compile(r"\bwhether\b", re.I)


_DETERMINER = re.compile(
    r"\b(?:the|a|an|its|their|our|this|these|that|of|any|newly|recently)\s+$", re.I
)


_SHARED = re.compile(
    r"\b(?:will|would|shall|should|may|might|must|could|can|cannot)\b(?: not\b)?"
    r"|\b(?:pledged|promised|vowed|agreed|decided|undertook|refused|declined|plans?|aims?) to\b",
    re.I,
)


# "will not be sending".
_WILL = re.compile(r"\b(?:will|shall|won['’]t)\b|['’]ll\b", re.I)


def form(text: str, clause: Clause, span: Span) -> Form:
    """Reads the auxiliaries before a verb, and the verb's own ending."""
    left = max(clause.start, span[0] - 90)
    found = _GOVERNOR.search(text[left : span[0]])
    governor = found.group() if found else _shared(text, clause, span[0])
    verb = re.match(r"[\w-]*", text[span[0] : span[1]])
    tense, role = _form(governor, verb.group().lower() if verb else "")
    if _WHETHER.search(text, clause.start, span[0]):
        role = "none"
    if not governor and (
        text.startswith(" by ", span[1]) or _DETERMINER.search(text[left : span[0]])
    ):
        # "troops deployed by", "the established force": a description.
        role = "none"
    negative = bool(_NEGATIVE.search(governor + text[slice(*span)]))
    abstains = text.startswith((" not to ", " never to "), span[1])
    return Form(tense, negative, role, span[1], abstains)


def _form(governor: str, verb: str) -> tuple[_Tense, Literal["main", "none"]]:
    words = governor.lower().split()
    past = verb.endswith("ed") or _IRREGULAR.match(verb)
    if verb.endswith("ing"):
        helped = any(w in {"is", "are", "was", "were", "been", "be"} for w in words)
        if helped and _WILL.search(governor):
            return "future", "main"
        return "ongoing", "main" if helped else "none"
    for tense, pattern in _MODALS:
        if pattern.search(governor):
            return tense, "main"
    if "to" in words:
        return "future", "none"
    if past:
        return "past", "main"
    return "ongoing", "main"


def _shared(text: str, clause: Clause, verb: int) -> str:
    """The auxiliary that a verb after "and" shares with the one before it."""
    if text[clause.start : verb].strip(" ,").lower() not in {"and", "or", "and also"}:
        return ""
    found = _SHARED.findall(text[max(0, clause.start - 200) : clause.start])
    return f"{found[-1]} " if found else ""
