"""Numbers of a brief: each with its spread, its unit and the key by which it traces."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from ishizue.briefs.likelihood import grade
from ishizue.briefs.wording import Text, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LOW, MEDIAN, HIGH = 0.05, 0.5, 0.95
"""The shares of draws below the ends and the middle of a 90 % interval."""

Form = Literal[
    "share", "fine", "likelihood", "points", "years", "year", "index", "plain"
]
"""How a number is written.

share: percent; fine: percent with a decimal; likelihood: percent that never claims
certainty; points: a difference of shares, in percentage points; years: years with a
decimal; year: the calendar year something falls in; index: two decimals; plain: digits.
"""

MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class OutcomeKey:
    """Names a part of an outcome in one scenario.

    Attributes:
        outcome: `lens.outcome`.
        selection: What of it, in alphabetical order of the names.
    """

    outcome: str
    scenario: str
    selection: tuple[tuple[str, str | int], ...]

    @classmethod
    def of(
        cls, outcome: str, scenario: str, selection: Mapping[str, str | int]
    ) -> OutcomeKey:
        """The key, whatever the order in which the selection is given."""
        return cls(outcome, scenario, tuple(sorted(selection.items())))

    def __str__(self) -> str:
        chosen = "&".join(f"{name}={value}" for name, value in self.selection)
        return f"{self.outcome}|{self.scenario}|{chosen}"


@dataclass(frozen=True)
class FigureKey:
    """Names a figure of the world of one scenario."""

    path: str
    scenario: str

    def __str__(self) -> str:
        return f"figure|{self.path}"


@dataclass(frozen=True)
class FindingKey:
    """Names what an examination found out about a number of an outcome.

    Attributes:
        of: The number examined; what was found rests on the same rows and figures.
        found: What was found: `without=ID`, `total=PATH` and the like.
    """

    of: OutcomeKey
    found: str

    @property
    def scenario(self) -> str:
        """The scenario the number is of."""
        return self.of.scenario

    def __str__(self) -> str:
        return f"{self.of}|{self.found}"


Key = OutcomeKey | FigureKey | FindingKey


@dataclass(frozen=True)
class Number:
    """A number a reader sees.

    Attributes:
        value: The median over draws, or a probability.
        low, high: Ends of the 90 % interval; None where there is no spread.
        trace: What exactly it is; two keys for a difference between scenarios.
        note: The keys of the note it shares with its neighbours, coarser than `trace`.
        ceiling: For years, the number that stands for "not within the years looked at".
    """

    value: float
    low: float | None
    high: float | None
    unit: str
    form: Form
    trace: tuple[Key, ...]
    note: tuple[Key, ...]
    ceiling: float | None = None

    @property
    def key(self) -> str:
        """The stable name of the number in files made from the brief."""
        return " ".join(map(str, self.trace))

    def text(self, lang: str) -> str:
        """The middle of the number."""
        return written(self.value, self.form, self.ceiling)[lang]

    def spread(self, lang: str) -> str:
        """The interval, or nothing where it reads the same as the number itself."""
        if self.low is None or self.high is None:
            return ""
        low, high = (written(v, self.form, self.ceiling) for v in (self.low, self.high))
        if low[lang] == high[lang] == self.text(lang):
            return ""
        if self.form == "points":  # a dash would read as another minus
            return say("{low} to {high}", low=low, high=high)[lang]
        return f"{low[lang].removesuffix('%')}–{high[lang]}"


def shown_alike(first: Number, second: Number) -> bool:
    """Whether two numbers read the same."""
    return first.text("en") == second.text("en")


def form_of(unit: str) -> Form:
    """How numbers in a unit of the dictionary or of an outcome are written."""
    forms: Mapping[str, Form] = {
        "share": "share",
        "probability": "likelihood",
        "years": "years",
        "year": "year",
        "index": "index",
        "scale": "index",
    }
    return forms.get(unit, "plain")


UNITS: Final[Mapping[str, Text]] = {
    "share": Text.same("%"),
    "probability": Text.same("%"),
    "flag": Text("", ""),
    "index": say("index"),
    "scale": say("on a scale from 0 to 1"),
    "stakes": say("times what is at stake"),
    "utility": say("utility"),
    "loss": say("units of loss"),
    "per loss": say("per unit of loss"),
    "years": say("years"),
    "year": say("calendar year"),
    "ratio": say("times"),
    "per cent a year": say("% a year"),
    "observations": say("observations"),
    "shares of need": say("shares of need"),
    "score": say("points"),
    "futures": say("futures"),
    "units": say("units"),
    "matches": say("full matches"),
    "members": say("members"),
    "cooperations": say("cooperations"),
    "units per month": say("units per month"),
    "months": say("months"),
    "times": say("times"),
    "persons": say("persons"),
    "USD bn": say("USD bn"),
    "EUR bn": say("EUR bn"),
    "percent of GDP": say("% of GDP"),
    "percentage points": say("percentage points"),
    "hours": say("hours"),
    "passes per day": say("passes a day"),
}


def unit_name(unit: str) -> Text:
    """The unit as captions write it."""
    return UNITS.get(unit, Text.same(unit))


def middle(draws: Array) -> tuple[float, float | None, float | None]:
    """Median and 90 % interval over draws; no interval where nothing varies."""
    low, median, high = (float(q) for q in np.quantile(draws, (LOW, MEDIAN, HIGH)))
    if low == high:
        return median, None, None
    return median, low, high


def written(value: float, form: Form, ceiling: float | None = None) -> Text:
    """A number as a reader sees it, without its unit unless that is percent."""
    if form == "share":
        return Text.same(_share(value))
    if form == "likelihood":
        return Text.same(_likelihood(value))
    if form == "fine":
        tiny = 0 < value < 0.001
        return Text.same("<0.1%" if tiny else f"{100 * value:.1f}%")
    if form == "index":
        return Text.same(f"{value:.2f}")
    if form == "points":
        return Text.same(_signed(100 * value))
    if form == "years":
        if ceiling is not None and value >= ceiling:
            return say("more than {n}", n=f"{ceiling - 1:g}")
        return Text.same(f"{value:.1f}".removesuffix(".0"))
    if form == "year":
        return Text.same(f"{math.floor(value)}")
    return Text.same(plain(value))


def noted(what: str, number: Number, lang: str) -> str:
    """What a number is and the number itself, for hovering."""
    spread = number.spread(lang)
    return f"{what}: {number.text(lang)}" + (f" ({spread})" if spread else "")


def _share(value: float) -> str:
    # A share can be nothing or all, and is not said to be when it almost is.
    if 0 < value < 0.01:
        return "<1%"
    if 0.99 < value < 1:
        return ">99%"
    return f"{100 * value:.0f}%"


def _likelihood(value: float) -> str:
    # A probability over draws never claims to be certain.
    if value < 0.01:
        return "<1%"
    if value > 0.99:
        return ">99%"
    for decimals in range(4):
        # Rounding must not carry a number into the range of another word.
        if grade(round(value, 2 + decimals)) == grade(value):
            break
    return f"{100 * value:.{decimals}f}%"


def _signed(points: float) -> str:
    size = abs(points)
    if size == 0:
        return "0"
    sign = "+" if points > 0 else MINUS
    return sign + (f"{size:.1f}" if size < 1 else f"{size:.0f}")


def plain(value: float) -> str:
    """Digits enough to tell numbers apart, and no more: three that count."""
    if value == 0:
        return "0"
    sign = MINUS if value < 0 else ""
    size = abs(value)
    decimals = max(0, 2 - math.floor(math.log10(size)))
    if decimals > 6:
        return sign + f"{size:.0e}"
    text = f"{size:,.{decimals}f}"
    return sign + (text.rstrip("0").rstrip(".") if "." in text else text)
