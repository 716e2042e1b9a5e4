"""What deters: postures and what they risk, windows of vulnerability, equilibria."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from ishizue.briefs.material import Material
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
from ishizue.briefs.postures import (
    draws,
    finding,
    key,
    names,
    number,
    risks,
    scale,
    window,
)
from ishizue.briefs.wording import Text, say
from ishizue.models.deterrence import choose_posture

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array, Number

EQUILIBRIA: Final = {
    "certain": (
        say("Certain deterrence"),
        say("Nobody challenges, for resistance is too likely."),
    ),
    "separating": (
        say("Separation"),
        say("Only a Hard challenger challenges; a Soft defender concedes."),
    ),
    "attrition": (
        say("Attrition"),
        say("Every challenger challenges; a Soft defender concedes."),
    ),
    "bluff": (
        say("Bluff"),
        say("Some Soft challengers bluff, and some Soft defenders resist them."),
    ),
    "steadfast": (
        say("Steadfast deterrence"),
        say(
            "Nobody challenges, for a Soft defender would resist, taking any challenge "
            "for a bluff."
        ),
    ),
}
"""Kinds of equilibrium of the Unilateral Deterrence Game: name, and what happens."""


def deterrence(material: Material) -> Section:
    """What deters in every confrontation, and at what risk."""
    blocks: list[Block] = [
        Paragraph(
            say(
                "A posture is a degree of brinkmanship: how great a risk of disaster is "
                "run so that an attack is dreaded. A greedy challenger attacks for gain, "
                "one that seeks security out of fear, and fear grows with the posture. "
                "Whether an attack is resisted hangs on help that others agree to, and "
                "whether resistance succeeds on capability. The games are abstract: "
                "their probabilities compare postures and scenarios and are no forecasts."
            )
        )
    ]
    for confrontation in material.rows("confrontations"):
        name = material.names.row("confrontations", confrontation)
        blocks.append(Heading(f"confrontation-{confrontation}", name))
        if confrontation in material.world.tables["confrontations"]:
            blocks.append(Points(tuple(_said(confrontation, material))))
        blocks += [
            risks(confrontation, material),
            _weighed(confrontation, material),
            _robust(confrontation, material),
            window(confrontation, material),
            _equilibria(confrontation, material),
        ]
    return Section("deterrence", say("What deters, and at what risk"), tuple(blocks))


def _said(confrontation: str, material: Material) -> Iterator[Sentence]:
    """Credibility, denial and threats in the reference."""
    first, last = material.years[0], material.years[-1]

    def at(name: str, **year: int) -> Cell:
        return number(
            name, material.reference, material, confrontation=confrontation, **year
        )

    yield _sentence(
        say(
            "Help comes with a probability of {credibility}. An attack that is resisted "
            "fails with a probability of {denial} in {first} and {later} in {last}."
        ),
        credibility=at("credibility"),
        denial=at("denial", year=first),
        later=at("denial", year=last),
        first=Text.same(first),
        last=Text.same(last),
    )
    yield _sentence(
        say(
            "Of threats alone, in {first}: a challenger that can be deterred yields to a "
            "risk of disaster of {needed} or more; a risk above {acceptable} is worse "
            "for the defender than giving way."
        ),
        first=Text.same(first),
        needed=at("risk_needed", year=first),
        acceptable=at("risk_acceptable", year=first),
    )


def _sentence(template: Text, **parts: Cell) -> Sentence:
    return Sentence.of(template, **{k: p for k, p in parts.items() if p is not None})


def _weighed(confrontation: str, material: Material) -> Table:
    """The posture best on average and that of minimax regret, by scenario."""
    first, last = material.years[0], material.years[-1]
    rows: list[tuple[Cell, ...]] = []
    for scenario in material.scenarios:

        def at(name: str, scenario: str = scenario, **year: int) -> Number | None:
            return number(name, scenario, material, confrontation=confrontation, **year)

        chosen = _chosen(confrontation, scenario, material)
        if chosen is None:
            continue
        rows.append(
            (
                material.title(scenario),
                at("credibility"),
                at("denial", year=first),
                at("denial", year=last),
                *chosen,
            )
        )
    return Table(
        id=f"weighed-{confrontation}",
        caption=say(
            "Credibility, denial and the posture to choose in {year}; in brackets its "
            "value and its regret, the loss to an attack being 1",
            year=first,
        ),
        head=(
            say("Scenario"),
            say("Probability of help"),
            say("Denial, {year}", year=first),
            say("Denial, {year}", year=last),
            say("Greatest expected value"),
            say("Least greatest regret over all draws"),
        ),
        rows=tuple(rows),
    )


def _chosen(
    confrontation: str, scenario: str, material: Material
) -> tuple[Cell, Cell] | None:
    """Which posture has the greatest expected value, which the least greatest regret."""
    year = material.years[0]
    values = _values(confrontation, scenario, material)
    if values is None:
        return None
    places = scale(material)
    found = choose_posture(values[:, :, None], list(places.values()))
    cells = []
    for choice, what in (("best", "expected_value"), ("robust", "greatest_regret")):
        posture = next(p for p, place in places.items() if place == found[choice])
        value = float(found[what].sel(posture=places[posture]).item())
        of = key(
            "value",
            scenario,
            confrontation=confrontation,
            posture=posture,
            year=year,
        )
        cells.append(
            Sentence.of(
                say("{posture} ({number})"),
                posture=names(material)[posture],
                number=finding(of, what, value, "plain", material),
            )
        )
    return cells[0], cells[1]


def _values(confrontation: str, scenario: str, material: Material) -> Array | None:
    """Values of the postures of the reference, shape (draws, postures)."""
    found = [
        draws(
            "value",
            scenario,
            material,
            confrontation=confrontation,
            posture=posture,
            year=material.years[0],
        )
        for posture in names(material)
    ]
    known = [values for values in found if values is not None]
    return np.stack(known, axis=1) if len(known) == len(found) else None


def _robust(confrontation: str, material: Material) -> Table:
    """In how many draws each posture has the least regret over types."""
    year = material.years[0]
    rows: list[tuple[Cell, ...]] = []
    for posture, place in scale(material).items():
        cells: list[Cell] = []
        for scenario in material.scenarios:
            chosen: dict[str, str | int] = {
                "confrontation": confrontation,
                "year": year,
            }
            found = draws("robust", scenario, material, **chosen)
            cells.append(
                None
                if found is None
                else finding(
                    key("robust", scenario, **chosen),
                    posture,
                    float(np.mean(found == place)),
                    "likelihood",
                    material,
                )
            )
        rows.append((names(material)[posture], *cells))
    return Table(
        id=f"robust-{confrontation}",
        caption=say(
            "Share of draws in which each posture has the least regret, whether the "
            "challenger is greedy or seeks security, {year}",
            year=year,
        ),
        head=(say("Posture"), *(material.title(s) for s in material.scenarios)),
        rows=tuple(rows),
    )


def _equilibria(confrontation: str, material: Material) -> Table:
    """All equilibria there are, and what happens in each."""
    rows: list[tuple[Cell, ...]] = []
    for kind, (name, happens) in EQUILIBRIA.items():
        place = {"confrontation": confrontation, "equilibrium": kind}
        shares = [_exists(place, s, material) for s in material.scenarios]
        if any(share is not None and share.value > 0 for share in shares):
            rows.append(
                (
                    name,
                    happens,
                    *shares,
                    *(
                        _there(what, place, material)
                        for what in ("pr_challenge", "pr_war")
                    ),
                )
            )
    return Table(
        id=f"equilibria-{confrontation}",
        caption=say(
            "Equilibria of the Unilateral Deterrence Game: share of draws in which each "
            "exists, and what comes of it in the scenario {scenario}. The Hard would "
            "rather fight than give way, the Soft would not.",
            scenario=material.title(material.reference),
        ),
        head=(
            say("Equilibrium"),
            say("What happens"),
            *(material.title(s) for s in material.scenarios),
            say("Challenge"),
            say("Conflict"),
        ),
        rows=tuple(rows),
    )


def _exists(place: dict[str, str], scenario: str, material: Material) -> Number | None:
    found = draws("exists", scenario, material, **place)
    if found is None:
        return None
    of = key("exists", scenario, **place)
    return finding(of, "share", float(np.mean(found)), "share", material)


def _there(what: str, place: dict[str, str], material: Material) -> Number | None:
    """A probability in an equilibrium of the reference, over draws that have it."""
    exists = draws("exists", material.reference, material, **place)
    found = draws(what, material.reference, material, **place)
    if exists is None or found is None or not exists.any():
        return None
    return material.tracer.number(
        key(what, material.reference, **place),
        found[exists > 0],
        "probability",
        "share",
        note=(key(what, material.reference, confrontation=place["confrontation"]),),
    )
