"""The whole path, in order; read this first.

    documents -> claims -> World -> apply(Scenario) -> sample -> ask(Lens) -> Outcomes

A `Study` is a folder, read and checked (`opening.py`). `Study.run` takes its world
through scenarios, draws and lenses; every number of what comes back traces to sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ishizue.errors import ScenarioError
from ishizue.evidence import Ledger
from ishizue.evidence.files import write_whole
from ishizue.lenses import LENSES, Conclusion, lens_named
from ishizue.lenses.outcomes import Outcomes
from ishizue.runs import Cut, Partial, Progress, Task, crew, spread, standing_by
from ishizue.runs.execute import execute
from ishizue.scenarios import Scenario, apply
from ishizue.scenarios.futures import Meanings, scenario_of
from ishizue.world import Baseline, Settings, World

if TYPE_CHECKING:
    from ishizue.cornerstones import Case, Cornerstones, Finding
    from ishizue.cornerstones.explain import Explanation
    from ishizue.lenses.compare import Difference

T = TypeVar("T")


@dataclass(frozen=True)
class Study:
    """A study folder, read and found whole.

    Attributes:
        scenarios: By name, the baseline first.
        conclusions: By id, in the order of the file.
        meanings: By variant of a development, the changes it stands for.
    """

    folder: Path
    baseline: Baseline
    scenarios: dict[str, Scenario]
    conclusions: dict[str, Conclusion]
    meanings: Meanings = field(default_factory=dict)

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

    def scenario_of(self, future: str) -> Scenario:
        """The scenario in which a future has come about.

        Args:
            future: A row of `futures`, or variants after commas; developments of which
                no variant is named stay as they are.

        Raises:
            ScenarioError: It is neither.
        """
        known = future in self.world.tables["futures"]
        name = future if known else "-".join(part.strip() for part in future.split(","))
        return scenario_of(future, f"future-{name}", self.world, self.meanings)

    def with_futures(self, futures: Iterable[str]) -> Study:
        """The study with futures among its scenarios, and its conclusions judged there.

        Conclusions about what a future does not have, such as the motions of a body
        nobody has founded in it, are left as they are.

        Args:
            futures: As for `scenario_of`.

        Raises:
            ScenarioError: One is no future, or its changes do not fit together.
            CheckFailed: A changed world does not hold together.
        """
        made = {s.name: s for s in map(self.scenario_of, futures)}
        study = replace(self, scenarios={**self.scenarios, **made})
        worlds = study.worlds(made)
        judged = {key: c.also_in(worlds) for key, c in self.conclusions.items()}
        return replace(study, conclusions=judged)

    def worlds(self, names: Iterable[str]) -> dict[str, World]:
        """The world of each scenario named, as of the study's day.

        Raises:
            ScenarioError: A name is unknown, or a scenario cannot be applied.
            CheckFailed: A changed world does not hold together.
        """
        worlds = {}
        for name in names:
            scenario = _named("scenario", name, self.scenarios)
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
        cluster: str | None = None,
        executor: Executor | None = None,
        block: int | None = None,
        keep: int | None = None,
        folder: str | Path | None = None,
        progress: Progress | None = None,
    ) -> Outcomes:
        """Ask lenses about scenarios, over an ensemble of draws.

        Results are the same to the bit for any `workers`, `cluster`, `executor` and
        `block`.

        Args:
            scenarios: Names; all of the study's by default.
            lenses: Names; all by default.
            draws: How many draws.
            seed: Seed of every random stream.
            workers: Processes.
            cluster: URL of a Dask scheduler, whose workers do the work instead.
            executor: Any `concurrent.futures.Executor` instead of own processes.
            block: Draws evaluated at a time.
            keep: Draws held in full, the first ones; by default as many as fit in
                256 MiB. Verdicts count all draws.
            folder: Where to keep manifest, outcomes and, until all is done, blocks. A
                run that was interrupted there is taken up again; one that is done is
                read.
            progress: Called after every block with how far the run has come.

        Raises:
            ScenarioError: A scenario is unknown or cannot be applied.
            LensError: A lens is unknown or cannot answer.
            RunError: The folder holds something else, or there is no such cluster.
        """
        _at_least_one(draws=draws, workers=workers, block=block, keep=keep)
        worlds = self.worlds(self.scenarios if scenarios is None else scenarios)
        chosen = [x.name for x in LENSES] if lenses is None else list(lenses)
        asked = {lens_named(name).name for name in chosen}
        task = Task(
            worlds=worlds,
            lenses=tuple(x.name for x in LENSES if x.name in asked),
            years=self.settings.years,
            conclusions=tuple(self.conclusions.values()),
            seed=seed,
            draws=draws,
            kept=draws,
        )
        return execute(
            task,
            Cut(workers, block, keep),
            lambda: crew(workers, cluster=cluster, executor=executor),
            folder=None if folder is None else Path(folder),
            progress=progress,
        )

    def cornerstones(  # noqa: PLR0913 - the levers of a run, each with a default
        self,
        conclusions: Iterable[str] | None = None,
        scenarios: Iterable[str] | None = None,
        *,
        draws: int = 1000,
        seed: int = 0,
        workers: int = 1,
        cluster: str | None = None,
        executor: Executor | None = None,
        progress: Progress | None = None,
    ) -> Cornerstones:
        """What conclusions stand on: sensitivity, withdrawal, and what would turn them.

        Args:
            conclusions: Ids; all of the study's by default.
            scenarios: Names; all that conclusions are judged in by default. With any
                given, levers are not compared over uncertain futures.
            draws: Draws of every figure, shared by all variants of a world.
            seed: Seed of every random stream.
            workers: Processes, which share conclusions out among them.
            cluster: URL of a Dask scheduler, whose workers do the work instead.
            executor: Any `concurrent.futures.Executor` instead of own processes.
            progress: Called after every conclusion and scenario.

        Raises:
            ScenarioError: A conclusion or scenario is unknown, or cannot be applied.
            LensError: A lens cannot answer.
            RunError: There is no such cluster.
        """
        # Imported here: runs need neither.
        from ishizue.cornerstones import Cornerstones, examine
        from ishizue.cornerstones.robustness import robustness

        _at_least_one(draws=draws, workers=workers)
        with standing_by(crew(workers, cluster=cluster, executor=executor)) as hands:
            cases = self.cases(conclusions, scenarios)
        work = partial(examine, draws=draws, seed=seed)
        found: dict[tuple[str, str], Finding] = {}
        for _, finding in spread(hands, work, cases):
            found[finding.conclusion, finding.scenario] = finding
            if progress is not None:
                known = {key: f.probability for key, f in found.items()}
                progress(Partial(len(found), len(cases), known))
        compared = None
        if scenarios is None:
            compared = robustness(
                self.world,
                self.ledger,
                self.settings.as_of,
                self.settings.years,
                self.scenarios,
                self.conclusions,
                draws=draws,
                seed=seed,
            )
        ordered = {key: found[key] for key in (case.key for case in cases)}
        return Cornerstones(ordered, compared, draws, seed)

    def cases(
        self,
        conclusions: Iterable[str] | None = None,
        scenarios: Iterable[str] | None = None,
    ) -> list[Case]:
        """Conclusions in the scenarios they are judged in, cut loose to be examined.

        Args:
            conclusions: Ids; all by default.
            scenarios: Names; all by default.

        Raises:
            ScenarioError: A conclusion or scenario is unknown, or cannot be applied.
        """
        # Imported here: runs do without.
        from ishizue.cornerstones import Case

        names = self.conclusions if conclusions is None else conclusions
        chosen = {n: _named("conclusion", n, self.conclusions) for n in names}
        worlds = self.worlds(self.scenarios if scenarios is None else scenarios)
        return [
            Case.of(
                conclusion,
                scenario,
                worlds[scenario],
                self.world,
                self.ledger,
                self.settings.years,
            )
            for conclusion in chosen.values()
            for scenario in conclusion.scenarios
            if scenario in worlds
        ]

    def explain(
        self,
        first: str,
        second: str,
        differences: Iterable[Difference],
        *,
        draws: int = 1000,
        seed: int = 0,
    ) -> list[Explanation]:
        """Which sources and assumptions differences between two scenarios are due to.

        Args:
            first: The scenario `lenses.compare` was asked about first.
            second: The other one.
            differences: What it found.
            draws: Draws of every figure.
            seed: Seed of every random stream.
        """
        # Imported here: runs do without.
        from ishizue.cornerstones.explain import Pair

        pair = Pair(
            self.scenarios[first],
            self.scenarios[second],
            self.world,
            self.ledger,
            self.settings.as_of,
            self.settings.years,
        )
        return [pair.explain(difference, draws, seed) for difference in differences]

    def write_brief(
        self,
        outcomes: Outcomes,
        path: Path,
        lang: str = "en",
        *,
        cornerstones: Cornerstones | None = None,
        workers: int = 1,
    ) -> None:
        """Write the cited brief of a run as one HTML file, both languages inside.

        Args:
            outcomes: What `run` gave.
            path: The file; it is written whole or not at all.
            lang: The language shown first, `en` or `ja`.
            cornerstones: What `cornerstones` gave, for the first page to say what each
                answer rests on.
            workers: Processes, which share charts out among them.
        """
        # Imported here: runs without a brief need neither templates nor charts.
        from ishizue.briefs import compose, drawings, render_html

        with standing_by(crew(workers)) as hands:
            brief = compose(
                self.baseline,
                self.scenarios,
                self.conclusions,
                outcomes,
                cornerstones=cornerstones,
            )
            pieces = drawings(brief)
        found = spread(hands, _called, pieces)
        drawn = {pieces[place].name: svg for place, svg in found}
        write_whole(path, render_html(brief, lang, drawn=drawn))


def _called(work: Callable[[], T]) -> T:
    # What workers are sent is a function and its argument.
    return work()


def _named(kind: str, name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        names = ", ".join(known)
        raise ScenarioError(f"{name!r} is not a {kind}. Fix: choose from {names}.")
    return known[name]


def _at_least_one(**numbers: int | None) -> None:
    for name, number in numbers.items():
        if number is not None and number < 1:
            raise ScenarioError(f"{name} is {number}. Fix: give at least 1.")
