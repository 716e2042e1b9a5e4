"""Headline answers: how surely each conclusion holds, and what that rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ishizue.briefs import likelihood
from ishizue.briefs.axes import domain, number_format
from ishizue.briefs.charts import distributions, wrapped
from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_name, outcome_named
from ishizue.briefs.notes import Rests
from ishizue.briefs.numbers import (
    Form,
    Number,
    OutcomeKey,
    form_of,
    noted,
    unit_name,
    written,
)
from ishizue.briefs.parts import Cell, Chart, Table
from ishizue.briefs.resting import Resting, Teller, resting
from ishizue.briefs.wording import LANGUAGES, Text, joined, say
from ishizue.lenses import Conclusion

if TYPE_CHECKING:
    from ishizue.briefs.numbers import Array

BINS: Final = 40
COMPARISONS: Final[Mapping[str, Text]] = {
    ">=": say("at least"),
    ">": say("more than"),
    "<=": say("at most"),
    "<": say("less than"),
}
QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True)
class Judgement:
    """A conclusion in one scenario.

    Attributes:
        probability: Share of draws in which the statement is true.
        grade: Its place on the scale of words, 0 to 6.
        unanimous: Says so where all draws agree, else empty.
        assumptions: Changes the scenario makes to the baseline.
        resting: What the answer rests on; None where that was not examined.
    """

    scenario: str
    title: Text
    probability: Number
    grade: int
    term: Text
    unanimous: Text
    number: Number
    rests: Rests
    assumptions: int
    resting: Resting | None


@dataclass(frozen=True)
class Answer:
    """A conclusion, and how it fares.

    Attributes:
        criterion: What number it is about, and when the statement is true.
    """

    id: str
    statement: Text
    short: Text
    criterion: Text
    judgements: tuple[Judgement, ...]
    chart: Chart


def answers(material: Material) -> tuple[Answer, ...]:
    """Every conclusion that the run judged, in the study's order."""
    found = []
    for conclusion in material.conclusions.values():
        judged = tuple(
            _judgement(conclusion, scenario, material)
            for scenario in conclusion.scenarios
            if (conclusion.id, scenario) in material.outcomes.verdicts
        )
        if judged:
            found.append(
                Answer(
                    id=conclusion.id,
                    statement=Text.of(conclusion.statement),
                    short=Text.of(conclusion.short),
                    criterion=_criterion(conclusion, material),
                    judgements=judged,
                    chart=_chart(conclusion, judged, material),
                )
            )
    return tuple(found)


def _judgement(conclusion: Conclusion, scenario: str, material: Material) -> Judgement:
    verdict = material.outcomes.verdicts[conclusion.id, scenario]
    key = material.key(conclusion.outcome, scenario, conclusion.select)
    number = _number(conclusion, key, verdict.values, material)
    share = verdict.probability
    finding = material.finding(conclusion.id, scenario)
    return Judgement(
        scenario=scenario,
        title=material.title(scenario),
        probability=material.tracer.number(key, share, "probability", "likelihood"),
        grade=likelihood.grade(share),
        term=likelihood.term(share),
        unanimous=likelihood.verdict(verdict.held, verdict.draws),
        number=number,
        rests=material.tracer.rests(number),
        assumptions=len(material.scenarios[scenario].changes),
        resting=None if finding is None else resting(Teller(finding, material)),
    )


def _number(
    conclusion: Conclusion, key: OutcomeKey, values: Array | float, material: Material
) -> Number:
    unit = outcome_named(conclusion.outcome).unit
    ceiling = float(len(material.years)) if unit == "years" else None
    return material.tracer.number(key, values, unit, form_of(unit), ceiling=ceiling)


def _criterion(conclusion: Conclusion, material: Material) -> Text:
    unit = outcome_named(conclusion.outcome).unit
    form = form_of(unit)
    threshold = written(conclusion.threshold, form)
    if form == "plain" and unit != "flag":
        threshold = joined((threshold, unit_name(unit)), " ")
    return say(
        "True where this is {comparison} {threshold}: {what}",
        comparison=COMPARISONS[conclusion.comparison],
        threshold=threshold,
        what=_what(conclusion, material),
    )


def _chart(
    conclusion: Conclusion, judged: Sequence[Judgement], material: Material
) -> Chart:
    values = {
        j.scenario: material.outcomes.verdicts[conclusion.id, j.scenario].values
        for j in judged
    }
    form = form_of(outcome_named(conclusion.outcome).unit)
    table = _quantiles(conclusion, judged, values, material)
    return Chart(
        id=f"answer-{conclusion.id}",
        title=say("{short}: distribution over draws", short=Text.of(conclusion.short)),
        alternative=_alternative(conclusion, judged, form),
        caption=None,
        table=table,
        specs={
            lang: _spec(conclusion, judged, values, material, lang)
            for lang in LANGUAGES
        },
    )


def _alternative(
    conclusion: Conclusion, judged: Sequence[Judgement], form: Form
) -> Text:
    parts = [
        say(
            "{scenario}: median {median}, 90% interval {spread}, true in {share} of "
            "draws",
            scenario=j.title,
            median=_both(j.number),
            spread=_spread(j.number),
            share=_both(j.probability),
        )
        for j in judged
    ]
    return say(
        "Distribution of the number over draws, threshold {threshold}. {parts}.",
        threshold=written(conclusion.threshold, form),
        parts=Text("; ".join(p.en for p in parts), "。".join(p.ja for p in parts)),
    )


def _both(number: Number) -> Text:
    return Text(number.text("en"), number.text("ja"))


def _spread(number: Number) -> Text:
    spread = Text(number.spread("en"), number.spread("ja"))
    return spread if spread.en else _both(number)


def _quantiles(
    conclusion: Conclusion,
    judged: Sequence[Judgement],
    values: dict[str, Array],
    material: Material,
) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for judgement in judged:
        key = material.key(conclusion.outcome, judgement.scenario, conclusion.select)
        found = np.quantile(values[judgement.scenario], QUANTILES)
        numbers = [_number(conclusion, key, float(q), material) for q in found]
        rows.append((judgement.title, *numbers))
    return Table(
        id=f"answer-{conclusion.id}",
        caption=say("Quantiles over draws"),
        head=(
            say("Scenario"),
            *(Text.same(f"{share:.0%}") for share in QUANTILES[:2]),
            say("Median"),
            *(Text.same(f"{share:.0%}") for share in QUANTILES[3:]),
        ),
        rows=tuple(rows),
    )


def _spec(
    conclusion: Conclusion,
    judged: Sequence[Judgement],
    values: dict[str, Array],
    material: Material,
    lang: str,
) -> dict[str, Any]:
    unit = outcome_named(conclusion.outcome).unit
    low, high = domain(list(values.values()), conclusion.threshold, form_of(unit))
    edges = np.linspace(low, high, BINS + 1)
    bins: list[dict[str, Any]] = []
    summary = []
    for judgement in judged:
        title = judgement.title[lang]
        counts, _ = np.histogram(values[judgement.scenario], edges)
        bins += [
            {
                "scenario": _broken(title, lang),
                "from": round(float(edges[i]), 6),
                "to": round(float(edges[i + 1]), 6),
                "height": round(float(counts[i] / counts.max()), 4),
            }
            for i in np.flatnonzero(counts)
        ]
        n = judgement.number
        summary.append(
            {
                "scenario": _broken(title, lang),
                "median": round(n.value, 6),
                "low": round(n.value if n.low is None else n.low, 6),
                "high": round(n.value if n.high is None else n.high, 6),
                "note": noted(title, n, lang),
            }
        )
    threshold = conclusion.threshold
    colours = material.colours(lang, [j.scenario for j in judged])
    return distributions(
        bins,
        summary,
        lang,
        {_broken(title, lang): colour for title, colour in colours.items()},
        axis={
            "title": outcome_name(conclusion.outcome)[lang],
            "format": number_format(unit, high - low),
            "domain": [low, high],
        },
        threshold={
            "x": threshold,
            "label": say(
                "threshold {threshold}", threshold=written(threshold, form_of(unit))
            )[lang],
            "align": "right" if threshold > (low + high) / 2 else "left",
        },
    )


def _broken(title: str, lang: str) -> str:
    return wrapped(title, lang, 22 if lang == "en" else 11)


def _what(conclusion: Conclusion, material: Material) -> Text:
    """The number a conclusion is about."""
    # Any scenario would do: the words are those of the selection.
    scenario = conclusion.scenarios[0]
    key = OutcomeKey.of(conclusion.outcome, scenario, conclusion.select)
    return material.names.key(key)
