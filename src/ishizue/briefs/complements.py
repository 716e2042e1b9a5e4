"""Who complements whom, as the brief's section on technology speaks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Self

import numpy as np

from ishizue.briefs.material import Material
from ishizue.briefs.numbers import Number, OutcomeKey
from ishizue.briefs.wording import LANGUAGES, Text, joined

Pair = tuple[str, str]


@dataclass(frozen=True)
class Complements:
    """Sides and what joins them two by two, in the reference scenario.

    Medians serve to choose what is shown; a number is asked for when it is, for each
    has a note, and a note has a place.

    Attributes:
        sides: Actors with a strength or a need.
        names: Their names.
        medians: Median complementarity of every pair.
        untapped: Median of the part in which the two do not work together.
        together: Cooperations on record by pair.
    """

    material: Material
    sides: tuple[str, ...]
    names: Mapping[str, Text]
    medians: Mapping[Pair, float]
    untapped: Mapping[Pair, float]
    together: Mapping[Pair, int]

    @classmethod
    def of(cls, material: Material) -> Self:
        """Those of a run."""
        known = material.values("technology.complementarity", material.reference)
        sides = known.labels("actor")
        medians, untapped, together = (
            {
                (a, b): median(name, {"actor": a, "partner": b}, material)
                for a, b in combinations(sides, 2)
            }
            for name in ("complementarity", "untapped", "cooperations")
        )
        names = material.names.distinct("actors", {a: a for a in sides})
        counts = {pair: int(count) for pair, count in together.items()}
        return cls(material, sides, names, medians, untapped, counts)

    def number(self, name: str, pair: Pair) -> Number:
        """A number of a pair, to be shown."""
        return number(name, {"actor": pair[0], "partner": pair[1]}, self.material)

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


def median(name: str, chosen: Mapping[str, str | int], material: Material) -> float:
    """The median of a number of the reference scenario."""
    draws = material.values(f"technology.{name}", material.reference).draws(**chosen)
    return 0.0 if draws is None else float(np.median(draws))


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
