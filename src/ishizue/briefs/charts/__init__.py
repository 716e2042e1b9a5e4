"""Vega-Lite specifications, as plain dictionaries, of the charts in a brief.

Rows hold what is drawn and no more: quantiles and histograms, never draws.
"""

from ishizue.briefs.charts.distributions import distributions
from ishizue.briefs.charts.frame import LABEL, palette, wrapped
from ishizue.briefs.charts.intervals import intervals
from ishizue.briefs.charts.lines import lines
from ishizue.briefs.charts.matrix import matrix

__all__ = [
    "LABEL",
    "distributions",
    "intervals",
    "lines",
    "matrix",
    "palette",
    "wrapped",
]
