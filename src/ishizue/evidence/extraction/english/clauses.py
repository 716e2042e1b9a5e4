"""English: stretches of a sentence with a verb of their own."""

from __future__ import annotations

import re

from ishizue.evidence.extraction.syntax import Clause

_VERBS = (
    r"will|would|can|cannot|may|might|could|should|must|has|have|had|is|are|was|were|does|did"
    r"|promised|pledged|vowed|agreed|decided|refused|declined|signed|undertook|announced|said"
    r"|lacks?|depends?|relies|rely|holds?|shares?|provides?|provide|operates?|produces?|plans"
    r"|aims|deployed|launched|joined|withdrew|sent|committed|guaranteed|ruled|imports?|buys?|makes|builds"
    r"|sends|gets|spends|keeps|owns|flies|maintains|possesses"
)


_VERBISH = re.compile(
    rf"(?<!\bto )\b(?:{_VERBS})\b|n't\b|\b(?!United\b|Allied\b|allied\b)(?<!['’]s )(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bof )\w{{3,}}ed\b",
    re.I,
)


_SPLIT = re.compile(
    r"(?P<after>;|:\s|\s[—–]\s)"
    r"|,?\s+(?=(?:but|while|whereas|although|though|because)\b)"
    r"|,\s+(?=(?:and|or|yet|which|who|whose|where|if|unless|provided)\b)"
    rf"|\s+(?=(?:if|unless|provided that)\b|and\s+(?:also\s+|\w+ly\s+)?(?:{_VERBS})\b)",
    re.I,
)


_LIST = re.compile(r"(?:and|or)\b", re.I)


_CONDITION = re.compile(
    r"\W*(?:and |but |or )?(?:if|unless|once|provided|should|were)\b", re.I
)


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """Stretches between conjunctions, where a verb stands before each."""
    cuts = [start]
    for cut in _SPLIT.finditer(text, start, end):
        place = cut.end() if cut["after"] else cut.start()
        if _divides(text, cuts[-1], place, cut.end(), end):
            cuts.append(place)
    found: list[Clause] = []
    for begin, stop in zip(cuts, [*cuts[1:], end], strict=True):
        found += _conditions_apart(text, begin, stop, end)
    return found


def _divides(text: str, begin: int, place: int, after: int, end: int) -> bool:
    """Whether there is a verb on both sides of a conjunction, as in no mere list."""
    if _CONDITION.match(text, after, end):
        return True
    if not _VERBISH.search(text, begin, place):
        return False
    if not _LIST.match(text, after, end):
        return True
    comma = text.find(",", after, end)
    return _VERBISH.search(text, after, comma if comma > 0 else end) is not None


def _conditions_apart(text: str, begin: int, stop: int, end: int) -> list[Clause]:
    """A clause, its leading condition on its own."""
    if not _CONDITION.match(text, begin, stop):
        return [Clause(begin, stop)]
    comma = text.find(", ", begin, stop)
    if comma < 0:
        return [Clause(begin, stop, conditional=True)]
    return [Clause(begin, comma + 1, conditional=True), Clause(comma + 1, stop)]
