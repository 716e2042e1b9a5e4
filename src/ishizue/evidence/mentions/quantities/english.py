"""What stands around a number in English: units and nouns, per-words, bounds."""

from __future__ import annotations

import re

from ishizue.evidence.mentions.legible import MODEL
from ishizue.evidence.mentions.quantities.number import Number
from ishizue.evidence.mentions.quantities.quantity import Bound, Quantity
from ishizue.evidence.mentions.quantities.units import RATIOS, Unit, units

_REACH = 40
"""How far before a number its words are looked for."""

_UNITS, _SIGNS = units("en"), units("sign")
_LOW = (
    "at least|no fewer than|no less than|not less than|a minimum of|more than|over"
    "|above|upwards? of|in excess of|exceeding|greater than"
)
_HIGH = (
    "up to|as many as|as much as|at most|no more than|not more than|a maximum of"
    "|fewer than|less than|under|below"
)
_ABOUT = (
    "about|around|some|roughly|approximately|nearly|almost|close to|circa"
    r"|an estimated|estimated|perhaps|approx\."
)
_BOUNDS = f"{_LOW}|{_HIGH}|{_ABOUT}".replace(" ", r"\s")
_BEFORE = re.compile(
    rf"""(?:(?<![A-Za-z])(?i:(?:(?:{_BOUNDS})\s)+|between\s)|~)?
    (?:(?<![A-Za-z])(?P<sign>{_SIGNS.pattern})\s?)?$""",
    re.VERBOSE,
)
_LOW_WORDS = re.compile(rf"\b(?:{_LOW})\b", re.IGNORECASE)
_HIGH_WORDS = re.compile(rf"\b(?:{_HIGH})\b", re.IGNORECASE)
_ABOUT_WORDS = re.compile(rf"\b(?:{_ABOUT})(?!\w)|~", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(r"(\+)|\s(?:or\s(more|so|fewer|less)|(plus))\b")

# Leopard 2 is a name: prose spells small numbers out.
_NAME_BEFORE = re.compile(
    r"(?<![A-Za-z])(?!About|Around|Roughly|Nearly|Some|Over|Only|With|From|Between|Than)"
    r"[A-Z][a-z]{3,}\s$"
)

# A 28-point plan has no percentage points.
_WORDS = "|".join(w for w in _UNITS.pattern.split("|") if w == w.lower())
_UNIT = re.compile(
    rf"(?!-points?\b)[\s-]?(?P<unit>{_UNITS.pattern}|(?i:{_WORDS}))(?![A-Za-z])"
)
_AGE = re.compile(r"[\s-]years?[\s-]old\b")
_DURATIONS = ("year", "month", "week", "day", "hour", "minute")

# Words that end a noun phrase, and plurals in form that are no nouns to be counted.
_ENDING = (
    "of in on at to for from by with and or but than that which who whom will would is"
    " are was were be been being has have had do does did can could may might must shall"
    " should a an the its their this these those his her our your my as per if when"
    " while where under over into after before since about between against across not"
    " no it they he she we you i also so yet then there"
).replace(" ", "|")
_NO_NOUN = (
    "(?:was|is|has|does|its|his|this|thus|versus|plus|less|always|across|towards|ours"
    "|theirs|others|sides|ways|things|reasons|perhaps|besides|sometimes|times|says|needs"
    "|makes|takes|remains|becomes|as|us)(?![a-z-])"
)
_PLURAL = (
    rf"(?!{_NO_NOUN})(?:[a-z][a-z-]{{0,24}}[a-rt-z](?<![iu])s|men|women|children|people"
    rf"|aircraft|spacecraft|personnel|staff|crew)(?![A-Za-z{MODEL}-])"
)
_NOUN = re.compile(
    rf"""[\s-](?:(?!(?:{_ENDING})\s)[A-Za-z0-9{MODEL}][\w.{MODEL}'/-]{{0,24}}\s){{0,3}}?
    (?P<noun>{_PLURAL})(?:\s(?P<head>{_PLURAL}))?""",
    re.VERBOSE,
)
_COMPOUND = re.compile(r"-([a-z]{3,20})(?=\s[a-z])")
_MODEL_NAME = re.compile(rf"\s{MODEL}+")
_WORD = re.compile("[A-Za-zぁ-ん一-龥]")
_PERIOD = "year|month|week|day|hour|minute|second"
_PER = re.compile(
    rf"""(?:\s(?:worth\s)?of(?:\s[A-Za-z-]{{1,24}}){{1,4}}?)?(?:
    (?:\s?/|\s(?:an?|each|every)\s)(?P<each>{_PERIOD})(?![A-Za-z])
    |\sper\s(?P<per>[a-z]+)
    |\s(?P<often>annually|yearly|monthly|weekly|daily)(?![a-z])
    |\s(?P<piece>apiece|each)(?![a-z]))""",
    re.VERBOSE,
)
_RATE_BEFORE = re.compile(
    r"(?<![A-Za-z])(?P<often>annual|yearly|monthly|weekly|daily)\s(?:[a-z]+\s){1,3}(?:of|to)\s$",
    re.IGNORECASE,
)
_OFTEN = {"annual": "year", "annually": "year", "yearly": "year"}
_OFTEN |= {"monthly": "month", "weekly": "week", "daily": "day"}
_EACH = {"annum": "year", "capita": "person", "head": "person", "cent": ""}


def around(text: str, number: Number) -> Quantity | None:
    """The quantity a number and the English words around it make, if any."""
    left = max(0, number.start - _REACH)
    before = _BEFORE.search(text, left, number.start)
    start = number.start if before is None else before.start()
    words = text[start : number.start]
    unit, end = _unit(text, number, before["sign"] if before is not None else "")
    if unit is None:
        return None
    if unit.key in _DURATIONS:
        # Over five years says how long, not how long at least.
        words = re.sub(r"(?i)\bover\s", "", words)
        start = number.start - len(words)
    end, more = _afterthought(text, end)
    per, end = _per(text, start, end, unit)
    return Quantity(
        start,
        end,
        number.low * unit.factor,
        number.high * unit.factor,
        unit.key,
        per=per,
        approximate=more == "so" or _ABOUT_WORDS.search(words) is not None,
        bound=_bound(words, more),
    )


def _unit(text: str, number: Number, sign: str | None) -> tuple[Unit | None, int]:
    """What is counted, and where the words for it end."""
    if sign:
        return _SIGNS[sign], number.end
    if number.share:
        return Unit("share"), number.end
    known = _UNIT.match(text, number.end)
    if _AGE.match(text, number.end):
        return None, number.end
    if known is not None and _UNITS[known["unit"]].may_follow(number):
        return _UNITS[known["unit"]], known.end()
    left = max(0, number.start - _REACH)
    if number.high < 10 and (
        number.low == 1 or _NAME_BEFORE.search(text, left, number.start)
    ):
        return None, number.end
    noun = _NOUN.match(text, number.end)
    if noun is not None:
        word = noun["head"] or noun["noun"]
        known_unit = _UNITS.by_surface.get(word)
        return known_unit or Unit(singular(word)), noun.end()
    compound = _COMPOUND.match(text, number.end)
    if compound is not None and number.low >= 10:
        return Unit(compound[1]), compound.end()
    model = _MODEL_NAME.match(text, number.end)
    if model is not None:
        return Unit("unit"), model.end()
    bare = number.large and _WORD.match(text, number.end) is None
    return (Unit("") if bare else None), number.end


def _afterthought(text: str, end: int) -> tuple[int, str]:
    match = _AFTERTHOUGHT.match(text, end)
    if match is None:
        return end, ""
    return match.end(), match[1] or match[2] or match[3]


def _bound(words: str, more: str) -> Bound:
    if _HIGH_WORDS.search(words) or more in ("fewer", "less"):
        return "high"
    if _LOW_WORDS.search(words) or more in ("more", "plus", "+"):
        return "low"
    return ""


def _per(text: str, start: int, end: int, unit: Unit) -> tuple[str, int]:
    """For each of what it holds, and where the words for that end."""
    after = _PER.match(text, end)
    if after is not None:
        if after["often"]:
            return _OFTEN[after["often"]], after.end()
        each = after["each"] or after["per"] or "unit"
        return _EACH.get(each, each), after.end()
    rate = _RATE_BEFORE.search(text, max(0, start - _REACH), start)
    if rate is None or unit.key in RATIOS:
        return "", end
    return _OFTEN[rate["often"].lower()], end


def singular(plural: str) -> str:
    """The singular of an English plural, by its ending."""
    for ending, replacement in (("men", "man"), ("children", "child"), ("ies", "y")):
        if plural.endswith(ending):
            return plural.removesuffix(ending) + replacement
    if re.search("(?:ss|x|ch|sh)es$", plural):
        return plural.removesuffix("es")
    return plural.removesuffix("s")
