"""A folder becomes a `Study`, or the list of all that is wrong with its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ishizue.errors import CheckFailed, Issue
from ishizue.lenses import read_conclusions
from ishizue.pipeline import Study
from ishizue.scenarios import read_scenarios
from ishizue.scenarios.futures import read_meanings
from ishizue.world import build

T = TypeVar("T")


def open_study(folder: str | Path) -> Study:
    """Read and check a study folder.

    Raises:
        CheckFailed: Its files have faults; every one is listed.
    """
    folder = Path(folder)
    problem = _problem(folder)
    if problem:
        raise CheckFailed(
            [
                Issue(
                    str(folder),
                    f"{problem}; a study is a folder",
                    "Give the study's folder, or make one with 'ishizue init'",
                    "the_study_is_a_folder",
                )
            ]
        )
    issues: list[Issue] = []
    baseline = _tried(lambda: build(folder), issues)
    scenarios = _tried(lambda: read_scenarios(folder), issues)
    conclusions = _tried(lambda: read_conclusions(folder, scenarios), issues)
    variants = None if baseline is None else baseline.world.tables["variants"]
    meanings = _tried(lambda: read_meanings(folder, scenarios, variants), issues)
    if baseline is None or scenarios is None or conclusions is None or meanings is None:
        raise CheckFailed(issues)
    return Study(folder, baseline, scenarios, conclusions, meanings)


def _problem(folder: Path) -> str:
    """Why a path cannot be a study's folder, if it cannot."""
    try:
        if folder.is_dir():
            return ""
        return "is a file" if folder.exists() else "does not exist"
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _tried(step: Callable[[], T], issues: list[Issue]) -> T | None:
    """What a step of reading gives, or None after adding its faults to `issues`."""
    try:
        return step()
    except CheckFailed as error:
        issues += error.issues
        return None
