"""Where scenarios drift: attractors and basins by hand, by brute force, and refusals."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import crossimpact, succession
from models.matrices import (
    brute_balances,
    every_choice,
    matrices,
    named,
    random_matrix,
    somewhereland,
    tug_of_war,
)


def brute_successor(matrix, choice, rule):
    own = brute_balances(matrix, choice)
    best = [
        v if scores[v] == max(scores) else scores.index(max(scores))
        for scores, v in zip(own, choice, strict=True)
    ]
    if rule == "global":
        return tuple(best)
    if rule == "incremental":
        return tuple(v + (b > v) - (b < v) for v, b in zip(choice, best, strict=True))
    gaps = [max(scores) - scores[v] for scores, v in zip(own, choice, strict=True)]
    mover = gaps.index(max(gaps))
    return (*choice[:mover], best[mover], *choice[mover + 1 :])


def brute_basins(matrix, rule):
    after = {c: brute_successor(matrix, c, rule) for c in every_choice(matrix)}
    weights = Counter()
    for choice in after:
        for _ in after:
            choice = after[choice]  # long enough to be on the cycle
        cycle = [choice]
        while after[cycle[-1]] != choice:
            cycle.append(after[cycle[-1]])
        start = cycle.index(min(cycle))
        weights[(*cycle[start:], *cycle[:start])] += 1
    return dict(weights)


def test_somewhereland_basins_cover_all_scenarios():
    matrix = somewhereland()
    consistent = {s.choice for s in crossimpact.consistent(matrix)}
    found = crossimpact.basins(matrix)
    assert sum(attractor.weight for attractor in found) == 486
    assert {a.choice for a in found if not a.is_cycle} == consistent
    assert [a.weight for a in found] == sorted((a.weight for a in found), reverse=True)


def test_basins_by_hand():
    # Global: low rising misses both and swaps to high flat, where only spending misses:
    # on to high rising. Low flat keeps to itself.
    high, low = ((1, 1),), ((0, 0),)
    found = crossimpact.basins(tug_of_war())
    assert [(a.states, a.weight) for a in found] == [(high, 3), (low, 1)]
    # Local: in low rising both miss 2, the first moves: straight to high rising.
    found = crossimpact.basins(tug_of_war(), "local")
    assert [(a.states, a.weight) for a in found] == [(high, 3), (low, 1)]


def test_cycles_are_attractors_too():
    # The hunter goes where the prey is; the prey goes where the hunter is not.
    # (0, 0) -> (0, 1) -> (1, 1) -> (1, 0) -> (0, 0): four scenarios, no rest.
    matrix = named([2, 2], [[0, 0, -1, 1], [0, 0, 1, -1], [1, -1, 0, 0], [-1, 1, 0, 0]])
    assert crossimpact.consistent(matrix) == []
    (attractor,) = crossimpact.basins(matrix)
    assert attractor.is_cycle
    assert attractor.states == ((0, 0), (0, 1), (1, 1), (1, 0))
    assert attractor.weight == 4
    (estimate,) = crossimpact.estimate_basins(matrix, 50, seed=0)
    assert estimate.states == attractor.states
    assert estimate.is_cycle
    assert (estimate.share, estimate.error) == (1, 0)


def test_incremental_succession_takes_one_step():
    # b wants a at its top variant. Globally a jumps there from 0; in steps it passes 1.
    impacts = np.zeros((4, 4))
    impacts[3, :3] = [0, 0, 1]
    matrix = named([3, 1], impacts)
    rule = {s: succession._Rule.of(matrix, s) for s in ("global", "incremental")}
    start = np.array([[0, 0]])
    assert rule["global"].step(start).tolist() == [[2, 0]]
    assert rule["incremental"].step(start).tolist() == [[1, 0]]


def test_ties_stay_and_the_first_of_several_best_wins():
    # a's variants score 0 1 1 in every scenario, so 1 and 2 stay, and 0 goes to 1.
    impacts = np.zeros((4, 4))
    impacts[3, :3] = [0, 1, 1]
    found = crossimpact.basins(named([3, 1], impacts))
    assert [(a.choice, a.weight) for a in found] == [((1, 0), 2), ((2, 0), 1)]


@settings(deadline=None, max_examples=60)
@given(matrices(), st.sampled_from(["global", "local", "incremental"]))
def test_basins_match_brute_force(matrix, rule):
    exact = named(matrix.sizes, np.rint(matrix.impacts * 10))
    found = crossimpact.basins(matrix, rule)
    assert {a.states: a.weight for a in found} == brute_basins(exact, rule)


def test_wide_rows_of_the_successor_table_match_single_steps(monkeypatch):
    # Rows of 8 scenarios, so that descriptors stand on both sides of the split.
    matrix = random_matrix([3, 2, 3, 2, 2, 3], seed=5)
    for rule in ("global", "local", "incremental"):
        whole = crossimpact.basins(matrix, rule)
        monkeypatch.setattr(succession, "_TABLE", 8)
        monkeypatch.setattr(succession, "_CHUNK", 50)
        assert crossimpact.basins(matrix, rule) == whole
        monkeypatch.undo()
        assert {a.states: a.weight for a in whole} == brute_basins(matrix, rule)


def test_fixed_points_are_the_consistent_scenarios_under_every_succession():
    matrix = random_matrix([3] * 7, seed=3, density=0.5)
    consistent = {s.choice for s in crossimpact.consistent(matrix)}
    for rule in ("global", "local", "incremental"):
        found = crossimpact.basins(matrix, rule)
        assert {a.choice for a in found if not a.is_cycle} == consistent
        assert sum(a.weight for a in found) == matrix.scenarios


def test_sampled_basins_come_near_the_exact_ones():
    matrix = random_matrix([3] * 6, seed=4)
    exact = {a.states: a.weight / matrix.scenarios for a in crossimpact.basins(matrix)}
    found = crossimpact.estimate_basins(matrix, 4000, seed=7)
    assert found == crossimpact.estimate_basins(matrix, 4000, seed=7)
    assert sum(a.share for a in found) == pytest.approx(1)
    for attractor in found:
        assert attractor.share == pytest.approx(
            exact[attractor.states], abs=4 * attractor.error
        )


def test_sampling_has_no_limit_on_scenarios():
    matrix = random_matrix([3] * 45, seed=0, density=0.1)  # 3^45 exceeds 64 bits
    found = crossimpact.estimate_basins(matrix, 20, seed=0, succession="local")
    for attractor in found:
        if not attractor.is_cycle:
            assert crossimpact.evaluate(matrix, attractor.states[0]).inconsistency == 0


def test_succession_must_be_known():
    with pytest.raises(ModelError, match="choose one of global, local, incremental"):
        crossimpact.basins(tug_of_war(), "sudden")


def test_estimates_need_samples():
    with pytest.raises(ModelError, match="samples is 1"):
        crossimpact.estimate_basins(tug_of_war(), 1, seed=0)


def test_too_many_scenarios_name_the_limit(monkeypatch):
    blank = named([3] * 4, np.zeros((12, 12)))
    monkeypatch.setattr(succession, "MOST_STATES", 80)
    with pytest.raises(
        ModelError, match="more than 80 scenarios are attractors or on cycles"
    ):
        crossimpact.basins(blank)
    monkeypatch.setattr(succession, "EXACT_SCENARIOS", 80)
    with pytest.raises(ModelError, match="81 scenarios; all are followed up to 80"):
        crossimpact.basins(blank)
