"""Named checks of a world and its ledger, as sentences that should hold."""

from ishizue.world.checks import (
    figures,
    forecasts,
    futures,
    ledger,
    postures,
    regimes,
    roadmaps,
    space,
    tables,
    technologies,
)
from ishizue.world.checks.ledger import SCENARIO_BASIS
from ishizue.world.checks.registry import CHECKS, Draft, check, faults, located

__all__ = [
    "CHECKS",
    "SCENARIO_BASIS",
    "Draft",
    "check",
    "faults",
    "figures",
    "forecasts",
    "futures",
    "ledger",
    "located",
    "postures",
    "regimes",
    "roadmaps",
    "space",
    "tables",
    "technologies",
]
