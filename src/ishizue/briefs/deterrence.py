"""What deters: postures and what they risk, windows of vulnerability, equilibria."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ishizue.briefs.confrontations import draws, finding, key, names, number, scale
from ishizue.briefs.equilibria import equilibria
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
from ishizue.briefs.postures import risks, window
from ishizue.briefs.wording import Text, say
from ishizue.models.deterrence import choose_posture

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array, Number


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
            equilibria(confrontation, material),
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
