"""Worker processes that leave interruptions to their caller, and end when it ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor


def processes(workers: int) -> ProcessPoolExecutor:
    """A pool of so many worker processes."""
    # A forked copy of a process with threads can hang; a spawned one cannot.
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_attend,
    )


def _attend() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    caller = multiprocessing.parent_process()
    assert caller is not None

    def follow() -> None:
        # A caller that is killed tells nobody; its workers would wait for ever.
        caller.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()
