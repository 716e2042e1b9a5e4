"""Vega-Lite specifications, as plain dictionaries, of the charts in a brief.

Rows hold what is drawn and no more: quantiles and histograms, never draws.
"""

from ishizue.briefs.charts.bars import bars
from ishizue.briefs.charts.distributions import distributions
from ishizue.briefs.charts.dumbbell import dumbbell
from ishizue.briefs.charts.flows import flows
from ishizue.briefs.charts.frame import LABEL, palette, wrapped
from ishizue.briefs.charts.frontier import frontier
from ishizue.briefs.charts.gantt import gantt
from ishizue.briefs.charts.intervals import intervals
from ishizue.briefs.charts.latitudes import latitudes
from ishizue.briefs.charts.lines import lines
from ishizue.briefs.charts.matrix import matrix
from ishizue.briefs.charts.network import network
from ishizue.briefs.charts.pairs import pairs
from ishizue.briefs.charts.profiles import profiles
from ishizue.briefs.charts.settling import settling
from ishizue.briefs.charts.spectrum import spectrum
from ishizue.briefs.charts.standing import standing
from ishizue.briefs.charts.tornado import tornado

__all__ = [
    "LABEL",
    "bars",
    "distributions",
    "dumbbell",
    "flows",
    "frontier",
    "gantt",
    "intervals",
    "latitudes",
    "lines",
    "matrix",
    "network",
    "pairs",
    "palette",
    "profiles",
    "settling",
    "spectrum",
    "standing",
    "tornado",
    "wrapped",
]
