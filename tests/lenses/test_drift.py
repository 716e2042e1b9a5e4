"""Where the toy's developments drift, worked out by hand.

All developments move at once, and stay where tied. Of calm or tense (c, t), close or
loose (C, L), open or shut (o, s), four combinations each end at two futures:

    cCo -> cLo    cCs -> cLo    tCo -> cCs -> cLo    cLo stays (quiet drift)
    tLo -> tCs    tLs -> tCs    cLs -> tLo -> tCs    tCs stays (armed vigilance)
"""

import numpy as np
import pytest

from ishizue.lenses import lens_named
from toys import answer, changed, exactly


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "drift")


def test_two_futures_hold_together_and_share_all_starting_points(found):
    assert float(found["consistent_futures"]) == 2
    assert found["basin"].to_pandas().to_dict() == {
        "quiet-drift": 0.5,
        "armed-vigilance": 0.5,
        "idyll": 0,
    }
    assert float(found["unnamed"]) == 0
    assert float(found["cycling"]) == 0


def test_every_state_is_open_and_half_of_all_drifts_to_it(found):
    assert (found["possible"] == 1).all()
    assert (found["active"] == 0.5).all()
    # Neither future is heavier than the other.
    assert (found["heaviest"] == 1).all()


def test_a_future_without_a_name_is_counted(toy):
    left = exactly(toy, "drift", {"kind": "remove", "path": "futures.quiet-drift"})
    assert float(left["unnamed"]) == 0.5


def test_two_futures_that_choose_alike_are_counted_once(toy):
    same = exactly(
        toy,
        "drift",
        *(
            {
                "kind": "set",
                "path": f"future_variants.idyll-{descriptor}.variant",
                "value": f"{descriptor}-{variant}",
            }
            for descriptor, variant in (("unity", "loose"),)
        ),
    )
    assert same["basin"].to_pandas().to_dict() == {
        "quiet-drift": 0.5,
        "armed-vigilance": 0.5,
        "idyll": 0.5,
    }
    assert float(same["unnamed"]) == 0


def test_what_goes_round_comes_to_no_rest(toy):
    # Without trade a close League calms, calm loosens, looseness tenses, tension unites.
    round_ = exactly(toy, "drift", {"kind": "remove", "path": "descriptors.trade"})
    assert float(round_["consistent_futures"]) == 0
    assert float(round_["cycling"]) == 1
    assert (round_["active"] == 0.5).all()
    assert (round_["possible"] == 0).all()
    assert (round_["heaviest"] == 0).all()


def test_what_is_ruled_out_is_no_starting_point(toy):
    left = exactly(toy, "drift", {"kind": "remove", "path": "variants.straits-calm"})
    assert "straits-calm" not in left["variant"].values
    assert left["basin"].to_pandas().to_dict() == {
        "quiet-drift": 0,
        "armed-vigilance": 1,
        "idyll": 0,
    }


def test_draws_do_not_depend_on_one_another(toy):
    world = changed(
        toy,
        {
            "kind": "set",
            "path": "impacts.straits-calm-on-trade-open.impact_score",
            "value": 0,
            "low": -3,
            "high": 3,
            "distribution": "uniform",
        },
    )
    many = answer(toy, world, "drift", draws=40)
    few = answer(toy, world, "drift", draws=7)
    for name in many.data_vars:
        np.testing.assert_array_equal(many[name][:7], few[name])
    assert 0 < many["possible"].sel(variant="straits-calm").mean() < 1


def test_an_unknown_state_or_future_rests_on_nothing(toy):
    behind = lens_named("drift").behind
    assert behind(toy.world, "active", {"variant": "straits-stormy"}) == ()
    assert behind(toy.world, "basin", {"future": "war"}) == ()
