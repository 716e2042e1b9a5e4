"""Whether an adversary attacks under a posture: chance, denial and types put together.

No published model holds all of this. Each part has its source; the whole, with what
`ishizue.models.postures` makes of it, is a reconstruction, and its results are theorems
about the reconstruction only.

Defender of a stake has a posture b from 0 (minimal brinkmanship) to 1 (maximal).
Utilities are relative to a status quo worth 0 to both sides.

1. *Chance* (Schelling 1960: the threat that leaves something to chance). An attack that
   is resisted ends in disaster with probability r(b) = risk_least + b (risk_most -
   risk_least). Without any attack, disaster comes about with probability b accident.
2. *Resistance* (Zagare & Kilgour 2000). Defender is Hard with probability p_defender
   and resists; else it gives way.
3. *Denial* (Hirshleifer 1989). An attack resisted, if no disaster cuts it short, fails
   with probability `denial`, for which `contest.contest_success` is one source.
4. *Types* (Jervis 1976: deterrence and spiral). A greedy adversary attacks if what it
   expects to gain is worth the cost of attacking:

       gain ((1 - p_defender) + p_defender (1 - r) (1 - denial))
           - p_defender r disaster_adversary > cost

   A security-seeker covets nothing. It fears being attacked, with a probability b alarm
   that grows with the posture, and attacks to forestall what it would lose:

       b alarm struck - p_defender r disaster_adversary > cost

   The cost is known to the adversary; to Defender it is uniform between cost_least and
   cost_most (as in Fearon 1995), so each type attacks with a probability.

Left out: crisis as a sequence of moves, learning about the adversary's type, signals,
arms races, allies' separate choices, losses in a repelled attack, the adversary's own
posture, and any effect of a posture on denial or on resolve.

References:
    Schelling, T. C. (1960). The Strategy of Conflict. Harvard University Press, ch. 8.
    Jervis, R. (1976). Perception and Misperception in International Politics. Princeton
    University Press, ch. 3.
    Hirshleifer, J. (1989). Conflict and rent-seeking success functions. Public Choice
    63(2), 101-112.
    Fearon, J. D. (1995). Rationalist explanations for war. International Organization
    49(3), 379-414.
    Zagare, F. C. & Kilgour, D. M. (2000). Perfect Deterrence. Cambridge University
    Press.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from ishizue.errors import ModelError
from ishizue.models import arguments
from ishizue.models.arguments import Array

_PROBABILITIES = (
    *("denial", "p_defender", "p_greedy", "alarm"),
    *("risk_least", "risk_most", "accident"),
)
_POSITIVE = ("gain", "loss")


@dataclass(frozen=True, eq=False)
class Confrontation:
    """A defender and an adversary, by draw and year.

    Each argument is a number, or an array that broadcasts to (draws, years): (draws, 1)
    if it is the same in all years, (1, years) if it is the same in all draws.

    Methods take a posture, or an array of them with dimensions of its own in front,
    such as (postures, 1, 1), and give an array of the shape this broadcasts to.

    Attributes:
        denial: Probability that an attack fails when resisted.
        p_defender: Probability that Defender is Hard.
        p_greedy: Probability that the adversary is greedy, else a security-seeker.
        gain: What a successful attack is worth to a greedy adversary, above 0.
        loss: What it costs Defender, above 0.
        disaster_adversary: What disaster costs the adversary, in the unit of `gain`.
        disaster_defender: What it costs Defender, in the unit of `loss` and at least
            as much.
        cost_least: Least cost of attacking, in the unit of `gain`.
        cost_most: Greatest such cost, above the least.
        alarm: Probability, in a security-seeker's eyes, of being attacked under the
            maximal posture.
        struck: What it would lose then by having waited, in the unit of `gain`.
        risk_least: Probability of disaster once an attack is resisted, under the
            minimal posture.
        risk_most: The same under the maximal posture, not below the least.
        accident: Probability of disaster within a year without attack, under the
            maximal posture.

    Raises:
        ModelError: A value is outside its domain, or shapes do not fit together.
    """

    denial: Array
    p_defender: Array
    p_greedy: Array
    gain: Array
    loss: Array
    disaster_adversary: Array
    disaster_defender: Array
    cost_least: Array
    cost_most: Array
    alarm: Array
    struck: Array
    risk_least: Array
    risk_most: Array
    accident: Array

    def __post_init__(self) -> None:
        given: dict[str, Array] = {}
        for name in (field.name for field in fields(self)):
            values = _check(name)(name, getattr(self, name))
            given[name] = values.reshape(1, 1) if values.ndim == 0 else values
            if given[name].ndim != 2:
                raise ModelError(
                    f"Confrontation: {name} has the shape {values.shape}. Fix: give a "
                    "number or (draws, years), either of which may be 1."
                )
        arguments.common_shape("Confrontation", given)
        arguments.ranked("Confrontation", given, "cost_most", "cost_least")
        for most, least in (("risk_most", "risk_least"), ("disaster_defender", "loss")):
            arguments.ranked("Confrontation", given, most, least, or_equal=True)
        for name, values in given.items():
            object.__setattr__(self, name, values)

    @property
    def shape(self) -> tuple[int, ...]:
        """Draws and years."""
        return np.broadcast_shapes(
            *(getattr(self, field.name).shape for field in fields(self))
        )

    def risk(self, b: Array | float) -> Array:
        """Probability that an attack ends in disaster: resisted, and by chance."""
        rise = self.risk_most - self.risk_least
        return self.p_defender * (self.risk_least + b * rise)

    def success(self, b: Array | float) -> Array:
        """Probability that an attack succeeds: not resisted, or resisted in vain."""
        return self._success(b, self.denial)

    def pr_attack_greedy(self, b: Array | float) -> Array:
        """Probability that a greedy adversary attacks."""
        return self._worth_more_than_cost(self._temptation(b, self.denial))

    def pr_attack_seeker(self, b: Array | float) -> Array:
        """Probability that a security-seeker attacks."""
        fear = b * self.alarm * self.struck
        return self._worth_more_than_cost(fear - self.risk(b) * self.disaster_adversary)

    def deterring_posture(self) -> Array:
        """Least posture, of all from 0 to 1, under which no greedy adversary attacks.

        Returns:
            Shape (draws, years); 0 where the minimal posture does, infinite where not
            even the maximal one does.
        """
        at_least = self._temptation(0.0, self.denial)
        return self._vanishing(at_least, self._temptation(1.0, self.denial))

    def sufficient_denial(self) -> Array:
        """Least denial with which none attacks for gain under the minimal posture.

        Returns:
            Shape (draws, years); 0 where none is needed, infinite where not even
            certain denial is enough.
        """
        return self._vanishing(self._temptation(0.0, 0.0), self._temptation(0.0, 1.0))

    def _success(self, b: Array | float, denial: Array | float) -> Array:
        contested = self.p_defender - self.risk(b)
        return (1.0 - self.p_defender) + contested * (1.0 - denial)

    def _temptation(self, b: Array | float, denial: Array | float) -> Array:
        """What a greedy adversary expects from attacking, before its cost."""
        feared = self.risk(b) * self.disaster_adversary
        return self.gain * self._success(b, denial) - feared

    def _worth_more_than_cost(self, worth: Array) -> Array:
        spread = self.cost_most - self.cost_least
        return np.clip((worth - self.cost_least) / spread, 0.0, 1.0)

    def _vanishing(self, at_zero: Array, at_one: Array) -> Array:
        """Where a temptation that falls evenly from 0 to 1 is down to the least cost."""
        above = np.maximum(at_zero - self.cost_least, 0.0)
        reached = at_one <= self.cost_least
        # Where nothing is above, or nothing is reached, any slope will do.
        fall = np.where(reached & (above > 0), at_zero - at_one, 1.0)
        found = np.where(reached, np.minimum(above / fall, 1.0), np.inf)
        return np.ascontiguousarray(np.broadcast_to(found, self.shape))


def _check(name: str) -> Callable[[str, ArrayLike], Array]:
    if name in _PROBABILITIES:
        return arguments.probabilities
    return arguments.positive if name in _POSITIVE else arguments.amounts
