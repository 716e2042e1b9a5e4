"""Where the balance lies in the toy, worked out by hand.

From the most cautious: Dorn wants 0.1, Cymra 0.2, Borea 0.5 and Aldan 0.8. Spending
times salience is 10 * 0.4 = 4, 1 * 0.8, 2 * 0.5 = 1 and 4 * 0.9 = 3.6.
"""

import pytest

from ishizue.errors import LensError
from ishizue.lenses import lens_named
from toys import answer, changed, exactly


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "bargaining")


def at(found, name):
    return found[name].to_pandas().to_dict()


def pivot(found, agenda):
    values = found["holds_back"].sel(agenda=agenda)
    return values["actor"].values[values.values > 0].tolist()


def test_the_median_is_where_effort_balances(found):
    # In the League Aldan has 3.6 of 5.4; in the Council Dorn and Cymra have 4.8 of 9.4.
    assert at(found, "median_point") == {
        "watch-consensus": 0.8,
        "watch-weighted": 0.8,
        "watch-opt-in": 0.2,
    }


@pytest.mark.parametrize(
    ("backing", "league", "council"),
    [
        # Salience alone: Cymra 0.8 and Borea 0.5 of 2.2; with Dorn 0.4, the same of 2.6.
        ("none", 0.5, 0.5),
        # 100 * 0.9 is more than 60 * 0.5 + 20 * 0.8; Dorn's 200 * 0.4 moves the balance.
        ("gdp", 0.8, 0.5),
    ],
)
def test_what_backs_positions_is_for_the_issue_to_say(toy, backing, league, council):
    change = {"kind": "set", "path": "issues.watch.backing", "value": backing}
    medians = at(exactly(toy, "bargaining", change), "median_point")
    assert medians["watch-consensus"] == league
    assert medians["watch-opt-in"] == council


def test_the_core_reaches_as_far_as_the_rule_lets_nobody_move(found):
    # All: from Cymra to Aldan. By weight Aldan and Borea, or Aldan and Cymra, win.
    # Any two of four can act: Aldan and Borea up to 0.5, Dorn and Cymra down to 0.2.
    ends = {
        agenda: (at(found, "core_low")[agenda], at(found, "core_high")[agenda])
        for agenda in ("watch-consensus", "watch-weighted", "watch-opt-in")
    }
    assert ends == {
        "watch-consensus": (0.2, 0.8),
        "watch-weighted": (0.5, 0.8),
        "watch-opt-in": (0.5, 0.2),
    }


def test_who_holds_a_move_up_back(found):
    assert pivot(found, "watch-consensus") == ["cym"]
    assert pivot(found, "watch-weighted") == ["bor"]
    assert pivot(found, "watch-opt-in") == ["bor"]


def test_a_member_that_leaves_frees_those_it_held_back(toy):
    left = exactly(
        toy, "bargaining", {"kind": "remove", "path": "memberships.league-cym"}
    )
    assert pivot(left, "watch-consensus") == ["bor"]
    assert at(left, "core_low")["watch-consensus"] == 0.5


def test_a_rule_that_varies_has_its_core_in_each_draw(toy):
    world = changed(
        toy,
        {"kind": "set", "path": "stances.watch-cym.ideal_point", "value": 0.2},
        {
            "kind": "set",
            "path": "rules.council-opt-in.count_needed",
            "value": 2,
            "low": 1,
            "high": 3,
            "distribution": "uniform",
        },
    )
    found = answer(toy, world, "bargaining", draws=40)
    low = found["core_low"].sel(agenda="watch-opt-in")
    # Two are enough up to Borea's wish, and three only up to Cymra's.
    assert set(low.values) == {0.5, 0.2}
    held = found["holds_back"].sel(agenda="watch-opt-in")
    assert (held.sum("actor") == 1).all()
    assert ((held.sel(actor="cym") == 1) == (low == 0.2)).all()


def test_nobody_who_cares_has_no_median(toy):
    world = changed(
        toy,
        *(
            {"kind": "set", "path": f"stances.watch-{actor}.salience", "value": 0}
            for actor in ("ald", "bor", "cym")
        ),
    )
    words = r"agenda 'watch-consensus': .*no member has both weight and salience\. Fix:"
    with pytest.raises(LensError, match=words):
        answer(toy, world, "bargaining")


def test_medians_rest_on_what_backs_them_and_cores_do_not(toy):
    behind = lens_named("bargaining").behind
    median = set(behind(toy.world, "median_point", {"agenda": "watch-weighted"}))
    core = set(behind(toy.world, "core_low", {"agenda": "watch-weighted"}))
    assert {"actors.bor.defence_spend", "stances.watch-bor.salience"} <= median
    assert "rules.league-weighted.weight_share" not in median
    assert {"rules.league-weighted.weight_share", "actors.bor.population"} <= core
    assert "stances.watch-bor.salience" not in core
    assert "actors.bor.defence_spend" not in core
