"""Numbers as texts write them: digits, kanji, both mixed, and English words.

`read` gives the number; `DIGITS`, `JAPANESE` and `ENGLISH` are patterns of what it
can read, for use within larger patterns. All are for legible text.
"""

from __future__ import annotations

import re
from decimal import Decimal

# Quantifiers are possessive where they may, so that no text takes long to refuse.
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"

_KANJI_DIGITS = {k: i for i, k in enumerate("〇一二三四五六七八九")}
_KANJI_DIGITS |= {"零": 0, "壱": 1, "弐": 2, "参": 3}
_WITHIN_MYRIAD = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}

KANJI_DIGITS = "".join(_KANJI_DIGITS)
KANJI_DIGIT = f"[{KANJI_DIGITS}]"
_FIGURE = rf"(?:{DIGITS}|{KANJI_DIGIT}++)"
_SECTION = rf"(?:{_FIGURE}(?:[十百千]{_FIGURE}?)*+|(?:[十百千]{_FIGURE}?)++)"
JAPANESE = rf"{_SECTION}(?:[万億兆京]{_SECTION}?)*+"

_TEENS_AND_BELOW = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: i for i, word in enumerate(_TEENS_AND_BELOW)}
_WORDS |= {word: 10 * i for i, word in enumerate(_TENS, 2)}
_WORDS |= {"a": 1, "an": 1, "dozen": 12}
_FACTORS = {"hundred": 100, "dozen": 12}
MAGNITUDES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "m": 10**6,
    "b": 10**9,
}
_UNIT_WORD = "|".join(sorted(_TEENS_AND_BELOW, key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_UNIT_WORD}))?|{_UNIT_WORD})"
_LARGE = "(?:hundred|thousand|million|billion|trillion|dozen)"
ENGLISH = (
    rf"(?:half[ ])?(?:{_BELOW_HUNDRED}|an?(?=[ ]{_LARGE}\b))"
    rf"(?:(?:[- ]{_LARGE}\b){{1,3}}+(?:[ ](?:and[ ])?{_BELOW_HUNDRED}\b)?){{0,7}}+"
)
"""Words for a number (also in verbose patterns), as in `twenty-five`, `a dozen`, `one hundred and fifty`."""

_LONGEST = 240
"""Longer runs of digits are no numbers that anybody counts with."""

_JAPANESE_TOKEN = re.compile(rf"{DIGITS}|{KANJI_DIGIT}+|[十百千万億兆京]")
_ENGLISH_TOKEN = re.compile(rf"({DIGITS})|[a-z]+")


def read(numeral: str) -> Decimal | None:
    """The number a numeral stands for, or None if it is not well formed."""
    if len(numeral) > _LONGEST:
        return None
    words = numeral.lower()
    if re.search("[a-z]", words):
        return _read_english(words)
    return _read_japanese(numeral)


def plain(number: Decimal) -> str:
    """The number in plain digits: no separators, no exponent, no needless zeros."""
    return format(number.normalize() if number else Decimal(0), "f")


def _read_japanese(numeral: str) -> Decimal | None:
    if _JAPANESE_TOKEN.sub("", numeral):
        return None
    total, section, digits = Decimal(0), Decimal(0), None
    # Each scale must be smaller than the one before it: 千万 and 百五十, not 十百.
    last_small, last_large = 10**4, 10**20
    for token in _JAPANESE_TOKEN.findall(numeral):
        if token in _MYRIADS:
            section += digits or 0
            if _MYRIADS[token] >= last_large or not section:
                return None
            last_large = _MYRIADS[token]
            total += section * last_large
            section, digits, last_small = Decimal(0), None, 10**4
        elif token in _WITHIN_MYRIAD:
            if _WITHIN_MYRIAD[token] >= last_small or digits == 0:
                return None
            last_small = _WITHIN_MYRIAD[token]
            section += (Decimal(1) if digits is None else digits) * last_small
            digits = None
        elif digits is not None:
            return None
        else:
            digits = _digits(token)
    return total + section + (digits or 0)


def _digits(token: str) -> Decimal:
    return Decimal("".join(str(_KANJI_DIGITS.get(c, c)) for c in token if c != ","))


def _read_english(numeral: str) -> Decimal | None:
    half = re.sub("^half an?", "", numeral)
    if half != numeral:
        number = _read_english(half)
        return None if number is None else number / 2
    total, section = Decimal(0), Decimal(0)
    for match in _ENGLISH_TOKEN.finditer(numeral):
        token = match[0]
        if match[1]:
            section += Decimal(token.replace(",", ""))
        elif token == "and":
            continue
        elif token in _FACTORS:
            section = (section or Decimal(1)) * _FACTORS[token]
        elif token in MAGNITUDES:
            total += (section or Decimal(1)) * MAGNITUDES[token]
            section = Decimal(0)
        elif token in _WORDS:
            section += _WORDS[token]
        else:
            return None
    return total + section
