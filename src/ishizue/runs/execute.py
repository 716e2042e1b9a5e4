"""One run: its blocks evaluated by a crew, stored if wanted, and put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ishizue.lenses.outcomes import Outcomes
from ishizue.runs.blocks import (
    Block,
    Case,
    Span,
    Task,
    evaluate_block,
    join,
    packed,
    probed,
)
from ishizue.runs.folder import RunFolder
from ishizue.runs.workers import Crew, spread, standing_by


@dataclass(frozen=True)
class Partial:
    """How far work has come, and what is known by then.

    Attributes:
        done, total: Draws put together, or conclusions examined, so far and in all.
        probabilities: That statements are true, as far as is known, by conclusion and
            scenario.
    """

    done: int
    total: int
    probabilities: Mapping[Case, float]


Progress = Callable[[Partial], None]


@dataclass(frozen=True)
class Cut:
    """How a run is cut into blocks; None leaves it to what fits.

    Attributes:
        workers: How many share the blocks.
        block: Draws evaluated at a time.
        keep: Draws held in full.
    """

    workers: int = 1
    block: int | None = None
    keep: int | None = None


def execute(
    task: Task,
    cut: Cut,
    gather: Callable[[], Crew],
    *,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Outcomes:
    """Evaluate a task, block by block.

    Args:
        task: What to evaluate.
        cut: How to cut it; a run that is taken up again is cut as it was.
        gather: Gives who does it, if there is anything left to do.
        folder: Where blocks are stored as they come, and found if they came before.
        progress: Called after every block.

    Raises:
        LensError: A lens cannot answer.
        RunError: The folder holds something else, or cannot be read.
        WorkersLost: Workers are lost time and again.
    """
    stored = None if folder is None else RunFolder.found(folder, task, cut.keep)
    if stored is not None and stored.finished:
        return stored.outcomes(task)
    if stored is not None:
        return _carried_out(task, cut, gather, stored, progress)
    # Workers get ready while the first draws are looked at.
    with standing_by(gather()) as hands:
        return _carried_out(task, cut, lambda: hands, folder, progress)


def _carried_out(
    task: Task,
    cut: Cut,
    gather: Callable[[], Crew],
    place: RunFolder | Path | None,
    progress: Progress | None,
) -> Outcomes:
    """The outcomes of a run begun anew, or taken up in a folder that holds some of it."""
    probe = probed(task)
    if isinstance(place, RunFolder):
        task, spans = task.keeping(probe, place.kept), place.spans
    else:
        task = task.keeping(probe, cut.keep)
        spans = task.spans(cut.workers, cut.block)
    stored = RunFolder.begin(place, task, spans) if isinstance(place, Path) else place
    blocks = _blocks(task, gather, spans, stored)
    outcomes = join(_watched(blocks, task, progress), task, probe)
    if stored is not None:
        stored.finish(outcomes)
    return outcomes


def _blocks(
    task: Task,
    gather: Callable[[], Crew],
    spans: tuple[Span, ...],
    folder: RunFolder | None,
) -> Iterator[Block]:
    """Every block, in the order of its draws, stored ones read and others evaluated."""
    there = frozenset[int]() if folder is None else folder.stored()
    missing = [place for place in range(len(spans)) if place not in there]
    work = partial(evaluate_block, packed(task))
    hands = gather() if missing else Crew()
    arriving = spread(hands, work, [spans[m] for m in missing])
    early: dict[int, Block] = {}
    with closing(arriving):
        for place in range(len(spans)):
            if folder is not None and place in there:
                yield folder.block(place) or work(spans[place])
                continue
            while place not in early:
                came, block = next(arriving)
                if folder is not None:
                    folder.store(missing[came], block)
                early[missing[came]] = block
            yield early.pop(place)


def _watched(
    blocks: Iterable[Block], task: Task, progress: Progress | None
) -> Iterator[Block]:
    if progress is None:
        yield from blocks
        return
    held = Counter[Case]()
    conclusions = {c.id: c for c in task.conclusions}
    for block in blocks:
        yield block
        done = block.span[1]
        for key, values in block.values.items():
            held[key] += int(conclusions[key[0]].holds(values).sum())
        shares = {key: held[key] / done for key in block.values}
        progress(Partial(done, task.draws, shares))
