"""Results are the same to the bit however they are computed, and complete."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from hypothesis import given, settings
from hypothesis import strategies as st

import ishizue
from ishizue.errors import CheckFailed, LensError, ScenarioError
from ishizue.lenses import LENSES
from ishizue.lenses.outcomes import Outcomes
from toys import EXACT, changed

DRAWS = 120


@pytest.fixture(scope="module")
def run(toy) -> Outcomes:
    """Every scenario and lens of the toy, in one block."""
    return toy.run(draws=DRAWS, block=DRAWS)


def same(one: Outcomes, other: Outcomes, kept: int | None = None) -> bool:
    """Whether two runs agree to the bit, in full or in the draws kept."""
    return (
        list(one) == list(other)
        and one.verdicts.keys() == other.verdicts.keys()
        and all(
            verdict.values.tobytes() == other.verdicts[key].values.tobytes()
            and verdict.held == other.verdicts[key].held
            for key, verdict in one.verdicts.items()
        )
        and all(
            one[scenario][lens][name].values[:kept].tobytes()
            == other[scenario][lens][name].values[:kept].tobytes()
            and one[scenario][lens][name].attrs == other[scenario][lens][name].attrs
            for scenario in one
            for lens in one[scenario]
            for name in one[scenario][lens]
        )
    )


def test_a_run_answers_every_lens_in_every_scenario(toy, run):
    assert list(run) == ["baseline", "aldan-leaves"] == list(toy.scenarios)
    assert len(run) == 2
    for scenario in run:
        assert list(run[scenario]) == [lens.name for lens in LENSES]
        for lens in run[scenario].values():
            assert lens.sizes["draw"] == DRAWS
            assert lens["draw"].values.tolist() == list(range(DRAWS))
            assert all(v.dims[0] == "draw" for v in lens.data_vars.values())
            assert all(np.isfinite(v.values).all() for v in lens.data_vars.values())
    assert (run.draws, run.kept, run.seed) == (DRAWS, DRAWS, 0)


@pytest.mark.parametrize("block", [17, 64, 119, 1000])
def test_the_size_of_blocks_is_of_no_account(toy, run, block):
    assert same(run, toy.run(draws=DRAWS, block=block))


@settings(max_examples=12)
@given(st.integers(1, 20), st.integers(1, 25), st.integers(1, 25), st.integers(0, 3))
def test_no_cut_into_blocks_and_kept_draws_changes_a_bit(toy, draws, block, keep, seed):
    whole = toy.run(draws=draws, seed=seed, block=draws, keep=draws)
    cut = toy.run(draws=draws, seed=seed, block=block, keep=keep)
    kept = min(keep, draws)
    assert (cut.draws, cut.kept) == (draws, kept)
    assert same(cut, whole, kept)
    assert all(len(v.values) == draws for v in cut.verdicts.values())


def test_an_outcome_that_varies_from_the_second_block_on_is_whole(toy):
    whole = toy.run(draws=9, block=9)
    # Memory that is handed out next holds no trace of an earlier answer.
    poison = [
        np.full((9, *values.shape[1:]), np.nan)
        for scenario in whole
        for lens in whole[scenario].values()
        for values in lens.data_vars.values()
        for _ in range(4)
    ]
    del poison
    assert same(whole, toy.run(draws=9, block=1))


def test_draws_that_are_not_kept_count_towards_verdicts(toy, run):
    cut = toy.run(draws=DRAWS, keep=10)
    assert cut.kept == 10
    assert cut["baseline"]["capability"].sizes["draw"] == 10
    assert same(cut, run, 10)


def test_verdicts_of_bystanders_count_all_draws_too(toy, broken):
    text = (toy.folder / "conclusions.toml").read_text("utf-8")
    about = 'requirement = "league-radars", actor = "bor"'
    text = text.replace(
        'framework = "league", capability = "ships", year = 2030', about
    ).replace("capability.coverage", "capability.dependence")
    study = ishizue.open(broken({"conclusions.toml": text}))
    verdict = study.run(draws=50, keep=5).verdicts["ships-half", "baseline"]
    assert verdict.values.tolist() == [0.0] * 50


def test_two_workers_compute_what_one_does(toy, run):
    assert same(run, toy.run(draws=DRAWS, workers=2))


def test_any_executor_will_do(toy, run):
    with ThreadPoolExecutor(3) as pool:
        assert same(run, toy.run(draws=DRAWS, executor=pool, block=20))
        # It is the caller's, and still open.
        assert pool.submit(len, "ab").result() == 2


@pytest.mark.parametrize("how", [["-"], ["-m", "script"]])
def test_workers_do_not_run_the_caller_s_script_again(toy_folder, tmp_path, how):
    script = (
        "import ishizue\n"
        "print('once')\n"
        f"run = ishizue.open({str(toy_folder)!r}).run(draws=60, workers=2, block=30)\n"
        "print(run.verdicts['ships-half', 'baseline'].held)\n"
    )
    (tmp_path / "script.py").write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", *how],
        input=script,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    held = (
        ishizue.open(toy_folder).run(draws=60).verdicts["ships-half", "baseline"].held
    )
    assert done.stdout == f"once\n{held}\n"


def test_a_worker_s_refusal_reaches_the_caller(broken, toy_folder):
    text = (toy_folder / "conclusions.toml").read_text("utf-8")
    late = text.replace("year = 2030", "year = 2040")
    study = ishizue.open(broken({"conclusions.toml": late}))
    with pytest.raises(LensError, match="'coverage' has no year 2040"):
        study.run(draws=8, workers=2, keep=8)


def test_the_first_draws_of_a_long_run_are_those_of_a_short_one(toy, run):
    short = toy.run(draws=40)
    for scenario in run:
        for lens in run[scenario]:
            first = run[scenario][lens].isel(draw=slice(0, 40))
            xr.testing.assert_identical(first, short[scenario][lens])


def test_another_seed_is_another_sample_of_the_same_study(toy, run):
    other = toy.run(draws=DRAWS, seed=1)
    assert not same(run, other)
    one, two = (r.verdicts["ships-half", "baseline"] for r in (run, other))
    assert abs(np.corrcoef(one.values, two.values)[0, 1]) < 5 / DRAWS**0.5
    assert one.values.mean() == pytest.approx(two.values.mean(), abs=0.02)
    assert same(run, toy.run(draws=DRAWS, seed=0))


def test_scenarios_share_the_draws_of_what_they_share(run):
    baseline, leaves = run["baseline"]["capability"], run["aldan-leaves"]["capability"]
    ships = {"requirement": "council-ships"}
    # Cymra and Dorn are as they were; Borea has half as much again in every draw.
    for actor in ("cym", "dor"):
        xr.testing.assert_equal(
            baseline["contribution"].sel(actor=actor, **ships),
            leaves["contribution"].sel(actor=actor, **ships),
        )
    np.testing.assert_allclose(
        leaves["contribution"].sel(actor="bor", **ships),
        1.5 * baseline["contribution"].sel(actor="bor", **ships),
        rtol=1e-15,
    )
    # Cymra's support is uncertain and the same in both.
    np.testing.assert_array_equal(
        run["baseline"]["decision"]["least_support"].sel(motion="patrol-weighted"),
        run["aldan-leaves"]["decision"]["least_support"].sel(motion="patrol-weighted"),
    )


def test_one_draw_is_an_ensemble_too(toy):
    one = toy.run(draws=1)
    assert one["baseline"]["capability"]["coverage"].shape == (1, 3, 5)
    assert one.verdicts["ships-half", "baseline"].probability in (0.0, 1.0)


def test_what_does_not_vary_is_held_once(toy, run):
    radars = run["baseline"]["decision"]["act"]
    assert radars.values.strides[0] == 0
    assert radars.shape == (DRAWS, 3)
    assert run["baseline"]["capability"]["supply"].values.strides[0] != 0


def test_the_worlds_of_a_run_come_with_it(toy, run):
    assert run.worlds["baseline"].id == toy.world.id
    assert run.worlds["aldan-leaves"].id != toy.world.id
    assert run.worlds == toy.worlds(toy.scenarios)


def test_some_scenarios_and_some_lenses(toy):
    part = toy.run(["aldan-leaves"], ["capability"], draws=5)
    assert list(part) == ["aldan-leaves"]
    assert list(part["aldan-leaves"]) == ["capability"]
    assert set(part.verdicts) == {("ships-half", "aldan-leaves")}


def test_lenses_are_asked_in_causal_order_and_once(toy):
    found = toy.run(["baseline"], ["capability", "decision", "capability"], draws=2)
    assert list(found["baseline"]) == ["decision", "capability"]


def test_unknown_scenarios_and_lenses_are_refused(toy):
    words = r"'ghost' is not a scenario\. Fix: choose from baseline, aldan-leaves"
    with pytest.raises(ScenarioError, match=words):
        toy.run(["ghost"])
    with pytest.raises(
        LensError, match=r"'ghost' is not a lens\. Fix: choose from dec"
    ):
        toy.run(lenses=["ghost"])


@pytest.mark.parametrize("name", ["draws", "workers", "block"])
def test_numbers_below_one_are_refused(toy, name):
    with pytest.raises(ScenarioError, match=rf"{name} is 0\. Fix: give at least 1"):
        toy.run(**{name: 0})


def test_progress_is_told_after_every_block(toy):
    told = []
    outcomes = toy.run(draws=100, block=40, progress=told.append)
    assert [(t.done, t.total) for t in told] == [(40, 100), (80, 100), (100, 100)]
    for key, verdict in outcomes.verdicts.items():
        assert told[-1].probabilities[key] == verdict.probability
        holds = toy.conclusions[key[0]].holds(verdict.values[:40])
        assert told[0].probabilities[key] == holds.mean()


def test_a_run_leaves_the_study_as_it_was(toy, run):
    before = toy.world.id
    toy.run(draws=3)
    assert toy.world.id == before
    assert ishizue.open(toy.folder).world.id == before


def test_a_scenario_whose_world_does_not_hold_together_is_refused(broken, toy_folder):
    text = (toy_folder / "scenarios/aldan-leaves.toml").read_text("utf-8")
    study = ishizue.open(
        broken({"scenarios/aldan-leaves.toml": text.replace("1.5", "1e9")})
    )
    words = r"scenario 'aldan-leaves': provisions\.ships-bor\.amount@2030: value 6e\+09"
    with pytest.raises(CheckFailed, match=words):
        study.run(draws=1)


def test_worlds_are_taken_as_of_the_study_s_day(broken, toy_folder):
    text = (toy_folder / "study.toml").read_text("utf-8")
    study = ishizue.open(
        broken({"study.toml": text.replace("2030-01-01", "2009-12-31")})
    )
    assert study.worlds(["baseline"])["baseline"].members("league") == ("ald", "bor")
    assert study.world.members("league") == ("ald", "bor", "cym")


def test_a_study_opens_by_name_or_path(toy, toy_folder):
    assert ishizue.open(str(toy_folder)).world == toy.world
    assert isinstance(toy.folder, Path)
    assert toy.settings.years == (2030, 2031, 2032, 2033, 2034)
    assert list(toy.conclusions) == ["ships-half", "patrol-agreed"]
    assert changed(toy, *EXACT).id != toy.world.id


def test_beyond_a_million_draws_are_counted_and_their_numbers_let_go(toy, monkeypatch):
    from ishizue.runs import blocks

    whole = toy.run(draws=100, block=30, keep=10)
    monkeypatch.setattr(blocks, "VALUES", 40)
    part = toy.run(draws=100, block=30, keep=10)
    for key, verdict in part.verdicts.items():
        assert (verdict.held, verdict.draws) == (whole.verdicts[key].held, 100)
        assert verdict.values.tolist() == whole.verdicts[key].values[:40].tolist()
        assert verdict.probability == whole.verdicts[key].probability
