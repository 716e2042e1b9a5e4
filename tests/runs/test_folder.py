"""A run in a folder: readable by others, taken up again to the same bytes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import xarray as xr

import ishizue
import ishizue.runs.execute as module
from ishizue.errors import RunError
from ishizue.lenses import LENSES

RUN = {"draws": 3000, "block": 30, "keep": 300}


def contents(folder) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def whole(toy, tmp_path_factory):
    """The folder of a run that was not interrupted, and what the run gave."""
    folder = tmp_path_factory.mktemp("runs") / "whole"
    return folder, toy.run(**RUN, folder=folder)


def test_a_folder_holds_manifest_outcomes_and_verdicts_and_no_blocks(whole):
    folder, _ = whole
    assert sorted(contents(folder)) == [
        "manifest.json",
        *sorted(
            f"outcomes/{scenario}.{lens.name}.nc"
            for scenario in ("aldan-leaves", "baseline")
            for lens in LENSES
        ),
        "verdicts.nc",
    ]
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["finished"] is True
    assert (manifest["run"]["draws"], manifest["run"]["seed"]) == (3000, 0)
    assert manifest["kept"] == 300
    assert set(manifest["run"]["versions"]) == {"ishizue", "numpy", "scipy"}


def test_its_worlds_are_named_by_their_content(toy, whole):
    manifest = json.loads((whole[0] / "manifest.json").read_text())
    worlds = {name: world.id for name, world in toy.worlds(toy.scenarios).items()}
    assert manifest["run"]["worlds"] == worlds


def test_other_tools_open_the_outcomes(whole):
    folder, outcomes = whole
    with xr.open_dataset(
        folder / "outcomes/baseline.capability.nc", engine="h5netcdf"
    ) as opened:
        found = opened["coverage"].sel(requirement="league-ships", year=2030)
        assert found.sizes == {"draw": 300}
        assert opened["coverage"].attrs["units"] == "share"
        expected = outcomes["baseline"]["capability"]["coverage"]
        np.testing.assert_array_equal(opened["coverage"].values, expected.values)


def test_a_finished_run_is_read_and_not_run_again(toy, whole, monkeypatch):
    folder, outcomes = whole
    monkeypatch.setattr(module, "evaluate_block", None)
    before = contents(folder)
    again = toy.run(**RUN, folder=folder)
    assert contents(folder) == before
    assert (again.draws, again.kept, again.seed) == (3000, 300, 0)
    assert again.worlds == outcomes.worlds
    for key, verdict in outcomes.verdicts.items():
        assert again.verdicts[key].values.tobytes() == verdict.values.tobytes()
        assert again.verdicts[key].held == verdict.held
    for scenario in outcomes:
        for lens, answer in outcomes[scenario].items():
            xr.testing.assert_identical(again[scenario][lens], answer)
            for name in answer:
                ours, theirs = answer[name].values, again[scenario][lens][name].values
                assert (ours.strides[0] == 0) == (theirs.strides[0] == 0)


CODE = """
import sys, ishizue
ishizue.open(sys.argv[1]).run(draws=3000, block=30, keep=300, folder=sys.argv[2],
                              workers=int(sys.argv[3]))
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_killed_at_any_moment_is_taken_up_again_to_the_same_bytes(
    toy, toy_folder, whole, tmp_path, workers
):
    folder = tmp_path / "killed"
    for wanted in (3, 20, 40):
        process = subprocess.Popen(
            [sys.executable, "-c", CODE, str(toy_folder), str(folder), str(workers)]
        )
        blocks = folder / "blocks"
        while process.poll() is None and len(list(blocks.glob("0*.npz"))) < wanted:
            time.sleep(0.002)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    stored = {path.name: path.stat().st_mtime_ns for path in blocks.glob("0*.npz")}
    assert 40 <= len(stored) < 100
    (folder / ".verdicts.nc.left").write_text("half")
    (blocks / ".000099.npz.left").write_text("half")
    evaluated = []
    work = module.evaluate_block

    def counted(payload, span):
        evaluated.append(span)
        return work(payload, span)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "evaluate_block", counted)
        toy.run(**RUN, folder=folder)
    # Blocks that were done are not done again.
    assert len(evaluated) == 100 - len(stored)
    assert contents(folder) == contents(whole[0])


def test_a_block_that_cannot_be_read_is_done_again(toy, whole, tmp_path):
    folder = tmp_path / "run"
    interrupt(toy, folder, after=20)
    blocks = sorted((folder / "blocks").glob("*.npz"))
    assert len(blocks) == 20
    blocks[3].write_bytes(b"")
    blocks[5].write_bytes(blocks[5].read_bytes()[:100])
    toy.run(**RUN, folder=folder)
    assert contents(folder) == contents(whole[0])


class Interrupted(Exception):
    pass


def interrupt(study, folder, after, **levers):
    seen = []

    def progress(partial):
        seen.append(partial)
        if len(seen) == after:
            raise Interrupted

    with pytest.raises(Interrupted):
        study.run(**RUN, folder=folder, progress=progress, **levers)


def test_how_the_rest_is_done_does_not_matter(toy, whole, tmp_path):
    folder = tmp_path / "run"
    interrupt(toy, folder, after=10)
    toy.run(**{**RUN, "block": 7, "keep": None}, folder=folder, workers=2)
    assert contents(folder) == contents(whole[0])


def test_a_run_that_was_finished_but_for_its_last_steps_is_finished(
    toy, whole, tmp_path
):
    folder = tmp_path / "run"
    shutil.copytree(whole[0], folder)
    (folder / "blocks").mkdir()
    (folder / "blocks/000001.npz").write_bytes(b"left")
    toy.run(**RUN, folder=folder)
    assert contents(folder) == contents(whole[0])


class TestRefusals:
    def test_of_another_run(self, toy, whole):
        for levers, words in (
            ({"seed": 1}, r"its seed is 0, and 1 was asked for\. Fix: give another"),
            ({"draws": 2}, r"its draws is 3000, and 2 was asked"),
            ({"keep": 2}, r"its kept is 300, and 2 was asked"),
            ({"lenses": ["decision"]}, r"its lenses is \[\"decision\", \""),
            ({"scenarios": ["baseline"]}, r"its worlds is \{"),
        ):
            with pytest.raises(RunError, match=words):
                toy.run(**{**RUN, **levers}, folder=whole[0])

    def test_of_a_study_that_has_changed(self, broken, toy_folder, whole):
        text = (toy_folder / "conclusions.toml").read_text("utf-8")
        study = ishizue.open(
            broken(
                {"conclusions.toml": text.replace("threshold = 0.7", "threshold = 0.6")}
            )
        )
        with pytest.raises(RunError, match=r"its conclusions is \{\"ships-half\": \""):
            study.run(**RUN, folder=whole[0])

    def test_of_other_versions(self, toy, whole, tmp_path):
        folder = tmp_path / "run"
        shutil.copytree(whole[0], folder)
        manifest = json.loads((folder / "manifest.json").read_text())
        manifest["run"]["versions"]["numpy"] = "1.0"
        (folder / "manifest.json").write_text(json.dumps(manifest))
        with pytest.raises(RunError, match=r"its versions is \{\"ishizue\": "):
            toy.run(**RUN, folder=folder)

    def test_of_a_folder_of_something_else(self, toy, tmp_path):
        (tmp_path / "letter.txt").write_text("Dear Sir")
        with pytest.raises(
            RunError, match=r"is not the folder of a run\. Fix: give a f"
        ):
            toy.run(**RUN, folder=tmp_path)
        assert (tmp_path / "letter.txt").read_text() == "Dear Sir"
        with pytest.raises(RunError, match="is not the folder of a run"):
            toy.run(**RUN, folder=tmp_path / "letter.txt")

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"run": {}}', '{"run": 3}'])
    def test_of_a_manifest_that_says_nothing(self, toy, tmp_path, text):
        (tmp_path / "manifest.json").write_text(text)
        with pytest.raises(
            RunError, match=r"manifest\.json .*Fix: give another folder"
        ):
            toy.run(**RUN, folder=tmp_path)

    def test_of_outcomes_that_cannot_be_read(self, toy, whole, tmp_path):
        folder = tmp_path / "run"
        shutil.copytree(whole[0], folder)
        (folder / "verdicts.nc").write_bytes(b"nothing")
        with pytest.raises(
            RunError, match=r"verdicts\.nc cannot be read .*Fix: remove"
        ):
            toy.run(**RUN, folder=folder)


def test_a_full_disk_leaves_a_run_that_can_be_taken_up(
    toy, whole, tmp_path, monkeypatch
):
    from ishizue.runs.folder import RunFolder

    folder, store = tmp_path / "run", RunFolder.store

    def full(self, place, block):
        if place == 8:
            raise OSError(28, "No space left on device")
        store(self, place, block)

    monkeypatch.setattr(RunFolder, "store", full)
    with pytest.raises(OSError, match="No space left"):
        toy.run(**RUN, folder=folder)
    monkeypatch.setattr(RunFolder, "store", store)
    assert len(list((folder / "blocks").glob("*.npz"))) == 8
    toy.run(**RUN, folder=folder)
    assert contents(folder) == contents(whole[0])
