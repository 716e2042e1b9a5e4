"""An answer that moves with a figure names it: figures of the bundled study."""

from pathlib import Path

import pytest

import ishizue
from ishizue.lenses import LENSES
from lenses.perturbed import perturb


@pytest.mark.real
def test_no_answer_of_the_bundled_study_moves_with_a_figure_it_does_not_name():
    folder = Path(ishizue.__file__).parent / "studies" / "europe"
    study = ishizue.open(folder)
    world = study.world.at(study.settings.as_of)
    read = {path for lens in LENSES for path in lens.reads}
    paths = [p for p, f in world.figures.items() if f"{f.table}.{f.field}" in read]
    counts = perturb(study, world, paths[:: max(1, len(paths) // 8)])
    assert sum(counts.values()) > 100
