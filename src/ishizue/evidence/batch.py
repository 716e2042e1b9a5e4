"""A pile of files, read by several processes and stored: an outcome for each.

Whatever is wrong with one file, the others are read. What is reported as stored is on
the disk; reading the same pile again goes on where it was broken off.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ishizue.errors import EvidenceError, IshizueError
from ishizue.evidence.ledger import Ledger
from ishizue.evidence.names import names
from ishizue.evidence.passages import Text
from ishizue.evidence.processes import processes
from ishizue.evidence.review import cited_as, proposed_claim
from ishizue.evidence.store import Held, Reading, Store

Status = Literal["stored", "already stored", "refused"]

# Files a worker has at hand, so that it need not wait; more would only use memory.
_AHEAD = 4


@dataclass(frozen=True)
class Outcome:
    """What became of a file.

    Attributes:
        path: The file as it was given, in characters that can be printed.
        reason: Why it was refused, and how to mend that.
        held: The document; None if it was refused.
        version: Which version of the name it is, from 1.
        replaces: SHA-256 of the version it replaced.
        found: How many passages, mentions and claims, where it was read just now.
    """

    path: str
    status: Status
    reason: str = ""
    held: Held | None = None
    version: int = 0
    replaces: str = ""
    found: tuple[int, int, int] | None = None

    @property
    def file(self) -> str:
        """The file's name."""
        return Path(self.path).name


def read_batch(
    store: Store, folder: Path, ledger: Ledger, paths: Iterable[Path], workers: int = 1
) -> Iterator[Outcome]:
    """Read files into the store of a study; an outcome each, in the order given.

    Args:
        store: Where they go.
        folder: The study's.
        ledger: The study's; it says what claims cite documents by.
        paths: The files.
        workers: Processes that read. Only one writes, this one.

    Raises:
        EvidenceError: The store cannot be written to, or the names that analysts
            confirmed cannot be read.
    """
    names(folder)
    with _Readers(folder, workers) as readers:
        batch = _Batch(store, folder, ledger, readers)
        begun: deque[_Begun] = deque()
        for path in paths:
            begun.append(batch.begin(path))
            if len(begun) > _AHEAD * workers:
                yield batch.end(begun.popleft())
        while begun:
            yield batch.end(begun.popleft())


@dataclass(frozen=True)
class _Begun:
    """A file on its way: held already, or being read.

    Attributes:
        name: What the store calls it: its path from the study's folder.
    """

    path: Path
    name: str
    state: Held | Future[Reading | str]


@dataclass(frozen=True)
class _Batch:
    """One pile on its way into the store."""

    store: Store
    folder: Path
    ledger: Ledger
    readers: _Readers

    def begin(self, path: Path) -> _Begun:
        """Have a file read, unless the store holds its bytes."""
        # Of links, the file they lead to; one that leads nowhere is no reason to stop.
        folder, file = os.path.realpath(self.folder), os.path.realpath(path)
        name = shown(os.path.relpath(file, folder))
        held = self.store.held(_hash(path))
        return _Begun(path, name, self.readers.begin(path) if held is None else held)

    def end(self, begun: _Begun) -> Outcome:
        """Store what was read."""
        state = begun.state
        if isinstance(state, Future):
            return self._ended(begun, self.readers.end(begun.path, state))
        return self._ended(begun, state)

    def _ended(self, begun: _Begun, state: str | Held | Reading) -> Outcome:
        path, found = shown(str(begun.path)), None
        if isinstance(state, Reading):
            sha256 = state.text.sha256
            document = cited_as(begun.name, sha256, self.ledger)
            entry = self.store.enter(begun.name, state, document)
            found = len(state.text.passages), len(state.mentions), len(state.claims)
        elif isinstance(state, Held):
            sha256 = state.sha256
            entry = self.store.enter_name(begun.name, state)
        else:
            return Outcome(path, "refused", state)
        return Outcome(
            path,
            "stored" if entry.new else "already stored",
            held=self.store.held(sha256),
            version=entry.version,
            replaces=entry.replaces,
            found=found,
        )


def _hash(path: Path) -> str:
    """SHA-256 of a file; empty where it cannot be read, as its reader will say."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def shown(name: str) -> str:
    """A file's name as it can be stored and printed, whatever bytes it is made of."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)


class _Readers(AbstractContextManager["_Readers"]):
    """Processes that read files; one that a file kills is replaced."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._pool is None:
            return
        self._pool.shutdown(wait=kind is None, cancel_futures=True)
        if kind is not None:
            # Whoever interrupts a batch does not want to wait for the rest of it.
            for process in multiprocessing.active_children():
                process.terminate()

    def begin(self, path: Path) -> Future[Reading | str]:
        """Have a file read."""
        if self._pool is None:
            self._pool = processes(self._workers)
        try:
            return self._pool.submit(read_document, path, self._folder)
        except BrokenProcessPool:
            self._pool = processes(self._workers)
            return self._pool.submit(read_document, path, self._folder)

    def end(self, path: Path, future: Future[Reading | str]) -> Reading | str:
        """What reading it gave, or why it was refused."""
        try:
            return future.result()
        except BrokenProcessPool:
            # Some file killed its reader, and all that were being read were lost. Each
            # is read again, alone, so that only the one at fault is refused.
            with processes(1) as pool:
                try:
                    return pool.submit(read_document, path, self._folder).result()
                except BrokenProcessPool:
                    return (
                        "brought down the process that read it. Fix: save it anew, or "
                        "as plain text"
                    )


_names = cache(names)


def read_document(path: Path, folder: Path) -> Reading | str:
    """What a file says, or why it is refused."""
    # Imported here: only the processes that read need what reading needs.
    from ishizue.evidence.extraction import propose
    from ishizue.evidence.mentions import find
    from ishizue.evidence.reading import read

    try:
        text = read(path)
        _check_can_be_kept(text)
        known = _names(folder)
        mentions = find(text, known)
        passages = {passage.para: passage.text for passage in text.passages}
        claims = tuple(
            proposed_claim(proposal, passages[proposal.para], known)
            for proposal in propose(text, mentions)
        )
    except IshizueError as error:
        # The outcome names the file itself.
        return str(error).removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
    except Exception as error:  # noqa: BLE001 - a defect one file brings to light must
        # not lose the others; it is told as the file's outcome.
        return f"cannot be read ({type(error).__name__}: {error}). Fix: report this"
    return Reading(text, mentions, claims)


def _check_can_be_kept(text: Text) -> None:
    """Refuse characters that no database keeps."""
    said = [text.title, text.publisher, *text.metadata, *text.metadata.values()]
    if any("\0" in words for words in (*said, *(p.text for p in text.passages))):
        raise EvidenceError(
            "holds NUL characters, which no database keeps. Fix: save it as plain text"
        )
