"""What `--json` prints, as types; their JSON Schema is the documented one.

`python -m ishizue.cli.reports` prints the schema that `docs/json-schema.json` holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
import numpy as np
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ishizue.cli.claim_reports import Report
from ishizue.cli.evidence_reports import EVIDENCE_REPORTS

# Types of fields are needed when the module runs, not only by the type checker.
from ishizue.cornerstones.explain import Explanation
from ishizue.cornerstones.findings import Finding
from ishizue.cornerstones.robustness import Cell, Standing
from ishizue.errors import Issue
from ishizue.lenses.compare import Difference
from ishizue.lenses.trace import Evidence, Grounds, Support

if TYPE_CHECKING:
    import xarray as xr

    from ishizue.cornerstones.robustness import Robustness
    from ishizue.lenses.outcomes import Outcomes
    from ishizue.pipeline import Study

Selection = dict[str, str | int]


class CheckReport(Report):
    """`ishizue check`."""

    study: str
    world: str | None
    tables: dict[str, int]
    figures: int
    uncertain_figures: int
    documents: int
    claims: int
    rulings: int
    unverified_rulings: int
    issues: list[Issue]


class VerdictReport(Report):
    """One conclusion in one scenario.

    Attributes:
        unverified: Rulings it rests on that nobody has yet checked.
    """

    conclusion: str
    scenario: str
    statement: dict[str, str]
    probability: float
    threshold: float
    comparison: str
    median: float
    low: float
    high: float
    unverified: int


class NumberReport(Report):
    """One number of an outcome: median, 5th and 95th percentile, mean over draws."""

    scenario: str
    outcome: str
    selection: Selection
    unit: str
    median: float
    low: float
    high: float
    mean: float


class RunReport(Report):
    """`ishizue run`."""

    study: str
    version: str
    draws: int
    kept: int
    seed: int
    worlds: dict[str, str]
    verdicts: list[VerdictReport]
    numbers: list[NumberReport]


class CompareReport(Report):
    """`ishizue compare`.

    Attributes:
        explanations: What the largest differences are due to.
    """

    study: str
    first: str
    second: str
    draws: int
    seed: int
    differences: list[Difference]
    explanations: list[Explanation]


class CellReport(Report):
    """A measure of an option in a future; `absent` says why there is no cell."""

    measure: str
    option: str
    future: str
    cell: Cell | None
    absent: str


class StandingReport(Report):
    """A measure of an option over all futures."""

    measure: str
    option: str
    standing: Standing


class RobustnessReport(Report):
    """How levers fare over uncertain futures.

    Attributes:
        minimax: By measure, the options of minimax regret.
        dominated: By option, those that dominate it.
    """

    options: list[str]
    futures: list[str]
    measures: list[str]
    lenses: list[str]
    cells: list[CellReport]
    standings: list[StandingReport]
    minimax: dict[str, tuple[str, ...]]
    dominated: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, found: Robustness) -> RobustnessReport:
        """The report of what was found."""
        return cls(
            options=list(found.options),
            futures=list(found.futures),
            measures=list(found.measures),
            lenses=list(found.lenses),
            cells=[
                CellReport(
                    measure=measure,
                    option=option,
                    future=future,
                    cell=found.cells.get((measure, option, future)),
                    absent=found.absent.get((measure, option, future), ""),
                )
                for measure in found.measures
                for option in found.options
                for future in found.futures
            ],
            standings=[
                StandingReport(measure=measure, option=option, standing=standing)
                for (measure, option), standing in found.standings.items()
            ],
            minimax=dict(found.minimax),
            dominated=dict(found.dominated),
        )


class CornerstonesReport(Report):
    """`ishizue cornerstones`."""

    study: str
    draws: int
    seed: int
    findings: list[Finding]
    robustness: RobustnessReport | None


class TraceReport(Report):
    """`ishizue trace`."""

    study: str
    outcome: str
    selection: Selection
    scenario: str
    supports: list[Support]


class BriefReport(Report):
    """`ishizue brief` and `ishizue demo`."""

    study: str
    path: str
    draws: int
    seed: int
    verdicts: list[VerdictReport]


class DoctorReport(Report):
    """`ishizue doctor`."""

    healthy: bool
    versions: dict[str, str]
    findings: list[dict[str, str]]


REPORTS: tuple[type[BaseModel], ...] = (
    *EVIDENCE_REPORTS,
    CheckReport,
    RunReport,
    CompareReport,
    CornerstonesReport,
    TraceReport,
    BriefReport,
    DoctorReport,
)


def verdicts(study: Study, outcomes: Outcomes) -> list[VerdictReport]:
    """Every conclusion in every scenario it was judged in, in the study's order."""
    evidence = Evidence(study.ledger, study.scenarios)
    grounds = {
        name: Grounds(world, evidence) for name, world in outcomes.worlds.items()
    }
    found = []
    for conclusion in study.conclusions.values():
        for scenario in conclusion.scenarios:
            verdict = outcomes.verdicts.get((conclusion.id, scenario))
            if verdict is None:
                continue
            low, median, high = verdict.quantiles(0.05, 0.5, 0.95)
            supports = grounds[scenario].trace(conclusion.outcome, conclusion.select)
            sources = {s.id: s.kind for support in supports for s in support.sources}
            found.append(
                VerdictReport(
                    conclusion=conclusion.id,
                    scenario=scenario,
                    statement=conclusion.statement.model_dump(),
                    probability=verdict.probability,
                    threshold=conclusion.threshold,
                    comparison=conclusion.comparison,
                    median=median,
                    low=low,
                    high=high,
                    unverified=list(sources.values()).count("unverified"),
                )
            )
    return found


def numbers(
    scenario: str, outcome: str, values: xr.DataArray
) -> Iterator[NumberReport]:
    """Every number of an outcome, summed up over draws."""
    dims = [d for d in values.dims if d != "draw"]
    flat = values.values.reshape(values.sizes["draw"], -1)
    low, median, high = np.quantile(flat, (0.05, 0.5, 0.95), axis=0)
    for cell in range(flat.shape[1]):
        place = np.unravel_index(cell, tuple(values.sizes[d] for d in dims))
        yield NumberReport(
            scenario=scenario,
            outcome=outcome,
            selection={
                str(d): values[d].values[i].item()
                for d, i in zip(dims, place, strict=True)
            },
            unit=values.attrs["units"],
            median=float(median[cell]),
            low=float(low[cell]),
            high=float(high[cell]),
            mean=float(flat[:, cell].mean()),
        )


def json_schema() -> str:
    """The JSON Schema of every report."""
    _, schema = models_json_schema(
        [(report, "serialization") for report in REPORTS],
        title="What the commands of Ishizue print with --json",
    )
    return json.dumps(schema, indent=2) + "\n"


if __name__ == "__main__":
    click.echo(json_schema(), nl=False)
