"""How options fare over uncertain futures: regret, domination, thresholds reached.

In the words of XLRM (Lempert, Popper & Bankes 2003, "Shaping the Next One Hundred Years",
RAND MR-1626): exogenous uncertainties (X) and policy levers (L) are scenarios with that
role, measures (M) are conclusions that say which way is better, the relationships between
them (R) are the lenses. The baseline is both things as they stand and nothing done.

- First what happens, then what is done: a lever is applied to the world an uncertainty
  left and so has the last word. Where it does not find what it changes there is no cell
  but the reason.
- Futures have no probabilities: over them, the worst is told, or each counts the same.
  In a future, options share the draws of figures they share: a difference is their own.
- Regret (Savage 1951, "The theory of statistical decision", J. Am. Stat. Assoc.
  46:55-67) is how far an option stays behind the best one in the same future and draw,
  in the measure's own unit; nothing is added up across measures. Minimax regret picks
  the option whose greatest mean regret over futures is least, never one without an
  answer where others are compared: it would profit from silence.
- The better side of a threshold (satisficing; Simon 1956, Psychol. Rev. 63:129-138) is
  where a statement of good news holds, or one of bad news ('<' and better = "higher")
  does not.

What is no measure does not count: unless one speaks of cost, costly options are free.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING

import numpy as np

from ishizue.ensembles import Draws
from ishizue.errors import CheckFailed, IshizueError, LensError, ModelError
from ishizue.lenses import Conclusion, evaluate, lens_named
from ishizue.lenses.focus import focus
from ishizue.scenarios import Scenario, apply
from ishizue.world import World

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from ishizue.evidence import Ledger

    Array = NDArray[np.float64]

Key = tuple[str, str, str]
"""Measure (id of a conclusion), option and future (names of scenarios)."""

BASELINE = "baseline"
BLOCK = 2048  # draws evaluated at a time
NEARLY_ALL = 0.95  # at least as good is what is so in at least this share of draws
MOST = 0.5  # better is what is so in more than this share of draws


@dataclass(frozen=True)
class Cell:
    """One measure of one option in one future.

    Attributes:
        median, low, high: Of the number, with its 5th and 95th percentiles.
        probability: That the conclusion's statement is true.
        reached: Share of draws on the better side of the conclusion's threshold.
        regret: Mean over draws; None where no other option can be asked.
        regret_90: Its 90th percentile over draws; None likewise.
        best: Share of draws in which no option does better; None likewise. Options that
            tie are best together, so shares of a future may add up to more than 1.
    """

    median: float
    low: float
    high: float
    probability: float
    reached: float
    regret: float | None
    regret_90: float | None
    best: float | None


@dataclass(frozen=True)
class Standing:
    """One measure of one option over futures.

    Attributes:
        greatest: Greatest mean regret over futures; None if it is compared in none.
        future: Where that is, the first of equals; empty if there is none.
        complete: Whether it is compared in every future others are compared in.
        reached: Share of futures and draws on the better side of the threshold, each
            future in which it can be asked counting the same; None if there is none.
    """

    greatest: float | None
    future: str
    complete: bool
    reached: float | None


@dataclass(frozen=True)
class Robustness:
    """How levers (L) fare on measures (M) over exogenous uncertainties (X).

    Attributes:
        options: Names of levers; `baseline`, without a lever, comes first.
        futures: Names of uncertainties; `baseline`, as things stand, comes first.
        measures: Ids of the conclusions that say which way is better.
        lenses: Names of the lenses asked (R).
        cells: By measure, option and future.
        absent: Why there is no cell, likewise; the two make up the whole table.
        standings: By measure and option.
        minimax: By measure, the options of minimax regret; none where no two options
            can be compared.
        dominated: By option, those that dominate it: where both can be asked, at least
            as good in nearly all draws of every measure and future, and better in most
            draws of one. Options that are not dominated are left out.
        draws, seed: Of every figure.
    """

    options: tuple[str, ...]
    futures: tuple[str, ...]
    measures: tuple[str, ...]
    lenses: tuple[str, ...]
    cells: Mapping[Key, Cell]
    absent: Mapping[Key, str]
    standings: Mapping[tuple[str, str], Standing]
    minimax: Mapping[str, tuple[str, ...]]
    dominated: Mapping[str, tuple[str, ...]]
    draws: int
    seed: int


def robustness(  # noqa: PLR0913 - what a study holds, and how to draw
    world: World,
    ledger: Ledger,
    as_of: date,
    years: Sequence[int],
    scenarios: Mapping[str, Scenario],
    conclusions: Mapping[str, Conclusion],
    *,
    draws: int,
    seed: int,
) -> Robustness | None:
    """The robustness of a study's levers; None where it has no lever or no measure.

    Args:
        world: The baseline, of all days.
        ledger: Its claims and rulings.
        as_of: The day asked about.
        years: Those dated fields are given for.
        scenarios: By name; those with a role take part, and `baseline`.
        conclusions: By id; those that say which way is better are the measures.
        draws: Draws of every figure.
        seed: Seed of every random stream.
    """
    measures = {m: c for m, c in conclusions.items() if c.better is not None}
    levers = [name for name, s in scenarios.items() if s.role == "lever"]
    happening = [name for name, s in scenarios.items() if s.role == "uncertainty"]
    if not levers or not measures:
        return None
    options, futures = (BASELINE, *levers), (BASELINE, *happening)
    worlds: dict[tuple[str, str], World] = {}
    absent: dict[Key, str] = {}
    for option, future in product(options, futures):
        changed = world
        try:
            for name in (future, option):
                changed = apply(scenarios[name], changed, ledger)
        except IshizueError as error:
            absent |= {(m, option, future): _reason(error) for m in measures}
        else:
            worlds[option, future] = changed.at(as_of)
    numbers = _numbers(worlds, measures, absent, years, Draws(seed, 0, draws))
    cells = {
        (m, option, future): _cell(
            measures[m],
            values,
            [numbers[m, o, future] for o in options if (m, o, future) in numbers],
        )
        for (m, option, future), values in numbers.items()
    }
    standings = {(m, o): _standing(m, o, cells) for m, o in product(measures, options)}
    pairs = [p for p in permutations(options, 2) if _dominates(*p, numbers, measures)]
    return Robustness(
        options,
        futures,
        measures=tuple(measures),
        lenses=tuple(dict.fromkeys(c.lens for c in measures.values())),
        cells=cells,
        absent=absent,
        standings=standings,
        minimax={m: _minimax({o: standings[m, o] for o in options}) for m in measures},
        dominated={b: tuple(x for x, y in pairs if y == b) for _, b in pairs},
        draws=draws,
        seed=seed,
    )


def _reason(error: IshizueError) -> str:
    """What stands in the way; there is nothing to mend, each file is right by itself."""
    if isinstance(error, CheckFailed):
        return "; ".join(f"{issue.where}: {issue.problem}" for issue in error.issues)
    return str(error).partition(" Fix: ")[0]


def _numbers(
    worlds: Mapping[tuple[str, str], World],
    measures: Mapping[str, Conclusion],
    absent: dict[Key, str],
    years: Sequence[int],
    draws: Draws,
) -> dict[Key, Array]:
    """The number per draw of every cell that can be asked; else `absent` says why."""
    numbers = {}
    spans = [(n, min(n + BLOCK, len(draws))) for n in range(0, len(draws), BLOCK)]
    for (name, measure), (pair, world) in product(measures.items(), worlds.items()):
        lenses = [lens_named(measure.lens).only([measure.variable])]
        try:
            part = focus(world, [measure])
            blocks = [
                measure.values(evaluate(part, lenses, years, Draws(draws.seed, *span)))
                for span in spans
            ]
        except (LensError, ModelError) as error:
            absent[name, *pair] = _reason(error)
        else:
            numbers[name, *pair] = np.concatenate(blocks)
    return numbers


def _same(one: Array, other: Array) -> NDArray[np.bool_]:
    # Sums in another order differ in their last digits, which nobody regrets.
    return np.isclose(one, other, rtol=1e-9, atol=1e-12)


def _behind(measure: Conclusion, option: Array, other: Array) -> Array:
    """How far an option stays behind another, per draw; below 0 where it is ahead."""
    lead = other - option if measure.better == "higher" else option - other
    return np.where(_same(option, other), 0.0, lead)


def _cell(measure: Conclusion, values: Array, asked: Sequence[Array]) -> Cell:
    """A cell; `asked` are the numbers of all options in its future, its own too."""
    good_news = (measure.comparison in (">=", ">")) == (measure.better == "higher")
    holds = measure.holds(values)
    low, median, high = np.quantile(values, (0.05, 0.5, 0.95))
    regret = np.max([_behind(measure, values, other) for other in asked], axis=0)
    compared = len(asked) > 1
    return Cell(
        median=float(median),
        low=float(low),
        high=float(high),
        probability=float(holds.mean()),
        reached=float((holds if good_news else ~holds).mean()),
        regret=float(regret.mean()) if compared else None,
        regret_90=float(np.quantile(regret, 0.9)) if compared else None,
        best=float((regret == 0).mean()) if compared else None,
    )


def _standing(measure: str, option: str, cells: Mapping[Key, Cell]) -> Standing:
    row = {(o, f): cell for (m, o, f), cell in cells.items() if m == measure}
    regrets = {key: c.regret for key, c in row.items() if c.regret is not None}
    own = {f: regret for (o, f), regret in regrets.items() if o == option}
    reached = [cell.reached for (o, _), cell in row.items() if o == option]
    worst = max(own, key=lambda future: own[future], default="")
    return Standing(
        greatest=own.get(worst),
        future=worst,
        complete=own.keys() == {f for _, f in regrets},
        reached=float(np.mean(reached)) if reached else None,
    )


def _minimax(standings: Mapping[str, Standing]) -> tuple[str, ...]:
    """Of the options, those whose greatest mean regret is least."""
    greatest = {
        option: standing.greatest
        for option, standing in standings.items()
        if standing.complete and standing.greatest is not None
    }
    least = min(greatest.values(), default=0.0)
    return tuple(o for o, g in greatest.items() if math.isclose(g, least))


def _dominates(
    other: str,
    option: str,
    numbers: Mapping[Key, Array],
    measures: Mapping[str, Conclusion],
) -> bool:
    behind = [
        _behind(measures[m], values, numbers[m, other, f])
        for (m, o, f), values in numbers.items()
        if o == option and (m, other, f) in numbers
    ]
    never_worse = all((lead >= 0).mean() >= NEARLY_ALL for lead in behind)
    return never_worse and any((lead > 0).mean() > MOST for lead in behind)
