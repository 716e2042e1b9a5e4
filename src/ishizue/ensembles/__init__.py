"""A World as arrays of draws."""

from ishizue.ensembles.draws import Draws
from ishizue.ensembles.sample import sample

__all__ = ["Draws", "sample"]
