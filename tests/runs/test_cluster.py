"""A real Dask cluster of this machine, of which parts are killed."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from distributed import Client

from ishizue.errors import RunError
from ishizue.runs import cluster as module
from ishizue.runs import crew

DASK = str(Path(sys.executable).with_name("dask"))
RUN = {"draws": 4000, "block": 50, "keep": 200}


class Local:
    """A scheduler and workers as processes, on loopback only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        file = folder / "scheduler.json"
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--scheduler-file", str(file))
        while not file.exists():
            assert self.scheduler.poll() is None, "the scheduler did not start"
            time.sleep(0.05)
        self.url = json.loads(file.read_text())["address"]

    def add_worker(self) -> None:
        self.workers.append(
            self._start("worker", self.url, "--nthreads", "1", "--no-nanny")
        )

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [DASK, what, *arguments, "--host", "127.0.0.1", "--no-dashboard"],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def local(tmp_path):
    with ExitStack() as stack:

        def start(workers: int = 2) -> Local:
            found = Local(tmp_path)
            stack.callback(found.end)
            for _ in range(workers):
                found.add_worker()
            # A busy machine takes longer over it than whoever connects would wait.
            if workers:
                with Client(found.url, set_as_default=False) as client:
                    client.wait_for_workers(workers, timeout=60)
            return found

        yield start


@pytest.fixture(scope="module")
def alone(toy):
    """The same run without a cluster."""
    return toy.run(**RUN)


def same(one, other) -> bool:
    return all(
        verdict.values.tobytes() == other.verdicts[key].values.tobytes()
        for key, verdict in one.verdicts.items()
    ) and all(
        one[scenario][lens][name].values.tobytes()
        == other[scenario][lens][name].values.tobytes()
        for scenario in one
        for lens in one[scenario]
        for name in one[scenario][lens]
    )


def after(blocks: int, act: Callable[[], None]):
    """Progress that acts after so many blocks."""
    seen = []

    def progress(partial):
        seen.append(partial)
        if len(seen) == blocks:
            act()

    return progress


def test_a_cluster_gives_the_same_bits(toy, local, alone):
    assert same(toy.run(**RUN, cluster=local().url), alone)


def test_a_killed_worker_costs_its_blocks_and_not_the_run(toy, local, alone):
    found = local()
    killed = after(5, lambda: found.workers[0].kill())
    assert same(toy.run(**RUN, cluster=found.url, progress=killed), alone)
    assert found.workers[0].wait() != 0
    assert found.workers[1].poll() is None


def test_a_lost_cluster_costs_its_blocks_and_not_the_run(
    toy, local, alone, monkeypatch, caplog
):
    found = local()

    def lose():
        monkeypatch.setattr(module, "CONNECT", 1)
        found.end()

    assert same(toy.run(**RUN, cluster=found.url, progress=after(5, lose)), alone)
    assert "the cluster was lost; this process goes on" in caplog.text


def test_cornerstones_can_be_had_from_a_cluster(toy, local):
    here = toy.cornerstones(["ships-half"], draws=64)
    there = toy.cornerstones(["ships-half"], draws=64, cluster=local().url)
    assert there == here


def test_a_cluster_without_workers_is_refused(local, monkeypatch):
    monkeypatch.setattr(module, "CONNECT", 1)
    found = local(workers=0)
    with pytest.raises(
        RunError, match=r"has no workers\. Fix: start some with 'dask w"
    ):
        crew(cluster=found.url)


def test_workers_of_another_version_are_refused(local, monkeypatch):
    found = local(workers=1)
    ours = {"ishizue": "0", "numpy": "0", "scipy": "0"}
    monkeypatch.setattr(module, "expected", lambda: ours)
    words = r"worker tcp://127\.0\.0\.1:\d+ of the cluster runs ishizue 0\.1"
    with pytest.raises(RunError, match=words):
        crew(cluster=found.url)
