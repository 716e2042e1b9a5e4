"""Cases worked out by hand, one YAML file each (see tests/cases/README.md)."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ishizue.lenses import LENSES, select
from toys import answer, changed

CASES = Path(__file__).parent / "cases"
FILES = sorted(str(p.relative_to(CASES)) for p in CASES.rglob("*.yaml"))


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(Part):
    outcome: str
    select: dict[str, str | int]
    equals: float
    within: float = Field(default=1e-9, gt=0)


class Case(Part):
    title: str = Field(min_length=1)
    changes: list[dict[str, Any]]
    outcomes: list[Expected] = Field(min_length=1)


def read(name: str) -> Case:
    return Case.model_validate(yaml.safe_load((CASES / name).read_text("utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_the_lens_answers_as_worked_out_by_hand(toy, name):
    case, lens = read(name), Path(name).parts[0]
    found = answer(toy, changed(toy, *case.changes), lens, draws=5)
    for expected in case.outcomes:
        asked, _, variable = expected.outcome.partition(".")
        assert asked == lens, f"{expected.outcome} is not of the lens {lens}"
        values = select(found[variable], expected.select).values
        assert values == pytest.approx(
            [expected.equals] * 5, rel=0, abs=expected.within
        ), f"{expected.outcome} {expected.select}"


def test_every_lens_has_cases_with_the_sum_in_a_comment():
    assert {Path(name).parts[0] for name in FILES} == {lens.name for lens in LENSES}
    for name in FILES:
        assert (CASES / name).read_text("utf-8").startswith("# "), name


def test_a_case_with_a_misspelt_key_is_refused():
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Case.model_validate({**read(FILES[0]).model_dump(), "outcome": []})
