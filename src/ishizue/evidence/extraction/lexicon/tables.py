"""Reads the tables of the lexicon: one row a rule, one row a cue."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, cast

from ishizue.evidence.records import ClaimKind

LANGUAGES = MappingProxyType({"ja": "japanese", "en": "english"})
Tense = Literal["future", "planned", "ongoing", "past", "promised"]
TENSES: tuple[Tense, ...] = ("future", "planned", "ongoing", "past", "promised")


@dataclass(frozen=True)
class Rule:
    """A predicate: how it is written, and what a clause that holds it claims.

    Attributes:
        pattern: How it is written; `<weapon>` and the like stand for classes of words.
        kinds: The kind of claim by tense, empty where such a clause claims nothing.
            `promised` is for what somebody undertakes or announces.
        triggers: Words without one of which the pattern cannot match.
        phrase: Whether the pattern is complete; otherwise the inflection that follows
            is read for tense and polarity.
        object: What marks the object: particles after it, or prepositions before it.
        needs: What a clause must have (see `needs.py`), and how the rule is read:
            `presupposed`, also where it is not what the clause asserts; `firm`, though
            an opinion or a modal verb stands by; `affirmed`, whatever is negated;
            `inverted`, `follows`, `owned` and `reversed`, where its subject stands;
            `met`, its object is also who the subject met; `view`, only where the
            sentence claims nothing else.
        polarity: `denied`, or `refused` (denied, and binding nobody), or empty.
        weight: How far a match is trusted, from 0 to 1: a judgement, checked on the
            labelled documents.
    """

    name: str
    kinds: Mapping[Tense, ClaimKind | Literal[""]]
    act: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    phrase: bool
    object: re.Pattern[str] | None
    needs: frozenset[str]
    polarity: str
    binding: int | None
    weight: float


# A class of words within a pattern; no group or look-around is written so.
_CLASS = re.compile(r"<(?P<name>[a-z]+)>")

Cues = Mapping[str, Mapping[str, re.Pattern[str]]]
"""Patterns by sort (`modality`, `binding`, ...) and value (`plan`, `5`, ...)."""


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """The predicates of a language, in the order in which they are preferred."""
    return tuple(_rule(row, language) for row in _rows(f"{LANGUAGES[language]}.csv"))


@cache
def cues(language: str) -> Cues:
    """The cues of a language; values of a sort stand in order of precedence."""
    sorts: dict[str, dict[str, re.Pattern[str]]] = {}
    for row in _rows("cues.csv"):
        if row["language"] == language:
            sorts.setdefault(row["sort"], {})[row["value"]] = re.compile(
                row["pattern"], re.IGNORECASE if language == "en" else 0
            )
    return MappingProxyType({s: MappingProxyType(v) for s, v in sorts.items()})


@cache
def _words(language: str) -> Mapping[str, str]:
    """Classes of words, by the name that patterns call them by: `<weapon>`."""
    found = {
        row["name"]: row["pattern"]
        for row in _rows("words.csv")
        if row["language"] == language
    }
    views = cues(language)["modality"]
    return MappingProxyType(
        found | {value: f"(?:{view.pattern})" for value, view in views.items()}
    )


@cache
def organs() -> Mapping[str, str]:
    """The state or body that an organ of it speaks for, by the organ's key."""
    return MappingProxyType(
        {r["pattern"]: r["party"] for r in _rows("parties.csv") if r["sort"] == "organ"}
    )


@cache
def regions() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Regions that act like parties though no names: one pattern, a group for each."""
    found = [r for r in _rows("parties.csv") if r["sort"] == "region"]
    pattern = "|".join(f"({r['pattern']})" for r in found)
    return re.compile(pattern), tuple(r["party"] for r in found)


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _rule(row: Mapping[str, str], language: str) -> Rule:
    words = _words(language)
    pattern = _CLASS.sub(lambda match: words[match["name"]], row["pattern"])
    flags = re.IGNORECASE if language == "en" else 0
    return Rule(
        name=row["rule"],
        kinds=MappingProxyType(
            {t: cast("ClaimKind | Literal['']", row[t]) for t in TENSES}
        ),
        act=row["act"],
        triggers=tuple(row["trigger"].split("|")),
        pattern=re.compile(pattern, flags),
        phrase=row["form"] == "phrase",
        object=re.compile(row["object"], flags) if row["object"] else None,
        needs=frozenset(row["needs"].split()),
        polarity=row["polarity"],
        binding=int(row["binding"]) if row["binding"] else None,
        weight=float(row["weight"]),
    )
