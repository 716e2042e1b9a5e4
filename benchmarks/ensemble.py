"""Throughput of the bundled study beside EMA Workbench, on the same model.

Both evaluate every scenario of the study through every lens and give the numbers the
conclusions are about. Ours draws in blocks, and evaluates most draws on the part of the
world that conclusions rest on; EMA Workbench draws a Latin hypercube and runs the same
lenses one draw at a time, as it runs any model. A million draws are run in processes of
their own, so that their peak memory can be told.

Run: python -m benchmarks.ensemble
"""

from __future__ import annotations

import logging
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ema_workbench as ema
import numpy as np

from benchmarks.table import Row, bundled, seconds
from ishizue.ensembles import Draws
from ishizue.lenses import LENSES, evaluate

OURS = 100_000
PEER = 25
MILLION = 1_000_000
SCENARIOS = 5  # the measure stays as scenarios are added
CORES = os.cpu_count() or 1


@dataclass
class GivenDraw(Draws):
    """One draw whose values are given from outside."""

    seed: int = 0
    start: int = 0
    stop: int = 1
    given: dict[str, float] = field(default_factory=dict)

    def of(self, figure: Any) -> np.ndarray:
        """The given value of the figure, or its exact one."""
        return np.array([self.given.get(_name(figure.path), figure.value)])


def _name(path: str) -> str:
    return path.replace(".", "_").replace("-", "_").replace("@", "_")


def peer_model() -> ema.Model:
    """The bundled study as a model of EMA Workbench."""
    study = bundled()
    worlds = study.worlds(study.scenarios)
    uncertain = {
        _name(f.path): f
        for world in worlds.values()
        for f in world.figures.values()
        if not f.is_exact
    }

    def run(**given: float) -> dict[str, float]:
        answers = {
            scenario: evaluate(
                world, LENSES, study.settings.years, GivenDraw(given=given)
            )
            for scenario, world in worlds.items()
        }
        return {
            _name(f"{c.id}_{scenario}"): float(c.values(answers[scenario])[0])
            for c in study.conclusions.values()
            for scenario in c.scenarios
        }

    model = ema.Model("study", function=run)
    model.uncertainties = [
        ema.RealParameter(name, f.low, f.high) for name, f in uncertain.items()
    ]
    model.outcomes = [
        ema.ScalarOutcome(_name(f"{c.id}_{scenario}"))
        for c in study.conclusions.values()
        for scenario in c.scenarios
    ]
    return model


def run() -> list[Row]:
    """Time both; then a million draws in processes of their own."""
    logging.getLogger("ema_workbench").setLevel(logging.ERROR)
    study, model = bundled(), peer_model()
    study.run(draws=64)

    def ours(workers: int) -> float:
        return seconds(
            lambda: study.run(draws=OURS, keep=1000, workers=workers), repeats=1
        )

    def peer(evaluator: Any) -> float:
        with evaluator as entered:
            return seconds(
                lambda: entered.perform_experiments(scenarios=PEER), repeats=1
            )

    rows = [
        Row(
            f"bundled study, all scenarios and lenses, {name}, per draw",
            ours(workers) / OURS,
            peer(evaluator) / PEER,
            f"EMA Workbench, {name},",
            ">= 200x",
        )
        for name, workers, evaluator in (
            ("sequential", 1, ema.SequentialEvaluator(model)),
            (
                f"{CORES} processes",
                CORES,
                ema.MultiprocessingEvaluator(model, n_processes=CORES),
            ),
        )
    ]
    one, _ = in_a_process(MILLION, workers=1)
    many, peak = in_a_process(MILLION, workers=CORES)
    return [
        *rows,
        Row(
            f"{MILLION:,} draws, {SCENARIOS} scenarios, {CORES} workers, peak {peak:.2f} GiB",
            many,
            one,
            "one worker",
            "< 60 s, <= 2 GiB and >= 1.7x",
        ),
    ]


def in_a_process(
    draws: int, workers: int, scenarios: int = SCENARIOS
) -> tuple[float, float]:
    """Seconds and peak memory in GiB of a run in a process of its own."""
    code = f"from benchmarks import ensemble; ensemble.tell({draws}, {workers}, {scenarios})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    took, peak = map(float, done.stdout.split())
    return took, peak


def tell(draws: int, workers: int, scenarios: int) -> None:
    """Print seconds, and the peak memory of all processes in GiB, of a run."""
    study = bundled()
    names = list(study.scenarios)[:scenarios]
    start = time.perf_counter()
    study.run(names, draws=draws, workers=workers)
    took = time.perf_counter() - start
    # Not what getrusage says: that begins with the size of whoever started this process.
    status = Path("/proc/self/status").read_text("ascii")
    own = int(status.partition("VmHWM:")[2].split()[0])
    # The largest child stands for each of them.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(took, (own + workers * children) / 2**20)


if __name__ == "__main__":
    for row in run():
        print(row)
