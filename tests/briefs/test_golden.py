"""The toy study's brief as data, kept whole: a change in it is to be explained."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from ishizue.briefs.parts import Chart
from ishizue.briefs.wording import Text

GOLDEN = Path(__file__).parent / "golden" / "toy.json"


def named(key):
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def plain(part):
    """The part as JSON; numbers to six digits, as platforms differ beyond."""
    if isinstance(part, float):
        return float(f"{part:.6g}")
    if part is None or isinstance(part, bool | int | str):
        return part
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, Text):
        return [part.en, part.ja]
    if isinstance(part, BaseModel):
        return part.model_dump(mode="json")
    if isinstance(part, Mapping):
        return {named(key): plain(value) for key, value in part.items()}
    if isinstance(part, tuple | list):
        return [plain(item) for item in part]
    # Specifications say again, for a drawing, what the tables say.
    left_out = {"specs"} if isinstance(part, Chart) else set()
    return {
        "is": type(part).__name__,
        **{
            f.name: plain(getattr(part, f.name))
            for f in dataclasses.fields(part)
            if f.name not in left_out
        },
    }


def test_the_toy_brief_is_the_golden_one(brief, request: pytest.FixtureRequest):
    found = plain(brief)
    found["reproduction"]["version"] = ""
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--update-golden", default=False):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), (
        "The brief of the toy study has changed. If that is meant, run pytest "
        "tests/briefs --update-golden and explain the difference."
    )
