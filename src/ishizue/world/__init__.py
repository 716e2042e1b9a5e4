"""Claims, rulings and tables become the baseline World."""

from ishizue.world.build import Baseline, Settings, build
from ishizue.world.figure import Figure
from ishizue.world.world import World

__all__ = ["Baseline", "Figure", "Settings", "World", "build"]
