"""Whatever the text: no error, spans in bounds, none over another, values that parse."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.evidence.mentions.dates import dates
from ishizue.evidence.mentions.quantities import quantities
from ishizue.evidence.passages import Passage

DATE = r"(?:[0-9]{4}|XXXX)(?:-(?:[0-9]{2}|XX))?(?:-[0-9]{2})?"
SYMBOL = r"[a-z-]+?(?:[+-]P(?:T[0-9]+H|[0-9]+[YMWD]))?"
DATE_VALUE = re.compile(rf"(?:{DATE}|{SYMBOL})(?:/(?:{DATE}|{SYMBOL}))?")
NUMBER_VALUE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:/[0-9]+(?:\.[0-9]+)?)?")

PIECES = [
    *"0123456789〇一二三十百千万億兆年月日週時分秒円発機基人社割倍位前後内末春間目度代半数第約",
    *"、。・()[]〜–-/.,:%$€£¥+' \u3000２５％",
    *(
        "2025",
        "12",
        "1,500",
        "3.5",
        "カ国",
        "か月",
        "ドル",
        "令和",
        "昨年",
        "来月",
        "同日",
    ),
    *(
        "今後",
        "過去",
        "停戦",
        "から",
        "まで",
        "以内",
        "以上",
        "年間",
        "当たり",
        "四半期",
        "世紀",
    ),
    *("March ", "May", " 4", "Q1 ", "FY", "the ", "end of ", "last ", "next ", "week "),
    *(
        "years ",
        "ago ",
        "within ",
        "after ",
        "ceasefire ",
        "two ",
        "hundred ",
        "million ",
    ),
    *(
        "bn",
        " to ",
        " and ",
        "from ",
        "between ",
        "troops ",
        "percent ",
        "a year ",
        "F-35",
    ),
]
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=80)
)
whens = st.sampled_from(
    ["", "2024", "2024-02", "2024-02-29", "0001-01-01", "9999-12-31"]
)


def spans_hold(text, found):
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.surface == text[mention.start : mention.end]
        end = mention.end


@settings(max_examples=200)
@given(texts, whens)
def test_dates_hold_together_in_any_text(text, when):
    found = dates(Passage(1, 1, text, "body", (), 0), when)
    spans_hold(text, found)
    for mention in found:
        assert DATE_VALUE.fullmatch(mention.value), mention
        assert mention.details["precision"] in ("year", "month", "day")


@settings(max_examples=200)
@given(texts, whens)
def test_quantities_hold_together_in_any_text_and_stay_off_dates(text, when):
    passage = Passage(1, 1, text, "body", (), 0)
    taken = dates(passage, when)
    found = quantities(passage, taken)
    spans_hold(text, found)
    spans_hold(text, sorted([*taken, *found], key=lambda mention: mention.start))
    for mention in found:
        assert NUMBER_VALUE.fullmatch(mention.value), mention
        assert "" not in mention.details.values()


@pytest.mark.parametrize("text", ["95月9日", "13月", "2025年13月", "0月0日", "99日"])
def test_a_month_that_no_calendar_has_is_no_date(text):
    found = dates(Passage(1, 1, text, "body", (), 0), "2024-02")
    assert [m.value for m in found] in ([], ["2025"])


@pytest.mark.parametrize("when", ["", "soon", "2025-13", "2025-02-30", "20250101"])
def test_a_date_of_the_document_that_is_none_is_as_good_as_none(when):
    passage = Passage(1, 1, "昨年の会合", "body", (), 0)
    assert dates(passage, when)[0].value == "document-P1Y"


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1,",
        "一十",
        "二",
        "1〜",
        "2025-",
        "two-",
        "one hundred and ",
        "Article 1.",
        "A1-",
        "1日",
    ],
)
def test_a_long_line_takes_time_in_proportion(unit):
    def seconds(length):
        passage = Passage(1, 1, unit * (length // len(unit)), "body", (), 0)
        start = time.process_time()
        quantities(passage, dates(passage, "2025-06-15"))
        return time.process_time() - start

    # Eight times the text would take sixty-four times as long if every place were
    # compared with every other; the least of three runs leaves out the machine's moods.
    short, long = (min(seconds(n) for _ in range(3)) for n in (3_000, 24_000))
    assert long < 30 * short + 0.05
