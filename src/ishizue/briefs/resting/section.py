"""The section on what the answers rest on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ishizue.briefs import likelihood
from ishizue.briefs.material import Material
from ishizue.briefs.parts import (
    Block,
    Chart,
    Fold,
    Heading,
    Link,
    Paragraph,
    Points,
    Section,
    Sentence,
)
from ishizue.briefs.resting.ends import flips, region, swings
from ishizue.briefs.resting.headlines import anchor_of, resting
from ishizue.briefs.resting.overview import overview
from ishizue.briefs.resting.robustness import robustness
from ishizue.briefs.resting.telling import Teller
from ishizue.briefs.resting.uncertainty import uncertainty
from ishizue.briefs.resting.withdrawals import withdrawals
from ishizue.briefs.wording import Text, joined, say, say_count

FOREGONE: Final = 0.01
"""An answer with less chance, or with more than the rest, is not drawn in full."""


def section(material: Material) -> Section | None:
    """What every answer that was examined rests on."""
    tellers = _tellers(material)
    if material.cornerstones is None or not tellers:
        return None
    chart = overview(tellers)
    blocks: list[Block] = list(_opening(material.cornerstones.draws))
    if chart is not None:
        blocks.append(chart)
    first = True
    for conclusion, group in groupby(tellers, key=lambda t: t.conclusion.id):
        members = list(group)
        short = Text.of(members[0].conclusion.short)
        blocks.append(Heading(f"rests-{conclusion}", short))
        for teller in members:
            is_drawn = teller is members[0]
            blocks.append(_fold(teller, is_open=first, is_drawn=is_drawn))
            first = False
    blocks += robustness(material)
    return Section("resting", say("What the answers rest on"), tuple(blocks))


def _tellers(material: Material) -> list[Teller]:
    found = []
    for conclusion in material.conclusions.values():
        for scenario in conclusion.scenarios:
            finding = material.finding(conclusion.id, scenario)
            judged = (conclusion.id, scenario) in material.outcomes.verdicts
            if finding is not None and judged:
                found.append(Teller(finding, material))
    return found


def _opening(draws: int) -> Iterator[Block]:
    yield Paragraph(
        say(
            "A cornerstone is a source without which an answer is overturned or nothing "
            "can be said any more. Sources are documents and rulings; each is withdrawn "
            "in turn, and all answers are worked out anew from {n} draws that every "
            "withdrawal shares.",
            n=f"{draws:,}",
        )
    )
    yield Paragraph(
        say(
            "A figure whose source is withdrawn falls back to the next claim that still "
            "stands; where there is none, to zero or to the plausible range of the "
            "dictionary; and where not even that holds, or nothing attests a row any "
            "more, nothing can be said: the answer has lost its ground, which does not "
            "make it false. An answer is overturned when what was more likely true is "
            "no longer, or the other way round."
        )
    )
    yield Points(
        (
            Sentence.of(
                say(
                    "Rulings count as sources beside the documents they weigh, though they "
                    "are judgements; assumptions of scenarios and models are not "
                    "withdrawn. Sources share figures, so their indices do not add up. "
                    "More under {link}."
                ),
                link=Link("method-cornerstones", say("methods")),
            ),
        )
    )


def _fold(teller: Teller, *, is_open: bool, is_drawn: bool) -> Fold:
    """What an answer rests on in one scenario.

    Charts are for the first scenario, and for answers that might turn out either way;
    what others rest on is said in the same tables.
    """
    finding = teller.finding
    anchor = f"{finding.conclusion}-{finding.scenario}"
    told = resting(teller)
    is_open_question = FOREGONE <= finding.probability <= 1 - FOREGONE
    blocks: list[Block] = [
        Points(
            (
                told.main,
                *told.more,
                told.graded.sentence,
                told.verified.sentence,
                *told.turns,
            )
        ),
        *withdrawals(teller, anchor),
        *(swings(teller, anchor) if is_open_question else ()),
        *uncertainty(teller, anchor, drawn=is_open_question),
        *flips(teller, anchor, few=not is_open_question),
        *region(teller, anchor),
    ]
    if not (is_drawn and is_open_question):
        blocks = [b.table if isinstance(b, Chart) else b for b in blocks]
    title = joined(
        (
            teller.material.title(finding.scenario),
            likelihood.term(finding.probability),
            *_counted(teller),
        )
    )
    return Fold(
        anchor_of(finding.conclusion, finding.scenario), title, tuple(blocks), is_open
    )


def _counted(teller: Teller) -> Iterator[Text]:
    """How many sources bring the answer down."""
    overturning = sum(w.overturns for w in teller.finding.withdrawals)
    silencing = sum(bool(w.unsupported) for w in teller.finding.withdrawals)
    if overturning:
        yield say_count(
            "{n} source overturns it", "any of {n} sources overturns it", overturning
        )
    if silencing:
        yield say_count(
            "{n} source it cannot do without",
            "{n} sources it cannot do without",
            silencing,
        )
    if not overturning and not silencing:
        yield say("no single source brings it down")
