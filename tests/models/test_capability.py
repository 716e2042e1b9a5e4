"""Supply against need: worked answers, and what holds whatever the numbers."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ishizue.errors import ModelError
from ishizue.models import capability as model

# One draw each: units by provider, and the need.
UNITS = np.array([[5.0, 6.0, 4.0, 10.0]])
NEED = np.array([20.0])

amounts = st.one_of(st.just(0.0), st.floats(0.01, 1000))


@st.composite
def supplies(draw, most=5):
    """Units by draw and provider, and needs by draw."""
    draws, providers = draw(st.integers(1, 4)), draw(st.integers(1, most))
    units = draw(arrays.arrays(np.float64, (draws, providers), elements=amounts))
    need = draw(arrays.arrays(np.float64, draws, elements=amounts))
    return units, need


def by_permutations(units, need):
    """Shapley shares of one draw from their definition: averages over all orders."""
    orders = list(permutations(range(len(units))))
    shares = np.zeros(len(units))
    for order in orders:
        held = covered = 0.0
        for player in order:
            held += units[player]
            now = min(held / need, 1.0) if need > 0 else 1.0
            shares[player] += now - covered
            covered = now
    return shares / len(orders)


def test_a_need_of_twenty_met_by_twenty_five():
    assert model.total(UNITS) == [25.0]
    assert model.coverage(model.total(UNITS), NEED) == [1.0]
    # Without each: 20, 19, 21 and 15 of 20.
    assert model.dependence(UNITS, NEED)[0] == pytest.approx([0, 0.05, 0, 0.25])
    assert model.concentration(UNITS) == pytest.approx((25 + 36 + 16 + 100) / 625)
    # The surplus game is worth 5 for all four and 1 for the first, second and fourth;
    # its Shapley value, 4/3, 4/3, 1 and 4/3, is taken off what each brings.
    expected = np.array([5 - 4 / 3, 6 - 4 / 3, 4 - 1, 10 - 4 / 3]) / 20
    assert model.attribution(UNITS, NEED)[0] == pytest.approx(expected)


def test_without_surplus_each_is_due_what_it_brings():
    need = np.array([50.0])
    assert model.attribution(UNITS, need)[0] == pytest.approx(UNITS[0] / 50)
    assert model.dependence(UNITS, need)[0] == pytest.approx(UNITS[0] / 25)


def test_equal_providers_have_equal_shares():
    units = np.full((1, 8), 3.0)
    for need in (10.0, 24.0, 100.0):
        covered = min(24 / need, 1.0)
        shares = model.attribution(units, np.array([need]))[0]
        assert shares == pytest.approx(np.full(8, covered / 8))
    assert model.concentration(units) == pytest.approx(1 / 8)


def test_a_need_of_nothing_is_met_and_owed_to_all_alike():
    need = np.array([0.0])
    assert model.coverage(np.array([0.0]), need) == [1.0]
    assert model.attribution(UNITS, need)[0] == pytest.approx(np.full(4, 0.25))
    assert model.dependence(UNITS, need)[0].tolist() == [0.0] * 4


def test_no_supply_is_no_dependence_and_no_concentration():
    nothing = np.zeros((2, 3))
    need = np.array([20.0, 0.0])
    assert model.coverage(model.total(nothing), need).tolist() == [0.0, 1.0]
    assert not model.dependence(nothing, need).any()
    assert not model.concentration(nothing).any()
    assert model.attribution(nothing, need)[0].tolist() == [0.0] * 3


def test_no_provider_at_all_is_an_answer_too():
    nobody, need = np.zeros((2, 0)), np.array([20.0, 0.0])
    assert model.total(nobody).tolist() == [0.0, 0.0]
    assert model.dependence(nobody, need).shape == (2, 0)
    assert model.attribution(nobody, need).shape == (2, 0)
    assert model.concentration(nobody).tolist() == [0.0, 0.0]


@pytest.mark.parametrize("bad", [-1.0, float("nan")])
def test_negative_amounts_are_outside_the_model(bad):
    good, wrong = np.array([1.0, 2.0]), np.array([1.0, bad])
    with pytest.raises(ModelError, match="supply holds a negative amount or NaN"):
        model.coverage(wrong, good)
    with pytest.raises(ModelError, match="required holds a negative amount or NaN"):
        model.coverage(good, wrong)
    with pytest.raises(ModelError, match="holds a negative amount or NaN"):
        model.dependence(np.array([[bad, 0.0]]), np.array([1.0]))


def test_attribution_refuses_more_coalitions_than_it_can_count():
    with pytest.raises(ModelError, match="13 providers make 2"):
        model.attribution(np.ones((1, 13)), np.array([20.0]))


def test_years_to_close_counts_from_the_first_year():
    covered = np.array(
        [[1, 1, 1], [0.5, 1, 0.5], [0.5, 0.9, 1], [0.5, 0.9, 0.99]], dtype=float
    )
    # Never within three years is three.
    assert model.years_to_close(covered).tolist() == [0, 1, 2, 3]


@settings(max_examples=50)
@given(supplies())
def test_attribution_is_the_average_over_all_orders_of_joining(supply):
    units, need = supply
    found = model.attribution(units, need)
    for row, units_of_draw, need_of_draw in zip(found, units, need, strict=True):
        expected = by_permutations(units_of_draw, need_of_draw)
        assert row == pytest.approx(expected, abs=1e-9)


@settings(max_examples=50)
@given(supplies(most=9))
def test_shares_are_shares_and_add_up(supply):
    units, need = supply
    covered = model.coverage(model.total(units), need)
    attributed = model.attribution(units, need)
    assert ((covered >= 0) & (covered <= 1)).all()
    assert (attributed >= -1e-12).all()
    np.testing.assert_allclose(attributed.sum(axis=1), covered, atol=1e-9)
    lost = model.dependence(units, need)
    assert ((lost >= 0) & (lost <= 1)).all()
    # Nobody takes more with it than is there without a surplus.
    assert (lost.sum(axis=1) <= 1 + 1e-9).all()
    index = model.concentration(units)
    supplied = model.total(units) > 0
    providers = (units > 0).sum(axis=1)
    assert (index[supplied] >= 1 / providers[supplied] - 1e-12).all()
    assert ((index >= 0) & (index <= 1 + 1e-12)).all()


@settings(max_examples=50)
@given(supplies(), st.data())
def test_the_order_of_providers_is_of_no_account(supply, data):
    units, need = supply
    order = data.draw(st.permutations(range(units.shape[1])))
    for method in (model.dependence, model.attribution):
        np.testing.assert_allclose(
            method(units[:, order], need), method(units, need)[:, order], atol=1e-9
        )
    np.testing.assert_allclose(
        model.concentration(units[:, order]), model.concentration(units), atol=1e-12
    )


@settings(max_examples=50)
@given(supplies(), st.floats(0.001, 1000))
def test_the_unit_of_counting_is_of_no_account(supply, unit):
    units, need = supply
    for method in (model.dependence, model.attribution):
        np.testing.assert_allclose(
            method(units * unit, need * unit), method(units, need), atol=1e-9
        )
    np.testing.assert_allclose(
        model.concentration(units * unit), model.concentration(units), atol=1e-12
    )


@settings(max_examples=50)
@given(supplies())
def test_each_draw_is_answered_as_if_it_were_alone(supply):
    units, need = supply
    for method in (model.dependence, model.attribution):
        whole = method(units, need)
        alone = [method(units[i : i + 1], need[i : i + 1]) for i in range(len(need))]
        assert np.concatenate(alone).tobytes() == whole.tobytes()
    alone = [model.concentration(units[i : i + 1]) for i in range(len(need))]
    assert np.concatenate(alone).tobytes() == model.concentration(units).tobytes()


@settings(max_examples=50)
@given(supplies())
def test_nothing_is_done_to_what_is_given(supply):
    units, need = supply
    before = units.copy(), need.copy()
    model.attribution(units, need)
    model.dependence(units, need)
    assert np.array_equal(units, before[0])
    assert np.array_equal(need, before[1])
