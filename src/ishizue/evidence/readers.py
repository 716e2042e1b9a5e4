"""The processes that read documents: each reads one at a time, from file to claims.

What a process found it leaves in a file, and says only that it did so, in a message
that is written whole or not at all. Whatever ends a process, and whenever, nobody waits
for the rest of a message.
"""

from __future__ import annotations

import multiprocessing
import pickle
import tempfile
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import NamedTuple, cast

from ishizue.errors import EvidenceError, IshizueError
from ishizue.evidence.extraction import Extractor, Proposal, Refusal
from ishizue.evidence.names import names
from ishizue.evidence.passages import Text
from ishizue.evidence.processes import processes
from ishizue.evidence.records import Claim
from ishizue.evidence.review import proposed_claim
from ishizue.evidence.store import Reading

# Characters of a reason; pipes take messages of 4 kB whole.
_LONGEST_REASON = 900
_KILLED = "brought down the process that read it. Fix: save it anew, or as plain text"


class Read(NamedTuple):
    """What reading a file gave, and the claims that were not taken from a model."""

    reading: Reading
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True)
class Task:
    """A file to be read.

    Attributes:
        folder: The study's.
        extractors: What proposes claims.
        result: Where to leave what was found.
    """

    path: Path
    folder: Path
    extractors: tuple[Extractor, ...]
    result: Path


class Readers(AbstractContextManager["Readers"]):
    """Processes that read files; one that a file kills is replaced.

    Args:
        folder: The study's.
        workers: How many.
        extractors: What proposes claims.
    """

    def __init__(
        self, folder: Path, workers: int, extractors: Sequence[Extractor]
    ) -> None:
        self._folder = folder
        self._workers = workers
        self._extractors = tuple(extractors)
        self._pool: ProcessPoolExecutor | None = None
        self._numbers = count()
        self._results = tempfile.TemporaryDirectory(
            prefix="ishizue-", ignore_cleanup_errors=True
        )

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)
        if kind is not None:
            # Whoever interrupts a batch does not want to wait for the rest of it.
            for process in multiprocessing.active_children():
                process.terminate()
        self._results.cleanup()

    def begin(self, path: Path) -> Begun:
        """Have a file read."""
        result = Path(self._results.name) / str(next(self._numbers))
        task = Task(path, self._folder, self._extractors, result)
        if self._pool is None:
            self._pool = processes(self._workers)
        try:
            return Begun(task, self._pool.submit(read_document, task))
        except BrokenProcessPool:
            self._pool = processes(self._workers)
            return Begun(task, self._pool.submit(read_document, task))


@dataclass(frozen=True)
class Begun:
    """A file that is being read."""

    task: Task
    future: Future[str]

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to wait for."""
        return self.future.done()

    def end(self) -> Read | str:
        """What reading it gave, or why it was refused."""
        refused = self._refused()
        if refused:
            return refused
        read = cast("Read", pickle.loads(self.task.result.read_bytes()))
        self.task.result.unlink()
        return read

    def _refused(self) -> str:
        try:
            return self.future.result()
        except BrokenProcessPool:
            # Some file killed its reader, and all that were being read were lost. Each
            # is read again, alone, so that only the one at fault is refused.
            with processes(1) as pool:
                try:
                    return pool.submit(read_document, self.task).result()
                except BrokenProcessPool:
                    return _KILLED


_names = cache(names)


def read_document(task: Task) -> str:
    """Leave what a file says where the task wants it; or give why it is refused."""
    try:
        task.result.write_bytes(pickle.dumps(_read(task)))
    except IshizueError as error:
        # The outcome names the file itself.
        path, refused = task.path, str(error)
        refused = refused.removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
    except Exception as error:  # noqa: BLE001 - a defect one file brings to light must
        # not lose the others; it is told as the file's outcome.
        refused = f"cannot be read ({type(error).__name__}: {error}). Fix: report this"
    else:
        return ""
    return refused[:_LONGEST_REASON]


def _read(task: Task) -> Read:
    # Imported here: only the processes that read need what reading needs.
    from ishizue.evidence.mentions import find
    from ishizue.evidence.reading import read

    text = read(task.path)
    _check_can_be_kept(text)
    mentions = find(text, _names(task.folder))
    found = [
        item
        for extractor in task.extractors
        for item in extractor.propose(text, mentions)
    ]
    proposals = [item for item in found if isinstance(item, Proposal)]
    refusals = tuple(item for item in found if isinstance(item, Refusal))
    return Read(
        Reading(text, mentions, _claims(task.folder, text, proposals)), refusals
    )


def _claims(folder: Path, text: Text, found: Sequence[Proposal]) -> tuple[Claim, ...]:
    passages = {passage.para: passage.text for passage in text.passages}
    return tuple(proposed_claim(p, passages[p.para], _names(folder)) for p in found)


def _check_can_be_kept(text: Text) -> None:
    """Refuse characters that no database keeps."""
    said = [text.title, text.publisher, *text.metadata, *text.metadata.values()]
    if any("\0" in words for words in (*said, *(p.text for p in text.passages))):
        raise EvidenceError(
            "holds NUL characters, which no database keeps. Fix: save it as plain text"
        )
