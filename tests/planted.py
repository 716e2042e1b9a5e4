"""Studies laid over the toy whose conclusions rest on what we decide.

In all of them the League covers six tenths of its need of twenty ships: Aldan brings
one (two, of which it commits half), Cymra about two, and Borea what its figure says. So
the conclusion holds as long as Borea has nine ships or more.
"""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ishizue.evidence.records import Claim

TOY = Path(__file__).parent / "toy"
BOREA = "provisions.ships-bor.amount@2030"
CYMRA = "provisions.ships-cym.amount@2030"


def claim(document: str, value: float, subject: str = "bor", **more: Any) -> Claim:
    """A claim that somebody has so many ships."""
    draft = Claim.model_validate(
        {
            "document": document,
            "locator": "page 1",
            "kind": "capability",
            "subject": subject,
            "object": "ships",
            "value": value,
            "unit": "units",
            "paraphrase_en": f"There are {value:g} ships.",
            "paraphrase_ja": f"艦艇は{value:g}隻である。",
            "credibility": 2,
            "status": "accepted",
            "reviewed_by": "A. Analyst",
            "reviewed_on": "2029-12-01",
            **more,
        }
    )
    return draft.model_copy(update={"id": draft.content_id()})


def overlay(
    claims: Iterable[Claim],
    figures: dict[str, str],
    documents: dict[str, str],
    rulings: Iterable[str] = (),
    conclusion: str = "",
) -> dict[str, str]:
    """Files to lay over the toy.

    Args:
        claims: Added to the toy's.
        figures: Lines of `figures.csv` by path, in place of the toy's.
        documents: Reliability by id, added to the toy's.
        rulings: Lines of `rulings.csv`, added.
        conclusion: In place of the usual one.
    """
    lines = (TOY / "claims" / "league.jsonl").read_text("utf-8").strip().splitlines()
    lines += [
        json.dumps(c.model_dump(exclude_none=True), ensure_ascii=False) for c in claims
    ]
    kept = [
        line
        for line in (TOY / "figures.csv").read_text("utf-8").strip().splitlines()
        if _path(line) not in figures
    ]
    listed = (TOY / "documents.csv").read_text("utf-8").strip().splitlines()
    listed += [
        f"{name},Title of {name},The {name} press,2029,en,,,{grade},https://{name}.example"
        for name, grade in documents.items()
    ]
    ruled = (TOY / "rulings.csv").read_text("utf-8").strip().splitlines()
    # Rivals may stand side by side where somebody has weighed them.
    weighed = ";".join(c.id for c in claims)
    ruled.append(f"r-rivals,A. Analyst,2029-12-01,signed,Rivals.,競合。,{weighed},")
    rows = (TOY / "world" / "provisions.csv").read_text("utf-8")
    return {
        "claims/league.jsonl": "\n".join(lines) + "\n",
        "figures.csv": "\n".join([*kept, *figures.values()]) + "\n",
        "documents.csv": "\n".join(listed) + "\n",
        "rulings.csv": "\n".join([*ruled, *rulings]) + "\n",
        # That Borea has a flotilla is not in question here, only how large it is.
        "world/provisions.csv": rows.replace(
            "ボレアの小艦隊,r-ships", "ボレアの小艦隊,r-league"
        ),
        "conclusions.toml": conclusion or CONCLUSION,
    }


def borea(value: float, basis: str, spread: str = ",,") -> dict[str, str]:
    """The line of Borea's ships; `spread` is low, high and distribution."""
    return {
        BOREA: f"provisions,ships-bor,amount,2030,{value:g},{spread},units,{basis}",
        "provisions.ships-ald.amount@2030": (
            "provisions,ships-ald,amount,2030,2,,,,units,r-league"
        ),
        "provisions.ships-ald.amount@2032": (
            "provisions,ships-ald,amount,2032,2,,,,units,r-league"
        ),
    }


def one_document() -> dict[str, str]:
    """Borea's ships, and little else, decide; they rest on `harbour` alone."""
    ships, boats = claim("harbour", 16.0), claim("almanac", 2.0, "cym")
    cymra = f"provisions,ships-cym,amount,2030,2,1.5,2.5,uniform,units,{boats.id}"
    return overlay(
        [ships, boats],
        borea(16, ships.id, "7,25,uniform") | {CYMRA: cymra},
        {"harbour": "B"},
    )


def two_documents() -> dict[str, str]:
    """Two documents state Borea's ships, so either will do."""
    first, second = claim("harbour", 16.0), claim("shipyard", 16.0)
    return overlay(
        [first, second],
        borea(16, f"{first.id};{second.id}"),
        {"harbour": "B", "shipyard": "B"},
    )


def _path(line: str) -> str:
    table, row, field, year, *_ = next(csv.reader(io.StringIO(line)))
    return f"{table}.{row}.{field}" + (f"@{year}" if year else "")


CONCLUSION = """\
[[conclusion]]
id = "ships-enough"
outcome = "capability.coverage"
select = { framework = "league", capability = "ships", year = 2030 }
comparison = ">="
threshold = 0.6
scenarios = ["baseline"]
statement = { en = "The League covers six tenths of its need for patrol ships.", ja = "連盟は必要な哨戒艦の6割を確保している。" }
short = { en = "Patrol ships", ja = "哨戒艦" }
"""
