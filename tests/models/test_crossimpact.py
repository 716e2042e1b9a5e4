"""Consistent scenarios: published answers, brute force, properties, refusals."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import consistency, crossimpact
from models.matrices import (
    brute_consistent,
    brute_score,
    matrices,
    named,
    random_matrix,
    somewhereland,
    tug_of_war,
)

REAL = Path(__file__).parents[3] / "shared" / "datasets" / "cib"


def coded(code: str) -> tuple[int, ...]:
    """A scenario as the manual writes it: A3 B1 ... is variant 2, 0, ..."""
    return tuple(int(variant[1]) - 1 for variant in code.split())


# --- Published values ------------------------------------------------------------


def test_somewhereland_has_ten_consistent_scenarios():
    # Listed on cross-impact.org, "The CIB algorithm (4/4)".
    published = [
        "A3 B1 C3 D2 E1 F1",
        "A3 B2 C3 D2 E1 F1",
        "A2 B1 C3 D2 E2 F1",
        "A2 B2 C3 D2 E2 F1",
        "A3 B1 C2 D1 E1 F2",
        "A1 B2 C2 D1 E1 F2",
        "A3 B2 C2 D1 E1 F2",
        "A1 B3 C2 D1 E1 F2",
        "A1 B3 C2 D1 E1 F3",
        "A1 B3 C1 D2 E3 F3",
    ]
    matrix = somewhereland()
    assert matrix.scenarios == 486
    found = crossimpact.consistent(matrix)
    assert [s.choice for s in found] == sorted(map(coded, published))
    assert {s.inconsistency for s in found} == {0}


def test_somewhereland_impact_balances_are_those_of_the_manual():
    # Manual, Fig. 2-3, scenario A2 B1 C3 D1 E1 F1. Distribution of wealth is balanced
    # at -7 where contrasts would score 7: inconsistency 14. Chosen scores are
    # 3 + 2 + 10 - 7 + 4 + 2 = 14.
    matrix = somewhereland()
    choice = coded("A2 B1 C3 D1 E1 F1")
    scores = crossimpact.impact_balances(matrix, choice)
    flat = [score for group in scores.values() for score in group.values()]
    assert flat == [0, 3, -3, 2, 1, -3, -9, -1, 10, -7, 7, 4, -1, -3, 2, -1, -1]
    assert scores["wealth"] == {"balanced": -7, "contrasts": 7}
    scenario = crossimpact.evaluate(matrix, choice)
    assert (scenario.total_impact, scenario.inconsistency) == (14, 14)
    assert matrix.names(choice)["economy"] == "dynamic"


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the ScenarioWizard files are not here")
def test_real_scenariowizard_files_give_what_scenariowizard_found():
    # The .sl beside the .scw lists, for each consistent scenario: variants from 1,
    # weight under global succession, consistency value, inconsistency, total impact.
    matrix = crossimpact.read_scw(REAL / "CIB_global.scw")
    assert matrix.descriptors == ("WTRD", "WSEC", "WECO")
    weights = {a.choice: a.weight for a in crossimpact.basins(matrix)}
    found = {
        s.choice: (weights[s.choice], s.inconsistency, s.total_impact)
        for s in crossimpact.consistent(matrix)
    }
    listed = {}
    for line in (REAL / "CIB_global.sl").read_text().splitlines():
        if line.startswith('"'):
            choice, weight, _, inconsistency, impact, _ = line.split(",")
            variants = tuple(int(v) - 1 for v in choice.strip('"').split())
            listed[variants] = (int(weight), int(inconsistency), int(impact))
    assert found == listed


# --- By hand ---------------------------------------------------------------------


def test_two_descriptors_by_hand():
    matrix = tug_of_war()
    found = crossimpact.consistent(matrix)
    assert [(s.choice, s.total_impact) for s in found] == [((0, 0), 1), ((1, 1), 3)]
    assert crossimpact.evaluate(matrix, (1, 0)).inconsistency == 4
    assert len(crossimpact.consistent(matrix, slack=2)) == 3
    assert len(crossimpact.consistent(matrix, slack=3.9)) == 3
    assert len(crossimpact.consistent(matrix, slack=4)) == 4


def test_probabilities_by_hand():
    # Draws shift the impact of flat spending on low tension from 0 to 1, -1, 0.5, -0.5.
    # Low flat is consistent while it is at least 0: two draws of four. High flat never
    # is, and high rising always.
    matrix = tug_of_war()
    draws = np.repeat(matrix.impacts[None], 4, axis=0)
    draws[:, 2, 0] = [1, -1, 0.5, -0.5]
    found = crossimpact.probabilities(matrix, draws)
    assert found.choices == ((0, 0), (1, 1))
    assert found.consistent.tolist() == [[True, True], [False, True]] * 2
    assert found.probability.tolist() == [0.5, 1]
    assert found.error.tolist() == [0.25, 0]  # sqrt(0.5 * 0.5 / 4)
    table = found.table(matrix)
    assert list(table.columns) == ["tension", "spending", "probability", "error"]
    assert table.loc[0, "tension"] == "high"


# --- Against brute force ---------------------------------------------------------

# Partial scenarios extended together.
CHUNKS = [4096, 5, 1]


@settings(deadline=None, max_examples=100)
@given(matrices(), st.sampled_from([0, 0.5, 1, 2.5]), st.sampled_from(CHUNKS))
def test_consistent_scenarios_match_brute_force(matrix, slack, chunk):
    exact = named(matrix.sizes, np.rint(matrix.impacts * 10))
    expected = {c: brute_score(exact, c) for c in brute_consistent(exact, 10 * slack)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(consistency, "_CHUNK", chunk)
        found = crossimpact.consistent(matrix, slack)
    assert [s.choice for s in found] == sorted(expected)
    for scenario in found:
        total, worst = expected[scenario.choice]
        assert scenario.total_impact == pytest.approx(total / 10)
        assert scenario.inconsistency == pytest.approx(worst / 10)


def test_searches_split_into_chunks_find_the_same(monkeypatch):
    matrix = random_matrix([3] * 9, seed=2, density=0.4)
    whole = crossimpact.consistent(matrix, slack=3)
    assert len(whole) > 100
    monkeypatch.setattr(consistency, "_CHUNK", 7)
    assert crossimpact.consistent(matrix, slack=3) == whole


# --- Properties ------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_a_constant_added_to_a_row_of_a_block_changes_no_consistency(data):
    # Weimer-Jehle (2006): a balance is judged within itself.
    matrix = data.draw(matrices())
    row = data.draw(st.integers(0, sum(matrix.sizes) - 1))
    target = data.draw(st.integers(0, len(matrix.sizes) - 1))
    start = matrix.offsets[target]
    impacts = matrix.impacts.copy()
    impacts[row, start : start + matrix.sizes[target]] += 0.7
    before = crossimpact.consistent(matrix)
    after = crossimpact.consistent(named(matrix.sizes, impacts))
    assert [s.choice for s in after] == [s.choice for s in before]


@settings(deadline=None, max_examples=50)
@given(matrices(), st.floats(0, 3), st.floats(0, 3))
def test_more_slack_never_loses_a_scenario(matrix, a, b):
    few = {s.choice for s in crossimpact.consistent(matrix, min(a, b))}
    assert few <= {s.choice for s in crossimpact.consistent(matrix, max(a, b))}


def test_decimal_scores_tie_exactly():
    # 0.1 + 0.2 against 0.3: equal, though not in binary fractions.
    impacts = np.zeros((4, 4))
    impacts[2, :2], impacts[3, :2] = [0.1, 0.3], [0.2, 0.0]
    assert len(crossimpact.consistent(named([2, 1, 1], impacts))) == 2


def test_a_draw_does_not_depend_on_the_others(monkeypatch):
    matrix = random_matrix([3, 2, 3, 3], seed=1)
    noise = np.random.default_rng(0).normal(size=(40, 11, 11))
    draws = matrix.impacts + noise
    whole = crossimpact.probabilities(matrix, draws, slack=0.5)
    single = [
        [s.choice for s in crossimpact.consistent(named(matrix.sizes, draw), 0.5)]
        for draw in draws
    ]
    for passed, choices in zip(whole.consistent, single, strict=True):
        names = itertools.compress(whole.choices, passed)
        assert list(names) == choices
    monkeypatch.setattr(consistency, "_BATCH", 1)  # one matrix at a time
    again = crossimpact.probabilities(matrix, draws, slack=0.5)
    assert again.choices == whole.choices
    assert np.array_equal(again.consistent, whole.consistent)


def test_draws_may_all_lack_consistent_scenarios():
    hunt = [[0, 0, -1, 1], [0, 0, 1, -1], [1, -1, 0, 0], [-1, 1, 0, 0]]
    found = crossimpact.probabilities(named([2, 2], hunt), np.array([hunt, hunt]))
    assert found.choices == ()
    assert found.consistent.shape == (2, 0)
    assert found.probability.shape == (0,)


# --- Refusals --------------------------------------------------------------------


@pytest.mark.parametrize("slack", [-1, np.nan, np.inf])
def test_slack_must_be_a_distance(slack):
    with pytest.raises(ModelError, match="slack is"):
        crossimpact.consistent(tug_of_war(), slack)
    with pytest.raises(ModelError, match="slack is"):
        crossimpact.sensitivity(tug_of_war(), slack)


@pytest.mark.parametrize("shape", [(4, 4), (0, 4, 4), (1, 1, 4, 4)])
def test_probabilities_need_draws(shape):
    with pytest.raises(ModelError, match="one table for each of at least one draw"):
        crossimpact.probabilities(tug_of_war(), np.zeros(shape))


def test_probabilities_name_the_score_at_fault():
    draws = np.repeat(tug_of_war().impacts[None], 3, axis=0)
    draws[2, 0, 3] = np.nan
    with pytest.raises(ModelError, match=r"impacts\[2, 0, 3\], .*'tension' on 'spend"):
        crossimpact.probabilities(tug_of_war(), draws)


def test_too_many_scenarios_name_the_limit(monkeypatch):
    blank = named([3] * 4, np.zeros((12, 12)))
    monkeypatch.setattr(consistency, "MOST_FOUND", 80)
    with pytest.raises(ModelError, match="more than 80 scenarios are within the slack"):
        crossimpact.consistent(blank)
    monkeypatch.setattr(consistency, "MOST_TRIED", 10)
    with pytest.raises(ModelError, match="estimate_basins"):
        crossimpact.consistent(blank)
