"""The whole path, in order; read this first.

    documents -> claims -> World -> apply(Scenario) -> sample -> ask(Lens) -> Outcomes

A `Study` is a folder, read and checked. `Study.run` takes its world through scenarios,
draws and lenses; every number of what comes back traces to sentences.
"""

from __future__ import annotations

import math
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from ishizue.errors import CheckFailed, Issue, ScenarioError
from ishizue.evidence import Ledger
from ishizue.evidence.files import write_whole
from ishizue.lenses import LENSES, Conclusion, lens_named, read_conclusions
from ishizue.lenses.outcomes import (
    Block,
    Outcomes,
    Task,
    evaluate_block,
    join,
    kept_bytes,
)
from ishizue.scenarios import Scenario, apply, read_scenarios
from ishizue.world import Baseline, Settings, World, build

# Outcomes held in full may take this much memory; verdicts use every draw regardless.
KEPT_BYTES = 512 * 2**20
KEPT_BLOCK = 256
VERDICT_BLOCK = 2048
PROBE = 64

Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True)
class Study:
    """A study folder, read and found whole.

    Attributes:
        scenarios: By name, the baseline first.
        conclusions: By id, in the order of the file.
    """

    folder: Path
    baseline: Baseline
    scenarios: dict[str, Scenario]
    conclusions: dict[str, Conclusion]

    @property
    def world(self) -> World:
        """The baseline World."""
        return self.baseline.world

    @property
    def ledger(self) -> Ledger:
        """Documents, claims and rulings."""
        return self.baseline.ledger

    @property
    def settings(self) -> Settings:
        """What `study.toml` says."""
        return self.baseline.settings

    def worlds(self, names: Iterable[str]) -> dict[str, World]:
        """The world of each scenario named, as of the study's day.

        Raises:
            ScenarioError: A name is unknown, or a scenario cannot be applied.
            CheckFailed: A changed world does not hold together.
        """
        worlds = {}
        for name in names:
            scenario = self.scenarios.get(name)
            if scenario is None:
                known = ", ".join(self.scenarios)
                raise ScenarioError(
                    f"{name!r} is not a scenario. Fix: choose from {known}."
                )
            changed = apply(scenario, self.world, self.ledger)
            worlds[name] = changed.at(self.settings.as_of)
        return worlds

    def run(  # noqa: PLR0913 - the levers of a run, each with a default
        self,
        scenarios: Iterable[str] | None = None,
        lenses: Iterable[str] | None = None,
        *,
        draws: int = 1000,
        seed: int = 0,
        workers: int = 1,
        executor: Executor | None = None,
        block: int | None = None,
        keep: int | None = None,
        progress: Progress | None = None,
    ) -> Outcomes:
        """Ask lenses about scenarios, over an ensemble of draws.

        Results are the same to the bit for any `workers`, `executor` and `block`.

        Args:
            scenarios: Names; all of the study's by default.
            lenses: Names; all by default.
            draws: How many draws.
            seed: Seed of every random stream.
            workers: Processes.
            executor: Any `concurrent.futures.Executor` instead of own processes.
            block: Draws evaluated at a time.
            keep: Draws held in full, the first ones; by default as many as fit in
                512 MiB. Verdicts count all draws.
            progress: Called with draws done and draws in all.

        Raises:
            ScenarioError: A scenario is unknown or cannot be applied.
            LensError: A lens is unknown or cannot answer.
        """
        for name, number in (("draws", draws), ("workers", workers), ("block", block)):
            if number is not None and number < 1:
                raise ScenarioError(f"{name} is {number}. Fix: give at least 1.")
        worlds = self.worlds(self.scenarios if scenarios is None else scenarios)
        chosen = [x.name for x in LENSES] if lenses is None else list(lenses)
        asked = {lens_named(name).name for name in chosen}
        task = Task(
            worlds=worlds,
            lenses=tuple(x.name for x in LENSES if x.name in asked),
            years=self.settings.years,
            conclusions=tuple(self.conclusions.values()),
            seed=seed,
            kept=draws,
        )
        task = replace(task, kept=_kept(task, draws, keep))
        spans = _spans(task.kept, draws, workers, block)
        with _executor(executor, workers) as pool:
            work = partial(evaluate_block, pickle.dumps(task))
            with _script_hidden():
                blocks = (pool.map if pool else map)(work, spans)
            try:
                return join(_watched(blocks, spans, draws, progress), task, draws)
            except BaseException:
                # Whoever interrupts a run does not want to wait for the rest of it.
                if executor is None and pool is not None:
                    pool.shutdown(wait=False, cancel_futures=True)
                raise

    def write_brief(self, outcomes: Outcomes, path: Path, lang: str = "en") -> None:
        """Write the cited brief of a run as one HTML file, both languages inside.

        Args:
            outcomes: What `run` gave.
            path: The file; it is written whole or not at all.
            lang: The language shown first, `en` or `ja`.
        """
        # Imported here: runs without a brief need neither templates nor charts.
        from ishizue.briefs import compose, render_html

        brief = compose(self.baseline, self.scenarios, self.conclusions, outcomes)
        write_whole(path, render_html(brief, lang=lang))


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
    if baseline is None or scenarios is None or conclusions is None:
        raise CheckFailed(issues)
    return Study(folder, baseline, scenarios, conclusions)


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


def _kept(task: Task, draws: int, keep: int | None) -> int:
    if keep is not None:
        return max(1, min(keep, draws))
    # A short probe tells how much memory a draw takes, and fails early if it must.
    probe = evaluate_block(pickle.dumps(task), (0, min(PROBE, draws)))
    return max(1, min(draws, KEPT_BYTES // max(1, kept_bytes(probe))))


def _spans(
    kept: int, draws: int, workers: int, block: int | None
) -> list[tuple[int, int]]:
    """Blocks of draws: smaller while outcomes are held in full, larger after."""
    # Several blocks a worker keep all of them busy to the end.
    share = math.ceil(draws / (1 if workers == 1 else 4 * workers))
    spans, start = [], 0
    while start < draws:
        largest = KEPT_BLOCK if start < kept else VERDICT_BLOCK
        size = block or min(largest, max(PROBE, share))
        # A block is held in full or not at all.
        end = kept if start < kept else draws
        spans.append((start, min(start + size, end)))
        start = spans[-1][1]
    return spans


def _executor(
    given: Executor | None, workers: int
) -> nullcontext[Executor | None] | ProcessPoolExecutor:
    if given is not None or workers == 1:
        return nullcontext(given)
    # A forked copy of a process with threads can hang; a spawned one cannot.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@contextmanager
def _script_hidden() -> Iterator[None]:
    """Keep spawned workers from running the caller's script again.

    `multiprocessing` imports the main module in every worker, which fails for scripts
    without a guard, notebooks and standard input. Blocks need nothing of it.
    """
    main = vars(sys.modules["__main__"])
    shown = dict(main)
    main.pop("__file__", None)
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update({n: shown[n] for n in ("__file__", "__spec__") if n in shown})


def _watched(
    blocks: Iterable[Block],
    spans: list[tuple[int, int]],
    draws: int,
    progress: Progress | None,
) -> Iterator[Block]:
    for block, (_, stop) in zip(blocks, spans, strict=True):
        yield block
        if progress is not None:
            progress(stop, draws)
