"""What a benchmark gives: rows of our time beside a peer's, or of another figure."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import ishizue
from ishizue.pipeline import Study


@dataclass(frozen=True)
class Row:
    """One comparison; the peer may be missing where nothing compares."""

    name: str
    ours: float
    theirs: float | None
    peer: str
    target: str

    def __str__(self) -> str:
        line = f"{self.name}: {self.ours:.4g} s"
        if self.theirs is not None:
            line += f"; {self.peer} {self.theirs:.4g} s; {self.times}"
        return f"{line} (target {self.target})" if self.target else line

    @property
    def times(self) -> str:
        """How many times the peer takes."""
        if self.theirs is None:
            return ""
        ratio = self.theirs / self.ours
        return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.2f}x"

    def markdown(self) -> str:
        """The row of a table."""
        peer = "" if self.theirs is None else f"{self.peer} {self.theirs:.4g} s"
        cells = (self.name, f"{self.ours:.4g} s", peer, self.times, self.target)
        return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Line:
    """A row that is not a time."""

    name: str
    ours: str
    target: str = ""

    def __str__(self) -> str:
        line = f"{self.name}: {self.ours}"
        return f"{line} (target {self.target})" if self.target else line

    def markdown(self) -> str:
        """The row of a table."""
        return f"| {self.name} | {self.ours} | | | {self.target} |"


def seconds(call: Callable[[], object], repeats: int) -> float:
    """Median wall time of a call."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def bundled(name: str = "europe") -> Study:
    """A bundled study, that of European security by default."""
    return ishizue.open(Path(str(resources.files("ishizue") / "studies" / name)))
