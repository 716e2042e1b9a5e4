"""Whole commands as a user starts them: help, and the demo.

Run: python -m benchmarks.startup
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.table import Row, seconds


def run() -> list[Row]:
    """Time the commands as processes, help beside an empty Python process."""
    command = str(Path(sys.executable).with_name("ishizue"))
    with tempfile.TemporaryDirectory() as folder:
        return [
            Row(
                "ishizue --help",
                seconds(lambda: _call([command, "--help"]), repeats=9),
                seconds(lambda: _call([sys.executable, "-c", ""]), repeats=9),
                "an empty Python process",
                "< 0.3 s",
            ),
            Row(
                "ishizue demo",
                seconds(lambda: _call([command, "demo", "--out", folder]), repeats=1),
                None,
                "",
                "< 30 s",
            ),
        ]


def _call(arguments: list[str]) -> None:
    subprocess.run(arguments, check=True, capture_output=True)


if __name__ == "__main__":
    for row in run():
        print(row)
