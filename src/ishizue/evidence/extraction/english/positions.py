"""English: who fills which role, by where a name stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ishizue.evidence.extraction.syntax import NOBODY, Clause, Party, Role, Span

_PREPOSITION = re.compile(
    r"\b(?:of|in|from|with|to|for|against|on|by|at|near|over|under|between|towards?|into|as"
    r"|without|after|like)\s+(?:the |its |a |all |most |other |many )*$",
    re.I,
)


_ASIDE = re.compile(
    r"\b(?:amid|despite|because of|due to|under|at|after|before|since|like|than)\s+(?:the )?$",
    re.I,
)


_WITHIN = re.compile(r"\b(?:of|in|from)\s+(?:the |its |a |all |most )*$", re.I)


_OPENING = re.compile(
    r"\W*(?:in|on|under|at|after|since|with|for|by|despite|as|following|according to|from"
    r"|during|around|without|to|last|this|amid|before)\b[^,]*,\s*",
    re.I,
)


_AND = re.compile(
    r"(?:['’]s?)?(?: [\w-]+){0,3}?,? (?:and|&|or)\s+(?:the |its )?|(?:['’]s?)?,\s+(?:and )?(?:the )?"
)


_REPORT = re.compile(
    r"\b(?:said|says|stated|announced|told (?:the )?\w+|declared|stressed|confirmed|added|insisted"
    r"|warned|noted|reported|promised|pledged|guaranteed|agreed|argued|reiterated|claimed"
    r"|mentioned|revealed|indicated|signall?ed|wrote|disclosed|acknowledged|assured|underlined)\b"
    r"(?: on \w+day)?(?: that)?,?\s",
    re.I,
)


_OWNS = re.compile(
    r"['’]s? |\s(?:defen[cs]e |arms |state-owned |tech )?(?:firm|company|giant|group|maker"
    r"|manufacturer|shipbuilder|concern|contractor|conglomerate|start-?up)\s",
    re.I,
)


_NAMED = re.compile(r"(?:the |its |their )?[A-Z]|(?:it|they|he|she|we)\b")


_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|he|his|she|her|we|our|both|each|the (?:country|alliance|government|ministry|two|three"
    r"|four|company|bloc|minister|president|kingdom|allies|countries|parties|sides|island|republic|continent"
    r"|(?:[\w-]+ )island|old continent))\b",
    re.I,
)


_BODY = re.compile(
    r"\b(?:government|ministry|countries|allies|states|forces|army|armies|navy|navies|parliament"
    r"|compan(?:y|ies)|leaders|ministers|members|partners|governments|commission|council"
    r"|shipyards|industr(?:y|ies)|bloc|consortium|group|agency|nations|signatories|treaty|pact|article|lawmakers|congress|senate|officials)\b",
    re.I,
)


_LEAD = re.compile(
    r"\W*(?:and|but|while|whereas|although|though|because|yet|so|that)\b\W*", re.I
)


# "Paris urged Berlin to rethink its reliance": Berlin's.
_URGED = re.compile(
    r"\b(?:urg|ask|press|push|forc|encourag|invit|warn|persuad|call(?:s|ed|ing)? (?:up)?on\b"
    r"|t(?:ell|old)\b)\w*\s+(?:the )?$",
    re.I,
)


# A name that no table holds; it is somebody, and nobody named before.
_SOMEBODY = re.compile(
    r"(?!(?:Today|Yesterday|Now|Here|There|This|That|Then|Instead|However|Meanwhile"
    r"|Also|Still)\b)[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}"
)


def subject(text: str, clause: Clause, before: int, parties: Sequence[Party]) -> Role:
    """The first name before the verb that is no complement of another noun."""
    begin = _opening(text, clause.start, before)
    inside = [n for n, p in enumerate(parties) if begin <= p.start and p.end <= before]
    for number in inside:
        if _URGED.search(text[begin : parties[number].start]) and text.startswith(
            " to ", parties[number].end
        ):
            return _role(text, parties, number, before)
    free = [n for n in inside if _is_free(text, begin, parties, n)]
    within = [n for n in inside if _WITHIN.search(text[begin : parties[n].start])]
    if free:
        first = free[0]
        if first + 1 in inside and _OWNS.fullmatch(
            text, parties[first].end, parties[first + 1].start
        ):
            # "Germany's Rheinmetall" is the company.
            first += 1
        return _role(text, parties, first, before)
    if within:
        return _role(text, parties, within[0], before)._replace(trust=0.85)
    if _PRONOUN.search(text, begin, before):
        # "Poland has stated it cannot": it is Poland.
        report = begin > clause.start and _REPORT.search(text, clause.start, begin)
        return subject(text, clause, report.start(), parties) if report else NOBODY
    return _in_words(text[begin:before])


def object_(
    text: str,
    clause: Clause,
    span: Span,
    marks: re.Pattern[str] | None,
    parties: Sequence[Party],
) -> Role:
    """The name after the verb that follows one of its prepositions, else the first."""
    inside = [
        n for n, p in enumerate(parties) if span[0] <= p.start and p.end <= clause.end
    ]
    if marks is not None:
        led = re.compile(rf"(?:{marks.pattern})\s+(?:[\w-]+\s+){{0,2}}$", re.I)
        for number in inside:
            if led.search(text[span[0] : parties[number].start]):
                return _role(text, parties, number, clause.end)
    for number in inside:
        if not _ASIDE.search(text[span[0] : parties[number].start]):
            role = _role(text, parties, number, clause.end)
            return role._replace(trust=0.8)
    return NOBODY


def speaker(
    text: str, span: Span, report: Span, parties: Sequence[Party]
) -> tuple[str, Role]:
    """The name before the verb of saying, else the one after it."""
    before = [p for p in parties if report[0] - 80 <= p.start and p.end <= report[0]]
    after = [p for p in parties if report[1] <= p.start <= report[1] + 40]
    for party in (*reversed(before), *after):
        if span[0] <= party.start and party.end <= span[1]:
            who = ";".join(party.keys)
            role = Role(who, 1.0, known=True) if who else NOBODY
            return party.name or who, role
    return "", NOBODY


def _opening(text: str, begin: int, before: int) -> int:
    if lead := _LEAD.match(text, begin, before):
        begin = lead.end()
    if opening := _OPENING.match(text, begin, before):
        begin = opening.end()
    for report in _REPORT.finditer(text, begin, before):
        # What is reported has a subject of its own, if only a pronoun.
        if "that" in report.group() or _NAMED.match(text, report.end(), before):
            begin = report.end()
    return begin


def _is_free(text: str, begin: int, parties: Sequence[Party], number: int) -> bool:
    """Whether a name is no complement, nor listed with one that is."""
    while not _PREPOSITION.search(text[begin : parties[number].start]):
        if number == 0 or parties[number - 1].start < begin:
            return True
        gap = text[parties[number - 1].end : parties[number].start]
        if not _AND.fullmatch(gap):
            return True
        number -= 1
    return False


def _role(text: str, parties: Sequence[Party], number: int, limit: int) -> Role:
    """The party and those named beside it."""
    last, keys = number, list(parties[number].keys)
    while last + 1 < len(parties) and parties[last + 1].end <= limit:
        gap = text[parties[last].end : parties[last + 1].start]
        # "British Prime Minister Smith" is a state and who speaks for it.
        if gap.strip() and not _AND.fullmatch(gap):
            break
        last += 1
        keys += parties[last].keys
    start, end = parties[number].start, parties[last].end
    who = ";".join(dict.fromkeys(keys))
    if who:
        return Role(who, 1.0, known=True, start=start, end=end)
    return Role(parties[number].name, 0.7, known=False, start=start, end=end)


def _in_words(words: str) -> Role:
    noun = words.strip(' ,"“”')
    if (len(noun.split()) <= 8 and _BODY.search(noun)) or _SOMEBODY.fullmatch(noun):
        return Role(
            re.sub(r"\s+(?:\w+ly|will|would|is|are|has|have)$", "", noun),
            0.6,
            known=False,
        )
    return NOBODY
