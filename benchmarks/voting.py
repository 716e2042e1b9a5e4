"""Voting power of the EU Council: time taken, beside the PyPI package powerindices.

Ours counts populations in persons, with the blocking clause, and gives every index.
powerindices has no blocking clause, and its tables grow with the total weight, so it
gets populations in tens of thousands and gives the two indices it shares with us
(Penrose-Banzhaf and Shapley-Shubik). On that smaller problem the two must agree
before anything is timed. Both run in the same process; seconds are medians.

Run: python -m benchmarks.voting
"""

from __future__ import annotations

import numpy as np
import powerindices

from benchmarks.table import Row, bundled, seconds
from ishizue.models import voting

PEER_UNIT = 10_000  # persons
DRAWS = 100_000


def council(unit: int = 1, blocking: int | None = 4) -> voting.Rule:
    """The qualified majority: 55 % of members with 65 % of the population."""
    study = bundled()
    world = study.world.at(study.settings.as_of)
    members = world.members("eu")
    populations = [world.figures[f"actors.{m}.population"].value for m in members]
    return voting.Rule.from_shares(
        members,
        [round(population / unit) for population in populations],
        weight_share="0.65",
        count_share="0.55",
        blocking=blocking,
    )


def ours(rule: voting.Rule) -> None:
    """Every index of every member, as fractions."""
    result = voting.power(rule)
    for member in rule.players:
        result.of(member)


def peer(rule: voting.Rule) -> tuple[list[float], list[float]]:
    """The same rule in powerindices, which may change the weights it is given."""
    return (
        powerindices.compute_pbi(rule.quota, list(rule.weights), rule.count),
        powerindices.compute_ssi(rule.quota, list(rule.weights), rule.count),
    )


def run() -> list[Row]:
    """Time both packages; one row for each comparison."""
    rule, coarse = council(), council(PEER_UNIT, blocking=None)
    exact, (penrose, shapley) = voting.power(coarse), peer(coarse)
    np.testing.assert_allclose(penrose, np.array(exact.penrose, float), rtol=1e-9)
    np.testing.assert_allclose(shapley, np.array(exact.shapley, float), rtol=1e-9)

    our_power = seconds(lambda: ours(rule), repeats=21)
    peer_power = seconds(lambda: peer(coarse), repeats=3)
    p = np.random.default_rng(0).random((DRAWS, len(rule.players)))
    adoption = seconds(lambda: voting.adoption_probability(rule, p), repeats=3)
    return [
        Row(
            "EU-27 voting power, all indices",
            our_power,
            peer_power,
            f"powerindices at population/{PEER_UNIT:,}",
            "< 0.1 s and >= 50x",
        ),
        Row(
            f"EU-27 adoption probability, {DRAWS:,} draws",
            adoption,
            None,
            "",
            f"< {DRAWS / 10_000:g} s",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
