"""Dates in English have the right value, and what is no date is none."""

import pytest

from ishizue.evidence.mentions.dates import dates
from ishizue.evidence.passages import Passage


def read(text, when=""):
    """Words and value of every date of the text."""
    return [
        (m.surface, m.value) for m in dates(Passage(1, 1, text, "body", (), 0), when)
    ]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("signed on 4 March 2025 in Oslo", "4 March 2025", "2025-03-04"),
        ("signed on March 4, 2025, in Oslo", "March 4, 2025", "2025-03-04"),
        ("signed on the 4th of March 2025", "4th of March 2025", "2025-03-04"),
        ("SIGNED APRIL 20, 2022", "APRIL 20, 2022", "2022-04-20"),
        ("signed on Sept. 9, 2024", "Sept. 9, 2024", "2024-09-09"),
        ("Mar. 2025", "Mar. 2025", "2025-03"),
        ("in November 2024 they met", "November 2024", "2024-11"),
        ("met on 7–9 July 2024", "7–9 July 2024", "2024-07-07/2024-07-09"),
        ("met on July 7-9, 2024", "July 7-9, 2024", "2024-07-07/2024-07-09"),
        (
            "30 November–2 December 2025",
            "30 November–2 December 2025",
            "2025-11-30/2025-12-02",
        ),
        ("from March to June 2025", "from March to June 2025", "2025-03/2025-06"),
        ("January–March 2025", "January–March 2025", "2025-01/2025-03"),
        ("20/01/2026", "20/01/2026", "2026-01-20"),
        ("12/08/2024", "12/08/2024", "2024-08-12"),
        ("01/20/2026", "01/20/2026", "2026-01-20"),
        ("20.01.2026", "20.01.2026", "2026-01-20"),
        ("2026/01/20", "2026/01/20", "2026-01-20"),
        ("updated 2026-01-20T09:30Z", "2026-01-20", "2026-01-20"),
        ("updated 2026-01", "2026-01", "2026-01"),
        ("in 2025 the fleet", "2025", "2025"),
        ("since 2014, the alliance", "2014", "2014"),
        ("the 2022 invasion", "2022", "2022"),
        ("in the post-2022 order", "2022", "2022"),
        ("by the end of 2025", "the end of 2025", "2025"),
        ("by end-2027", "end-2027", "2027"),
        ("in late 2024", "late 2024", "2024"),
        ("by mid-2026", "mid-2026", "2026"),
        ("in early March 2025", "early March 2025", "2025-03"),
        ("in the first half of 2026", "first half of 2026", "2026-01/2026-06"),
        ("in the third quarter of 2026", "third quarter of 2026", "2026-07/2026-09"),
        ("in Q1 2026", "Q1 2026", "2026-01/2026-03"),
        ("in 2026 Q4", "2026 Q4", "2026-10/2026-12"),
        ("the FY2025 request", "FY2025", "2025"),
        ("the FY2024-25 request", "FY2024-25", "2024/2025"),
        ("in fiscal year 2026", "fiscal year 2026", "2026"),
        ("Winter 2023", "Winter 2023", "2023"),
        ("in the spring of 2024", "spring of 2024", "2024"),
        ("in the 1980s", "1980s", "1980/1989"),
        ("in the mid-2020s", "mid-2020s", "2020/2029"),
        ("a late 19th-century alliance", "late 19th-century", "1801/1900"),
        ("in the twentieth century", "twentieth century", "1901/2000"),
        ("over 2025-2027", "2025-2027", "2025/2027"),
        ("the 1958-59 crisis", "1958-59", "1958/1959"),
        ("the 2008-09 crisis", "2008-09", "2008/2009"),
        ("From 2021 to 2025 it grew", "From 2021 to 2025", "2021/2025"),
        ("between 2021 and 2025", "between 2021 and 2025", "2021/2025"),
    ],
)
def test_a_date_said_in_full_needs_nothing_else(text, words, value):
    assert read(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "when", "words", "value"),
    [
        ("spoke on 23 August.", "2024-08-22", "23 August", "2024-08-23"),
        ("met on December 6.", "2026-01-10", "December 6", "2025-12-06"),
        ("will meet in March.", "2025-06-15", "March", "2026-03"),
        ("met in March.", "2025-06-15", "March", "2025-03"),
        ("in mid-January", "2025-06-15", "mid-January", "2025-01"),
        ("in July last year", "2025-06-15", "July last year", "2024-07"),
        ("said on Wednesday", "2025-06-15", "Wednesday", "2025-06-11"),
        ("will resume on Monday", "2025-06-15", "Monday", "2025-06-16"),
        ("an agreement Thursday", "2025-06-15", "Thursday", "2025-06-12"),
        ("next Friday", "2025-06-15", "next Friday", "2025-06-20"),
        ("last year's budget", "2025-06-15", "last year", "2024"),
        ("early next year", "2025-06-15", "early next year", "2026"),
        ("in the next fiscal year", "2025-06-15", "next fiscal year", "2026"),
        ("next month", "2025-12-15", "next month", "2026-01"),
        ("last March", "2025-06-15", "last March", "2025-03"),
        ("last summer", "2025-06-15", "last summer", "2024"),
        ("last week", "2025-03-06", "last week", "2025-02-24/2025-03-02"),
        ("this decade", "2025-06-15", "this decade", "2020/2029"),
        ("by the end of the year", "2025-06-15", "end of the year", "2025"),
        ("yesterday", "2025-06-15", "yesterday", "2025-06-14"),
        ("two weeks ago", "2025-06-15", "two weeks ago", "2025-06-01"),
        ("A decade ago", "2025-06-15", "A decade ago", "2015"),
        ("a few months ago", "2025-06-15", "a few months ago", "2024-09/2025-04"),
        (
            "within five years",
            "2025-06-15",
            "within five years",
            "2025-06-15/2030-06-15",
        ),
        ("over the next decade", "2025-06-15", "next decade", "2025-06-15/2035-06-15"),
        ("early next decade", "2025-06-15", "early next decade", "2030/2039"),
        (
            "in the next three to five years",
            "2025-06-15",
            "next three to five years",
            "2025-06-15/2030-06-15",
        ),
        (
            "over the past 15 years",
            "2025-06-15",
            "past 15 years",
            "2010-06-15/2025-06-15",
        ),
        ("in five years' time", "2025-06-15", "five years' time", "2030"),
    ],
)
def test_what_is_left_out_comes_from_the_date_of_the_document(text, when, words, value):
    assert read(text, when) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("a day after a ceasefire", "a day after a ceasefire", "ceasefire+P1D"),
        (
            "deploy three days after the ceasefire",
            "three days after the ceasefire",
            "ceasefire+P3D",
        ),
        (
            "within 30 days of a ceasefire",
            "within 30 days of a ceasefire",
            "ceasefire/ceasefire+P30D",
        ),
        (
            "six months after the full-scale invasion",
            "six months after the full-scale invasion",
            "invasion+P6M",
        ),
        ("two weeks before the summit", "two weeks before the summit", "summit-P2W"),
        ("on day 1,414 of the war", "day 1,414 of the war", "war+P1414D"),
        ("the 1,414th day of the war", "1,414th day of the war", "war+P1414D"),
    ],
)
def test_dates_counted_from_an_event_stay_symbols(text, words, value):
    assert read(text, "2025-06-15") == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "the class of '25 is",
        "2000 troops and 1500 artillery shells",
        "version 2019.2 and v2.10.3",
        "call +44 20 7946 0958",
        "see pp. 2010-2012",
        "Resolution 1540 and UNSCR 1973",
        "the F-35, the B61-12 and the Type 055",
        "ISBN 978-0-19-852663-6",
        "https://example.org/2025/06/27/news",
        "write to desk2025@example.org",
        "$2025 and 2,025 and 2025%",
        "five years in prison",
        "aged 45 years",
        "it may march on",
        "on day two of the talks",
        "Horizon 2020 and Agenda 2030",
        "31 February",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert read(text, "2025-06-15") == []


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("the end of 2025", {"precision": "year", "part": "end"}),
        ("early 2024", {"precision": "year", "part": "early"}),
        ("FY2025", {"precision": "year", "fiscal": "yes"}),
        ("around 2030", {"precision": "year", "approximate": "yes"}),
        ("Q3 2024", {"precision": "month"}),
        ("next month", {"precision": "month", "relative": "yes"}),
        ("a day after a ceasefire", {"precision": "day", "relative": "yes"}),
    ],
)
def test_details_say_how_precise_a_date_is_and_what_it_leans_on(text, details):
    (found,) = dates(Passage(1, 1, text, "body", (), 0), "2025-06-15")
    assert found.details == details
