"""The processes that read documents: each reads one at a time, from file to claims."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ishizue.errors import EvidenceError, IshizueError
from ishizue.evidence.extraction import Extractor, Proposal, Refusal
from ishizue.evidence.names import names
from ishizue.evidence.passages import Text
from ishizue.evidence.processes import processes
from ishizue.evidence.records import Claim
from ishizue.evidence.review import proposed_claim
from ishizue.evidence.store import Reading


class Read(NamedTuple):
    """What reading a file gave, and the claims that were not taken from a model."""

    reading: Reading
    refusals: tuple[Refusal, ...]


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
        self._study = (folder, tuple(extractors))
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

    def begin(self, path: Path) -> Future[Read | str]:
        """Have a file read."""
        if self._pool is None:
            self._pool = processes(self._workers)
        try:
            return self._pool.submit(read_document, path, *self._study)
        except BrokenProcessPool:
            self._pool = processes(self._workers)
            return self._pool.submit(read_document, path, *self._study)

    def end(self, path: Path, future: Future[Read | str]) -> Read | str:
        """What reading it gave, or why it was refused."""
        try:
            return future.result()
        except BrokenProcessPool:
            # Some file killed its reader, and all that were being read were lost. Each
            # is read again, alone, so that only the one at fault is refused.
            with processes(1) as pool:
                try:
                    return pool.submit(read_document, path, *self._study).result()
                except BrokenProcessPool:
                    return (
                        "brought down the process that read it. Fix: save it anew, or "
                        "as plain text"
                    )


_names = cache(names)


def read_document(
    path: Path, folder: Path, extractors: Sequence[Extractor]
) -> Read | str:
    """What a file says, or why it is refused.

    Args:
        path: The file.
        folder: The study's.
        extractors: What proposes claims.
    """
    # Imported here: only the processes that read need what reading needs.
    from ishizue.evidence.mentions import find
    from ishizue.evidence.reading import read

    try:
        text = read(path)
        _check_can_be_kept(text)
        mentions = find(text, _names(folder))
        found = [
            item
            for extractor in extractors
            for item in extractor.propose(text, mentions)
        ]
        claims = _claims(folder, text, [f for f in found if isinstance(f, Proposal)])
    except IshizueError as error:
        # The outcome names the file itself.
        return str(error).removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
    except Exception as error:  # noqa: BLE001 - a defect one file brings to light must
        # not lose the others; it is told as the file's outcome.
        return f"cannot be read ({type(error).__name__}: {error}). Fix: report this"
    refusals = tuple(f for f in found if isinstance(f, Refusal))
    return Read(Reading(text, mentions, claims), refusals)


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
