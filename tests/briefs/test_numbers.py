"""How numbers and probabilities are put."""

import numpy as np
import pytest

from ishizue.briefs import likelihood
from ishizue.briefs.numbers import (
    FigureKey,
    Number,
    OutcomeKey,
    form_of,
    middle,
    plain,
    written,
)

KEY = OutcomeKey.of("capability.coverage", "baseline", {"year": 2030, "actor": "ald"})


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.0, "almost no chance"),
        (0.01, "almost no chance"),
        (0.0499, "almost no chance"),
        (0.05, "very unlikely"),
        (0.1999, "very unlikely"),
        (0.20, "unlikely"),
        (0.4499, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5499, "roughly even chance"),
        (0.55, "likely"),
        (0.7999, "likely"),
        (0.80, "very likely"),
        (0.9499, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_words_change_at_the_bounds_of_the_directive(probability, term):
    assert likelihood.term(probability).en == term


def test_the_scale_is_told_in_full():
    scale = likelihood.scale()
    assert scale.en.startswith("almost no chance 1–5%, very unlikely 5–20%")
    assert scale.en.endswith("almost certain 95–99%")
    assert "「可能性が高い」55–80%" in scale.ja


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "<1%"),
        (0.0099, "<1%"),
        (0.01, "1%"),
        (0.5, "50%"),
        (0.99, "99%"),
        (0.9901, ">99%"),
        (1.0, ">99%"),
    ],
)
def test_a_probability_never_claims_to_be_certain(value, shown):
    assert written(value, "likelihood").en == shown
    assert "100" not in written(value, "likelihood").en


@pytest.mark.parametrize(
    ("value", "shown"), [(0.046, "4.6%"), (0.0499, "4.99%"), (0.5496, "54.96%")]
)
def test_rounding_does_not_carry_a_probability_over_to_another_word(value, shown):
    assert written(value, "likelihood").en == shown


def test_unanimous_draws_are_told_as_what_they_are():
    assert likelihood.verdict(0, 500).en == "in none of 500 draws"
    assert likelihood.verdict(500, 500).en == "in all 500 draws"
    assert likelihood.verdict(500, 500).ja == "500回の試行のすべてで成立"
    assert likelihood.verdict(499, 500).en == ""


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1.0, "share", "100%"),
        (0.999, "share", ">99%"),
        (0.0, "share", "0%"),
        (0.004, "share", "<1%"),
        (0.1234, "fine", "12.3%"),
        (0.0001, "fine", "<0.1%"),
        (-0.912, "points", "−91"),
        (0.004, "points", "+0.4"),
        (0.0, "points", "0"),
        (2.5, "years", "2.5"),
        (3.0, "years", "3"),
        (0.3444, "index", "0.34"),
        (83_456_789, "plain", "83,456,789"),
        (12.345, "plain", "12.3"),
        (0.00123, "plain", "0.00123"),
        (0.0, "plain", "0"),
    ],
)
def test_numbers_are_written_as_their_form_asks(value, form, shown):
    assert written(value, form).en == shown


def test_years_beyond_those_looked_at_are_told_so():
    assert written(5.0, "years", ceiling=5.0).en == "more than 4"
    assert written(5.0, "years", ceiling=5.0).ja == "4超"


def test_forms_follow_units():
    assert form_of("share") == "share"
    assert form_of("probability") == "likelihood"
    assert form_of("USD bn") == "plain"


def test_minus_signs_are_kept_apart():
    assert plain(-3.14159) == "−3.14"
    number = Number(-0.5, -0.6, -0.4, "share", "points", (KEY,), (KEY,))
    assert number.spread("en") == "−60 to −40"
    assert number.spread("ja") == "−60~−40"


def test_a_spread_that_reads_like_the_number_is_left_out():
    number = Number(0.501, 0.499, 0.504, "share", "share", (KEY,), (KEY,))
    assert number.text("en") == "50%"
    assert number.spread("en") == ""


def test_a_spread_reads_from_low_to_high():
    number = Number(0.5, 0.25, 0.75, "share", "share", (KEY,), (KEY,))
    assert number.spread("ja") == "25–75%"


def test_the_middle_of_draws_that_do_not_vary_has_no_interval():
    assert middle(np.full(20, 0.3)) == (pytest.approx(0.3), None, None)
    median, low, high = middle(np.linspace(0, 1, 101))
    assert (low, median, high) == pytest.approx((0.05, 0.5, 0.95))


def test_keys_name_outcome_scenario_and_selection_in_order():
    assert str(KEY) == "capability.coverage|baseline|actor=ald&year=2030"
    assert str(FigureKey("actors.ald.gdp", "baseline")) == "figure|actors.ald.gdp"
