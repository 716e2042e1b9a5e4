"""Roadmaps worked out by hand, and what is refused."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models.funding import PARTS, Funding, Investment, fund

SHIPYARD = Investment(cost=4, duration=2, gains={})
SHIPS = Investment(cost=3, duration=1, gains={"ships": 5}, after=("shipyard",))
RADARS = Investment(cost=4, duration=2, gains={"radars": 4})
NEEDS = {"ships": 20, "radars": 10}
GAPS = {"ships": 5, "radars": 5}


def funding(budgets, discount=0.0, **projects):
    return Funding(projects, budgets, NEEDS, GAPS, discount)


def test_what_closes_most_comes_first_and_the_rest_in_order():
    # Two a year for two years buy either radars, .4 of the need, or the shipyard; the
    # ships, .25 of the need, cost three in one year after it.
    found = fund(
        funding([2, 2, 2, 2, 3, 0], shipyard=SHIPYARD, ships=SHIPS, radars=RADARS)
    )
    assert found.starts == {"radars": 0, "shipyard": 2, "ships": 4}
    # Radars stand in years 2 to 5, ships in year 5.
    assert found.closure == found.bound == pytest.approx(4 * 0.4 + 0.25)
    assert found.status == "optimal"


def test_later_years_count_for_less():
    found = fund(funding([2, 2, 2, 2], discount=0.5, radars=RADARS))
    assert found.closure == pytest.approx((0.25 + 0.125) * 0.4)


def test_a_gap_closes_once():
    # Of eight radars five are lacking: half of the need.
    twice = fund(funding([4, 4, 4], radars=RADARS, more=RADARS))
    assert twice.closure == pytest.approx(0.5)


def test_without_money_nothing_begins():
    assert fund(funding([0, 0, 0], radars=RADARS)).starts == {}
    assert fund(funding([], radars=RADARS)).starts == {}


def test_what_would_end_too_late_is_not_begun():
    assert fund(funding([9], radars=RADARS)).starts == {}


def test_among_plans_that_close_as_much_more_projects_end_sooner():
    # The shipyard closes nothing, and there is money for it.
    found = fund(funding([4, 4, 4], shipyard=SHIPYARD, radars=RADARS))
    assert found.starts == {"shipyard": 0, "radars": 0}


def closes(problem, starts):
    """Discounted gap closure of a plan, or None where it cannot be."""
    years = len(problem.budgets)
    for name, start in starts.items():
        for before in problem.investments[name].after:
            ends = starts.get(before, years) + problem.investments[before].duration
            if start < ends:
                return None
    total = 0.0
    for year, budget in enumerate(problem.budgets):
        spent, brought = 0.0, dict.fromkeys(problem.gaps, 0.0)
        for name, start in starts.items():
            project = problem.investments[name]
            if start <= year < start + project.duration:
                spent += project.cost / project.duration
            for capability, gain in project.gains.items():
                if start + project.duration <= year:
                    brought[capability] += gain
        if spent > budget + 1e-9:
            return None
        total += (1 - problem.discount) ** year * sum(
            min(brought[c], gap) / problem.needs[c] for c, gap in problem.gaps.items()
        )
    return total


@st.composite
def problems(draw):
    names = "abc"
    number = st.integers(0, 4)
    projects = {
        name: Investment(
            draw(number),
            draw(st.integers(1, 2)),
            {"ships": draw(number), "radars": draw(number)},
            draw(st.lists(st.sampled_from(names[:i]), unique=True)) if i else (),
        )
        for i, name in enumerate(names)
    }
    budgets = draw(st.lists(number, min_size=1, max_size=4))
    return Funding(projects, budgets, NEEDS, GAPS, draw(st.sampled_from([0, 0.05])))


@settings(max_examples=40, deadline=None)
@given(problems())
def test_no_other_plan_closes_more(problem):
    found = fund(problem)
    assert closes(problem, found.starts) == pytest.approx(found.closure, abs=1e-3)
    years = range(len(problem.budgets) + 1)
    best = 0.0
    for starts in product(years, repeat=3):
        plan = {n: s for n, s in zip("abc", starts, strict=True) if s < len(years) - 1}
        best = max(best, closes(problem, plan) or 0.0)
    assert found.status == "optimal"
    assert found.closure == pytest.approx(best, abs=60 / PARTS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"budgets": [1, -1]}, r"budgets is -1 at \[1\]"),
        ({"discount": 1.5}, "discount is 1.5"),
        ({"gaps": {"tanks": 1}}, "need of 'tanks' is 0"),
        ({"gaps": {"ships": -1}}, "gap of 'ships' is -1"),
        ({"investments": {"a": Investment(-1, 1, {})}}, "cost of 'a' is -1"),
        ({"investments": {"a": Investment(1, 0, {})}}, "duration of 'a' is 0"),
        ({"investments": {"a": Investment(1, 1.5, {})}}, "duration of 'a' is 1.5"),
        (
            {"investments": {"a": Investment(1, 1, {"x": -1})}},
            "gain of 'a' in 'x' is -1",
        ),
        (
            {"investments": {"a": Investment(1, 1, {}, ("b",))}},
            "'a' comes after 'b', wh",
        ),
        (
            {"investments": {"a": Investment(1, 1, {}, ("a",))}},
            r"wait for one another: 'a' > 'a'\.",
        ),
    ],
)
def test_what_cannot_be_funded_is_refused(change, words):
    whole = {"investments": {}, "budgets": [1], "needs": NEEDS, "gaps": GAPS, **change}
    with pytest.raises(ModelError, match=words):
        Funding(**whole)


def test_a_plan_takes_work():
    with pytest.raises(ModelError, match="no plan was found"):
        fund(funding([2, 2, 2], radars=RADARS, shipyard=SHIPYARD), work=0)
