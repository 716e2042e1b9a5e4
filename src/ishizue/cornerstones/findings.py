"""What was found about a conclusion in one scenario; plain data for briefs and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ishizue.cornerstones.robustness import Robustness


@dataclass(frozen=True)
class Share:
    """How much of a conclusion's uncertainty a figure, or all figures of a source, owns.

    Attributes:
        name: Path of the figure, or id of the source.
        figures: Paths of the uncertain figures meant.
        first, first_error: First-order (for a source: closed) Sobol index of the number
            the conclusion is about, and its standard error.
        total, total_error: Total index, likewise.
        checking: Expected reduction of doubt if the figures were known: of p(1 - p),
            where p is the probability that the statement is true.
    """

    name: str
    figures: tuple[str, ...]
    first: float
    first_error: float
    total: float
    total_error: float
    checking: float


@dataclass(frozen=True)
class Swing:
    """The middle of the answer with one figure at either end of its 90 % interval.

    Attributes:
        low, high: The figure's 5th and 95th percentiles.
        at_low, at_high: Median of the number the conclusion is about at these.
    """

    path: str
    low: float
    high: float
    at_low: float
    at_high: float


@dataclass(frozen=True)
class Convergence:
    """A total index from growing numbers of draws."""

    name: str
    draws: tuple[int, ...]
    total: tuple[float, ...]
    error: tuple[float, ...]


@dataclass(frozen=True)
class Interplay:
    """How the figures of one source divide what they explain together.

    Attributes:
        effects: Shapley effect of each figure, a share of the whole variance; those
            beyond the strongest few are counted as one, `others`.
    """

    source: str
    effects: Mapping[str, float]


@dataclass(frozen=True)
class Withdrawal:
    """How a conclusion fares without some sources.

    Attributes:
        sources: What is withdrawn, ids of documents and rulings.
        probability: That the statement is true; None if nothing can be said.
        median: Of the number the conclusion is about; None likewise.
        overturns: Whether what was more likely true is no longer, or the other way.
        unsupported: Why nothing can be said; empty if something can.
        replaced: Figures that fell back to another claim.
        gone: Figures of which only the dictionary's range or zero is left.
        rows: Rows that nothing attests any more.
        together: Of several sources, whether it takes all of them: none alone
            overturns the conclusion or leaves it unsupported.
    """

    sources: tuple[str, ...]
    probability: float | None
    median: float | None
    overturns: bool
    unsupported: str
    replaced: tuple[str, ...]
    gone: tuple[str, ...]
    rows: tuple[str, ...]
    together: bool = False

    @property
    def falls(self) -> int:
        """How many figures and rows fall."""
        return len(self.replaced) + len(self.gone) + len(self.rows)

    @property
    def is_fatal(self) -> bool:
        """Whether the conclusion is overturned or left unsupported."""
        return self.overturns or bool(self.unsupported)


@dataclass(frozen=True)
class Flip:
    """The nearest value of one figure at which the conclusion turns round.

    Attributes:
        value: What the figure is taken to be.
        at: The value beyond which the conclusion turns; equal to `value` if it does as
            soon as the figure is known to be just that.
        low, high: The stated range; None for an exact figure.
        inside: Whether `at` lies in the stated range.
        beyond: Probability of a value beyond `at`, 0 for an exact figure.
    """

    path: str
    value: float
    at: float
    low: float | None
    high: float | None
    inside: bool
    beyond: float

    @property
    def distance(self) -> float:
        """How far the value must move, relative to its size."""
        size = abs(self.value) or abs(self.at) or 1.0
        return abs(self.at - self.value) / size


@dataclass(frozen=True)
class Region:
    """A box of figures in which the statement holds.

    Attributes:
        limits: By path, the least and greatest value, None where that end is free;
            figures not named are free altogether.
        coverage: Share of the draws in which the statement holds that lie in the box.
        density: Share of the draws in the box in which the statement holds.
        mass: Share of all draws that lie in the box.
    """

    limits: Mapping[str, tuple[float | None, float | None]]
    coverage: float
    density: float
    mass: float


@dataclass(frozen=True)
class Finding:
    """What a conclusion stands on in one scenario.

    Attributes:
        conclusion, scenario: Their ids.
        probability: That the statement is true.
        median: Of the number it is about.
        figures, sources: Shares of uncertainty, the largest total index first.
        swings: For the figures that matter most, the widest first.
        convergence: Of the figures and sources that matter most.
        interplay: For sources whose figures interact.
        withdrawals: Of every single source: what overturns leads, the least that does
            so first; then what leaves the conclusion unsupported, likewise; then by
            how far the answer moves.
        pairs: Of the ten strongest, and of pairs that carry something between them;
            those that take both lead.
        graded: With sources graded B2 or better only.
        verified: Without unverified rulings.
        flips: By figure, the nearest first; those inside the stated range lead.
        region: Where the statement holds; None where it nearly always or never does,
            or where ema-workbench is not installed.
    """

    conclusion: str
    scenario: str
    probability: float
    median: float
    figures: tuple[Share, ...]
    sources: tuple[Share, ...]
    swings: tuple[Swing, ...]
    convergence: tuple[Convergence, ...]
    interplay: tuple[Interplay, ...]
    withdrawals: tuple[Withdrawal, ...]
    pairs: tuple[Withdrawal, ...]
    graded: Withdrawal
    verified: Withdrawal
    flips: tuple[Flip, ...]
    region: Region | None

    @property
    def cornerstones(self) -> tuple[Withdrawal, ...]:
        """Single sources without which the conclusion is overturned or unsupported."""
        return tuple(w for w in self.withdrawals if w.is_fatal)


@dataclass(frozen=True)
class Cornerstones:
    """What the conclusions of a study stand on.

    Attributes:
        findings: By conclusion and scenario.
        robustness: How levers fare over uncertain futures; None without levers.
        draws: Draws of every figure; `seed` and the worlds' ids reproduce the rest.
    """

    findings: Mapping[tuple[str, str], Finding]
    robustness: Robustness | None
    draws: int
    seed: int
