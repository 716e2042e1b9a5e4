"""Quantities as texts write them, in Japanese and English: how many of what, per what."""

from ishizue.evidence.mentions.quantities.find import quantities

__all__ = ["quantities"]
