"""Each figure has its own stream, and any stretch of it can be had at once."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ishizue.ensembles import Draws, sample
from ishizue.ensembles.draws import uniforms
from ishizue.scenarios import apply
from toys import scenario

UNCERTAIN = "positions.patrol-cym.support"
READS = ("positions.support", "provisions.amount")
YEARS = (2030, 2031)
KNOWN = [
    0.31740185172281676,
    0.2108184436939895,
    0.00127023259435044,
    0.2602624661536215,
]


@given(
    st.integers(0, 2**40),
    st.integers(0, 60),
    st.lists(st.integers(0, 60), max_size=4),
    st.text(max_size=8),
    st.integers(-(2**70), 2**70),
)
def test_a_stretch_of_a_stream_is_the_same_however_it_is_cut(
    start, length, cuts, path, seed
):
    whole = uniforms(path, seed, start, start + length)
    edges = [start, *sorted(start + min(cut, length) for cut in cuts), start + length]
    pieces = [uniforms(path, seed, a, b) for a, b in pairwise(edges)]
    assert np.concatenate(pieces).tobytes() == whole.tobytes()


def test_the_stream_of_a_path_is_known_for_good():
    # If these move, every result ever published with a seed moves.
    assert uniforms("actors.ald.gdp", 0, 0, 4).tolist() == KNOWN
    assert uniforms("actors.ald.gdp", 0, 3, 4).tolist() == KNOWN[3:]


def test_draws_are_uniform_from_zero_up_to_but_not_one():
    u = uniforms("actors.ald.gdp", 0, 0, 40_000)
    assert u.min() >= 0
    assert u.max() < 1
    counts = np.histogram(u, bins=20, range=(0, 1))[0]
    # Chi-squared with 19 degrees of freedom exceeds 43.8 once in a thousand.
    assert ((counts - 2000) ** 2 / 2000).sum() < 43.8


def test_streams_of_different_paths_and_seeds_have_nothing_in_common():
    n = 10_000
    streams = [
        uniforms(path, seed, 0, n)
        for path in ("actors.ald.gdp", "actors.bor.gdp", "x@2030", "x@2031")
        for seed in (0, 1, -1, 2**64)
    ]
    correlations = np.corrcoef(streams)[np.triu_indices(len(streams), 1)]
    # Five standard errors; and no stream is another, moved by a few draws.
    assert np.abs(correlations).max() < 5 / n**0.5
    for lag in (1, 2, 3, 4):
        moved = np.corrcoef([*streams, *(np.roll(s, lag) for s in streams)])
        across = moved[: len(streams), len(streams) :]
        assert np.abs(across).max() < 5 / n**0.5


def test_an_exact_figure_takes_no_memory_and_an_uncertain_one_is_drawn_once(toy):
    draws = Draws(0, 10, 30)
    assert len(draws) == 20
    exact = draws.of(toy.world.figures["actors.ald.gdp"])
    assert exact.strides == (0,)
    assert (exact == 100.0).all()
    uncertain = toy.world.figures[UNCERTAIN]
    assert draws.of(uncertain) is draws.of(replace(uncertain))


def test_a_figure_s_draws_follow_its_path_not_its_basis(toy):
    figure = toy.world.figures[UNCERTAIN]
    draws = Draws(0, 0, 50)
    rebased = replace(figure, basis=("r-recalled",))
    np.testing.assert_array_equal(draws.of(figure), draws.of(rebased))
    moved = replace(figure, row="patrol-dor")
    assert (draws.of(figure) != draws.of(moved)).all()


@given(st.integers(0, 100), st.integers(1, 100), st.integers(0, 100))
def test_blocks_put_together_are_the_whole_to_the_bit(toy, a, b, seed):
    def support(start, stop):
        whole = sample(toy.world, READS, YEARS, Draws(seed, start, stop))
        return whole["support"].values, whole["amount"].values

    pieces = [support(0, a), support(a, a + b)]
    for whole, *parts in zip(support(0, a + b), *pieces, strict=True):
        assert np.concatenate(parts).tobytes() == whole.tobytes()


def test_adding_a_figure_moves_no_other(toy):
    spread = {"low": 0.2, "high": 0.6, "distribution": "uniform"}
    more = scenario(
        {"kind": "set", "path": "positions.patrol-ald.support", "value": 0.4, **spread},
        {"kind": "remove", "path": "positions.patrol-bor"},
    )
    after = apply(more, toy.world, toy.ledger)

    def support(world):
        return sample(world, READS, YEARS, Draws(0, 0, 100))["support"]

    before, later = support(toy.world), support(after)
    for position in ("patrol-cym", "patrol-dor"):
        np.testing.assert_array_equal(
            before.sel(position=position), later.sel(position=position)
        )
    assert before.sel(position="patrol-cym").std() > 0
    assert later.sel(position="patrol-ald").std() > 0
