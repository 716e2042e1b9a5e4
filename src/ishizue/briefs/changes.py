"""The scenarios of a run, and every change each makes to the baseline."""

from __future__ import annotations

from ishizue.briefs.material import Material
from ishizue.briefs.parts import Change, Paragraph, ScenarioCard, Section
from ishizue.briefs.wording import Text, say
from ishizue.scenarios.scenario import Add, AnyChange, Range, Remove, Scale


def scenarios(material: Material) -> Section:
    """What each scenario asks, and what it changes and why."""
    order = {name: i for i, name in enumerate(material.order)}
    cards = tuple(
        ScenarioCard(
            name=name,
            title=material.title(name),
            question=Text.of(scenario.question),
            changes=tuple(
                Change(f"S{order[name]}.{i}", described(change), Text.of(change.why))
                for i, change in enumerate(scenario.changes, start=1)
            ),
        )
        for name, scenario in material.scenarios.items()
    )
    opening = say(
        "A scenario is a list of changes to the baseline. Changes are assumptions made "
        "to answer a question; no document vouches for them."
    )
    return Section(
        "scenarios",
        say("Scenarios and their assumptions"),
        (Paragraph(opening), *cards),
    )


def described(change: AnyChange) -> str:
    """A change in the terms of the study's files."""
    if isinstance(change, Add):
        return f"+ {change.path}{_added(change)}"
    where = _bracketed([f"{name}={text}" for name, text in change.where.items()])
    if isinstance(change, Remove):
        return f"\N{MINUS SIGN} {change.path}{where}"
    if isinstance(change, Scale):
        return f"{change.path}{where} \N{MULTIPLICATION SIGN} {change.factor:g}"
    value = change.value if isinstance(change.value, str) else f"{change.value:,.12g}"
    return f"{change.path}{where} = {value}{_range(change)}"


def _added(change: Add) -> str:
    # Names are in the reason given; what matters here is how the row is tied in.
    told = [
        f"{name}={text}"
        for name, text in change.cells.items()
        if text and not name.startswith("name_")
    ]
    told += [
        f"{name}={amount.value:,.12g}{_range(amount)}"
        for name, amount in change.figures.items()
    ]
    return _bracketed(told)


def _range(spread: Range) -> str:
    year = "" if spread.year is None else f", {spread.year}"
    if spread.low is None or spread.high is None:
        return f" ({spread.year})" if year else ""
    return f" ({spread.low:,.12g}–{spread.high:,.12g}, {spread.distribution}{year})"


def _bracketed(told: list[str]) -> str:
    return f" [{', '.join(told)}]" if told else ""
