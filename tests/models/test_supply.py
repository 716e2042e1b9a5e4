"""Supply networks: answers worked out by hand, a linear programme beside, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ishizue.errors import ModelError
from ishizue.models import supply
from ishizue.models.bill_of_materials import Bill

ONE = Bill(("V", "k"), {"V": {"k": 1}})


def plant(**changes):
    """P makes one V from one k, which S1 and S2 make."""
    given = {
        "bill": ONE,
        "capacity": {"S1": {"k": 8}, "S2": {"k": 6}, "P": {"V": 12}},
        "stock": {"S1": {"k": 12}, "P": {"V": 25}},
        "demand": {"V": 10},
        "margin": {"V": 5},
    }
    return supply.Network(**{**given, **changes})


@pytest.mark.parametrize(
    ("failed", "tts", "lost"),
    [
        # 25 V, 12 k and 6 k a day against 10 a day: 37 / 4. In 12 days 11 are lost.
        (["S1"], 9.25, 55),
        # 37 and 8 a day: 37 / 2.
        (["S2"], 18.5, 0),
        # Nothing but the 25 V; 95 are lost.
        (["P"], 2.5, 475),
        (["S1", "S2"], 3.7, 415),
        ([], np.inf, 0),
    ],
)
def test_the_plant_worked_out_by_hand(failed, tts, lost):
    assert supply.time_to_survive(plant(), failed) == pytest.approx(tts)
    assert supply.lost_margin(plant(), failed, ttr=12) == pytest.approx(lost)


def test_what_is_scarce_goes_where_it_is_worth_most():
    # 10 k a day for 10 V worth 1 and 10 W worth 5, each of one k.
    network = supply.Network(
        Bill(("V", "W", "k"), {"V": {"k": 1}, "W": {"k": 1}}),
        {"S": {"k": 10}, "P": {"V": 20, "W": 20}},
        {"V": 10, "W": 10},
        {"V": 1, "W": 5},
    )
    assert supply.time_to_survive(network) == 0
    assert supply.lost_margin(network, ttr=2) == pytest.approx(20)


def chain(draw_amounts):
    """Three levels: a of b and two c, b of one c."""
    bill = Bill(("a", "b", "c"), {"a": {"b": 1, "c": 2}, "b": {"c": 1}})
    capacity, stock, demand = (np.array(part, dtype=float) for part in draw_amounts)
    return bill, capacity, stock, demand


def by_programme(bill, capacity, stock, demand):
    """The same as a linear programme: the longest time with nothing lost."""
    n = len(bill.order)
    place = {item: i for i, item in enumerate(bill.order)}
    # Columns: made by item, time. Made - used + stock >= demand * time.
    a = np.zeros((2 * n, n + 1))
    a[:n, :n], a[:n, n] = -np.eye(n), demand
    for product, inputs in bill.inputs.items():
        for item, amount in inputs.items():
            a[place[item], place[product]] += amount
    a[n:, :n], a[n:, n] = np.eye(n), -capacity
    found = linprog(
        [*np.zeros(n), -1],
        a,
        [*stock, *np.zeros(n)],
        bounds=[(0, None)] * n + [(0, 500)],
    )
    return found.x[n]


amounts = st.lists(st.integers(0, 20), min_size=3, max_size=3)


@settings(deadline=None, max_examples=60)
@given(st.tuples(amounts, amounts, amounts))
def test_times_are_those_of_the_linear_programme(given_amounts):
    bill, capacity, stock, demand = chain(given_amounts)
    time = supply.endurance(bill, capacity, stock, demand, longest=500)
    expected = by_programme(bill, capacity, stock, demand)
    assert float(time) == pytest.approx(expected, abs=1e-6)


def test_each_of_many_networks_is_worked_out_on_its_own():
    rng = np.random.default_rng(0)
    parts = rng.integers(0, 20, (3, 3, 50, 4)).astype(float)
    bill, *whole = chain(parts)
    times = supply.endurance(bill, *whole, longest=100)
    assert times.shape == (50, 4)
    alone = supply.endurance(bill, *(part[:, 7:8, 2] for part in whole), longest=100)
    assert times[7, 2] == alone[0]


def test_concentration_is_the_sum_of_squared_shares():
    assert float(supply.concentration([np.array(3.0), np.array(1.0)])) == 0.625
    assert supply.concentration([np.zeros(2)]).tolist() == [0, 0]
    assert float(supply.concentration([])) == 0


def test_a_bill_adds_up_what_goes_into_what_goes_in():
    bill, *_ = chain(((0, 0, 0),) * 3)
    assert bill.needs("a", 2) == {"a": 2, "b": 2, "c": 6}
    assert bill.needs("c") == {"c": 1}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Bill(("a", "a")), "name one twice"),
        (
            lambda: Bill(("a", "b"), {"a": {"b": 1}, "b": {"a": 2}}),
            "in a circle: a > b > a.*nothing can be made from itself",
        ),
        (lambda: Bill(("a",), {"a": {"a": 1}}), "in a circle: a > a"),
        (lambda: Bill(("a",), {"a": {"z": 1}}), "unknown item 'z'. Fix: choose from a"),
        (lambda: Bill(("a", "b"), {"a": {"b": 0}}), r"inputs\['a'\]\['b'\] is 0"),
        (lambda: plant(capacity={"P": {"V": -1}}), r"capacity\['P'\]\['V'\] is -1"),
        (lambda: plant(stock={"P": {"X": 1}}), r"stock\['P'\] names the unknown item"),
        (lambda: plant(demand={"V": np.nan}), r"demand\['V'\] is nan"),
        (lambda: supply.time_to_survive(plant(), ["Q"]), "unknown node 'Q'.*S1, S2, P"),
        (lambda: supply.lost_margin(plant(), ttr=-1), "ttr is -1"),
        (lambda: supply.endurance(ONE, [1.0], [0.0], [1.0]), "1 rows for 2 items"),
        (lambda: ONE.needs("z"), "unknown item 'z'"),
    ],
)
def test_what_makes_no_sense_is_refused(make, words):
    with pytest.raises(ModelError, match=words):
        make()
