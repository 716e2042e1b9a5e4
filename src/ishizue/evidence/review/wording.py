"""A proposal in plain words, in English and Japanese, for a reviewer to better.

The words are put together from what was recognised, not translated: what the passage
says beyond that is for the reviewer to add.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Literal

from ishizue.evidence.names import Names
from ishizue.evidence.records import Claim

Lang = Literal["en", "ja"]

_NOTES = {
    "as_of": {"en": "as of {}", "ja": "{}時点"},
    "condition": {"en": "on condition: {}", "ja": "条件：{}"},
    "speaker": {"en": "according to {}", "ja": "{}による"},
}
_AND = {"en": ", ", "ja": "、"}
# What a claim does where no more is known: nothing to tell.
_ANYTHING = ("act", "event")
# How something is usually called; not how it is mistranslated, or an adjective.
_USUAL = ("name", "official", "abbreviation")


def worded(claim: Claim, names: Names) -> tuple[str, str]:
    """What a claim says, in English and in Japanese."""
    english, japanese = _sentence(claim, names, "en"), _sentence(claim, names, "ja")
    return english[0].upper() + english[1:] + ".", japanese + "。"


def _sentence(claim: Claim, names: Names, lang: Lang) -> str:
    row = _phrases()[claim.kind, claim.polarity]
    phrase = row[lang if claim.object else f"{lang}_alone"]
    said = phrase.format(
        subject=_named(claim.subject, names, lang),
        object=_named(claim.object, names, lang),
    )
    what = _AND[lang].join(_what(claim, lang))
    notes = _AND[lang].join(_notes(claim, names, lang))
    if what:
        said += f": {what}" if lang == "en" else f"：{what}"
    if notes:
        said += f" ({notes})" if lang == "en" else f"({notes})"
    return said


def _named(keys: str, names: Names, lang: Lang) -> str:
    return _AND[lang].join(_name(key, names, lang) for key in keys.split(";"))


def _name(key: str, names: Names, lang: Lang) -> str:
    """What a key is called, its first name in the table; the key itself if none is."""
    called = (
        alias.surface
        for alias in names.aliases_of(key)
        if alias.lang == lang and alias.use in _USUAL
    )
    return next(called, key)


def _what(claim: Claim, lang: Lang) -> Iterator[str]:
    if claim.act and claim.act not in _ANYTHING:
        yield _term("act", claim.act, lang)
    if claim.value is not None:
        yield _amount(claim, lang)


def _amount(claim: Claim, lang: Lang) -> str:
    if lang == "ja" and not claim.original_value.isascii():
        return claim.original_value
    amount = f"{claim.value:,.10g} {claim.unit}".strip()
    if not claim.per:
        return amount
    per = _term("per", claim.per, lang)
    return f"{amount} {per}" if lang == "en" else f"{per}{amount}"


def _notes(claim: Claim, names: Names, lang: Lang) -> Iterator[str]:
    if claim.modality != "fact":
        yield _term("modality", claim.modality, lang)
    if claim.binding is not None:
        yield _term("binding", str(claim.binding), lang)
    if claim.as_of:
        yield _NOTES["as_of"][lang].format(claim.as_of)
    if claim.condition:
        yield _NOTES["condition"][lang].format(claim.condition)
    if claim.speaker:
        yield _NOTES["speaker"][lang].format(_named(claim.speaker, names, lang))


def _term(field: str, term: str, lang: Lang) -> str:
    row = _terms().get((field, term))
    return term if row is None else row[lang]


@cache
def _phrases() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["kind"], row["polarity"]): row for row in _rows("phrases.csv")}


@cache
def _terms() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["field"], row["term"]): row for row in _rows("terms.csv")}


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    return csv.DictReader(text.splitlines())
