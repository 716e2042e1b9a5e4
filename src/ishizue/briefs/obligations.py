"""Who is bound: per contingency the commitments called on, and how sure help is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ishizue.briefs.chances import ends
from ishizue.briefs.charts import intervals
from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Form, Number, OutcomeKey, noted
from ishizue.briefs.parts import (
    Block,
    Cell,
    Chart,
    Heading,
    Paragraph,
    Points,
    Section,
    Sentence,
    Table,
)
from ishizue.briefs.wording import LANGUAGES, Text, listed, say

HELP: Final = "obligations.help"
NAMED: Final = 6
"""Debtors and actors named; others are counted."""
ACTS: Final = {
    "defend": say("defend"),
    "deploy": say("deploy forces"),
    "support": say("support"),
    "supply": say("supply"),
    "consult": say("consult"),
}


def obligations(material: Material) -> Section:
    """What every contingency calls on, and by which body help would come."""
    contingencies = tuple(material.rows("contingencies"))
    blocks: list[Block] = [
        Paragraph(
            say(
                "A commitment is called on where its event, its creditor and what befalls "
                "whom fit together. Binding levels run from 0 (proposal) over 2 (public "
                "statement) and 3 (signed political declaration) to 5 (treaty in force). "
                "Scenario: {scenario}, unless said otherwise.",
                scenario=material.title(material.reference),
            )
        ),
        _help(contingencies, material),
    ]
    for contingency in contingencies:
        blocks.append(
            Heading(
                f"contingency-{contingency}",
                material.names.row("contingencies", contingency),
            )
        )
        blocks.append(_called(contingency, material))
        sentences = tuple(_said(contingency, material))
        if sentences:
            blocks.append(Points(sentences))
        blocks.append(_weights(contingency, material))
    return Section("obligations", say("Who is bound"), tuple(blocks))


def _number(
    name: str, scenario: str, chosen: dict[str, str | int], material: Material
) -> Number | None:
    """A number of a contingency; all of one outcome share the note of theirs."""
    outcome = f"obligations.{name}"
    draws = material.values(outcome, scenario).draws(**chosen)
    if draws is None:
        return None
    coarse = {"contingency": chosen["contingency"]}
    unit = {"spending": "USD bn", "personnel": "persons"}.get(name, "level")
    form: Form = "likelihood" if name in ("help", "adopted") else "plain"
    return material.tracer.number(
        OutcomeKey.of(outcome, scenario, chosen),
        draws,
        "probability" if form == "likelihood" else unit,
        form,
        note=(OutcomeKey.of(outcome, scenario, coarse),),
    )


def _asked(contingencies: tuple[str, ...], material: Material) -> tuple[str, ...]:
    """Contingencies that put a question to bodies."""
    rows = material.rows("contingencies")
    return tuple(c for c in contingencies if rows[c]["proposal"])


def _help(contingencies: tuple[str, ...], material: Material) -> Chart:
    asked = _asked(contingencies, material)
    names = {c: material.names.row("contingencies", c) for c in asked}
    numbers = {
        (c, s): number
        for c in asked
        for s in material.scenarios
        if (number := _number("help", s, {"contingency": c}, material)) is not None
    }
    title = say("Probability that help comes by the surest body a commitment calls on")
    return Chart(
        id="help",
        title=title,
        alternative=say(
            "Help in the scenario {scenario}: {told}.",
            scenario=material.title(material.reference),
            told=listed(
                _told(names[c], n)
                for (c, s), n in numbers.items()
                if s == material.reference
            ),
        ),
        caption=say(
            "Contingencies whose commitments put no question to a body are left out."
        ),
        table=Table(
            id="help",
            caption=title,
            head=(
                say("Contingency"),
                *(material.title(s) for s in material.scenarios),
            ),
            rows=tuple(
                (names[c], *(numbers.get((c, s)) for s in material.scenarios))
                for c in asked
            ),
        ),
        specs={lang: _spec(numbers, names, material, lang) for lang in LANGUAGES},
    )


def _told(name: Text, number: Number) -> Text:
    shown = Text(number.text("en"), number.text("ja"))
    return say("{name} {number}", name=name, number=shown)


def _spec(
    numbers: dict[tuple[str, str], Number],
    names: dict[str, Text],
    material: Material,
    lang: str,
) -> dict[str, Any]:
    groups: dict[str, list[dict[str, Any]]] = {n[lang]: [] for n in names.values()}
    for (contingency, scenario), number in numbers.items():
        title = material.title(scenario)[lang]
        note = noted(f"{names[contingency][lang]} · {title}", number, lang)
        row = {"scenario": title, **ends(number), "note": note}
        groups[names[contingency][lang]].append(row)
    return intervals(
        list(groups.items()),
        lang,
        material.colours(lang),
        axis={
            "title": say("Probability of help")[lang],
            "format": ".0%",
            "domain": [0, 1],
        },
    )


def _called(contingency: str, material: Material) -> Table:
    """The commitments called on, the firmest first."""
    commitments = material.world.tables["commitments"]
    numbers: dict[str, Number] = {}
    for key in commitments:
        chosen: dict[str, str | int] = {"contingency": contingency, "commitment": key}
        number = _number("called", material.reference, chosen, material)
        if number is not None and number.value > 0:
            numbers[key] = number
    ranked = sorted(numbers, key=lambda key: (-numbers[key].value, key))
    return Table(
        id=f"called-{contingency}",
        caption=say("Commitments called on"),
        head=(
            say("Commitment"),
            say("By"),
            say("What"),
            say("Binding level"),
            say("Decision it takes"),
            say("It agrees with"),
        ),
        rows=tuple(
            _commitment(key, contingency, numbers[key], material) for key in ranked
        ),
    )


def _commitment(
    key: str, contingency: str, level: Number, material: Material
) -> tuple[Cell, ...]:
    row = material.world.tables["commitments"][key]
    act = ACTS[row["act"]]
    if row["kind"] == "reservation":
        act = say("refuses to {act}", act=act)
    if row["consent"]:
        act = say(
            "{act}, if {who} consents", act=act, who=_member(row["consent"], material)
        )
    debtors = [
        _member(party["member"], material)
        for party in material.world.tables["parties"].values()
        if (party["commitment"], party["side"]) == (key, "debtor")
    ]
    chance = None
    if row["rule"] and material.world.tables["contingencies"][contingency]["proposal"]:
        chosen: dict[str, str | int] = {
            "contingency": contingency,
            "rule": row["rule"],
        }
        chance = _number("adopted", material.reference, chosen, material)
    return (
        material.names.row("commitments", key),
        listed(debtors),
        act,
        level,
        material.names.row("rules", row["rule"]) if row["rule"] else None,
        chance,
    )


def _member(key: str, material: Material) -> Text:
    table = "frameworks" if key in material.rows("frameworks") else "actors"
    return material.names.row(table, key)


def _said(contingency: str, material: Material) -> Iterator[Sentence]:
    """Who refuses, who contradicts itself, on whose consent it hangs, what nobody owes."""
    for name, words in (
        ("refused", say("Refused by: {names}.")),
        ("conflict", say("Bound to an act they have refused: {names}.")),
        ("on_consent", say("Bound only if another consents: {names}.")),
    ):
        actors = _actors(name, contingency, material)
        if actors:
            yield Sentence.of(words, names=_few(actors, material))
    gaps = [
        name for act, name in ACTS.items() if _nobody_owes(act, contingency, material)
    ]
    if gaps:
        yield Sentence.of(say("Owed by nobody: {acts}."), acts=listed(gaps))


def _actors(name: str, contingency: str, material: Material) -> list[str]:
    """Actors of whom something is so in most draws."""
    values = material.values(f"obligations.{name}", material.reference)
    found = []
    for actor in values.labels("actor"):
        draws = values.draws(contingency=contingency, actor=actor)
        if draws is not None and (draws > 0).mean() > 0.5:
            found.append(actor)
    return found


def _few(actors: list[str], material: Material) -> Text:
    names = listed(material.names.row("actors", a) for a in actors[:NAMED])
    if len(actors) <= NAMED:
        return names
    return listed((names, say("and {n} more", n=len(actors) - NAMED)))


def _nobody_owes(act: str, contingency: str, material: Material) -> bool:
    values = material.values("obligations.firmest", material.reference)
    draws = values.draws(contingency=contingency, act=act)
    return draws is not None and not draws.any()


def _weights(contingency: str, material: Material) -> Table:
    """What stands behind every level, in money and people."""
    rows: list[tuple[Cell, ...]] = []
    labels = material.values("obligations.spending", material.reference).labels("level")
    last = 0.0
    for level in reversed(labels):
        chosen: dict[str, str | int] = {"contingency": contingency, "level": level}
        money = _number("spending", material.reference, chosen, material)
        # A level at which nobody is added to the firmer ones says nothing new.
        if money is None or money.value == last:
            continue
        last = money.value
        people = _number("personnel", material.reference, chosen, material)
        rows.append((say("at least {level}", level=level), money, people))
    return Table(
        id=f"weights-{contingency}",
        caption=say("What stands behind the levels, the victim aside"),
        head=(
            say("Binding level"),
            say("Defence spending, USD bn"),
            say("Active personnel"),
        ),
        rows=tuple(rows),
    )
