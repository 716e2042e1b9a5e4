"""Throughput of the bundled study beside EMA Workbench, on the same model.

Both evaluate every scenario of the study through every lens and give the numbers the
conclusions are about. Ours draws in blocks; EMA Workbench's sequential evaluator draws
a Latin hypercube and runs the same lenses one draw at a time, as it runs any model.
Peak memory is that of a fresh process that answers a million draws.

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
from typing import Any

import ema_workbench as ema
import numpy as np

import ishizue
from benchmarks.table import Row, bundled, seconds
from ishizue.ensembles import Draws
from ishizue.lenses import LENSES, evaluate

OURS = 20_000
PEER = 25
MILLION = 1_000_000


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
    """Time both; measure the memory of a million draws."""
    logging.getLogger("ema_workbench").setLevel(logging.ERROR)
    study, model = bundled(), peer_model()
    study.run(draws=64)

    def ours() -> None:
        study.run(draws=OURS, keep=1000)

    def peer() -> None:
        with ema.SequentialEvaluator(model) as evaluator:
            evaluator.perform_experiments(scenarios=PEER)

    our_time, peer_time = seconds(ours, repeats=1), seconds(peer, repeats=1)
    return [
        Row(
            "bundled study, all scenarios and lenses, per draw",
            our_time / OURS,
            peer_time / PEER,
            "EMA Workbench, sequential",
            ">= 100x",
        ),
        million(),
    ]


def million() -> Row:
    """A million draws in a process of their own: seconds, and peak memory in GiB."""
    start = time.perf_counter()
    code = "from benchmarks import ensemble; ensemble.print_peak()"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    peak = float(done.stdout)
    took = time.perf_counter() - start
    return Row(
        f"{MILLION:,} draws with {os.cpu_count()} workers, peak {peak:.2f} GiB",
        took,
        None,
        "",
        "<= 2 GiB",
    )


def print_peak() -> None:
    """Answer a million draws and print the peak memory of all processes, in GiB."""
    study = ishizue.open(bundled().folder)
    workers = os.cpu_count() or 1
    study.run(draws=MILLION, workers=workers)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The largest child stands for each of them.
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print((own + workers * children) / 2**20)


if __name__ == "__main__":
    for row in run():
        print(row)
