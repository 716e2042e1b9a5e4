"""Runs: draws in blocks, spread over workers, kept in a folder, taken up again."""

from ishizue.runs.blocks import Task
from ishizue.runs.execute import Cut, Partial, Progress
from ishizue.runs.workers import Crew, crew, spread, standing_by

__all__ = [
    "Crew",
    "Cut",
    "Partial",
    "Progress",
    "Task",
    "crew",
    "spread",
    "standing_by",
]
