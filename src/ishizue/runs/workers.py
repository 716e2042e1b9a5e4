"""Work spread over processes, a cluster or any executor; what is lost is done again."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import contextmanager
from typing import TypeVar

from ishizue.errors import WorkersLost
from ishizue.evidence.processes import processes

T = TypeVar("T")
R = TypeVar("R")

LOSSES = 3  # times a piece of work may be lost with its worker


class Crew:
    """Whoever does the work: this process, unless a kind of crew says otherwise.

    Attributes:
        width: Pieces of work in hand at a time.
        lost: Errors that mean that a worker was lost, not that its work failed.
    """

    width = 1
    lost: tuple[type[Exception], ...] = (BrokenExecutor, CancelledError)

    def submit(self, work: Callable[[T], R], piece: T) -> Future[R]:
        """Begin a piece of work."""
        done: Future[R] = Future()
        done.set_result(work(piece))
        return done

    def renew(self) -> Crew:
        """Who goes on after a loss."""
        return self

    def release(self, *, wait: bool) -> None:
        """Let go of workers, or wait for them to be gone where they have no work."""


class Processes(Crew):
    """Processes of this machine."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        # A piece of work waits beside each one being done.
        self.width = 2 * workers
        self._pool = processes(workers)
        # They start while whoever called them still has something to prepare.
        for _ in range(workers):
            self.submit(_ready, None)

    def submit(self, work: Callable[[T], R], piece: T) -> Future[R]:
        """Begin a piece of work in some process."""
        with _script_hidden():
            return self._pool.submit(work, piece)

    def renew(self) -> Crew:
        """As many new processes."""
        self.release(wait=False)
        return Processes(self.workers)

    def release(self, *, wait: bool) -> None:
        """End the processes; what they have in hand they still do."""
        self._pool.shutdown(wait=wait, cancel_futures=True)


def _ready(_: None) -> None:
    """Imports in a worker what all work needs."""
    import ishizue.runs.blocks  # noqa: F401


class Borrowed(Crew):
    """Somebody's executor, which is theirs to shut down."""

    def __init__(self, executor: Executor, workers: int) -> None:
        self.width = 2 * max(2, workers)
        self._executor = executor

    def submit(self, work: Callable[[T], R], piece: T) -> Future[R]:
        """Begin a piece of work wherever the executor has it done."""
        with _script_hidden():
            return self._executor.submit(work, piece)

    def renew(self) -> Crew:
        """This process: it cannot be known how to have another such executor."""
        return Crew()


def crew(
    workers: int = 1, *, cluster: str | None = None, executor: Executor | None = None
) -> Crew:
    """Whoever is to do the work.

    Args:
        workers: Processes of this machine; with one, this process does the work.
        cluster: URL of a Dask scheduler whose workers are to do it instead.
        executor: Any executor instead. If it breaks, this process goes on.

    Raises:
        RunError: No cluster can be had at the URL.
    """
    if cluster is not None:
        # Imported here: few runs need a cluster, and it is an extra.
        from ishizue.runs.cluster import Cluster

        return Cluster(cluster)
    if executor is not None:
        return Borrowed(executor, workers)
    return Processes(workers) if workers > 1 else Crew()


@contextmanager
def standing_by(crew: Crew) -> Iterator[Crew]:
    """A crew that gets ready while its work is prepared; let go if that fails."""
    try:
        yield crew
    except BaseException:
        crew.release(wait=False)
        raise


def spread(
    crew: Crew, work: Callable[[T], R], pieces: Sequence[T]
) -> Generator[tuple[int, R]]:
    """Results with the place of their piece of work, as they come.

    Workers that are lost cost the pieces in hand, which are done again. The crew is
    released in the end, or when its work is no longer wanted.

    Raises:
        WorkersLost: A piece of work was lost with its worker time and again.
    """
    waiting = deque(range(len(pieces)))
    running: dict[Future[R], int] = {}
    losses = Counter[int]()
    try:
        while waiting or running:
            lost = _handed_out(crew, work, pieces, waiting, running)
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                place = running.pop(future)
                try:
                    result = future.result()
                except crew.lost:
                    lost.append(place)
                else:
                    yield place, result
            if lost:
                # What else was in hand goes with the workers.
                lost += running.values()
                running.clear()
                losses.update(lost)
                _give_up_in_time(losses)
                waiting.extendleft(sorted(lost, reverse=True))
                crew = crew.renew()
    finally:
        for future in running:
            future.cancel()
        # Whoever interrupts work does not want to wait for the rest of it.
        crew.release(wait=not running)


def _handed_out(
    crew: Crew,
    work: Callable[[T], R],
    pieces: Sequence[T],
    waiting: deque[int],
    running: dict[Future[R], int],
) -> list[int]:
    """Begin as much of what waits as the crew takes in hand; gives what is lost."""
    while waiting and len(running) < crew.width:
        place = waiting.popleft()
        try:
            running[crew.submit(work, pieces[place])] = place
        except crew.lost:
            return [place]
    return []


def _give_up_in_time(losses: Counter[int]) -> None:
    place, times = losses.most_common(1)[0]
    if times > LOSSES:
        raise WorkersLost(
            f"workers were lost {times} times while they did part {place + 1} of the "
            "work. Fix: see that they have enough memory; fewer workers or smaller "
            "blocks need less."
        )


@contextmanager
def _script_hidden() -> Generator[None]:
    """Keep spawned workers from running the caller's script again.

    `multiprocessing` imports the main module in every worker, which fails for scripts
    without a guard, notebooks and standard input. The work needs nothing of it.
    """
    main = vars(sys.modules["__main__"])
    shown = dict(main)
    main.pop("__file__", None)
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update({n: shown[n] for n in ("__file__", "__spec__") if n in shown})
