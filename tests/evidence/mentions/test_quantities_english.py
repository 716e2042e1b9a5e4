"""Quantities in English have the right value, unit and period."""

import pytest

from ishizue.evidence.mentions.dates import dates
from ishizue.evidence.mentions.quantities import quantities
from ishizue.evidence.mentions.quantities.english import singular
from ishizue.evidence.passages import Passage


def read(text):
    """Words, value, unit and period of every quantity of the text."""
    return [
        (m.surface, m.value, m.details.get("unit", ""), m.details.get("per", ""))
        for m in quantities(Passage(1, 1, text, "body", (), 0))
    ]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "per"),
    [
        (
            "makes 350,000 rounds a year",
            "350,000 rounds a year",
            "350000",
            "round",
            "year",
        ),
        (
            "up to 350,000 rounds of artillery ammunition a year",
            "up to 350,000 rounds of artillery ammunition a year",
            "350000",
            "round",
            "year",
        ),
        (
            "up to 1.5 million shells",
            "up to 1.5 million shells",
            "1500000",
            "shell",
            "",
        ),
        (
            "some 40,000 rounds per month",
            "some 40,000 rounds per month",
            "40000",
            "round",
            "month",
        ),
        (
            "110,000 shells annually",
            "110,000 shells annually",
            "110000",
            "shell",
            "year",
        ),
        ("a monthly output of 4,000 shells", "4,000 shells", "4000", "shell", "month"),
        ("fires 500 drones each week", "500 drones each week", "500", "drone", "week"),
        ("up to 350,000 per year", "up to 350,000 per year", "350000", "", "year"),
        ("€2 billion", "€2 billion", "2000000000", "EUR", ""),
        ("$2.1bn", "$2.1bn", "2100000000", "USD", ""),
        ("US$300m", "US$300m", "300000000", "USD", ""),
        ("USD 300 million", "USD 300 million", "300000000", "USD", ""),
        ("A$368 billion", "A$368 billion", "368000000000", "AUD", ""),
        ("£1.5m", "£1.5m", "1500000", "GBP", ""),
        ("400bn won", "400bn won", "400000000000", "KRW", ""),
        ("PLN 12 billion", "PLN 12 billion", "12000000000", "PLN", ""),
        ("Fund of 36 Billion Won", "36 Billion Won", "36000000000", "KRW", ""),
        ("43 trillion yen", "43 trillion yen", "43000000000000", "JPY", ""),
        ("1.2 billion kroner", "1.2 billion kroner", "1200000000", "krone", ""),
        ("€10–12 billion", "€10–12 billion", "10000000000/12000000000", "EUR", ""),
        ("$10bn-$12bn", "$10bn-$12bn", "10000000000/12000000000", "USD", ""),
        ("$3 million apiece", "$3 million apiece", "3000000", "USD", "unit"),
        ("about $30 per person", "about $30 per person", "30", "USD", "person"),
        ("roughly 60 percent", "roughly 60 percent", "60", "percent", ""),
        ("1.2 per cent of GDP", "1.2 per cent", "1.2", "percent", ""),
        (
            "rose by 12 percentage points",
            "12 percentage points",
            "12",
            "percentage-point",
            "",
        ),
        ("two-thirds of the fleet", "two-thirds", "0.6667", "share", ""),
        ("About one-third of the fleet", "About one-third", "0.3333", "share", ""),
        ("half of the members", "half", "0.5", "share", ""),
        ("one in five was opposed", "one in five", "0.2", "share", ""),
        ("a dozen frigates", "a dozen frigates", "12", "frigate", ""),
        ("half a million rounds", "half a million rounds", "500000", "round", ""),
        ("Thirty-five countries", "Thirty-five countries", "35", "country", ""),
        (
            "one hundred and fifty tanks",
            "one hundred and fifty tanks",
            "150",
            "tank",
            "",
        ),
        ("hundreds of tanks", "hundreds of tanks", "200/900", "tank", ""),
        (
            "tens of thousands of troops",
            "tens of thousands of troops",
            "20000/90000",
            "troop",
            "",
        ),
        (
            "10,000 to 15,000 troops",
            "10,000 to 15,000 troops",
            "10000/15000",
            "troop",
            "",
        ),
        ("between 5 and 10 years", "between 5 and 10 years", "5/10", "year", ""),
        (
            "100 miles to 1,200 miles",
            "100 miles to 1,200 miles",
            "100/1200",
            "mile",
            "",
        ),
        ("at least 35 countries", "at least 35 countries", "35", "country", ""),
        ("the 27-nation bloc", "27-nation", "27", "country", ""),
        ("27 members", "27 members", "27", "member", ""),
        ("26 aircraft from France", "26 aircraft", "26", "aircraft", ""),
        ("six aircraft carriers", "six aircraft carriers", "6", "carrier", ""),
        ("three submarines", "three submarines", "3", "submarine", ""),
        ("180 K2 tanks", "180 K2 tanks", "180", "tank", ""),
        (
            "1.1 million 155mm shells",
            "1.1 million 155mm shells",
            "1100000",
            "shell",
            "",
        ),
        ("31 Leopard 2 tanks", "31 Leopard 2 tanks", "31", "tank", ""),
        (
            "600 operational nuclear warheads",
            "600 operational nuclear warheads",
            "600",
            "warhead",
            "",
        ),
        (
            "12,000 North Korean soldiers",
            "12,000 North Korean soldiers",
            "12000",
            "soldier",
            "",
        ),
        ("200,000 people", "200,000 people", "200000", "person", ""),
        ("an 800,000-strong force", "800,000-strong", "800000", "person", ""),
        ("a 25,000-employee firm", "25,000-employee", "25000", "employee", ""),
        ("within 500km", "500km", "500", "km", ""),
        ("a 1,340-kilometre border", "1,340-kilometre", "1340", "km", ""),
        ("a five-year plan", "five-year", "5", "year", ""),
        ("rose threefold", "threefold", "3", "times", ""),
        ("has doubled", "doubled", "2", "times", ""),
        ("the third-largest exporter", "third-largest", "3", "rank", ""),
        ("nine exercises", "nine exercises", "9", "exercise", ""),
        ("1,000 qubits", "1,000 qubits", "1000", "qubit", ""),
        ("70,000 in all", "70,000", "70000", "", ""),
    ],
)
def test_a_quantity_has_its_value_unit_and_period(text, words, value, unit, per):
    assert read(text) == [(words, value, unit, per)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€2 billion ($2.1bn)", ["2000000000 EUR", "2100000000 USD"]),
        ("from 14,000 to 100,000 rounds a month", ["14000 round", "100000 round"]),
        ("from two percent to five percent", ["2 percent", "5 percent"]),
        ("30 drones and 4 missiles", ["30 drone", "4 missile"]),
        ("35% and 32.5% each", ["35 percent", "32.5 percent"]),
    ],
)
def test_each_quantity_is_one_of_its_own(text, expected):
    assert [f"{value} {unit}" for _, value, unit, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("about 200 people", {"unit": "person", "approximate": "yes"}),
        ("An estimated 200 people", {"unit": "person", "approximate": "yes"}),
        ("more than 400 tanks", {"unit": "tank", "low": "400"}),
        ("400 tanks or more", {"unit": "tank", "low": "400"}),
        ("no more than 400 tanks", {"unit": "tank", "high": "400"}),
        ("up to 40 aircraft", {"unit": "aircraft", "high": "40"}),
        ("less than 1.5% of GDP", {"unit": "percent", "high": "1.5"}),
        ("over five years", {"unit": "year"}),
        ("5 to 6 ships", {"unit": "ship", "low": "5", "high": "6"}),
        (
            "dozens of ships",
            {"unit": "ship", "approximate": "yes", "low": "24", "high": "108"},
        ),
    ],
)
def test_details_say_what_bounds_a_quantity(text, details):
    assert quantities(Passage(1, 1, text, "body", (), 0))[0].details == details


@pytest.mark.parametrize(
    "text",
    [
        "in March 2025 and on 20/01/2026",
        "Article 5 and Article 42(7) of the treaty",
        "the treaty's article 5 commits every ally",
        "Articles 4 and 5 require consultations",
        "in section 4 experts and in chapter 7 lawyers disagree",
        "the F-35, the B61-12, the Type 055 and the K9",
        "lists items [4], see pp. 21-23 and call +44 20 7946 0958",
        "version 2.10.3 of the file",
        "ISBN 978-0-19-852663-6",
        "https://example.org/350000-rounds",
        "aged 45 years old",
        "no one told the two of us",
        "the second pillar and the third round",
        "the 9/11 attacks",
        "Leopard 2 models",
        "a 50/50 chance at 9:30",
        "she has 2 in mind",
    ],
)
def test_what_only_looks_like_a_quantity_is_none(text):
    assert read(text) == []


def test_dates_already_found_need_not_be_found_again():
    passage = Passage(1, 1, "24年は9.7%増えた。", "body", (), 0)
    found = quantities(passage, dates(passage, "2025-06-15"))
    assert [m.surface for m in found] == ["9.7%"]


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("countries", "country"),
        ("batteries", "battery"),
        ("crutches", "crutch"),
        ("servicewomen", "servicewoman"),
        ("children", "child"),
        ("missiles", "missile"),
        ("aircraft", "aircraft"),
    ],
)
def test_units_are_singular(plural, expected):
    assert singular(plural) == expected
