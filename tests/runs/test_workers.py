"""Work spread over workers: nothing is lost with them, nothing is done for ever."""

import os
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from ishizue.errors import RunError, WorkersLost
from ishizue.runs import Crew, crew, spread, standing_by
from pieces import doubled, doubled_unless_first, ended, refused


@pytest.mark.parametrize("workers", [1, 2])
def test_every_piece_comes_back_with_its_place(workers):
    found = dict(spread(crew(workers), doubled, range(20)))
    assert found == {n: 2 * n for n in range(20)}


def test_an_executor_of_the_caller_is_left_running():
    with ThreadPoolExecutor(2) as executor:
        found = dict(spread(crew(executor=executor), doubled, range(9)))
        assert found == {n: 2 * n for n in range(9)}
        assert executor.submit(doubled, 4).result() == 8


def test_an_executor_that_breaks_is_done_without():
    class Breaking(ThreadPoolExecutor):
        def submit(self, work, piece):
            if piece == 5:
                raise BrokenExecutor("gone")
            return super().submit(work, piece)

    with Breaking(2) as executor:
        found = dict(spread(crew(executor=executor), doubled, range(9)))
    assert found == {n: 2 * n for n in range(9)}


def test_a_worker_that_is_killed_costs_what_it_had_in_hand(tmp_path):
    pieces = [(n, str(tmp_path)) for n in range(12)]
    found = dict(spread(crew(2), doubled_unless_first, pieces))
    assert found == {n: 2 * n for n in range(12)}
    assert (tmp_path / "mark").exists()


def test_work_that_always_kills_its_worker_is_given_up():
    words = r"workers were lost 4 times while they did part 1 of the work\. Fix: see"
    with pytest.raises(WorkersLost, match=words) as refusal:
        list(spread(crew(2), ended, [0]))
    assert refusal.value.exit_code == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_is_not_tried_again(workers):
    with pytest.raises(ValueError, match="not 7"):
        list(spread(crew(workers), refused, [7]))


def test_what_is_no_longer_wanted_is_not_begun():
    begun = []

    class Slow(Crew):
        width = 2

        def submit(self, work, piece):
            begun.append(piece)
            done = Future()
            done.set_result(work(piece))
            return done

    results = spread(Slow(), doubled, range(100))
    next(results)
    results.close()
    assert len(begun) <= 4


def test_a_cluster_nobody_answers_for_is_refused(monkeypatch):
    from ishizue.runs import cluster

    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    words = r"no Dask scheduler answers at tcp://127\.0\.0\.1:9 .*Fix: start one with"
    with pytest.raises(RunError, match=words):
        crew(cluster="tcp://127.0.0.1:9")
    with pytest.raises(RunError, match=r"no Dask scheduler answers at nonsense://x"):
        crew(cluster="nonsense://x")


def test_workers_end_with_whoever_called_them():
    code = (
        "import os, signal; from ishizue.runs import crew; from pieces import doubled; "
        "hands = crew(2); futures = [hands.submit(doubled, n) for n in range(4)]; "
        "[f.result() for f in futures]; import multiprocessing as m; "
        "print(*[p.pid for p in m.active_children()], flush=True); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    workers = list(map(int, done.stdout.split()))
    assert workers
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline, "workers outlive their caller"
        time.sleep(0.05)


def test_a_crew_is_let_go_if_its_work_cannot_be_prepared():
    released = []

    class Ready(Crew):
        def release(self, *, wait):
            released.append(wait)

    with pytest.raises(KeyError), standing_by(Ready()):
        raise KeyError
    assert released == [False]
    with standing_by(Ready()) as hands:
        assert dict(spread(hands, doubled, [3])) == {0: 6}
    # Whoever spreads the work lets go of it in the end.
    assert released == [False, True]
