"""One conclusion asked over and over: some of what it is asked has no answer."""

from pathlib import Path

import numpy as np
import pytest

import ishizue
from ishizue.cornerstones import Case
from ishizue.ensembles import Draws

pytestmark = pytest.mark.real

DRAWS = Draws(0, 0, 8)
ENEMY = "confrontations.russia-baltic-ally."
# Greatest costs must be above the least, and postures must make a rising scale.
SILENT = [
    {ENEMY + "cost_least": 100.0},
    {ENEMY + "risk_most": 0.0},
    {"postures.high.brinkmanship": 0.5},
]
ANSWERED = [
    {ENEMY + "cost_least": 0.1},
    {ENEMY + "tolerance": 0.5},
    {"postures.high.brinkmanship": 0.7},
]


@pytest.fixture
def case():
    study = ishizue.open(Path(ishizue.__file__).parent / "studies" / "europe")
    (case,) = study.cases(["window-of-vulnerability"], ["baseline"])
    return case


def test_what_cannot_be_answered_silences_nothing_beside_it(case, monkeypatch):
    mixed = [v for pair in zip(ANSWERED, SILENT, strict=True) for v in pair]
    asked = []
    values = Case.values

    def counted(self, draws, world=None):
        asked.append(len(draws))
        return values(self, draws, world)

    monkeypatch.setattr(Case, "values", counted)
    answers = case.answers(DRAWS, mixed)
    # A refusal tells which draws it is about, so that the others are asked again at once;
    # halving would have taken eleven evaluations.
    assert asked == [48, 32, 24]
    for replaced, answer in zip(mixed, answers, strict=True):
        if replaced in SILENT:
            assert answer is None
        else:
            (alone,) = case.variants(DRAWS, [replaced])
            np.testing.assert_array_equal(answer, alone)
