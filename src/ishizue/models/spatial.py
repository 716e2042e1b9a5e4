"""Spatial bargaining on one issue: who is where, what can pass, and how surely.

An issue is a scale on which every member has an ideal position and wants outcomes near
it. Members care to different degrees (salience) and bring different weight to the table.
The module answers, for draws of positions:

- where the balance lies without a rule: the weighted median, which beats every other
  position in pairwise votes by weight (Black 1958), and the weighted mean, a compromise
  of all, which foretold European Union decisions as well as any model compared (Achen
  2006);
- what a decision rule holds fast: its core, the positions that no winning coalition would
  leave (for majority the median, for unanimity everything between the extremes; Greenberg
  1979), the members at its ends (the pivots), and the win set of a status quo, all that
  would beat it (Romer & Rosenthal 1978);
- how likely a proposal is to pass against a status quo: members' utilities are spatial,
  their votes logit (Enelow & Hinich 1984; McFadden 1974), and the rule is counted exactly
  (`ishizue.models.voting.adoption_probability`).

Weight times salience counts in median and mean, since effort follows interest (Bueno de
Mesquita 1984); rules count what their own weights say.

    >>> issue = Issue(["a", "b", "c"], [0.0, 0.4, 1.0])
    >>> core(Rule(issue.members, count=2), issue).low.item()
    0.4

Opt-in, a coalition of the willing, is the rule under which a few suffice:
`Rule(members, count=2)`, or a quota of the means needed; `participation` tells how much
weight then takes part.

What is left out: several issues at once and trades across them, sequences of proposals,
misrepresentation, loyalty and pressure (Bueno de Mesquita's later rounds of challenges),
and members whose votes depend on one another beyond a shared draw.

References:
    Black, D. (1958). The Theory of Committees and Elections. Cambridge University Press.
    McFadden, D. (1974). Conditional logit analysis of qualitative choice behavior. In
    P. Zarembka (ed.), Frontiers in Econometrics, 105-142. Academic Press.
    Romer, T. & Rosenthal, H. (1978). Political resource allocation, controlled agendas,
    and the status quo. Public Choice 33(4), 27-43.
    Greenberg, J. (1979). Consistent majority rules over compact sets of alternatives.
    Econometrica 47(3), 627-636.
    Enelow, J. M. & Hinich, M. J. (1984). The Spatial Theory of Voting: An Introduction.
    Cambridge University Press.
    Bueno de Mesquita, B. (1984). Forecasting policy decisions: an expected utility
    approach to post-Khomeini Iran. PS 17(2), 226-236.
    Achen, C. H. (2006). Institutional realism and bargaining models. In R. Thomson et al.
    (eds.), The European Union Decides, 86-123. Cambridge University Press.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array
from ishizue.models.rules import Rule
from ishizue.models.spatial_issue import Issue, outcome_by_draw, require_same_members
from ishizue.models.spatial_votes import passage, support

__all__ = [
    "Core",
    "Interval",
    "Issue",
    "Rule",
    "core",
    "participation",
    "passage",
    "support",
    "weighted_mean",
    "weighted_median",
    "win_set",
]

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Interval:
    """Positions from `low` to `high`, shape (...) each."""

    low: Array
    high: Array


@dataclass(frozen=True, eq=False)
class Core:
    """Positions that no winning coalition would leave, by draw; shape (...) each.

    Attributes:
        low: Lower end: left of it, members who want more can win.
        high: Upper end: right of it, members who want less can win. Below `low`, the
            core is empty: from every position some coalition can win a move, as under
            rules by which a minority can act.
        low_pivot: Number of the member at `low`, whom every move up needs.
        high_pivot: Number of the member at `high`, whom every move down needs.
    """

    low: Array
    high: Array
    low_pivot: NDArray[np.intp]
    high_pivot: NDArray[np.intp]

    @property
    def is_empty(self) -> NDArray[np.bool_]:
        """Whether no position holds, shape (...)."""
        return np.asarray(self.low > self.high)


def weighted_median(issue: Issue) -> Interval:
    """Positions with at most half of weight times salience on either side.

    Returns:
        Mostly one point, low equal to high; two ends where exactly half lies on each
        side. No other position beats it in a vote by weight times salience.

    Raises:
        ModelError: Nobody has weight and salience in some draw.
    """
    order = np.argsort(issue.positions, axis=-1, kind="stable")
    places = np.take_along_axis(issue.positions, order, axis=-1)
    up_to = np.cumsum(np.take_along_axis(issue.effort, order, axis=-1), axis=-1)
    half = 0.5 * up_to[..., -1:]
    # The first member with whom at least, or more than, half is reached.
    low = np.argmax(up_to >= half, axis=-1)
    high = np.argmax(up_to > half, axis=-1)
    return Interval(_pick(places, low), _pick(places, high))


def weighted_mean(issue: Issue) -> Array:
    """Mean position by weight times salience: the compromise model, shape (...).

    Raises:
        ModelError: As for `weighted_median`.
    """
    effort = issue.effort
    return _total(effort * issue.positions) / _total(effort)


def core(rule: Rule, issue: Issue) -> Core:
    """The core of a decision rule on one dimension, by draw.

    A position x holds if neither the members above it win together nor those below it.
    Counted in from the top, the first member with whom a coalition wins bounds it from
    below, and counted in from the bottom, from above.

    Args:
        rule: The decision rule, of the issue's members in their order. Its own weights
            and counts decide; salience and the issue's weights do not.
        issue: Positions.

    Raises:
        ModelError: Rule and issue have different members.
    """
    require_same_members(rule, issue)
    ascending = np.argsort(issue.positions, axis=-1, kind="stable")
    low, high = (_pivot(rule, order) for order in (ascending[..., ::-1], ascending))
    places = issue.positions
    return Core(_pick(places, low), _pick(places, high), low, high)


def win_set(rule: Rule, issue: Issue, status_quo: ArrayLike) -> Interval:
    """Proposals that would beat a status quo if all vote by distance alone.

    A member above the status quo q prefers all between q and its mirror image 2 p - q
    in his position p, so the pivot decides how far a proposal may go. Somebody who alone
    may propose reaches what is nearest to him in it (Romer & Rosenthal 1978).

    Args:
        rule: As for `core`, by which no two disjoint coalitions can win, such as any
            that needs more than half.
        issue: Positions.
        status_quo: What holds if nothing passes, shape (...).

    Returns:
        Ends of the open interval of winning proposals; both equal the status quo where
        nothing beats it.

    Raises:
        ModelError: As for `core`, or the core is empty in some draw, so that proposals
            on both sides may win.
    """
    held = core(rule, issue)
    if held.is_empty.any():
        raise ModelError(
            "win_set: the core is empty: coalitions on both sides can win. Fix: give a "
            "rule that needs more than half."
        )
    quo = outcome_by_draw("status_quo", status_quo, issue)
    low = np.minimum(quo, np.where(quo > held.high, 2 * held.high - quo, quo))
    high = np.maximum(quo, np.where(quo < held.low, 2 * held.low - quo, quo))
    return Interval(low, high)


def participation(issue: Issue, probabilities: ArrayLike) -> Array:
    """Expected share of all weight that takes part where members opt in, shape (...).

    Args:
        issue: Weights.
        probabilities: Each member's probability of taking part, shape (..., n).

    Raises:
        ModelError: Shapes do not fit, a value is no probability, or nobody has weight.
    """
    p = arguments.probabilities("probabilities", probabilities)
    weights = np.asarray(issue.weights)
    arguments.common_shape("participation", {"probabilities": p, "weights": weights})
    whole = _total(weights)
    if not (whole > 0).all():
        raise ModelError("participation: no member has weight. Fix: give weights.")
    return np.asarray(_total(p * weights) / whole)


def _pivot(rule: Rule, order: NDArray[np.intp]) -> NDArray[np.intp]:
    """First member in an order with whom those so far win, (..., n) -> (...)."""
    weight = np.array(rule.sizes, dtype=np.int64)[order].cumsum(axis=-1)
    wins = weight >= np.array(rule.thresholds[1:], dtype=np.int64)
    return _pick(order, np.argmax(wins, axis=-1))


def _pick(values: NDArray[Scalar], at: NDArray[np.intp]) -> NDArray[Scalar]:
    """One entry of the last axis for each draw."""
    picked = np.take_along_axis(values, at[..., None], axis=-1)
    return np.asarray(picked[..., 0])


def _total(values: Array) -> Array:
    # Running sums go from member to member, in one order for any number of draws.
    return np.cumsum(values, axis=-1)[..., -1]
