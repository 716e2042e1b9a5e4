"""Cross-impact balances: published answers, brute force, properties, refusals."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import consistency, crossimpact, succession
from ishizue.models.crossimpact import Matrix

REAL = Path(__file__).parents[3] / "shared" / "datasets" / "cib"

# Weimer-Jehle, W. (2013). ScenarioWizard 4.1 manual, Fig. 2-2: the exercise
# "Somewhereland". Blocks on the diagonal, which are empty, are left out of the rows.
SOMEWHERELAND = {
    "government": ["patriots", "prosperity", "social"],
    "foreign policy": ["cooperation", "rivalry", "conflict"],
    "economy": ["shrinking", "stagnant", "dynamic"],
    "wealth": ["balanced", "contrasts"],
    "cohesion": ["peace", "tensions", "riots"],
    "values": ["meritocratic", "solidarity", "family"],
}
SOMEWHERELAND_ROWS = """
    -2 1 1 0 0 0 0 0 -2 1 1 0 0 0
    2 1 -3 -2 -1 3 -2 2 0 0 0 2 -1 -1
    0 0 0 0 2 -2 3 -3 2 -1 -1 -2 2 0
    0 0 0 -2 1 1 0 0 0 0 0 0 0 0
    0 0 0 0 1 -1 0 0 1 0 -1 0 0 0
    3 -1 -2 3 0 -3 0 0 3 -1 -2 -2 1 1
    2 1 -3 0 0 0 -2 2 -3 1 2 0 0 0
    -1 2 -1 0 0 0 0 0 0 0 0 0 0 0
    0 0 0 0 0 0 -2 2 3 -1 -2 0 0 0
    0 0 0 0 0 0 0 0 0 3 -1 -2 -2 1 1
    0 -3 3 0 0 0 0 0 0 -3 1 2 2 -1 -1
    0 0 0 0 0 0 -2 -1 3 0 0 2 -1 -1
    0 0 0 -1 0 1 1 1 -2 0 0 -1 0 1
    2 -1 -1 -3 1 2 3 0 -3 0 0 -2 -1 3
    0 3 -3 0 0 0 -3 0 3 -3 3 -2 1 1
    1 -2 1 0 0 0 -1 2 -1 2 -2 2 -1 -1
    0 0 0 0 0 0 -1 2 -1 1 -1 2 -1 -1
"""


def somewhereland() -> Matrix:
    sizes = [len(names) for names in SOMEWHERELAND.values()]
    owner = np.repeat(np.arange(len(sizes)), sizes)
    impacts = np.zeros((len(owner), len(owner)))
    for row, line in enumerate(SOMEWHERELAND_ROWS.strip().splitlines()):
        impacts[row, owner != owner[row]] = [int(score) for score in line.split()]
    return Matrix(list(SOMEWHERELAND), list(SOMEWHERELAND.values()), impacts)


def coded(code: str) -> tuple[int, ...]:
    """A scenario as the manual writes it: A3 B1 ... is variant 2, 0, ..."""
    return tuple(int(variant[1]) - 1 for variant in code.split())


def tug_of_war() -> Matrix:
    """Two descriptors, worked by hand.

    Tension (low, high) wants spending flat +1 / rising -1 when low, -2 / +2 when high.
    Flat spending leaves tension alone; rising spending furthers high tension (-1 / +1).

    low flat:    tension 0 0, spending  1 -1: consistent, total 0 + 1 = 1
    low rising:  tension -1 1, spending 1 -1: tension misses 2, spending 2
    high flat:   tension 0 0, spending -2  2: spending misses 4
    high rising: tension -1 1, spending -2 2: consistent, total 1 + 2 = 3
    """
    return Matrix.from_blocks(
        ["tension", "spending"],
        [["low", "high"], ["flat", "rising"]],
        {
            ("tension", "spending"): [[1, -1], [-2, 2]],
            ("spending", "tension"): [[0, 0], [-1, 1]],
        },
    )


def named(sizes, impacts) -> Matrix:
    return Matrix(
        [f"d{i}" for i in range(len(sizes))],
        [[f"v{j}" for j in range(size)] for size in sizes],
        impacts,
    )


def random_matrix(sizes, seed, density=1.0) -> Matrix:
    rng = np.random.default_rng(seed)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    judged = rng.random((len(sizes), len(sizes))) < density
    impacts = rng.integers(-3, 4, (len(owner), len(owner)))
    impacts *= judged[np.ix_(owner, owner)] & (owner[:, None] != owner)
    return named(sizes, impacts)


# --- Brute force -----------------------------------------------------------------


def every_choice(matrix):
    return list(itertools.product(*map(range, matrix.sizes)))


def brute_balances(matrix, choice):
    """Scores by descriptor, added up one by one."""
    rows = [offset + v for offset, v in zip(matrix.offsets, choice, strict=True)]
    return [
        [sum(matrix.impacts[row, offset + v] for row in rows) for v in range(size)]
        for offset, size in zip(matrix.offsets, matrix.sizes, strict=True)
    ]


def brute_score(matrix, choice):
    pairs = list(zip(brute_balances(matrix, choice), choice, strict=True))
    return sum(own[v] for own, v in pairs), max(max(own) - own[v] for own, v in pairs)


def brute_consistent(matrix, slack=0):
    return {c for c in every_choice(matrix) if brute_score(matrix, c)[1] <= slack}


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


def brute_flips(matrix, slack, step, steps):
    """Smallest changes found by trying every one."""
    before = brute_consistent(matrix, slack)
    owner = np.repeat(np.arange(len(matrix.sizes)), matrix.sizes)
    flips = {}
    for row, column in itertools.product(range(len(owner)), repeat=2):
        if owner[row] == owner[column]:
            continue
        for sign, count in itertools.product((1, -1), range(1, steps + 1)):
            impacts = matrix.impacts.copy()
            impacts[row, column] += sign * count * step
            after = brute_consistent(named(matrix.sizes, impacts), slack)
            if after != before:
                cells = (
                    (int(owner[i]), i - matrix.offsets[owner[i]]) for i in (row, column)
                )
                flips.setdefault(
                    (*cells, sign), (count * step, after - before, before - after)
                )
    return flips


@st.composite
def matrices(draw, most=4):
    """Small matrices in several units, blocks on the diagonal mostly blank."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=most))
    score = st.sampled_from([0, 0, 0, *range(-3, 4)])
    unit = draw(st.sampled_from([1, 0.5, 0.1, 50, 1000.1]))
    total = sum(sizes)
    cells = draw(st.lists(score, min_size=total**2, max_size=total**2))
    owner = np.repeat(np.arange(len(sizes)), sizes)
    impacts = np.reshape(cells, (total, total)) * unit
    blank = draw(st.sampled_from([True, True, False]))
    return named(sizes, np.where(blank & (owner[:, None] == owner), 0, impacts))


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


def test_somewhereland_basins_cover_all_scenarios():
    matrix = somewhereland()
    consistent = {s.choice for s in crossimpact.consistent(matrix)}
    found = crossimpact.basins(matrix)
    assert sum(attractor.weight for attractor in found) == 486
    assert {a.choice for a in found if not a.is_cycle} == consistent
    assert [a.weight for a in found] == sorted((a.weight for a in found), reverse=True)


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


def test_what_one_more_judgement_would_change_by_hand():
    # In low flat, tension is tied at 0 0: lower the impact of flat on low, or raise that
    # on high, by the least, and the scenario is lost.
    found = crossimpact.sensitivity(tug_of_war())
    first = [(f.source, f.target, f.change, f.lost) for f in found[:2]]
    assert first == [
        ((1, 0), (0, 0), -1, ((0, 0),)),
        ((1, 0), (0, 1), 1, ((0, 0),)),
    ]
    # High flat misses by 4 in spending alone: +4 on flat, or -4 on rising, gains it. In
    # low rising both miss, so that no single change can gain it.
    gains = {(f.target, f.change) for f in found if (1, 0) in f.gained}
    assert gains == {((1, 0), 4), ((1, 1), -4)}
    assert not any((0, 1) in f.gained for f in found)
    flip = next(f for f in found if f.gained == ((1, 0),) and f.change == 4)
    assert (flip.source, flip.judged) == ((0, 1), -2)


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


@settings(deadline=None, max_examples=60)
@given(matrices(), st.sampled_from(["global", "local", "incremental"]))
def test_basins_match_brute_force(matrix, rule):
    exact = named(matrix.sizes, np.rint(matrix.impacts * 10))
    found = crossimpact.basins(matrix, rule)
    assert {a.states: a.weight for a in found} == brute_basins(exact, rule)


@settings(deadline=None, max_examples=25)
@given(
    matrices(most=3),
    st.sampled_from([0, 1]),
    st.sampled_from([1, 2]),
    st.sampled_from(CHUNKS),
)
def test_flips_match_trying_every_change(matrix, slack, step, chunk):
    exact = named(matrix.sizes, np.rint(matrix.impacts))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(consistency, "_CHUNK", chunk)
        found = crossimpact.sensitivity(exact, slack, step, steps=3)
    summary = {
        (f.source, f.target, int(np.sign(f.change))): (
            abs(f.change),
            set(f.gained),
            set(f.lost),
        )
        for f in found
    }
    assert summary == brute_flips(exact, slack, step, steps=3)


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


def test_fixed_points_are_the_consistent_scenarios_under_every_succession():
    matrix = random_matrix([3] * 7, seed=3, density=0.5)
    consistent = {s.choice for s in crossimpact.consistent(matrix)}
    for rule in ("global", "local", "incremental"):
        found = crossimpact.basins(matrix, rule)
        assert {a.choice for a in found if not a.is_cycle} == consistent
        assert sum(a.weight for a in found) == matrix.scenarios


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


# --- Refusals --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("descriptors", "variants", "impacts", "message"),
    [
        ([], [], np.zeros((0, 0)), "no descriptor"),
        (["a", "a"], [["x"], ["y"]], np.zeros((2, 2)), "descriptor 'a' appears twice"),
        (["a"], [[]], np.zeros((0, 0)), "no variant of 'a'"),
        (["a"], [["x", "x"]], np.zeros((2, 2)), "variant of 'a' 'x' appears twice"),
        (["a", "b"], [["x"]], np.zeros((1, 1)), "variants for 1 of 2 descriptors"),
        (["a"], [["x", "y"]], np.zeros((2, 3)), r"shape \(2, 3\); .* the 2 variants"),
        (["a"], [["x", "y"]], np.zeros((1, 2, 2)), "tables by draw"),
        (["a"], [["x", "y"]], [[0, 0], [0]], "no table of numbers"),
        (
            ["a", "b"],
            [["x"], ["y"]],
            [[0, None], [0, 0]],
            "block of 'a' on 'b', is nan",
        ),
        (["a", "b"], [["x"], ["y"]], [[0, 0], [1e7, 0]], "block of 'b' on 'a', is 1"),
    ],
)
def test_matrix_refuses(descriptors, variants, impacts, message):
    with pytest.raises(ModelError, match=message):
        Matrix(descriptors, variants, impacts)


@pytest.mark.parametrize(
    ("blocks", "message"),
    [
        ({("a", "b"): [[0, 1]]}, "block of impacts of 'b' on 'a' is missing"),
        ({("a", "z"): [[0, 1]]}, r"\('a', 'z'\) is of no two descriptors"),
        (
            {("a", "b"): [[0], [1]], ("b", "a"): [[0], [0]]},
            r"'a' on 'b' has shape \(2, 1\), not \(1, 2\)",
        ),
    ],
)
def test_from_blocks_refuses(blocks, message):
    with pytest.raises(ModelError, match=message):
        Matrix.from_blocks(["a", "b"], [["x"], ["y", "z"]], blocks)


def test_from_blocks_refuses_variants_of_too_few_descriptors():
    with pytest.raises(ModelError, match="variants for 1 of 2 descriptors"):
        Matrix.from_blocks(["a", "b"], [["x"]], {})


def test_matrices_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        tug_of_war().impacts[0, 0] = 1


@pytest.mark.parametrize("choice", [(0,), (0, 2), (0, -1), (0, 0, 0)])
def test_choices_must_fit_the_matrix(choice):
    matrix = tug_of_war()
    for ask in (crossimpact.evaluate, crossimpact.impact_balances, Matrix.names):
        with pytest.raises(ModelError, match="does not fit the matrix"):
            ask(matrix, choice)


@pytest.mark.parametrize("slack", [-1, np.nan, np.inf])
def test_slack_must_be_a_distance(slack):
    with pytest.raises(ModelError, match="slack is"):
        crossimpact.consistent(tug_of_war(), slack)
    with pytest.raises(ModelError, match="slack is"):
        crossimpact.sensitivity(tug_of_war(), slack)


@pytest.mark.parametrize(("step", "steps"), [(0, 6), (1, 0), (0.1, 6)])
def test_sensitivity_needs_steps_of_the_matrix_unit(step, steps):
    with pytest.raises(ModelError, match="at least one step, of at least 1"):
        crossimpact.sensitivity(tug_of_war(), step=step, steps=steps)


def test_succession_must_be_known():
    with pytest.raises(ModelError, match="choose one of global, local, incremental"):
        crossimpact.basins(tug_of_war(), "sudden")


def test_estimates_need_samples():
    with pytest.raises(ModelError, match="samples is 1"):
        crossimpact.estimate_basins(tug_of_war(), 1, seed=0)


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
    monkeypatch.setattr(succession, "MOST_STATES", 80)
    with pytest.raises(
        ModelError, match="more than 80 scenarios are attractors or on cycles"
    ):
        crossimpact.basins(blank)
    monkeypatch.setattr(succession, "EXACT_SCENARIOS", 80)
    with pytest.raises(ModelError, match="81 scenarios; all are followed up to 80"):
        crossimpact.basins(blank)
