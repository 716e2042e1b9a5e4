"""Levers over uncertain futures: regret, minimax, domination, thresholds reached.

The League's ships in 2030: Aldan commits half of 10, Borea all of b (triangular on 4, 6,
8), Cymra all of 4; 20 are needed. With b fixed at 6 these are the ships supplied:

    option      baseline            borea-poor (b = 2)   aldan-poor (2 for 10)
    baseline    5 + 6 + 4 = 15      5 + 2 + 4 = 11       1 + 6 + 4 = 11
    aldan-more  8 + 6 + 4 = 18      8 + 2 + 4 = 14       1.6 + 6 + 4 = 11.6
    borea-more  5 + 9 + 4 = 18      5 + 3 + 4 = 12       1 + 9 + 4 = 14
    best        18                  14                   14

and these the regrets, in ships:

    baseline    3                   3                    3       greatest 3
    aldan-more  0                   0                    2.4     greatest 2.4
    borea-more  0                   2                    0       greatest 2
"""

from itertools import product

import pytest

from cornerstones.levers import BASE, MORE, SHIPS, measure
from ishizue.cornerstones import robustness as module
from toys import EXACT

LEVERS, HAPPENING = ("aldan-more", "borea-more"), ("borea-poor", "aldan-poor")


@pytest.fixture(scope="module")
def found(tried):
    return tried(measure())


class TestRegret:
    def test_the_table_has_every_option_in_every_future(self, found):
        assert found.options == (BASE, *LEVERS)
        assert found.futures == (BASE, *HAPPENING)
        assert found.measures == ("ships",)
        assert found.lenses == ("capability",)
        assert found.cells.keys() == set(
            product(["ships"], found.options, found.futures)
        )
        assert found.absent == {}

    @pytest.mark.parametrize(
        ("option", "ships", "regrets"),
        [
            (BASE, (15, 11, 11), (3, 3, 3)),
            ("aldan-more", (18, 14, 11.6), (0, 0, 2.4)),
            ("borea-more", (18, 12, 14), (0, 2, 0)),
        ],
    )
    def test_regret_is_how_far_an_option_stays_behind_the_best(
        self, found, option, ships, regrets
    ):
        cells = [found.cells["ships", option, f] for f in found.futures]
        assert [c.median for c in cells] == pytest.approx(ships)
        assert [c.regret for c in cells] == pytest.approx(regrets)
        assert [c.regret_90 for c in cells] == pytest.approx(regrets)
        assert [c.best for c in cells] == [float(r == 0) for r in regrets]
        standing = found.standings["ships", option]
        assert standing.greatest == pytest.approx(max(regrets))
        assert standing.complete

    def test_the_future_of_greatest_regret_is_named(self, found):
        worst = {o: found.standings["ships", o].future for o in found.options}
        assert worst["aldan-more"] == "aldan-poor"
        assert worst["borea-more"] == "borea-poor"

    def test_minimax_regret_picks_the_least_of_the_greatest(self, found):
        # 2 for borea-more against 2.4 and 3.
        assert found.minimax == {"ships": ("borea-more",)}

    def test_options_that_tie_are_best_together(self, tried, found):
        assert found.cells["ships", "aldan-more", BASE].best == 1.0
        assert found.cells["ships", "borea-more", BASE].best == 1.0
        # With no other future, both are picked.
        alone = tried(measure(), futures={})
        assert alone.minimax["ships"] == LEVERS

    def test_lower_may_be_better(self, tried):
        # The gap is 20 less the ships: regrets are the same ships.
        gap = measure("gap", better="lower", comparison="<=", threshold=7)
        found = tried(gap)
        regrets = [found.cells["ships", "borea-more", f].regret for f in found.futures]
        assert regrets == pytest.approx([0, 2, 0])
        assert found.minimax["ships"] == ("borea-more",)
        # Gaps of at most 7: 5 of 5, 9, 9; 2, 6 of 2, 6, 8.4; 2, 6 of 2, 8, 6.
        reached = [found.standings["ships", o].reached for o in found.options]
        assert reached == pytest.approx([1 / 3, 2 / 3, 2 / 3])


class TestDraws:
    def test_options_share_the_draws_of_what_they_share(self, tried):
        found = tried(measure(), futures={}, world=(EXACT[1],), draws=4000)
        none = found.cells["ships", BASE, BASE]
        # Ships are 9 + b; Aldan's 3 more or b / 2 more, whichever is greater.
        assert (none.low, none.high) == (
            pytest.approx(9 + 4 + 0.4**0.5, abs=0.09),
            pytest.approx(9 + 8 - 0.4**0.5, abs=0.09),
        )
        # max(3, b / 2): b is 6 + t, t symmetric on -2 to 2, and half of its positive
        # part is worth 1/2 * E[t | t > 0] * 1/2 = 1/4 * 2/3 = 1/6.
        assert none.regret == pytest.approx(3 + 1 / 6, abs=0.02)
        # One draw in ten has b above 8 - 0.8 ** 0.5.
        assert none.regret_90 == pytest.approx((8 - 0.8**0.5) / 2, abs=0.02)
        assert none.best == 0.0
        more = [found.cells["ships", lever, BASE] for lever in LEVERS]
        assert [c.best for c in more] == pytest.approx([0.5, 0.5], abs=0.03)
        assert sum(c.best for c in more) == 1.0

    def test_a_difference_of_three_ships_is_three_ships_in_every_draw(self, tried):
        levers = {"aldan-more": MORE["aldan-more"]}
        found = tried(measure(), levers=levers, world=(EXACT[1],), draws=50)
        cell = found.cells["ships", BASE, BASE]
        assert cell.high - cell.low > 1
        assert (cell.regret, cell.regret_90) == (pytest.approx(3), pytest.approx(3))

    def test_results_are_the_same_for_any_block(self, tried, monkeypatch):
        whole = tried(measure(), world=(EXACT[1],), draws=50)
        assert tried(measure(), world=(EXACT[1],), draws=50) == whole
        monkeypatch.setattr(module, "BLOCK", 7)
        assert tried(measure(), world=(EXACT[1],), draws=50) == whole
        assert tried(measure(), world=(EXACT[1],), draws=50, seed=1) != whole


class TestReached:
    def test_good_news_is_wanted_to_hold(self, found):
        # Thirteen ships: 15 of 15, 11, 11; 18, 14 of 18, 14, 11.6; 18, 14 of 18, 12, 14.
        reached = [found.standings["ships", o].reached for o in found.options]
        assert reached == pytest.approx([1 / 3, 2 / 3, 2 / 3])
        cell = found.cells["ships", BASE, "borea-poor"]
        assert (cell.probability, cell.reached) == (0.0, 0.0)

    @pytest.mark.parametrize(
        ("variable", "better", "comparison", "threshold"),
        [("supply", "higher", "<", 13), ("gap", "lower", ">", 7)],
    )
    def test_bad_news_is_wanted_not_to_hold(
        self, tried, variable, better, comparison, threshold
    ):
        found = tried(
            measure(variable, better=better, comparison=comparison, threshold=threshold)
        )
        reached = [found.standings["ships", o].reached for o in found.options]
        assert reached == pytest.approx([1 / 3, 2 / 3, 2 / 3])
        cell = found.cells["ships", BASE, "borea-poor"]
        assert (cell.probability, cell.reached) == (1.0, 0.0)


class TestDomination:
    def test_doing_nothing_is_dominated_by_what_only_helps(self, found):
        # The levers, each better in one future, do not dominate each other.
        assert found.dominated == {BASE: LEVERS}

    def test_every_measure_has_a_say(self, tried):
        # Of what the League covers, Aldan's part is 5 of 15; 8 of 18 with more from
        # Aldan, which is worse; 5 of 18 with more from Borea.
        less = {"comparison": "<=", "threshold": 0.3, "better": "lower"}
        ald = {"requirement": "league-ships", "actor": "ald"}
        found = tried(measure(), measure("dependence", select=ald, **less))
        regrets = [found.cells["ships-1", o, BASE].regret for o in found.options]
        assert regrets == pytest.approx([5 / 15 - 5 / 18, 8 / 18 - 5 / 18, 0])
        assert found.dominated == {BASE: ("borea-more",)}

    @pytest.mark.parametrize(
        ("ships", "dominated"),
        [
            # b is below 4.2 in 0.2^2 / 8 of draws, one in two hundred,
            (4.2, {"fixed": (BASE,)}),
            # below 5 in one of eight, which is more than one in twenty,
            (5, {}),
            # and below 8 in all.
            (8, {BASE: ("fixed",)}),
        ],
    )
    def test_nearly_all_draws_are_enough(self, tried, ships, dominated):
        levers = {"fixed": {"kind": "set", "path": SHIPS, "value": ships}}
        found = tried(
            measure(), levers=levers, futures={}, world=(EXACT[1],), draws=1000
        )
        assert found.dominated == dominated

    def test_better_in_a_few_draws_is_not_enough(self, tried):
        # If 14 are needed, 9 + b fall short with b below 5: in one draw of eight.
        need = {
            "kind": "set",
            "path": "requirements.league-ships.required_amount",
            "value": 14,
        }
        found = tried(
            measure("coverage", threshold=1),
            levers={"aldan-more": MORE["aldan-more"]},
            futures={},
            world=(EXACT[1], need),
            draws=1000,
        )
        assert 0 < found.cells["ships", BASE, BASE].regret < 0.01
        assert found.cells["ships", BASE, BASE].best == pytest.approx(7 / 8, abs=0.04)
        assert found.dominated == {}


def test_first_what_happens_then_what_is_done(tried):
    both = {
        "lever": {"kind": "set", "path": SHIPS, "value": 7},
        "future": {"kind": "set", "path": SHIPS, "value": 2},
    }
    found = tried(
        measure(),
        levers={"rebuild": both["lever"]},
        futures={"wrecked": both["future"]},
    )
    assert found.cells["ships", BASE, "wrecked"].median == 11
    assert found.cells["ships", "rebuild", "wrecked"].median == 16


def test_without_a_lever_or_a_measure_there_is_nothing_to_compare(tried, found):
    assert tried(measure(), levers={}) is None
    assert tried(measure(better=None)) is None
    assert tried() is None
    # What is no measure takes no part.
    assert tried(measure(), measure(better=None)) == found
