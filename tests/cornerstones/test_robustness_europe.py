"""Levers over uncertain futures in the bundled study."""

from importlib import resources
from itertools import product
from pathlib import Path

import pytest

import ishizue
from ishizue.cornerstones.robustness import robustness

BASE = "baseline"

DRAWS = 400


@pytest.fixture(scope="module")
def study():
    return ishizue.open(Path(str(resources.files("ishizue") / "studies/europe")))


@pytest.fixture(scope="module")
def table(study):
    return robustness(
        study.world,
        study.ledger,
        study.settings.as_of,
        study.settings.years,
        study.scenarios,
        study.conclusions,
        draws=DRAWS,
        seed=0,
    )


@pytest.mark.real
class TestBundled:
    """A European pillar over American departures."""

    def test_what_happens_and_what_is_done_are_told_apart(self, table):
        assert table.options == (BASE, "european-pillar", "joint-roadmap")
        assert set(table.futures) == {BASE, "us-withdraws", "us-intelligence-pause"}

    def test_it_is_complete_but_for_what_only_the_pillar_brings(self, study, table):
        whole = set(product(table.measures, table.options, table.futures))
        assert table.cells.keys() | table.absent.keys() == whole
        assert not table.cells.keys() & table.absent.keys()
        pillars = {
            name
            for name in table.measures
            if study.conclusions[name].scenarios == ("european-pillar",)
        }
        assert pillars
        others = [BASE, "joint-roadmap"]
        assert table.absent.keys() == set(product(pillars, others, table.futures))

    def test_regrets_and_shares_are_consistent(self, table):
        for (name, _, future), cell in table.cells.items():
            if cell.regret is None:
                continue
            assert cell.regret >= 0
            assert 0 <= cell.best <= 1
            assert (cell.best == 1) == (cell.regret == 0)
            others = [table.cells[name, o, future].best for o in table.options]
            # Somebody is best in every draw.
            assert sum(others) >= 1 - 1e-9

    def test_joint_projects_never_leave_allies_worse_off(self, table):
        # A pillar that buys at home does, for those who would sell to it.
        assert table.dominated == {BASE: ("joint-roadmap",)}
        for (name, option, future), cell in table.cells.items():
            if option == "joint-roadmap" and cell.regret is not None:
                assert cell.regret <= table.cells[name, BASE, future].regret

    def test_single_scenarios_are_as_a_run_finds_them(self, study, table):
        verdicts = study.run(draws=DRAWS, keep=1).verdicts
        compared = 0
        for (name, scenario_), verdict in verdicts.items():
            for key in ((name, BASE, scenario_), (name, scenario_, BASE)):
                if key in table.cells:
                    compared += 1
                    assert table.cells[key].probability == verdict.probability
                    (middle,) = verdict.quantiles(0.5)
                    # Two ways to halve the sum of the two middle draws.
                    assert table.cells[key].median == pytest.approx(middle, rel=1e-14)
        assert compared > 10
