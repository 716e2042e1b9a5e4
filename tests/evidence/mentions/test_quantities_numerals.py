"""Numerals of every kind are read back as the numbers they were written from."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishizue.evidence.mentions.numerals import ENGLISH, JAPANESE, plain, read

DIGITS = "〇一二三四五六七八九"
MYRIADS = ("", "万", "億", "兆")
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
BELOW_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen"
    " fourteen fifteen sixteen seventeen eighteen nineteen"
)
numbers = st.integers(1, 10**16 - 1)


def sections(number):
    """Each four digits of a number with its scale, the greatest first."""
    parts = [(number // 10 ** (4 * i) % 10**4, MYRIADS[i]) for i in range(4)]
    return [(part, scale) for part, scale in reversed(parts) if part]


def kanji(number):
    """As in 二万五千三十."""
    words = ""
    for part, scale in sections(number):
        for factor, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = part // factor % 10
            if digit:
                words += ("" if digit == 1 and sign else DIGITS[digit]) + sign
        words += scale
    return words


def mixed(number):
    """As in 2万5,030."""
    return "".join(f"{part:,}{scale}" for part, scale in sections(number))


def english(number):
    """As in twenty-five thousand and thirty."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = f" {english(number % scale)}" if number % scale else ""
            return f"{english(number // scale)} {name}{rest}"
    if number >= 100:
        rest = f" and {english(number % 100)}" if number % 100 else ""
        return f"{english(number // 100)} hundred{rest}"
    if number < 20:
        return BELOW_TWENTY.split()[number]
    one = f"-{english(number % 10)}" if number % 10 else ""
    return TENS.split()[number // 10 - 2] + one


@given(numbers)
def test_a_number_in_kanji_is_read_back(number):
    assert re.fullmatch(JAPANESE, kanji(number))
    assert read(kanji(number)) == number


@given(numbers)
def test_a_number_in_digits_and_kanji_is_read_back(number):
    assert re.fullmatch(JAPANESE, mixed(number))
    assert read(mixed(number)) == number


@given(st.integers(1, 10**12 - 1))
def test_a_number_in_english_words_is_read_back(number):
    assert re.fullmatch(ENGLISH, english(number))
    assert read(english(number)) == number


@given(st.decimals(0, 10**12, places=3))
def test_plain_digits_are_read_back(number):
    digits = plain(number)
    assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits)
    assert read(digits) == number
    assert read(f"{number:,}") == number


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("2.5万", "25000"),
        ("1億2,000万", "120000000"),
        ("二〇二五", "2025"),
        ("1万5千", "15000"),
        ("千", "1000"),
        ("百五十億", "15000000000"),
        ("2.1bn", "2100000000"),
        ("1.5 million", "1500000"),
        ("half a million", "500000"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("a hundred thousand", "100000"),
    ],
)
def test_numerals_are_read_in_the_forms_of_newspapers(numeral, number):
    assert read(numeral) == Decimal(number)


@pytest.mark.parametrize(
    "numeral", ["十百", "万", "1,2", "億万", "五五万3二", "9" * 241]
)
def test_what_is_no_numeral_gives_no_number(numeral):
    assert read(numeral) is None
