"""Ishizue: what an alliance system stands on.

study = ishizue.open("DIR")
study.world
study.run(["baseline", "us-withdraws"], draws=10_000)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ishizue.pipeline import Study

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(folder: str | Path) -> Study:
    """Read and check the study in a folder.

    Raises:
        ishizue.errors.CheckFailed: Its files have faults; every one is listed.
    """
    # Imported here so that `ishizue --help` need not load the numerical libraries.
    from ishizue.opening import open_study

    return open_study(folder)
