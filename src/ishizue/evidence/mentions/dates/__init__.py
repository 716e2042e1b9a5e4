"""Dates as texts write them, in Japanese and English, made ISO dates and intervals."""

from ishizue.evidence.mentions.dates.find import dates

__all__ = ["dates"]
