"""Shares that the lens on burden gives, as a brief names and writes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_named
from ishizue.briefs.numbers import Form, Number, OutcomeKey
from ishizue.briefs.wording import Text, say

COLUMNS: Final[Mapping[str, Text]] = {
    "spending_share": say("Share of spending"),
    "gdp_share": say("Share of GDP"),
    "excess_spending": say("Beyond a division by GDP, USD bn"),
    "effort": say("Spending, % of GDP"),
    "cost_share": say("Agreed share of common funding"),
    "predicted_share": say("If each gives what it wants alone"),
    "airport_share": say("Airport game"),
    "capability_share": say("Share of capabilities"),
}


def share(
    name: str, scenario: str, chosen: dict[str, str | int], material: Material
) -> Number | None:
    """A number of a framework, or None where there is none; one note for all members."""
    outcome = f"burden.{name}"
    draws = material.values(outcome, scenario).draws(**chosen)
    if draws is None:
        return None
    unit = outcome_named(outcome).unit
    form: Form = "fine" if unit == "share" else "plain"
    coarse = {"framework": chosen["framework"]}
    return material.tracer.number(
        OutcomeKey.of(outcome, scenario, chosen),
        draws,
        unit,
        form,
        note=(OutcomeKey.of(outcome, scenario, coarse),),
    )
