"""One finding in words and numbers: sources, figures, and what becomes of an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ishizue.briefs.material import Material
from ishizue.briefs.names import field_name, outcome_named
from ishizue.briefs.numbers import FindingKey, Form, Number, form_of, unit_name
from ishizue.briefs.parts import Cited, Named, Part, Sentence
from ishizue.briefs.wording import Text, joined, listed, say
from ishizue.cornerstones import Finding
from ishizue.cornerstones.case import bases_of
from ishizue.cornerstones.findings import Share, Withdrawal
from ishizue.schema import dictionary
from ishizue.world.checks import SCENARIO_BASIS

NORMAL: Final = 1.645
"""Standard errors to either side that hold 90 %."""
WORTH_CHECKING: Final = 0.005
"""The least expected reduction of doubt worth a word."""
NAMED: Final = 2
"""Fallen figures and rows that are named; others are counted."""
BARE: Final = ("share", "probability", "flag", "index", "units")
"""Units that numbers are written with, or that say no more than the number."""


class Teller:
    """Speaks of a finding, each number with its key and the note of its conclusion."""

    def __init__(self, finding: Finding, material: Material) -> None:
        conclusion = material.conclusions[finding.conclusion]
        self.finding = finding
        self.material = material
        self.conclusion = conclusion
        self.world = material.outcomes.worlds[finding.scenario]
        self.key = material.key(conclusion.outcome, finding.scenario, conclusion.select)
        self.unit = outcome_named(conclusion.outcome).unit

    @property
    def has_doubt(self) -> bool:
        """Whether draws disagree on the statement."""
        return 0 < self.finding.probability < 1

    def number(
        self,
        value: float,
        found: str,
        unit: str,
        form: Form,
        *,
        error: float | None = None,
    ) -> Number:
        """A number found out, under the note of the number examined.

        Args:
            value: The number.
            found: What it is, as its key says it.
            unit: Its unit.
            form: How it is written.
            error: Its standard error, for which a 90 % interval is shown.
        """
        key = FindingKey(self.key, found)
        ceiling = float(len(self.material.years)) if form == "years" else None
        number = self.material.tracer.number(
            key, float(value), unit, form, note=(self.key,), ceiling=ceiling
        )
        if error is None or error == 0:
            return number
        half = NORMAL * error
        return replace(number, low=value - half, high=value + half)

    def probability(self, value: float, found: str) -> Number:
        """A probability that the statement is true."""
        return self.number(value, found, "probability", "likelihood")

    def outcome(self, value: float, found: str) -> Number:
        """A value of the number the conclusion is about."""
        return self.number(value, found, self.unit, form_of(self.unit))

    def index(self, value: float, found: str, error: float | None = None) -> Number:
        """A share of the variance, between 0 and 1 up to its error."""
        return self.number(value, found, "index", "index", error=error)

    def share(self, value: float, found: str) -> Number:
        """A share of draws, or of doubt."""
        return self.number(value, found, "share", "share")

    def worth(self, share: Share) -> Number:
        """The part of the doubt that knowing a figure or source would remove."""
        doubt = self.finding.probability * (1 - self.finding.probability)
        # An estimate may come out above what there is to remove.
        part = min(1.0, share.checking / doubt) if self.has_doubt else 0.0
        return self.share(part, f"checking={share.name}")

    def before(self) -> Number:
        """The probability with all sources."""
        return self.probability(self.finding.probability, "with all sources")

    def after(self, withdrawal: Withdrawal, what: str = "") -> Number | None:
        """The probability after a withdrawal; None if nothing can be said."""
        if withdrawal.probability is None:
            return None
        return self.probability(withdrawal.probability, self._without(withdrawal, what))

    def median(self, withdrawal: Withdrawal) -> Number | None:
        """The median after a withdrawal; None if nothing can be said."""
        if withdrawal.median is None:
            return None
        return self.outcome(withdrawal.median, f"median {self._without(withdrawal)}")

    def source(self, name: str) -> Cited:
        """A document, ruling, assumption or range by its id."""
        ledger = self.material.baseline.ledger
        document, ruling = ledger.documents.get(name), ledger.rulings.get(name)
        if document is not None:
            return Cited(
                name,
                "document",
                Text.same(document.title),
                document.publisher,
                document.reliability,
            )
        if ruling is not None:
            kind = "unverified" if ruling.status == "unverified" else "ruling"
            words = Text(ruling.why_en.rstrip("."), ruling.why_ja.rstrip("。"))
            return Cited(name, kind, words)
        if name.startswith(SCENARIO_BASIS):
            scenario, _, number = name.removeprefix(SCENARIO_BASIS).partition("#")
            why = self.material.scenarios[scenario].changes[int(number) - 1].why
            words = Text(why.en.rstrip("."), why.ja.rstrip("。"))
            return Cited(name, "scenario", words)
        table, _, field = name.partition(":")[2].partition(".")
        return Cited(name, "dictionary", field_name(table, field))

    def figure(self, path: str) -> Named:
        """A figure by its path, with what it rests on."""
        return Named(path, self.material.names.figure(path), bases_of(path, self.world))

    def quantity(self, path: str, value: float, found: str) -> Part:
        """A value of a figure, with its unit."""
        known = self.world.figures.get(path)
        unit = self._unit(path) if known is None else known.unit
        form: Form = "share" if unit == "probability" else form_of(unit)
        # A figure of so many years is as long as it says, whatever the years looked at.
        number = self.number(value, found, unit, "plain" if form == "years" else form)
        if unit in BARE:
            return number
        return Sentence.of(
            Text("{number} {unit}", "{number}{unit}"),
            number=number,
            unit=unit_name(unit),
        )

    def fate(self, withdrawal: Withdrawal) -> Text:
        """What becomes of the answer, in a word or two."""
        if withdrawal.unsupported:
            return say("cannot be said")
        return say("overturned") if withdrawal.overturns else say("stands")

    def falls(self, withdrawal: Withdrawal) -> Text:
        """Which figures and rows fall, the first of them named."""
        parts = [
            self._fallen(withdrawal.rows, say("no longer attested: {names}")),
            self._fallen(withdrawal.gone, say("no figure left: {names}")),
            self._fallen(withdrawal.replaced, say("falls back: {names}")),
        ]
        told = [part for part in parts if part.en]
        return Text("; ".join(t.en for t in told), "。".join(t.ja for t in told))

    def _fallen(self, paths: tuple[str, ...], template: Text) -> Text:
        if not paths:
            return Text("", "")
        names = listed(self._name(path) for path in paths[:NAMED])
        if len(paths) > NAMED:
            more = say("and {n} more", n=len(paths) - NAMED)
            names = listed((names, more))
        return Text(
            template.en.replace("{names}", names.en),
            template.ja.replace("{names}", names.ja),
        )

    def _name(self, path: str) -> Text:
        if path.count(".") > 1:
            return joined(self.material.names.figure(path))
        return self.material.names.row(*path.split("."))

    def _unit(self, path: str) -> str:
        table, _, field = path.partition("@")[0].split(".")
        return dictionary().tables[table].fields[field].unit

    @staticmethod
    def _without(withdrawal: Withdrawal, what: str = "") -> str:
        return f"without={what or '+'.join(withdrawal.sources)}"
