"""A World as arrays of draws."""

from ishizue.ensembles.draws import BestEstimates, Draws
from ishizue.ensembles.layout import remembered
from ishizue.ensembles.sample import absent, sample

__all__ = ["BestEstimates", "Draws", "absent", "remembered", "sample"]
