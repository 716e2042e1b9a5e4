"""A scenario: named, ordered changes to the baseline, each with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ishizue.errors import CheckFailed, Issue
from ishizue.evidence.files import read_text
from ishizue.evidence.records import Slug
from ishizue.world.build import parse_toml


class Part(BaseModel):
    """A piece of a scenario file; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(Part):
    """A text in both languages."""

    en: str = Field(min_length=1)
    ja: str = Field(min_length=1)


class Range(Part):
    """How uncertain a number is, and the year it holds from if its field is dated."""

    low: float | None = Field(default=None, allow_inf_nan=False)
    high: float | None = Field(default=None, allow_inf_nan=False)
    distribution: str = ""
    year: int | None = Field(default=None, ge=1000, le=9999)


class Amount(Range):
    """A figure's number: exact, or with a range and its distribution."""

    value: float = Field(allow_inf_nan=False)


class Change(Part):
    """What all changes say: why, and what they expect to find.

    Attributes:
        expect: The value that a change to one place expects there, or the number of
            places that a change to a pattern expects; a moved baseline is an error.
    """

    why: Wording
    expect: float | str | None = None


class Set(Change, Range):
    """Put a number in place of a figure's, or a text in a cell.

    `path` is `table.row.field`; the row may be `*`, narrowed by `where`.
    """

    kind: Literal["set"]
    path: str
    where: dict[str, str] = {}
    value: float | str


class Scale(Change):
    """Multiply figures, range and all, by a factor."""

    kind: Literal["scale"]
    path: str
    where: dict[str, str] = {}
    factor: float = Field(ge=0, allow_inf_nan=False)


class Remove(Change):
    """Take out rows (`table.row`, row or `*`) and what refers to them."""

    kind: Literal["remove"]
    path: str
    where: dict[str, str] = {}


class Add(Change):
    """Add a row (`table.row`) with its cells and figures."""

    kind: Literal["add"]
    path: str
    cells: dict[str, str]
    figures: dict[str, Amount] = {}


AnyChange = Annotated[Set | Scale | Remove | Add, Field(discriminator="kind")]


class Scenario(Part):
    """A question put to the world by changing it.

    Attributes:
        role: What the change is to whoever decides: an exogenous uncertainty that may
            come about, or a policy lever that may be pulled. Without one the scenario
            takes no part in the comparison of levers over uncertain futures.
        changes: Applied in order; the baseline has none.
    """

    name: Slug
    title: Wording
    question: Wording
    role: Literal["uncertainty", "lever"] | None = None
    changes: tuple[AnyChange, ...] = ()


def read_scenarios(folder: Path) -> dict[str, Scenario]:
    """The scenarios of a study, by name, the baseline first.

    Raises:
        CheckFailed: A file cannot be read; all faults are listed.
    """
    issues: list[Issue] = []
    found: dict[str, Scenario] = {}
    for path in sorted((folder / "scenarios").glob("*.toml")):
        scenario = _read_scenario(path, issues)
        if scenario is not None:
            found[scenario.name] = scenario
    if not issues and "baseline" not in found:
        issues.append(
            Issue(
                "scenarios/baseline.toml",
                "the file is missing",
                "Add a scenario named 'baseline' without changes",
                "scenarios_can_be_read",
            )
        )
    if issues:
        raise CheckFailed(issues)
    return {"baseline": found.pop("baseline"), **found}


def _read_scenario(path: Path, issues: list[Issue]) -> Scenario | None:
    name = f"scenarios/{path.name}"
    text = read_text(path, name, issues)
    content = None if text is None else parse_toml(text, name, issues)
    if content is None:
        return None
    try:
        scenario = Scenario.model_validate(content)
    except ValidationError as error:
        issues += [_fault(name, fault["loc"], fault["msg"]) for fault in error.errors()]
        return None
    if scenario.name != path.stem:
        issues.append(
            _fault(name, ("name",), f"{scenario.name!r} is not the file's name")
        )
    if scenario.name == "baseline" and scenario.changes:
        issues.append(_fault(name, ("changes",), "the baseline has no changes"))
    if scenario.name == "baseline" and scenario.role is not None:
        # It is the future in which nothing happens and the option of doing nothing.
        issues.append(_fault(name, ("role",), "the baseline has no role"))
    return scenario


def _fault(name: str, place: tuple[int | str, ...], problem: str) -> Issue:
    where = name
    for part in place:
        # Numbers are positions in `changes`; people count from 1.
        where += f", change {part + 1}" if isinstance(part, int) else f": {part}"
    return Issue(
        where.replace(": changes, change", ", change"),
        problem,
        "See 'Scenarios' in the documentation of the study's files",
        "scenarios_can_be_read",
    )
