"""Pieces of work that workers can import."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Text


def doubled(number: int) -> int:
    return 2 * number


def doubled_unless_first(piece: tuple[int, str]) -> int:
    """Ends its own process the first time it is asked about 3."""
    number, folder = piece
    mark = Path(folder) / "mark"
    if number == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def ended(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def refused(number: int) -> int:
    raise ValueError(f"not {number}")


class EndedByJapanese:
    """An extractor whose process ends at any Japanese text, as a bad file may end it."""

    name = "ended"

    def propose(self, text: Text, mentions: Sequence[Mention]) -> tuple[()]:
        if text.language == "ja":
            os.kill(os.getpid(), signal.SIGKILL)
        return ()
