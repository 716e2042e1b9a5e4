"""Roadmaps: which projects begin when, what they cost and which gaps they close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ishizue.briefs.charts import LABEL, gantt, wrapped
from ishizue.briefs.charts.frame import COLOURS
from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_named
from ishizue.briefs.numbers import Number, OutcomeKey, form_of, noted
from ishizue.briefs.parts import (
    Block,
    Chart,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.roadmap_curves import closing, spending
from ishizue.briefs.wording import LANGUAGES, Text, listed, say

WORKSTREAMS: Final[Mapping[str, Text]] = {
    "space": say("Space"),
    "production": say("Production"),
    "sustainment": say("Sustainment"),
    "supply-chain": say("Supply chain"),
    "technology": say("Technology"),
    "policy": say("Policy"),
}
Place = tuple[str, str]
"""A roadmap in a scenario."""


def roadmap(material: Material) -> Section:
    """What roadmaps achieve wherever they have money."""
    funded = _funded(material)
    idle = [s for s in material.scenarios if not any(at == s for _, at in funded)]
    blocks: list[Block] = [
        Paragraph(
            say(
                "A roadmap spends joint money, year by year, on the projects that close "
                "most of a framework's gaps soonest. The plan is made once, on best "
                "estimates; how long projects take, what they cost and bring then varies "
                "over draws, and the plan is not changed."
            )
        )
    ]
    if idle:
        words = say(
            "No joint money, and so nothing begun: {scenarios}.",
            scenarios=listed(material.title(s) for s in idle),
        )
        blocks.append(Points((Sentence.of(words),)))
    if len(funded) > 1:
        blocks.append(_compared(funded, material))
    for of, scenario in funded:
        name = say(
            "{roadmap}, in the scenario {scenario}",
            roadmap=material.names.row("roadmaps", of),
            scenario=material.title(scenario),
        )
        blocks.append(Heading(f"roadmap-{of}-{scenario}", name))
        blocks.append(Points(tuple(_said(of, scenario, material))))
        blocks.append(_schedule(of, scenario, material))
        blocks.append(spending(of, scenario, material))
        blocks += closing(of, scenario, material)
    return Section("roadmap", say("Roadmaps of joint projects"), tuple(blocks))


def _funded(material: Material) -> list[Place]:
    """Roadmaps in the scenarios in which they have money."""
    found = []
    for scenario in material.scenarios:
        values = material.values("roadmap.available", scenario)
        for of in values.labels("roadmap"):
            money = (values.draws(roadmap=of, year=year) for year in material.years)
            if any(draws is not None and draws.any() for draws in money):
                found.append((of, scenario))
    return found


def number(
    name: str, scenario: str, material: Material, of: str, **chosen: str | int
) -> Number | None:
    """A number of a roadmap; all of one outcome share a note."""
    outcome = f"roadmap.{name}"
    selection = {"roadmap": of, **chosen}
    selection = {d: selection[d] for d in outcome_named(outcome).dims}
    draws = material.values(outcome, scenario).draws(**selection)
    if draws is None:
        return None
    unit = outcome_named(outcome).unit
    wide = {"roadmap": of} if "roadmap" in selection else selection
    return material.tracer.number(
        OutcomeKey.of(outcome, scenario, selection),
        draws,
        unit,
        form_of(unit),
        note=(OutcomeKey.of(outcome, scenario, wide),),
    )


def _said(of: str, scenario: str, material: Material) -> Iterator[Sentence]:
    projects = material.outcomes.worlds[scenario].tables["projects"]
    mine = [key for key, row in projects.items() if row["roadmap"] == of]
    begun = [key for key in mine if _begins(key, scenario, material)]
    left = [key for key in mine if key not in begun]
    elsewhere = [key for key, row in projects.items() if not row["roadmap"]]
    closure = number("closure", scenario, material, of)
    bound = number("closure_bound", scenario, material, of)
    if closure is None or bound is None:
        return
    proven = closure.value == bound.value
    yield Sentence.of(
        say(
            "Discounted gap closure, in shares of need added up over capabilities and "
            "years: {closure}. No plan closes more than {bound}, so this one is proven "
            "the best."
        )
        if proven
        else say(
            "Discounted gap closure, in shares of need added up over capabilities and "
            "years: {closure}; the bound is {bound}, so a better plan may exist."
        ),
        closure=closure,
        bound=bound,
    )
    for template, keys in (
        (say("Left out, for want of money or time: {projects}."), left),
        (say("Paid for elsewhere, and not in this plan: {projects}."), elsewhere),
    ):
        if keys:
            names = listed(material.names.row("projects", key) for key in keys)
            yield Sentence.of(template, projects=names)


def _begins(project: str, scenario: str, material: Material) -> int:
    draws = material.values("roadmap.planned_start", scenario).draws(project=project)
    return 0 if draws is None else int(draws[0])


def _schedule(of: str, scenario: str, material: Material) -> Chart:
    """Projects begun, in order of their start."""
    projects = material.outcomes.worlds[scenario].tables["projects"]
    begun = sorted(
        (begins, key)
        for key, row in projects.items()
        if row["roadmap"] == of and (begins := _begins(key, scenario, material))
    )
    names = material.names.distinct("projects", {key: key for _, key in begun})
    numbers = {
        (name, key): found
        for _, key in begun
        for name in ("planned_start", "completion")
        if (found := number(name, scenario, material, of, project=key))
    }
    title = say("Projects begun, and when they end")
    gains = {
        key: material.names.row("capabilities", projects[key]["capability"])
        for _, key in begun
        if projects[key]["capability"]
    }
    table = Table(
        id=f"schedule-{of}-{scenario}",
        caption=title,
        head=(
            say("Project"),
            say("Workstream"),
            say("Adds to"),
            say("Begins"),
            say("Ends"),
        ),
        rows=tuple(
            (
                names[key],
                WORKSTREAMS[projects[key]["workstream"]],
                gains.get(key),
                numbers.get(("planned_start", key)),
                numbers.get(("completion", key)),
            )
            for _, key in begun
        ),
    )
    last = max(found.high or found.value for found in numbers.values())
    return Chart(
        id=f"schedule-{of}-{scenario}",
        title=title,
        alternative=say(
            "{n} projects are begun, the first in {first}, the last in {last}.",
            n=len(begun),
            first=begun[0][0],
            last=begun[-1][0],
        ),
        caption=say("The bar ends at the median; the line spans the 90% interval."),
        table=table,
        specs={
            lang: _drawn(begun, projects, numbers, names, (last, lang))
            for lang in LANGUAGES
        },
    )


def _drawn(
    begun: list[tuple[int, str]],
    projects: Mapping[str, Mapping[str, str]],
    numbers: Mapping[tuple[str, str], Number],
    names: Mapping[str, Text],
    to: tuple[float, str],
) -> dict[str, Any]:
    last, lang = to
    rows = []
    for start, key in begun:
        end = numbers["completion", key]
        rows.append(
            {
                "item": wrapped(names[key][lang], lang, LABEL[lang]),
                "group": WORKSTREAMS[projects[key]["workstream"]][lang],
                "start": start,
                "low": end.value if end.low is None else round(end.low, 3),
                "median": round(end.value, 3),
                "high": end.value if end.high is None else round(end.high, 3),
                "note": noted(f"{names[key][lang]} · {start}–", end, lang),
            }
        )
    shown = [w[lang] for w in WORKSTREAMS.values()]
    present = {row["group"] for row in rows}
    colours = {w: COLOURS[i + 1] for i, w in enumerate(shown) if w in present}
    domain = [begun[0][0], int(last) + 1]
    return gantt(
        rows, lang, colours, axis={"title": None, "format": "d", "domain": domain}
    )


def _compared(funded: list[Place], material: Material) -> Table:
    """What every roadmap achieves, scenario by scenario."""
    last = material.years[-1]
    capabilities = dict.fromkeys(
        capability
        for _, scenario in funded
        for capability in material.values("roadmap.gap_closed", scenario).labels(
            "capability"
        )
    )
    return Table(
        id="roadmaps-compared",
        caption=say("Roadmaps compared; gaps closed by {year}", year=last),
        head=(
            say("Roadmap"),
            say("Scenario"),
            say("Discounted gap closure"),
            *(material.names.row("capabilities", c) for c in capabilities),
        ),
        rows=tuple(
            (
                material.names.row("roadmaps", of),
                material.title(scenario),
                number("closure", scenario, material, of),
                *(
                    number(
                        "gap_closed", scenario, material, of, capability=c, year=last
                    )
                    for c in capabilities
                ),
            )
            for of, scenario in funded
        ),
    )
