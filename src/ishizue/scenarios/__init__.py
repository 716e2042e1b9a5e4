"""The baseline, changed: scenarios, their kinds of change, and how they apply."""

from ishizue.scenarios.apply import apply
from ishizue.scenarios.scenario import Add, Remove, Scale, Scenario, Set, read_scenarios

__all__ = ["Add", "Remove", "Scale", "Scenario", "Set", "apply", "read_scenarios"]
