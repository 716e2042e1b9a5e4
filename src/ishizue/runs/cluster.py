"""Workers of a Dask cluster (`ishizue[cluster]`)."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from typing import TYPE_CHECKING, TypeVar

from ishizue.errors import RunError
from ishizue.runs.versions import told, versions
from ishizue.runs.workers import Crew

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")
R = TypeVar("R")

CONNECT = 10  # seconds to wait for a scheduler, and for its first worker

logger = logging.getLogger(__name__)


class Cluster(Crew):
    """All workers of a Dask cluster.

    A worker that is lost costs what it had in hand: the scheduler gives that to
    another. If the scheduler itself is lost and cannot be reached again, this process
    goes on with what is left.
    """

    def __init__(self, url: str) -> None:
        """Connect to a scheduler.

        Args:
            url: Its address, such as `tcp://10.0.0.5:8786`.

        Raises:
            RunError: Nobody answers there, there are no workers, or they run other
                versions.
        """
        if importlib.util.find_spec("distributed") is None:
            raise RunError(
                "a cluster needs Dask, which is not installed. "
                "Fix: pip install 'ishizue[cluster]'."
            )
        from distributed import KilledWorker

        self.url = url
        self.lost = (BrokenExecutor, CancelledError, KilledWorker)
        self._client = _connected(url)
        # A piece of work waits beside each one being done.
        self.width = 2 * sum(self._client.nthreads().values())
        # Not pure: a piece done again must not be taken for the one that was lost.
        self._executor = self._client.get_executor(pure=False)

    def submit(self, work: Callable[[T], R], piece: T) -> Future[R]:
        """Begin a piece of work on some worker."""
        if self._client.status != "running":
            raise BrokenExecutor
        submitted: Future[R] = self._executor.submit(work, piece)
        return submitted

    def renew(self) -> Crew:
        """The cluster, connected anew; this process if it cannot be reached again."""
        self.release(wait=False)
        try:
            return Cluster(self.url)
        except RunError as error:
            logger.warning("the cluster was lost; this process goes on. %s", error)
            return Crew()

    def release(self, *, wait: bool) -> None:
        """Leave the cluster, which goes on without us."""
        del wait
        self._client.close(timeout=CONNECT)


def _connected(url: str) -> Client:
    from distributed import Client

    try:
        client = Client(url, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise RunError(
            f"no Dask scheduler answers at {url} ({_first_line(error)}). Fix: start one "
            f"with 'dask scheduler' and workers with 'dask worker {url}'."
        ) from error
    try:
        client.wait_for_workers(1, timeout=CONNECT)
        _check_versions(client)
    except TimeoutError as error:
        client.close()
        raise RunError(
            f"the Dask cluster at {url} has no workers. "
            f"Fix: start some with 'dask worker {url}'."
        ) from error
    except BaseException:
        client.close()
        raise
    return client


def _check_versions(client: Client) -> None:
    """Refuse workers whose results might differ from ours in their last bits."""
    ours = expected()
    for worker, theirs in client.run(versions).items():
        if theirs != ours:
            raise RunError(
                f"worker {worker} of the cluster runs {told(theirs)}, and this "
                f"process {told(ours)}. Fix: install the same on both."
            )


def expected() -> dict[str, str]:
    """Versions that workers must have: ours."""
    return versions()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
