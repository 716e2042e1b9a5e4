"""What members give to a collective good: worked by hand, and nobody gains otherwise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models.voluntary_provision import lindahl_provision, voluntary_provision


def test_two_allies_by_hand():
    # b = .3, so each keeps x = 7/3 G. Incomes 100 + 80 = G + 2 * 7/3 G = 17/3 G, hence
    # G = 31.76, x = 74.12, and they give 25.88 and 5.88: 81 % by the one with 56 % of
    # the income.
    found = voluntary_provision([100, 80], 0.3)
    assert found.good == pytest.approx(180 / (17 / 3))
    assert found.contributions == pytest.approx([25.88, 5.88], abs=0.005)
    assert found.private == pytest.approx([74.12, 74.12], abs=0.005)
    assert found.shares == pytest.approx([0.8148, 0.1852], abs=5e-5)
    # Lindahl: 30 % of every income, more of the good in all.
    lindahl = lindahl_provision([100, 80], 0.3)
    assert lindahl.contributions.tolist() == [30, 24]
    assert lindahl.good == 54
    assert lindahl.private.tolist() == [70, 56]


def test_small_allies_ride_free():
    # Alone, the large one keeps 70 and gives 30. The small one would have to keep
    # 7/3 * 30 = 70 to give anything, and has 60.
    found = voluntary_provision([60, 100], 0.3)
    assert found.contributions == pytest.approx([0, 30])
    assert found.private == pytest.approx([60, 70])


def test_equal_allies_give_alike():
    found = voluntary_provision([50.0] * 4, 0.5)
    assert found.contributions == pytest.approx([10] * 4)  # 200 = G + 4 G
    assert found.shares == pytest.approx([0.25] * 4)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(1, 1000), st.floats(0.05, 0.95)), min_size=1, max_size=6
    )
)
def test_nobody_gains_by_giving_otherwise(members):
    income, taste = np.array(members).T
    found = voluntary_provision(income, taste)
    assert found.contributions.sum() == pytest.approx(float(found.good))

    def utility(i, given):
        good = found.good - found.contributions[i] + given
        with np.errstate(divide="ignore"):
            return (1 - taste[i]) * np.log(income[i] - given) + taste[i] * np.log(good)

    for i, given_ in enumerate(found.contributions):
        others = np.linspace(0, income[i], 101)[1:-1]
        assert utility(i, others).max() <= utility(i, given_) + 1e-9


def test_provision_works_on_draws():
    rng = np.random.default_rng(0)
    income, taste = rng.random((6, 4)) + 0.1, rng.random((6, 1)) * 0.8 + 0.1
    for model in (voluntary_provision, lindahl_provision):
        whole = model(income, taste)
        alone = model(income[2], taste[2])
        assert np.array_equal(alone.contributions, whole.contributions[2])
        assert np.array_equal(alone.good, whole.good[2])
        assert whole.good.shape == (6,)


@pytest.mark.parametrize(
    ("income", "taste", "message"),
    [
        ([1, -1], 0.3, r"income is -1 at \[1\]"),
        ([1, 0], 0.3, r"income is 0 at \[1\]\. Fix: give an income above 0"),
        ([1, 1], [0.3, 1], r"taste is 1 at \[1\]\. Fix: give a weight between 0 and 1"),
        ([1, 1], 0, r"taste is 0\. Fix"),
        ([1, 1], 1.2, "taste is 1.2"),
        ([1, 1], [0.1, 0.2, 0.3], "shapes do not fit together"),
        (1, 0.3, "give a value for each member"),
    ],
)
def test_provision_refuses(income, taste, message):
    for model in (voluntary_provision, lindahl_provision):
        with pytest.raises(ModelError, match=message):
            model(income, taste)
