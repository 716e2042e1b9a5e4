"""What is seen from space: by latitude, by year, and by whose satellites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ishizue.briefs.bands import by_latitude
from ishizue.briefs.material import Material
from ishizue.briefs.names import SENSORS, owner_name
from ishizue.briefs.parts import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.passes import by_year
from ishizue.briefs.sightings import SHARP, areas, losses, now, owners, present
from ishizue.briefs.wording import Text, joined, say

GAPS: Final[Mapping[str, Text]] = {
    "mean_gap": say("Mean gap, all that is shared"),
    "own_mean_gap": say("Mean gap, European alone"),
    "longest_gap": say("Longest gap, all that is shared"),
    "own_longest_gap": say("Longest gap, European alone"),
}


def space(material: Material) -> Section:
    """How often areas are seen, and by whose satellites."""
    regions = areas("region", material)
    bands = areas("band", material)
    sharp = [sensor for sensor in present(material) if sensor in SHARP]
    blocks: list[Block] = [
        Paragraph(
            say(
                "How often a satellite's strip passes over a place in broad areas of the "
                "sea and the north. What owners share with European defence counts; "
                "European satellites alone are what is left without the others. Cameras "
                "see on half their passes, by day. Scenario: {scenario}, unless said "
                "otherwise.",
                scenario=material.title(material.reference),
            )
        )
    ]
    if regions and sharp:
        blocks.append(Points(tuple(_said(regions, sharp, material))))
    if bands and sharp:
        blocks.append(by_latitude(bands, sharp, material))
    if regions:
        blocks += [
            *(by_year(sensor, regions, material) for sensor in sharp),
            Heading(
                "space-gaps", say("Gaps, now and in {year}", year=material.years[-1])
            ),
            _gaps(regions, sharp, material),
            Heading("space-owners", say("Whose satellites")),
            *(_owners(sensor, regions, material) for sensor in present(material)),
            _lost(regions, material),
        ]
    return Section("space", say("Seen from space"), tuple(blocks))


def _said(
    regions: Mapping[str, Text], sharp: list[str], material: Material
) -> Iterator[Sentence]:
    """Per sensor, where most hangs on one owner, and what comes back."""
    first, last = material.years[0], material.years[-1]
    for sensor in sharp:
        lost = losses(sensor, regions, material)
        if not lost:
            continue
        area, owner = max(lost, key=lambda place: (lost[place], place))
        yield Sentence.of(
            say(
                "{sensor}, {area}: {owner} could take away {lost} of the shared passes of "
                "{first}, the largest part here. A place there is passed every {gap} hours "
                "by all that is shared and every {alone} hours by European satellites "
                "alone; in {last}, by these alone, every {later} hours."
            ),
            sensor=SENSORS[sensor],
            first=Text.same(first),
            last=Text.same(last),
            area=regions[area],
            owner=owner_name(owner, material.names),
            lost=now("lost", material, area, sensor, owner=owner),
            gap=now("mean_gap", material, area, sensor, year=first),
            alone=now("own_mean_gap", material, area, sensor, year=first),
            later=now("own_mean_gap", material, area, sensor, year=last),
        )


def _gaps(regions: Mapping[str, Text], sharp: list[str], material: Material) -> Table:
    """Mean and longest gaps in hours, in the first year and the last."""
    first, last = material.years[0], material.years[-1]
    columns = [(name, first) for name in GAPS]
    columns += [(name, last) for name in ("own_mean_gap", "own_longest_gap")]
    return Table(
        id="space-gaps",
        caption=say(
            "Hours between passes over a place; 480 stand for never in twenty days"
        ),
        head=(
            say("Area"),
            say("Sensor"),
            *(joined((GAPS[name], Text.same(year))) for name, year in columns),
        ),
        rows=tuple(
            (
                regions[area],
                SENSORS[sensor],
                *(
                    now(name, material, area, sensor, year=year)
                    for name, year in columns
                ),
            )
            for area in regions
            for sensor in sharp
        ),
    )


def _owners(sensor: str, regions: Mapping[str, Text], material: Material) -> Table:
    """Passes a day by owner and area."""
    rows: list[tuple[Cell, ...]] = [
        (
            owner_name(owner, material.names),
            *(
                now("owner_passes", material, area, sensor, owner=owner)
                for area in regions
            ),
        )
        for owner in owners(sensor, regions, material)
    ]
    return Table(
        id=f"space-owners-{sensor}",
        caption=say(
            "{sensor}: passes a day in {year}, shared or not",
            sensor=SENSORS[sensor],
            year=material.years[0],
        ),
        head=(say("Owner"), *regions.values()),
        rows=tuple(rows),
    )


def _lost(regions: Mapping[str, Text], material: Material) -> Table:
    """What goes when an owner leaves, where it is something."""
    rows: list[tuple[Cell, ...]] = []
    for sensor in present(material):
        losers = {owner for _, owner in losses(sensor, regions, material)}
        rows += [
            (
                owner_name(owner, material.names),
                SENSORS[sensor],
                *(now("lost", material, a, sensor, owner=owner) for a in regions),
            )
            for owner in owners(sensor, regions, material)
            if owner in losers
        ]
    return Table(
        id="space-lost",
        caption=say(
            "Share of shared passes that goes with an owner in {year}",
            year=material.years[0],
        ),
        head=(say("Owner"), say("Sensor"), *regions.values()),
        rows=tuple(rows),
    )
