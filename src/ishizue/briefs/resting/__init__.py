"""What the answers rest on: their cornerstones, on the first page and in full."""

from ishizue.briefs.resting.headlines import Resting, resting
from ishizue.briefs.resting.telling import Teller

__all__ = ["Resting", "Teller", "resting"]
