"""How options fare over uncertain futures: regret, options dominated, cells not to be had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ishizue.briefs.material import Material
from ishizue.briefs.names import outcome_named
from ishizue.briefs.numbers import FindingKey, Form, Number, OutcomeKey, form_of
from ishizue.briefs.parts import (
    Block,
    Cell,
    Fold,
    Heading,
    Paragraph,
    Points,
    Sentence,
    Table,
)
from ishizue.briefs.wording import Text, joined, listed, say
from ishizue.errors import LensError
from ishizue.lenses import Conclusion

if TYPE_CHECKING:
    from ishizue.cornerstones.robustness import Robustness

NOTHING: Final = "baseline"
"""The option of doing nothing, and the future in which nothing happens."""


def robustness(material: Material) -> Iterator[Block]:
    """Options over futures; nothing where the study has no options to compare."""
    found = None if material.cornerstones is None else material.cornerstones.robustness
    if found is None:
        return
    measures = [material.conclusions[m] for m in found.measures]
    tables = [
        _Measure(m, found, material).fold() for m in measures if _can(m, material)
    ]
    if not tables:
        return
    yield Heading("robustness", say("Options over uncertain futures"))
    yield Paragraph(
        say(
            "Levers (L) are tried in futures that uncertainties (X) make, and compared by "
            "measures (M) that the lenses (R) work out: first what happens, then what is "
            "done. Futures have no probabilities. Regret is how far an option stays "
            "behind the best one in the same future and draw, in the measure's own unit; "
            "the option of minimax regret is the one whose greatest mean regret is least. "
            "A number has the note of the option; what the future changes stands with "
            "its scenario. Draws: {n}.",
            n=f"{found.draws:,}",
        )
    )
    yield Points(tuple(_dominated(found, material)))
    yield from tables


def _can(measure: Conclusion, material: Material) -> bool:
    """Whether the run answers what a measure asks about."""
    return any((measure.id, s) in material.outcomes.verdicts for s in measure.scenarios)


def _dominated(found: Robustness, material: Material) -> Iterator[Sentence]:
    for option, others in found.dominated.items():
        yield Sentence.of(
            say(
                "{option} is dominated by {others}: in every measure and future that can "
                "be compared it is no better in nearly all draws, and worse in most draws "
                "of one."
            ),
            option=_option(option, material),
            others=listed(_option(other, material) for other in others),
        )
    if not found.dominated:
        yield Sentence(say("No option is dominated by another."))


def _option(name: str, material: Material) -> Text:
    if name == NOTHING:
        return say("nothing done")
    return material.title(name)


class _Measure:
    """One measure: its table, and what is to be said of it."""

    def __init__(
        self, measure: Conclusion, found: Robustness, material: Material
    ) -> None:
        self.conclusion = measure
        self.measure = measure.id
        self.found = found
        self.material = material

    def fold(self) -> Fold:
        """The measure's table, and why some of its cells are empty."""
        regrets = [
            cell.regret
            for (m, *_), cell in self.found.cells.items()
            if m == self.measure
        ]
        best = self.found.minimax.get(self.measure, ())
        if not best:
            verdict = say("no two options can be compared")
        elif not any(regrets):
            verdict = say("the options do not differ")
        else:
            names = listed(_option(name, self.material) for name in best)
            verdict = say("least regret: {names}", names=names)
        blocks: list[Block] = [self._table()]
        reasons = tuple(self._reasons())
        if reasons:
            blocks.append(Points(reasons))
        title = joined((Text.of(self.conclusion.short), verdict))
        return Fold(f"robustness-{self.measure}", title, tuple(blocks))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for option in self.found.options:
            for future in self.found.futures:
                yield option, future

    def _table(self) -> Table:
        return Table(
            id=f"robustness-{self.measure}",
            caption=say(
                "Median (90% interval); mean regret and, in brackets, its 90th percentile"
            ),
            head=(
                say("Option"),
                *(self.material.title(f) for f in self.found.futures),
                say("Greatest mean regret"),
            ),
            rows=tuple(self._row(option) for option in self.found.options),
        )

    def _row(self, option: str) -> tuple[Cell, ...]:
        return (
            _option(option, self.material),
            *(self._cell(option, future) for future in self.found.futures),
            self._greatest(option),
        )

    def _cell(self, option: str, future: str) -> Cell:
        cell = self.found.cells.get((self.measure, option, future))
        if cell is None:
            return say("not to be had")
        pair = option, future
        median = replace(
            self._number(cell.median, "median", pair), low=cell.low, high=cell.high
        )
        if cell.regret is None or cell.regret_90 is None:
            return median
        return Sentence.of(
            say("{median}; regret {regret} ({ninety})"),
            median=median,
            regret=self._number(cell.regret, "regret", pair),
            ninety=self._number(cell.regret_90, "regret 90%", pair),
        )

    def _greatest(self, option: str) -> Cell:
        standing = self.found.standings.get((self.measure, option))
        if standing is None or standing.greatest is None:
            return None
        number = self._number(
            standing.greatest, "greatest regret", (option, standing.future)
        )
        if not standing.complete:
            return Sentence.of(say("{number} (not in every future)"), number=number)
        if option in self.found.minimax.get(self.measure, ()):
            return Sentence.of(say("{number}, the least"), number=number)
        return number

    def _reasons(self) -> Iterator[Sentence]:
        for option, future in self._pairs():
            if (self.measure, option, future) not in self.found.absent:
                continue
            asked = any((o, f) == (option, future) for _, o, f in self.found.cells)
            reason = (
                say("what the measure asks about does not exist there")
                if asked
                else say("what the option changes is no longer there")
            )
            yield Sentence.of(
                say("Not to be had: {option} in the future {future}; {reason}."),
                option=_option(option, self.material),
                future=self.material.title(future),
                reason=reason,
            )

    def _number(self, value: float, what: str, pair: tuple[str, str]) -> Number:
        base = self._base(pair)
        option, future = pair
        key = FindingKey(base, f"{what} of {option} in {future}")
        unit = outcome_named(base.outcome).unit
        form: Form = form_of(unit)
        if form == "likelihood" and what != "median":
            form = "share"  # no regret at all is nothing to be careful about
        return self.material.tracer.number(key, value, unit, form, note=(base,))

    def _base(self, pair: tuple[str, str]) -> OutcomeKey:
        """The number in the scenario of the option, or failing that of the future."""
        judged = self.conclusion.scenarios
        for scenario in (*(s for s in pair if s != NOTHING), *judged):
            answered = self.material.outcomes.get(scenario, {})
            if self.conclusion.lens in answered:
                with suppress(LensError):
                    return self.material.key(
                        self.conclusion.outcome, scenario, self.conclusion.select
                    )
        raise LensError(f"{self.measure} is judged in no scenario of the run")
