"""Names, dates and quantities in passages, found offline and the same every time."""

from ishizue.evidence.mentions.find import find
from ishizue.evidence.mentions.mention import Mention

__all__ = ["Mention", "find"]
