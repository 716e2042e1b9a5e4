"""What a study stands on: every source withdrawn, and everything found out.

Run: python -m benchmarks.cornerstones
"""

from __future__ import annotations

from contextlib import suppress

from benchmarks.table import Row, bundled, seconds
from ishizue.cornerstones import Case
from ishizue.cornerstones.withdrawal import Removal, Withdrawn
from ishizue.ensembles import Draws
from ishizue.errors import LensError

DRAWS = 10_000


def withdrawn(cases: list[Case]) -> int:
    """Withdraw every source of every case in turn; gives how many withdrawals."""
    number = 0
    draws = Draws(0, 0, DRAWS)
    for case in cases:
        removal = Removal(case, draws, case.values(draws))
        for source in removal.sources:
            # Without some sources nothing can be said.
            with suppress(LensError):
                removal.values(removal.fallen(Withdrawn.sources([source])))
            number += 1
    return number


def run() -> list[Row]:
    """Time withdrawals alone, and the whole of `ishizue cornerstones`."""
    study = bundled()
    cases = study.cases()
    number = withdrawn(cases)
    return [
        Row(
            f"{number} withdrawals of a source, {len(cases)} conclusions and scenarios, "
            f"{DRAWS:,} draws",
            seconds(lambda: withdrawn(cases), repeats=1),
            None,
            "",
            "< 60 s",
        ),
        Row(
            f"all that is found out about them, {DRAWS:,} draws",
            seconds(lambda: study.cornerstones(draws=DRAWS), repeats=1),
            None,
            "",
            "",
        ),
    ]


if __name__ == "__main__":
    for row in run():
        print(row)
