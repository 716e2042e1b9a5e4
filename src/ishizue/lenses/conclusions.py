"""Conclusions: statements about outcomes whose truth is a probability over draws."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import xarray as xr
from pydantic import Field, ValidationError

from ishizue.errors import CheckFailed, Issue
from ishizue.evidence.files import read_text
from ishizue.evidence.records import Slug
from ishizue.lenses.evaluate import LENSES, lens_named, select
from ishizue.scenarios.scenario import Part, Wording
from ishizue.world import World
from ishizue.world.build import parse_toml

if TYPE_CHECKING:
    from numpy.typing import NDArray

COMPARISONS: Mapping[str, Callable[..., NDArray[np.bool_]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}


class Conclusion(Part):
    """A statement an analyst makes, and what would make it true.

    Attributes:
        outcome: `lens.outcome`.
        select: The part of the outcome meant; it must leave one number per draw.
        better: Which way the analyst wants the number to go; with it the conclusion is
            a measure by which levers are compared. The statement may be good news or
            bad.
        scenarios: The scenarios it is judged in, the one it is about first.
        statement: The conclusion, as a sentence that holds when the comparison does.
        short: A few words for tables and charts.
    """

    id: Slug
    outcome: str
    select: dict[str, str | int]
    comparison: Literal[">=", ">", "<=", "<"]
    threshold: float = Field(allow_inf_nan=False)
    better: Literal["higher", "lower"] | None = None
    scenarios: tuple[str, ...] = Field(min_length=1)
    statement: Wording
    short: Wording

    @property
    def lens(self) -> str:
        """Name of the lens that answers."""
        return self.outcome.partition(".")[0]

    @property
    def variable(self) -> str:
        """Name of the outcome within the lens."""
        return self.outcome.partition(".")[2]

    def has_subject(self, world: World) -> bool:
        """Whether a world has what the conclusion is about."""
        lens = lens_named(self.lens)
        return bool(lens.behind(world, self.variable, self.select))

    def also_in(self, worlds: Mapping[str, World]) -> Conclusion:
        """The conclusion, judged in these scenarios too where it has its subject."""
        further = (name for name, world in worlds.items() if self.has_subject(world))
        return self.model_copy(update={"scenarios": (*self.scenarios, *further)})

    def values(self, answers: Mapping[str, xr.Dataset]) -> NDArray[np.float64]:
        """The number the conclusion is about, per draw."""
        chosen = select(answers[self.lens][self.variable], self.select)
        return np.asarray(chosen.values)

    def holds(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether the statement is true, per draw."""
        return COMPARISONS[self.comparison](values, self.threshold)


def read_conclusions(
    folder: Path, scenarios: Collection[str] | None
) -> dict[str, Conclusion]:
    """The conclusions of a study, by id.

    Args:
        folder: The study.
        scenarios: Names of its scenarios; None where those cannot be read, so that
            other faults are found all the same.

    Raises:
        CheckFailed: The file cannot be read or names an unknown outcome or scenario.
    """
    name, issues = "conclusions.toml", list[Issue]()
    text = read_text(folder / name, name, issues)
    content = None if text is None else parse_toml(text, name, issues)
    found: dict[str, Conclusion] = {}
    entries = (content or {}).get("conclusion", [])
    unknown = [key for key in content or {} if key != "conclusion"]
    if unknown or not isinstance(entries, list):
        wrong = f"{unknown[0]!r} is unknown" if unknown else "'conclusion' is no list"
        issues.append(_issue(name, f"{wrong}; each begins with [[conclusion]]"))
        entries = entries if isinstance(entries, list) else []
    for number, entry in enumerate(entries, start=1):
        where = f"{name}: conclusion {number}"
        try:
            conclusion = Conclusion.model_validate(entry)
        except ValidationError as error:
            issues += [
                _issue(f"{where}: {'.'.join(map(str, f['loc']))}", f["msg"])
                for f in error.errors()
            ]
            continue
        where = f"{name}: {conclusion.id}"
        if conclusion.id in found:
            issues.append(_issue(where, "stands twice"))
        found[conclusion.id] = conclusion
        issues += [_issue(where, problem) for problem in _faults(conclusion, scenarios)]
    if issues:
        raise CheckFailed(issues)
    return found


def _faults(conclusion: Conclusion, scenarios: Collection[str] | None) -> list[str]:
    lenses = {lens.name: lens for lens in LENSES}
    lens = lenses.get(conclusion.lens)
    problems = []
    if lens is None or conclusion.variable not in lens.writes:
        known = ", ".join(f"{n}.{o}" for n, x in lenses.items() for o in x.writes)
        problems.append(
            f"outcome {conclusion.outcome!r} is unknown; the outcomes are: {known}"
        )
    if scenarios is None:
        return problems
    problems += [
        f"scenario {s!r} is not one of {', '.join(scenarios)}"
        for s in conclusion.scenarios
        if s not in scenarios
    ]
    return problems


def _issue(where: str, problem: str) -> Issue:
    return Issue(
        where,
        problem,
        "See 'Conclusions' in the documentation of the study's files",
        "conclusions_can_be_read",
    )
