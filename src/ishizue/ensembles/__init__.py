"""A World as arrays of draws."""

from ishizue.ensembles.draws import BestEstimates, Draws
from ishizue.ensembles.sample import sample

__all__ = ["BestEstimates", "Draws", "sample"]
