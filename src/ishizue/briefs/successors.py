"""Successors of a regime that cannot act: members, coverage, and what each aim takes."""

from __future__ import annotations

from typing import Any, Final

from ishizue.briefs.charts import frontier
from ishizue.briefs.lists import covered, number
from ishizue.briefs.material import Material
from ishizue.briefs.parts import Cell, Chart, Table
from ishizue.briefs.wording import LANGUAGES, Text, listed, say

NOTHING: Final = Text.same("–")


def compared(material: Material) -> Table:
    """Successors beside the regimes they would replace."""
    world = material.world
    kept = {row["framework"] for row in world.tables["successors"].values()}
    lists = [
        key
        for key in covered(material)
        if world.tables["controls"][key]["framework"] in kept
    ]
    rows: list[tuple[Cell, ...]] = []
    for regime in sorted(kept):
        own = [
            k for k, r in world.tables["controls"].items() if r["framework"] == regime
        ]
        asked = [k for k in own if world.tables["controls"][k]["proposal"]]
        rows.append(
            (
                say("Today: {regime}", regime=material.names.row("frameworks", regime)),
                Text.same(len(world.members(regime))),
                *(
                    number("listed_coverage", {"control": key}, material, "share")
                    if key in own
                    else NOTHING
                    for key in lists
                ),
                number("listing", {"control": asked[0]}, material, "likelihood")
                if asked
                else NOTHING,
                number("stopping_size", {"control": own[0]}, material, "plain")
                if own
                else NOTHING,
            )
        )
    for successor in world.tables["successors"]:
        chosen = {"successor": successor}
        rows.append(
            (
                material.names.row("successors", successor),
                number("successor_size", chosen, material, "plain"),
                *(
                    number(
                        "successor_coverage",
                        {**chosen, "control": key},
                        material,
                        "share",
                    )
                    for key in lists
                ),
                number("agreement", chosen, material, "likelihood"),
                number("blockers_needed", chosen, material, "plain"),
            )
        )
    return Table(
        id="successors",
        caption=say("Successors compared with today"),
        head=(
            say("Regime"),
            say("Members"),
            *(material.names.row("controls", key) for key in lists),
            say("An addition is agreed"),
            say("Opponents it takes to stop one"),
        ),
        rows=tuple(rows),
    )


def memberships(material: Material) -> Table:
    """Who belongs to each successor."""
    values = material.values("regimes.joins", material.reference)
    rows: list[tuple[Cell, ...]] = []
    for successor in material.world.tables["successors"]:
        joining = []
        for actor in values.labels("actor"):
            draws = values.draws(successor=successor, actor=actor)
            if draws is not None and draws[0]:
                joining.append(material.names.row("actors", actor))
        rows.append((material.names.row("successors", successor), listed(joining)))
    return Table(
        id="successor-members",
        caption=say("The memberships found, on best estimates"),
        head=(say("Regime"), say("Who belongs")),
        rows=tuple(rows),
    )


def members_needed(material: Material) -> Chart | None:
    """Members it takes, against the part of today's coverage kept."""
    rows_of = material.world.tables["successors"]
    # Under consensus it is not the fewest that are sought.
    by_majority = [s for s, row in rows_of.items() if row["form"] == "majority"]
    names = material.names.distinct("successors", {s: s for s in by_majority})
    if not names:
        return None
    aims = material.values("regimes.members_needed", material.reference).labels("aim")
    needed = {
        (successor, aim): there
        for successor in names
        for aim in aims
        if (
            there := number(
                "members_needed",
                {"successor": successor, "aim": aim},
                material,
                "plain",
            )
        )
        is not None
    }
    most = max(number.value for number in needed.values())

    def spec(lang: str) -> dict[str, Any]:
        rows = [
            {
                "series": names[successor][lang],
                "x": number.value,
                "y": int(aim) / 100,
                "note": f"{names[successor][lang]} · {aim}%: {number.text(lang)}",
            }
            for (successor, aim), number in needed.items()
            if number.value
        ]
        return frontier(
            rows,
            lang,
            series=[name[lang] for name in names.values()],
            axes={
                "x": {
                    "title": say("Members")[lang],
                    "format": "d",
                    "domain": [0, most + 1],
                },
                "y": {
                    "title": say("Part of today's coverage kept, worst list")[lang],
                    "format": ".0%",
                    "domain": [0, 1.05],
                },
            },
        )

    rows: list[tuple[Cell, ...]] = [
        (
            Text.same(f"{aim}%"),
            *(
                needed[s, aim] if needed[s, aim].value else say("out of reach")
                for s in names
            ),
        )
        for aim in aims
    ]
    first = next(iter(names))
    reached = [aim for aim in aims if needed[first, aim].value]
    return Chart(
        id="members-needed",
        title=say("Members it takes to keep a part of today's coverage of every list"),
        alternative=say(
            "{successor} keeps up to {aim}% of today's coverage of every list.",
            successor=names[first],
            aim=max(reached, default=0),
        ),
        caption=say(
            "Found exactly, on best estimates, for every tenth of today's coverage; where "
            "a line ends, no membership keeps more."
        ),
        table=Table(
            id="members-needed",
            caption=say("Members it takes"),
            head=(say("Part of today's coverage kept"), *names.values()),
            rows=tuple(rows),
        ),
        specs={lang: spec(lang) for lang in LANGUAGES},
    )
