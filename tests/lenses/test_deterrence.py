"""What deters Dorn, in the toy; tests/cases/deterrence works the numbers out by hand.

Help comes with 0.36, an attack that is resisted fails with 0.5, and Dorn is greedy with
0.6. The best posture is the maximal one, that of least regret the moderate one (0.4).
"""

import re

import numpy as np
import pytest

from ishizue.cornerstones.variants import Stack
from ishizue.ensembles import Draws
from ishizue.errors import CheckFailed, LensError
from ishizue.lenses import evaluate, lens_named
from ishizue.lenses.focus import focus
from toys import EXACT, answer, changed, exactly

LEAGUE = "dorn-and-league"
LENS = lens_named("deterrence")


def number(field, value, confrontation=LEAGUE):
    path = f"confrontations.{confrontation}.{field}"
    return {"kind": "set", "path": path, "value": value}


def of(found, name, **selection):
    return found[name].sel(confrontation=LEAGUE, **selection).values


def by_posture(found, name, year=2030):
    order = ["minimal", "moderate", "maximal"]
    return of(found, name, posture=order, year=year).tolist()


SURE = {"kind": "set", "path": "positions.*.support", "value": 1}
MORE_SHIPS = {
    "kind": "set",
    "path": "provisions.ships-ald.amount",
    "year": 2032,
    "value": 40,
}
WEAK, STRONG = number("adversary_strength", 0.05), number("adversary_strength", 5)


@pytest.fixture(scope="module")
def found(toy):
    return exactly(toy, "deterrence")


class TestTheFourClaims:
    """What the article on brinkmanship claims holds of the world as figures change."""

    def test_with_denial_enough_brinkmanship_adds_risk_and_deters_nobody(self, toy):
        found = exactly(toy, "deterrence", SURE, WEAK)
        assert by_posture(found, "pr_attack") == [0, 0, 0]
        calm, tense, taut = by_posture(found, "pr_disaster")
        assert calm < tense < taut

    def test_against_greed_and_weak_denial_risk_deters(self, toy):
        found = exactly(toy, "deterrence", number("greedy", 1), STRONG)
        calm, tense, taut = by_posture(found, "pr_attack")
        assert calm > tense > taut
        assert of(found, "best", year=2030) > 0

    def test_a_challenger_that_seeks_security_attacks_out_of_fear(self, toy):
        found = exactly(toy, "deterrence", number("greedy", 0))
        # 0.5 * 2 - 0.18 * 4 = 0.28 is worth a cost up to there: 0.08 of them.
        assert by_posture(found, "pr_attack") == pytest.approx([0, 0, 0.08])
        assert of(found, "best", year=2030) == 0

    def test_as_denial_grows_the_best_posture_falls_and_the_window_closes(self, toy):
        # Strength tells: from 2033 on denial is 1 / (1 + (0.625 / 0.75) ** 10) = 0.861.
        found = exactly(toy, "deterrence", number("decisiveness", 10), MORE_SHIPS)
        denial = [0.5, 0.5, 0.5, 0.861, 0.861]
        assert of(found, "denial") == pytest.approx(denial, abs=0.001)
        assert of(found, "best").tolist() == [1, 1, 1, 0.4, 0.4]
        assert of(found, "window").tolist() == [1, 1, 1, 0, 0]


class TestWhatMovesDeterrence:
    """A change of rule, membership, capability or commitment reaches it."""

    def test_capability_moves_denial_year_by_year(self, toy):
        # From 2033 on half of Aldan's 40 ships come, more than are needed.
        more = exactly(toy, "deterrence", MORE_SHIPS)
        expected = [0.5, 0.5, 0.5, 0.75 / 1.375, 0.75 / 1.375]
        assert of(more, "denial") == pytest.approx(expected)
        assert of(more, "risk_needed")[4] < of(more, "risk_needed")[0]

    def test_a_rule_that_lets_a_body_act_makes_help_credible(self, toy, found):
        rule = {"kind": "set", "path": "rules.league-consensus.form", "value": "opt-in"}
        count = {
            "kind": "set",
            "path": "rules.league-consensus.count_needed",
            "value": 1,
        }
        able = exactly(toy, "deterrence", rule, count)
        assert of(found, "credibility") == pytest.approx(0.36)
        assert of(able, "credibility") == pytest.approx(1 - 0.1 * 0.2 * 0.5)
        assert of(able, "best", year=2030) == 0

    def test_without_the_pact_nobody_is_hard_and_only_costs_deter(self, toy):
        left = exactly(
            toy, "deterrence", {"kind": "remove", "path": "commitments.league-pact"}
        )
        assert of(left, "credibility") == 0
        # Greedy challengers attack unless it costs more than the whole gain.
        assert by_posture(left, "pr_attack")[0] == pytest.approx(0.6 * 0.8)
        assert of(left, "exists", equilibrium="bluff") == 1

    def test_a_member_that_leaves_takes_its_strength_and_its_doubts_along(self, toy):
        left = exactly(
            toy, "deterrence", {"kind": "remove", "path": "memberships.league-ald"}
        )
        assert of(left, "credibility") == pytest.approx(0.8 * 0.5)
        # Ten ships of twenty and no radar.
        assert of(left, "denial", year=2030) == pytest.approx(0.25 / 0.875)


def test_threats_need_no_risk_where_denial_is_enough(toy):
    # Denial of 0.93 leaves a gain of 0.07, less than attacking costs.
    found = exactly(toy, "deterrence", WEAK)
    assert of(found, "risk_needed").tolist() == [0] * 5


def test_a_defender_that_faces_nobody_hard_accepts_any_risk(toy):
    found = exactly(toy, "deterrence", number("challenger_hard", 0))
    assert of(found, "risk_acceptable").tolist() == [1] * 5


class TestBadFigures:
    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            (
                "challenger_conflict",
                0.9,
                r"cSQ is 0\.64 and cDDp is 0\.9.*cDDp is challenger_conflict",
            ),
            (
                "challenger_retreat",
                0.35,
                r"cDDp is 0\.3 and cCD is 0\.35.*cCD is challenger_retreat",
            ),
            (
                "defender_concession",
                1,
                r"dCD is 1 and dDC is 1.*dDC is defender_concession",
            ),
            ("cost_most", 0.1, r"cost_most is 0\.1 and cost_least is 0\.2"),
            ("risk_most", 0.05, r"risk_most is 0\.05 and risk_least is 0\.1"),
        ],
    )
    def test_out_of_order_are_refused_by_confrontation_and_name(
        self, toy, field, value, words
    ):
        world = changed(toy, number(field, value))
        named = r"confrontation 'dorn-and-league': .*"
        with pytest.raises(LensError, match=named + words):
            answer(toy, world, "deterrence")

    def test_a_defender_whose_needs_are_unknown_has_no_strength(self, toy):
        world = changed(
            toy,
            {
                "kind": "remove",
                "path": "requirements.*",
                "where": {"framework": "council"},
            },
        )
        words = "'dorn-and-council': nothing is known of what 'council' needs"
        with pytest.raises(LensError, match=words):
            answer(toy, world, "deterrence")

    def test_a_scenario_may_not_leave_a_single_posture(self, toy):
        gone = [
            {"kind": "remove", "path": f"postures.{name}"}
            for name in ("minimal", "moderate")
        ]
        with pytest.raises(CheckFailed, match="leave nothing to choose"):
            changed(toy, *gone)


def test_postures_stand_in_any_order(toy, found):
    # Values change places, and so do the answers.
    swapped = exactly(
        toy,
        "deterrence",
        {"kind": "set", "path": "postures.minimal.brinkmanship", "value": 0.9},
        {"kind": "set", "path": "postures.maximal.brinkmanship", "value": 0},
        {"kind": "set", "path": "postures.minimal.brinkmanship", "value": 1},
    )
    assert by_posture(swapped, "pr_attack") == by_posture(found, "pr_attack")[::-1]
    assert of(swapped, "best").tolist() == of(found, "best").tolist()


def test_a_scale_that_is_varied_gives_each_draw_the_answer_of_its_own(toy):
    world, years = changed(toy, *EXACT), toy.settings.years
    places = [0.2, 0.6]
    path = "postures.moderate.brinkmanship"
    stack = Stack(Draws(0, 0, 3), [{path: place} for place in places])
    varied = evaluate(world, [LENS], years, stack)["deterrence"]
    for i, place in enumerate(places):
        one = exactly(toy, "deterrence", {"kind": "set", "path": path, "value": place})
        for name in LENS.writes:
            rows = varied[name].values[3 * i : 3 * (i + 1)]
            np.testing.assert_array_equal(rows, np.stack([one[name].values] * 3))


def test_a_refusal_tells_the_draws_it_is_about(toy):
    world, years = changed(toy, *EXACT), toy.settings.years
    moderate = "postures.moderate.brinkmanship"
    costs = f"confrontations.{LEAGUE}.cost_least"
    variants = [{}, {moderate: 0}, {costs: 100}, {moderate: 0.6}, {moderate: 1}]
    stack = Stack(Draws(0, 0, 2), variants)
    with pytest.raises(LensError, match=f"confrontation '{LEAGUE}'") as refused:
        evaluate(world, [LENS], years, stack)
    assert sorted(refused.value.draws) == [2, 3, 4, 5, 8, 9]
    # Of all draws alike there are none to tell apart.
    with pytest.raises(LensError, match="postures are") as refused:
        evaluate(world, [LENS], years, Stack(Draws(0, 0, 2), [{moderate: 0}]))
    assert refused.value.draws is None


UNCERTAIN = (
    number("greedy", 0.6) | {"low": 0.2, "high": 0.9, "distribution": "triangular"},
    number("tolerance", 0.11) | {"low": 0.05, "high": 0.2, "distribution": "uniform"},
    number("decisiveness", 1.5) | {"low": 1, "high": 3, "distribution": "triangular"},
    number("cost_least", 0.2) | {"low": 0.1, "high": 0.3, "distribution": "uniform"},
)


def test_a_draw_has_the_same_bits_in_any_block_and_on_part_of_the_world(toy):
    world, years = changed(toy, *UNCERTAIN), toy.settings.years
    whole = evaluate(world, [LENS], years, Draws(0, 0, 37))["deterrence"]
    assert 0 < whole["window"].sel(confrontation=LEAGUE).mean() < 1
    for start, stop in ((0, 1), (1, 18), (18, 37)):
        block = evaluate(world, [LENS], years, Draws(0, start, stop))["deterrence"]
        for name in LENS.writes:
            np.testing.assert_array_equal(
                block[name].values, whole[name].values[start:stop]
            )
    conclusion = toy.conclusions["patrol-agreed"].model_copy(
        update={
            "outcome": "deterrence.robust",
            "select": {"confrontation": LEAGUE, "year": 2030},
        }
    )
    part = evaluate(
        focus(world, [conclusion]), [LENS.only(["robust"])], years, Draws(0, 0, 37)
    )
    assert list(part["deterrence"].data_vars) == ["robust"]
    np.testing.assert_array_equal(
        conclusion.values(part), conclusion.values({"deterrence": whole})
    )


def test_a_world_without_confrontations_has_no_answers_and_no_faults(toy):
    world = changed(toy, {"kind": "remove", "path": "confrontations.*"})
    found = answer(toy, world, "deterrence")
    assert found["window"].shape == (3, 0, 5)
    world = changed(
        toy,
        {"kind": "remove", "path": "confrontations.*"},
        {"kind": "remove", "path": "postures.*"},
    )
    assert answer(toy, world, "deterrence")["pr_attack"].shape == (3, 0, 0, 5)


@pytest.mark.parametrize("outcome", LENS.writes)
def test_what_is_unknown_rests_on_nothing(toy, outcome):
    assert LENS.behind(toy.world, outcome, {"confrontation": "dorn-and-moon"}) == ()


def test_answers_rest_on_the_chain_from_positions_and_provisions_to_postures(toy):
    def behind(outcome, **chosen):
        selection = {"confrontation": LEAGUE, **chosen}
        return set(LENS.behind(toy.world, outcome, selection))

    window = behind("window", year=2030)
    assert {
        "positions.patrol-cym.support",
        "commitments.league-pact",
        "provisions.radars-ald.amount@2030",
        "memberships.league-bor",
        "postures.moderate.brinkmanship",
        "confrontations.dorn-and-league.tolerance",
    } <= window
    assert "confrontations.dorn-and-league.accident" not in window
    assert not any(re.search(r"@203[1-9]", path) for path in window)
    one = behind("pr_attack", posture="moderate", year=2030)
    assert "postures.moderate" in one
    assert "postures.maximal" not in one
    assert not any(path.startswith("provisions.") for path in behind("exists"))
    assert not any(path.startswith("positions.") for path in behind("denial"))


def test_a_need_that_a_scenario_took_out_is_named(toy):
    world = changed(toy, {"kind": "remove", "path": "requirements.league-radars"})
    named = LENS.behind(world, "denial", {"confrontation": LEAGUE})
    assert "requirements.league-radars" in named
