"""A pile of 10,000 documents, read as a user reads it: speed, memory, interruption.

The documents are the labelled ones, about 2 kB each, with other names and numbers in
every copy. `ishizue read` reads them with two workers into a new study; into another,
it is interrupted half-way and called again. Memory is the largest resident set of the
process that stores, and of the largest that reads: it is bounded if it is the same
after half of the documents.
"""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from benchmarks.labels import load
from benchmarks.table import Line
from ishizue.evidence.store import open_store

WORKERS = 2
# Names that are put in one another's place.
ALIKE = (
    ("フランス", "ドイツ", "イタリア", "スペイン", "ポーランド"),
    ("France", "Germany", "Italy", "Spain", "Poland"),
    ("韓国", "豪州", "台湾"),
    ("Norway", "Sweden", "Finland", "Denmark"),
)
# The command, which in the end tells its memory and its workers' (kB) in a file. Its
# own `ru_maxrss` would be that of the process that called it, where that is larger.
COMMAND = """
import re, resource, sys
from pathlib import Path
from ishizue.cli import main
try:
    main(sys.argv[2:])
finally:
    status = Path("/proc/self/status").read_text()
    storing = re.search("VmHWM:[^0-9]*([0-9]+) kB", status)[1]
    reading = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    Path(sys.argv[1]).write_text(f"{storing} {reading}")
"""
DOCUMENTS = 10_000


@dataclass(frozen=True)
class Read:
    """What one call of `ishizue read` did.

    Attributes:
        statuses: What it said of each document, in order.
        memory: Of the process that stores and of any that has read to the end, MB.
    """

    code: int
    statuses: list[str]
    seconds: float
    memory: tuple[float, float]

    def count(self, status: str) -> int:
        """How many documents have that status."""
        return self.statuses.count(status)

    def __str__(self) -> str:
        done = ", ".join(f"{self.count(s):,} {s}" for s in dict.fromkeys(self.statuses))
        speed = len(self.statuses) / self.seconds
        storing, reading = self.memory
        return (
            f"{done} in {self.seconds:,.0f} s ({speed:,.0f} a second), "
            f"{storing:.0f} MB storing, {reading:.0f} MB reading"
        )


def large(number: int = DOCUMENTS) -> list[Line]:
    """A pile read, and a pile interrupted and resumed."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "pile").mkdir()
        paths = write(folder / "pile", number)
        whole = read(_study(folder / "whole"), paths)
        study = _study(folder / "resumed")
        half = read(study, paths, stop_at=number // 2)
        rest = read(study, paths)
        with open_store(study) as store:
            held = len(store.documents())
    return [
        Line(f"{number:,} documents read by {WORKERS} workers", str(whole)),
        Line(f"the same, interrupted (exit {half.code})", str(half)),
        Line(
            "the same, resumed",
            f"{rest}; {number - held} lost",
            f"0 lost: {'met' if held == number else 'MISSED'}",
        ),
    ]


def write(folder: Path, number: int) -> list[Path]:
    """Documents, no two the same."""
    texts = [document.data.decode() for document in load()]
    paths = []
    for i in range(number):
        path = folder / f"{i:05}.txt"
        path.write_text(_varied(texts[i % len(texts)], i), "utf-8")
        paths.append(path)
    return paths


def _varied(text: str, seed: int) -> str:
    """A text with other names of the same kind, and other numbers than years."""
    chance = random.Random(seed)
    for names in ALIKE:
        others = dict(zip(names, chance.sample(names, len(names)), strict=True))
        text = re.sub("|".join(names), lambda m, o=others: o[m[0]], text)

    def number(match: re.Match[str]) -> str:
        digits = match[0]
        if re.fullmatch("(?:19|20)[0-9]{2}", digits) or len(digits) < 2:
            return digits
        return str(chance.randrange(10 ** (len(digits) - 1), 10 ** len(digits)))

    return re.sub("[0-9]+", number, text) + f"\n{seed}\n"


def read(study: Path, paths: Sequence[Path], stop_at: int | None = None) -> Read:
    """Read documents; interrupt after so many of them, if a number is given."""
    told = study.with_suffix(".memory")
    start = time.perf_counter()
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", COMMAND, told),
            *("read", study, *paths, "--workers", str(WORKERS)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    statuses = []
    for status in _statuses(process):
        statuses.append(status)
        if len(statuses) == stop_at:
            process.send_signal(signal.SIGINT)
    code = process.wait()
    seconds = time.perf_counter() - start
    storing, reading = (int(kb) / 1024 for kb in told.read_text().split())
    return Read(code, statuses, seconds, (storing, reading))


def _statuses(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line.partition("  ")[0]


def _study(folder: Path) -> Path:
    """A new study to read into."""
    starter = resources.files("ishizue") / "studies" / "starter"
    shutil.copytree(str(starter), folder)
    return folder


if __name__ == "__main__":
    for row in large():
        print(row)
