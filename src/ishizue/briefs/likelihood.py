"""Words of estimative probability.

The scale is that of Intelligence Community Directive 203, *Analytic Standards*
(Office of the Director of National Intelligence, 2 January 2015), section D.6.e.(2):
seven terms for probabilities from 1 to 99 percent. The directive leaves the shared
bounds open; here a bound belongs to the term above it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from ishizue.briefs.wording import Text, say

BOUNDS: Final = (0.05, 0.20, 0.45, 0.55, 0.80, 0.95)
"""Where one term ends and the next begins."""

TERMS: Final = (
    say("almost no chance"),
    say("very unlikely"),
    say("unlikely"),
    say("roughly even chance"),
    say("likely"),
    say("very likely"),
    say("almost certain"),
)


def grade(probability: float) -> int:
    """The place of a probability on the scale, 0 (almost no chance) to 6."""
    return bisect_right(BOUNDS, probability)


def term(probability: float) -> Text:
    """The term for a probability."""
    return TERMS[grade(probability)]


def scale() -> Text:
    """The whole scale, for readers."""
    edges = (0.01, *BOUNDS, 0.99)
    parts = [
        say(
            "{term} {low}–{high}%",
            term=name,
            low=round(100 * low),
            high=round(100 * high),
        )
        for name, low, high in zip(TERMS, edges, edges[1:], strict=False)
    ]
    return Text(", ".join(p.en for p in parts), "、".join(p.ja for p in parts))


def verdict(held: int, draws: int) -> Text:
    """What the draws say where they are unanimous, and nothing otherwise."""
    if held == 0:
        return say("in none of {n} draws", n=f"{draws:,}")
    if held == draws:
        return say("in all {n} draws", n=f"{draws:,}")
    return Text("", "")
