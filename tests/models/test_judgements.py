"""What one more judgement would change: by hand, and by trying every change."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import consistency, crossimpact
from models.matrices import (
    brute_consistent,
    matrices,
    named,
    tug_of_war,
)


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


@settings(deadline=None, max_examples=25)
@given(
    matrices(most=3),
    st.sampled_from([0, 1]),
    st.sampled_from([1, 2]),
    st.sampled_from([4096, 5, 1]),  # partial scenarios extended together
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


@pytest.mark.parametrize(("step", "steps"), [(0, 6), (1, 0), (0.1, 6)])
def test_sensitivity_needs_steps_of_the_matrix_unit(step, steps):
    with pytest.raises(ModelError, match="at least one step, of at least 1"):
        crossimpact.sensitivity(tug_of_war(), step=step, steps=steps)
