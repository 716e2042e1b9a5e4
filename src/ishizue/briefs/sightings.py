"""Numbers that the lens on space gives, as a brief asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from ishizue.briefs.material import Material
from ishizue.briefs.names import SENSORS, outcome_named
from ishizue.briefs.numbers import Number, OutcomeKey, form_of
from ishizue.briefs.wording import Text, say

ALL: Final = say("All that is shared")
OWN: Final = say("European satellites alone")
SHARP: Final = ("optical", "radar")
"""What sees single things; the others sweep wide strips, or nobody says."""


def sighting(
    name: str, scenario: str, chosen: Mapping[str, str | int], material: Material
) -> Number | None:
    """A number of an area, or None where there is none; one note for each sensor."""
    outcome = f"space.{name}"
    draws = material.values(outcome, scenario).draws(**chosen)
    if draws is None:
        return None
    unit = outcome_named(outcome).unit
    return material.tracer.number(
        OutcomeKey.of(outcome, scenario, chosen),
        draws,
        unit,
        form_of(unit),
        note=(OutcomeKey.of(outcome, scenario, {"sensor": chosen["sensor"]}),),
    )


def now(
    name: str, material: Material, area: str, sensor: str, **more: str | int
) -> Number:
    """A number of an area of the reference scenario."""
    chosen: dict[str, str | int] = {"area": area, "sensor": sensor, **more}
    number = sighting(name, material.reference, chosen, material)
    assert number is not None, f"{name} of {chosen}"
    return number


def words(number: Number) -> Text:
    """The middle of a number, in both languages."""
    return Text(number.text("en"), number.text("ja"))


def areas(kind: str, material: Material) -> dict[str, Text]:
    """Names of the areas of a kind."""
    rows = material.world.tables["areas"]
    named = {key: key for key, row in rows.items() if row["kind"] == kind}
    return material.names.distinct("areas", named)


def present(material: Material) -> tuple[str, ...]:
    """Sensors by which anything is seen in any scenario."""
    return tuple(
        sensor
        for sensor in SENSORS
        if any(
            material.outcomes[scenario]["space"]["owner_passes"]
            .sel(sensor=sensor)
            .values.any()
            for scenario in material.scenarios
        )
    )


def owners(sensor: str, places: Mapping[str, Text], material: Material) -> list[str]:
    """Owners of satellites with a sensor, those that pass most first."""
    passes = material.values("space.owner_passes", material.reference)
    sums: dict[str, float] = {}
    for owner in passes.labels("owner"):
        draws = [passes.draws(area=area, sensor=sensor, owner=owner) for area in places]
        sums[owner] = float(sum(np.median(d) for d in draws if d is not None))
    return sorted((o for o in sums if sums[o] > 0), key=lambda o: (-sums[o], o))


def losses(
    sensor: str, places: Mapping[str, Text], material: Material
) -> dict[tuple[str, str], float]:
    """What each owner could take away, by area and owner, where it is something."""
    lost = material.values("space.lost", material.reference)
    found = {}
    for area in places:
        for owner in owners(sensor, places, material):
            draws = lost.draws(area=area, sensor=sensor, owner=owner)
            if draws is not None and draws.any():
                found[area, owner] = float(np.median(draws))
    return found
