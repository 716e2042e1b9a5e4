"""A pile of files, read by several processes and stored: an outcome for each.

Whatever is wrong with one file, the others are read. What is reported as stored is on
the disk; reading the same pile again goes on where it was broken off.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal

from ishizue.errors import EvidenceError
from ishizue.evidence.extraction import Extractor, Refusal, Rules
from ishizue.evidence.filenames import check_name
from ishizue.evidence.ledger import Ledger
from ishizue.evidence.names import names
from ishizue.evidence.readers import Begun, Read, Readers
from ishizue.evidence.review import cited_as
from ishizue.evidence.store import Held, Store

Status = Literal["stored", "already stored", "read again", "refused"]

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
        refusals: Claims that were not taken from a model, where it was read just now.
    """

    path: str
    status: Status
    reason: str = ""
    held: Held | None = None
    version: int = 0
    replaces: str = ""
    found: tuple[int, int, int] | None = None
    refusals: tuple[Refusal, ...] = ()

    @property
    def file(self) -> str:
        """The file's name."""
        return Path(self.path).name


@dataclass(frozen=True)
class Batch:
    """How files go into the store of a study.

    Attributes:
        store: Where they go.
        folder: The study's.
        ledger: The study's; it says what claims cite documents by.
        extractors: What proposes claims.
        workers: Processes that read. Only one writes, that of the caller.
        again: Whether to read documents whose bytes are stored already, and to put what
            is found now in the place of what was found then.
    """

    store: Store
    folder: Path
    ledger: Ledger
    extractors: Sequence[Extractor] = (Rules(),)
    workers: int = 1
    again: bool = False

    def read(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """Read files; an outcome each, in the order given.

        Raises:
            EvidenceError: The store cannot be written to, or the names that analysts
                confirmed cannot be read.
        """
        names(self.folder)
        files = iter(paths)
        with Readers(self.folder, self.workers, self.extractors) as readers:
            begin = partial(self._begin, readers)
            begun = deque(map(begin, islice(files, _AHEAD * self.workers)))
            while begun:
                ended = _ended(begun)
                # The next are begun first, so that nobody waits while these are stored.
                begun.extend(map(begin, islice(files, len(ended))))
                yield from self._stored(ended)

    def _begin(self, readers: Readers, path: Path) -> _File:
        """Have a file read, unless the store holds its bytes."""
        # Of links, the file they lead to; one that leads nowhere is no reason to stop.
        folder, file = os.path.realpath(self.folder), os.path.realpath(path)
        name = shown(os.path.relpath(file, folder))
        try:
            # Whether or not these bytes are stored, under a name that can be read.
            check_name(path.name)
        except EvidenceError as error:
            return _File(path, name, str(error))
        held = None if self.again else self.store.held(_hash(path))
        return _File(path, name, readers.begin(path) if held is None else held)

    def _stored(self, ended: Sequence[_Ended]) -> list[Outcome]:
        """Store documents, all in one transaction: it is the disk that takes time."""
        with self.store.database.writing():
            return [self._outcome(file, state) for file, state in ended]

    def _outcome(self, file: _File, state: Held | Read | str) -> Outcome:
        path = shown(str(file.path))
        if isinstance(state, str):
            return Outcome(path, "refused", state)
        if isinstance(state, Held):
            entry = self.store.enter_name(file.name, state)
            told = Outcome(path, "already stored", held=self.store.held(state.sha256))
        else:
            reading, text = state.reading, state.reading.text
            document = cited_as(file.name, text.sha256, self.ledger)
            entry = self.store.enter(file.name, reading, document, again=self.again)
            known: Status = "read again" if self.again else "already stored"
            told = Outcome(
                path,
                "stored" if entry.new else known,
                held=self.store.held(text.sha256),
                found=(len(text.passages), len(reading.mentions), len(reading.claims)),
                refusals=state.refusals,
            )
        return replace(told, version=entry.version, replaces=entry.replaces)


@dataclass(frozen=True)
class _File:
    """A file on its way: held already, being read, or refused.

    Attributes:
        name: What the store calls it: its path from the study's folder.
    """

    path: Path
    name: str
    state: Held | Begun | str

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to wait for."""
        return not isinstance(self.state, Begun) or self.state.is_done

    def end(self) -> Held | Read | str:
        """What became of it."""
        return self.state.end() if isinstance(self.state, Begun) else self.state


_Ended = tuple[_File, Held | Read | str]


def _ended(begun: deque[_File]) -> list[_Ended]:
    """The first file of a queue, waited for, and those behind it that are done."""
    ended: list[_Ended] = []
    while begun and (not ended or begun[0].is_done):
        file = begun.popleft()
        ended.append((file, file.end()))
    return ended


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
    """Words from outside as they can be stored and printed, whatever they hold."""
    return "".join(
        c if c.isprintable() or c == "\u3000" else f"\\x{ord(c):02x}" for c in name
    )
