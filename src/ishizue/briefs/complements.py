"""Who complements whom, as the brief's section on technology speaks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Self

from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey
from ishizue.briefs.wording import LANGUAGES, Text, joined

Pair = tuple[str, str]


@dataclass(frozen=True)
class Complements:
    """Sides and what joins them two by two, in the reference scenario.

    Attributes:
        sides: Actors with a strength or a need.
        names: Their names.
        numbers: Complementarity of every pair.
        untapped: The part in technologies in which the two do not work together.
        together: Cooperations on record by pair.
    """

    material: Material
    sides: tuple[str, ...]
    names: Mapping[str, Text]
    numbers: Mapping[Pair, Number]
    untapped: Mapping[Pair, Number]
    together: Mapping[Pair, int]

    @classmethod
    def of(cls, material: Material) -> Self:
        """Those of a run."""
        known = material.values("technology.complementarity", material.reference)
        sides = known.labels("actor")
        pairs = tuple(combinations(sides, 2))
        joint = material.values("technology.cooperations", material.reference)
        together = {}
        for first, second in pairs:
            draws = joint.draws(actor=first, partner=second)
            together[first, second] = 0 if draws is None else int(draws[0])
        of = {
            name: {
                pair: number(name, {"actor": pair[0], "partner": pair[1]}, material)
                for pair in pairs
            }
            for name in ("complementarity", "untapped")
        }
        names = material.names.distinct("actors", {a: a for a in sides})
        return cls(
            material, sides, names, of["complementarity"], of["untapped"], together
        )

    def name(self, pair: Pair) -> Text:
        """A pair in words."""
        return Text(
            *("–".join(self.names[side][lang] for side in pair) for lang in LANGUAGES)
        )

    def several(self, pairs: list[Pair]) -> Text:
        """Pairs in a row."""
        if not pairs:
            return Text.same("–")
        return joined(map(self.name, pairs), "; ")

    def flagged(self, name: str, scenario: str) -> list[Pair]:
        """Pairs of a matching, which is one for all draws."""
        values = self.material.values(f"technology.{name}", scenario)
        found = []
        for pair in combinations(self.sides, 2):
            draws = values.draws(actor=pair[0], partner=pair[1])
            if draws is not None and draws[0]:
                found.append(pair)
        return found


def number(name: str, chosen: Mapping[str, str | int], material: Material) -> Number:
    """A number of the reference scenario; those of one side share a note."""
    outcome, scenario = f"technology.{name}", material.reference
    draws = material.values(outcome, scenario).draws(**chosen)
    assert draws is not None
    coarse = {k: v for k, v in chosen.items() if k in ("actor", "barrier")}
    return material.tracer.number(
        OutcomeKey.of(outcome, scenario, chosen),
        draws,
        "matches",
        "index",
        note=(OutcomeKey.of(outcome, scenario, coarse),),
    )
