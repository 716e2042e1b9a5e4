"""Named things in passages: actors, organisations, frameworks and persons."""

from ishizue.evidence.mentions.named.find import named

__all__ = ["named"]
