"""Decision rules: when a motion passes, by weight, by heads, or by too few against."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Self

from ishizue.errors import ModelError

Share = Fraction | float | str

_MOST_WEIGHT = 2**62


@dataclass(frozen=True)
class Rule:
    """When a motion passes.

    It passes when `(votes >= quota and headcount >= count) or n - headcount <
    blocking`, where votes is the weight and headcount the number of the players in
    favour. A condition that is None is absent; at least one must be given.

    Attributes:
        players: Names of the n players.
        weights: Weight of each player, non-negative integers in the order of
            `players`; needed with a quota, of no effect without one.
        quota: Least weight in favour, in the unit of the weights.
        count: Least number of players in favour.
        blocking: Least number of opponents able to block. With fewer opponents the
            motion passes whatever their weight.

    Raises:
        ModelError: If the conditions are incomplete or cannot be met.
    """

    players: Sequence[str]
    weights: Sequence[int] | None = None
    quota: int | None = None
    count: int | None = None
    blocking: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "players", _distinct(self.players))
        if self.weights is not None:
            weights = _checked_weights(self.players, self.weights)
            object.__setattr__(self, "weights", weights)
        elif self.quota is not None:
            raise ModelError(
                f"Rule: a quota of {self.quota} but no weights; give one weight for "
                "each player, or a count for a rule of heads alone"
            )
        if self.quota is None and self.count is None and self.blocking is None:
            raise ModelError(
                "Rule: no condition at all, so nothing decides when a motion passes; "
                "give a quota, a count or a blocking number"
            )
        self._set_bounded("quota", sum(self.weights or ()), "the total weight")
        self._set_bounded("count", len(self.players), "the number of players")
        self._set_bounded("blocking", len(self.players), "the number of players")

    @classmethod
    def consensus(cls, players: Sequence[str]) -> Self:
        """The rule under which every player must agree."""
        return cls(players, count=len(players))

    @classmethod
    def from_shares(
        cls,
        players: Sequence[str],
        weights: Sequence[int] | None = None,
        weight_share: Share | None = None,
        count_share: Share | None = None,
        blocking: int | None = None,
    ) -> Self:
        """The rule that requires at least given shares of the totals.

        Args:
            players: Names of the players.
            weights: Weight of each player, in the order of `players`.
            weight_share: Least share of the total weight, above 0 and up to 1.
            count_share: Least share of the number of players, above 0 and up to 1.
            blocking: As in `Rule`.

        Returns:
            A rule whose quota and count are the shares of the totals, rounded up
            exactly: 0.55 of 27 players is 15. Shares are read as written, so that
            0.55 means 55/100 and not the nearest binary number.

        Raises:
            ModelError: If a share is not within (0, 1], or as for `Rule`.
        """
        quota = count = None
        if weight_share is not None:
            share = _share("weight_share", weight_share)
            if weights is None:
                raise ModelError(
                    f"Rule: weight_share {weight_share} but no weights; give one "
                    "weight for each player"
                )
            quota = math.ceil(share * sum(_checked_weights(players, weights)))
        if count_share is not None:
            count = math.ceil(_share("count_share", count_share) * len(players))
        return cls(players, weights, quota, count, blocking)

    def passes(self, yes: Iterable[str]) -> bool:
        """Whether a motion passes with exactly the players `yes` in favour.

        Raises:
            ModelError: If someone in `yes` is not a player.
        """
        members = frozenset(yes)
        if unknown := members.difference(self.players):
            raise ModelError(
                f"Rule.passes: {sorted(unknown)} not among the players; use the names "
                "given to the rule"
            )
        sizes = dict(zip(self.players, self.sizes, strict=True))
        weight = sum(sizes[player] for player in members)
        return weight >= self.thresholds[len(members)]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """Weights as they matter: none at all without a quota."""
        if self.quota is None or self.weights is None:
            return (0,) * len(self.players)
        return tuple(self.weights)

    @cached_property
    def thresholds(self) -> tuple[int, ...]:
        """Least weight with which k players in favour pass a motion, k = 0..n."""
        n = len(self.players)
        thresholds = [sum(self.sizes) + 1] * (n + 1)  # more than all have: never
        if self.quota is not None or self.count is not None:
            count = self.count or 0
            thresholds[count:] = [self.quota or 0] * (n + 1 - count)
        if self.blocking is not None:
            thresholds[-self.blocking :] = [0] * self.blocking
        return tuple(thresholds)

    def _set_bounded(self, name: str, most: int, what: str) -> None:
        """Normalise one condition to int; it must lie within 1..most."""
        given = getattr(self, name)
        if given is None:
            return
        value = _integer(f"Rule: {name}", given)
        if not 1 <= value <= most:
            raise ModelError(
                f"Rule: {name} is {value}, but must lie between 1 and {most}, {what}"
            )
        object.__setattr__(self, name, value)


def _distinct(players: Iterable[str]) -> tuple[str, ...]:
    """Names of players, of whom there is at least one, none twice."""
    names = tuple(players)
    if not names:
        raise ModelError("Rule: no players; name at least one")
    for i, player in enumerate(names):
        if player in names[:i]:
            raise ModelError(
                f"Rule: player {player!r} appears twice; name each player once"
            )
    return names


def _checked_weights(players: Sequence[str], weights: Sequence[int]) -> tuple[int, ...]:
    """Weights as Python integers, one for each player, none negative."""
    if len(weights) != len(players):
        raise ModelError(
            f"Rule: {len(weights)} weights for {len(players)} players; give one "
            "weight for each player, in the same order"
        )
    checked = []
    for player, given in zip(players, weights, strict=True):
        weight = _integer(f"Rule: weight of {player!r}", given)
        if weight < 0:
            raise ModelError(
                f"Rule: weight of {player!r} is {weight}; weights cannot be negative"
            )
        checked.append(weight)
    if sum(checked) > _MOST_WEIGHT:
        raise ModelError(
            f"Rule: weights total {sum(checked)}, beyond the 2^62 that 64-bit sums "
            "can hold safely; use a coarser unit"
        )
    return tuple(checked)


def _integer(what: str, given: object) -> int:
    try:
        return operator.index(given)  # type: ignore[arg-type]  # the check itself
    except TypeError:
        raise ModelError(
            f"{what} is {given!r}, not an integer; use whole units, such as persons "
            "rather than millions"
        ) from None


def _share(name: str, given: Share) -> Fraction:
    try:
        share = Fraction(str(given))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 1:
        raise ModelError(
            f"Rule: {name} is {given!r}; give a share above 0 and up to 1, such as "
            "0.55 or '11/20'"
        )
    return share
