"""Who pays in the toy, worked out by hand.

The League is Aldan, Borea and Cymra: GDP 100, 60, 20; spending 4, 2, 1; agreed shares of
common funding .5, .3, .2; taste for defence 1/2. The Council is the League as one (.6 of
common funding) and Dorn (.4): GDP 200, spending 10; taste 3/5.
"""

from itertools import permutations

import numpy as np
import pytest

from ishizue.errors import CheckFailed, LensError
from ishizue.lenses import lens_named
from toys import answer, changed, exactly

SHARES = (
    "spending_share",
    "gdp_share",
    "cost_share",
    "predicted_share",
    "airport_share",
    "capability_share",
)
NO_ALDAN = {"kind": "remove", "path": "memberships.league-ald"}


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "burden")


def row(found, outcome, framework):
    return found[outcome].sel(framework=framework).to_pandas().to_dict()


@pytest.mark.parametrize(
    ("outcome", "shares"),
    [
        ("spending_share", (4 / 7, 2 / 7, 1 / 7, 0)),
        ("gdp_share", (5 / 9, 3 / 9, 1 / 9, 0)),
        ("effort", (0.04, 2 / 60, 0.05, 0)),
        # 400/7 - 500/9 and so on.
        ("excess", (100 / 63, -300 / 63, 200 / 63, 0)),
        # 4, 2 and 1 less the parts 35/9, 21/9 and 7/9 of 7.
        ("excess_spending", (1 / 9, -3 / 9, 2 / 9, 0)),
        ("cost_share", (0.5, 0.3, 0.2, 0)),
        # Two give: G = 160 / 3, each keeps as much; Cymra has less than that.
        ("predicted_share", (7 / 8, 1 / 8, 0, 0)),
        # Layers of 20, 40 and 40 for three, two and one.
        ("airport_share", (0.2 / 3 + 0.2 + 0.4, 0.2 / 3 + 0.2, 0.2 / 3, 0)),
        # Ships 5, 6 and 4 of 20, Aldan's radars 5 of 10: .75, .3 and .2 of 1.25.
        ("capability_share", (0.6, 0.24, 0.16, 0)),
    ],
)
def test_what_each_member_of_the_league_bears(found, outcome, shares):
    expected = dict(zip(("ald", "bor", "cym", "dor"), shares, strict=True))
    assert row(found, outcome, "league") == pytest.approx(expected)


def test_shares_of_a_framework_make_a_whole(found):
    for outcome in SHARES:
        np.testing.assert_allclose(found[outcome].sum("actor"), 1)
    assert found["excess"].sum("actor").values == pytest.approx([0, 0])
    assert found["excess_spending"].sum("actor").values == pytest.approx([0, 0])


def test_a_framework_that_joins_as_one_divides_its_part_by_its_own_rule(found):
    assert row(found, "cost_share", "council") == pytest.approx(
        {"ald": 0.3, "bor": 0.18, "cym": 0.12, "dor": 0.4}
    )


def test_the_two_divisions_of_a_common_defence(found):
    # Dorn and Aldan give: G = 300 / (1 + 2 * 2/3), each keeps 2/3 of it.
    assert row(found, "predicted_share", "council") == pytest.approx(
        {"ald": 1 / 9, "bor": 0, "cym": 0, "dor": 8 / 9}
    )
    # Layers of 20, 40, 40 and 100.
    first, second, third = 20 / 4, 40 / 3, 40 / 2
    assert row(found, "airport_share", "council")["ald"] == pytest.approx(
        (first + second + third) / 200
    )


def test_one_who_gives_all_has_all(toy):
    path = "frameworks.league.defence_taste"
    found = exactly(toy, "burden", {"kind": "set", "path": path, "value": 0.3})
    assert row(found, "predicted_share", "league")["ald"] == 1


def test_capability_shares_are_shapley_shares_of_coverage(found):
    # Ships 5, 6, 4 and 10 for a need of 20: what each adds in every order of arrival.
    brings = {"ald": 5, "bor": 6, "cym": 4, "dor": 10}
    expected = dict.fromkeys(brings, 0.0)
    for order in permutations(brings):
        here = 0
        for actor in order:
            expected[actor] += (min(here + brings[actor], 20) - min(here, 20)) / 20 / 24
            here += brings[actor]
    assert row(found, "capability_share", "council") == pytest.approx(expected)


def test_regions_bear_what_their_members_do(found):
    council = {
        outcome: found[f"region_{outcome}"].sel(framework="council", region="europe")
        for outcome in ("spending_share", "gdp_share", "excess", "capability_share")
    }
    assert float(council["spending_share"]) == pytest.approx(7 / 17)
    assert float(council["gdp_share"]) == pytest.approx(180 / 380)
    assert float(council["excess"]) == pytest.approx(100 * (7 / 17 - 180 / 380))
    shares = row(found, "capability_share", "council")
    assert float(council["capability_share"]) == pytest.approx(1 - shares["dor"])
    assert found["region_gdp_share"].sum("region").values == pytest.approx([1, 1])


def test_when_a_member_leaves_the_others_bear_its_part(toy):
    left = exactly(toy, "burden", NO_ALDAN)
    assert row(left, "spending_share", "league") == pytest.approx(
        {"bor": 2 / 3, "cym": 1 / 3, "dor": 0}
    )
    assert row(left, "cost_share", "league") == pytest.approx(
        {"bor": 0.6, "cym": 0.4, "dor": 0}
    )
    # Its radars are gone: .3 and .2 of ships are all there is.
    assert row(left, "capability_share", "league")["bor"] == pytest.approx(0.6)
    # What it spends no longer counts, and the agreement with it is void.
    behind = lens_named("burden").behind
    world = changed(toy, NO_ALDAN)
    paths = behind(world, "spending_share", {"framework": "league"})
    assert "actors.ald.defence_spend" not in paths
    assert "memberships.league-ald" in paths
    paths = behind(world, "cost_share", {"framework": "league"})
    assert "contributions.league-ald.cost_share" not in paths
    assert "contributions.league-bor.cost_share" in paths


def test_a_rule_that_is_not_known_leaves_no_shares(toy):
    found = exactly(
        toy,
        "burden",
        {"kind": "remove", "path": "contributions.*", "expect": 5},
    )
    assert not found["cost_share"].any()


def test_spending_that_is_not_known_is_drawn_from_a_range(toy):
    figures = [
        f for p, f in toy.world.figures.items() if p != "actors.bor.defence_spend"
    ]
    world = toy.world.with_content(figures=figures).at(toy.settings.as_of)
    found = answer(toy, world, "burden", draws=20)
    shares = found["spending_share"].sel(framework="league")
    assert float(shares.sel(actor="bor").std("draw")) > 0
    np.testing.assert_allclose(shares.sum("actor"), 1)
    paths = lens_named("burden").behind(
        world, "region_excess", {"framework": "league", "region": "europe"}
    )
    assert "actors.bor.defence_spend" in paths


def test_a_group_without_taste_is_refused(toy):
    path = "frameworks.league.defence_taste"
    world = changed(toy, {"kind": "set", "path": path, "value": 0})
    with pytest.raises(LensError, match=r"taste is 0.*'defence_taste'"):
        answer(toy, world, "burden")


def test_a_country_produces_something(toy):
    with pytest.raises(CheckFailed, match=r"value 0 lies outside 0\.001"):
        changed(toy, {"kind": "set", "path": "actors.bor.gdp", "value": 0})


def test_a_group_without_members_bears_nothing(toy):
    gone = {"kind": "remove", "path": "memberships.*", "expect": 6}
    found = answer(toy, changed(toy, gone), "burden")
    assert found["gdp_share"].shape == (3, 2, 0)
    assert not found["region_gdp_share"].any()


def test_a_world_without_stated_needs_has_no_answers_and_no_faults(toy):
    gone = {"kind": "remove", "path": "requirements.*", "expect": 3}
    found = answer(toy, changed(toy, gone), "burden")
    assert found["gdp_share"].shape == (3, 0, 0)
