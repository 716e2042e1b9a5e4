"""Segments of a page in the order they are read: down each column, then the next."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from ishizue.evidence.reading.formats.pdf.segments import Segment

# A gutter is at least so wide, in heights of a line, and has lines on both sides.
_NARROWEST_GUTTER = 0.8
_FEWEST_LINES = 3
_MOST_COLUMNS = 4
# Lines of prose fill their column; cells of a table do not.
_FILLED = 0.5
_WIDE_GAP = 2.0


class Row(list[Segment]):
    """Segments that stand on one line of one column, from left to right."""

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return max(s.right for s in self)

    @property
    def bottom(self) -> float:
        """The lowest point of the line."""
        return min(s.bottom for s in self)

    @property
    def size(self) -> float:
        """The height of its tallest segment."""
        return max(s.size for s in self)

    @property
    def text(self) -> str:
        """Its segments joined; by tabs where they stand as far apart as cells do."""
        texts = [self[0].text]
        for before, segment in pairwise(self):
            gap = segment.left - before.right
            if gap > _WIDE_GAP * self.size:
                texts.append("\t")
            elif gap > 0 and (texts[-1][-1:].isascii() or segment.text[0].isascii()):
                texts.append(" ")
            texts.append(segment.text)
        return "".join(texts)


def in_reading_order(
    segments: Sequence[Segment], columns: int = _MOST_COLUMNS
) -> list[list[Row]]:
    """Columns, or parts of them, each a list of lines from top to bottom."""
    gutter = _gutter(segments) if columns > 1 else None
    if gutter is None:
        return [_rows(segments)] if segments else []
    ordered: list[list[Row]] = []
    left: list[Segment] = []
    right: list[Segment] = []

    def end_band() -> None:
        ordered.extend(in_reading_order(left, columns - 1))
        ordered.extend(in_reading_order(right, columns - 1))
        left.clear()
        right.clear()

    # What crosses the gutter ends the columns above it and begins new ones below.
    for segment in sorted(segments, key=lambda s: -s.top):
        if segment.right <= gutter:
            left.append(segment)
        elif segment.left >= gutter:
            right.append(segment)
        else:
            end_band()
            ordered.append([Row([segment])])
    end_band()
    return _joined(ordered)


def _joined(ordered: list[list[Row]]) -> list[list[Row]]:
    """Lines across the page that follow one another belong together."""
    joined: list[list[Row]] = []
    for is_single, parts in groupby(ordered, key=lambda rows: len(rows) == 1):
        if is_single:
            joined.append([row for rows in parts for row in rows])
        else:
            joined += parts
    return joined


def _rows(segments: Sequence[Segment]) -> list[Row]:
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda s: (-s.top, s.left)):
        if rows and rows[-1][0].overlap(segment) > 0.5:
            rows[-1].append(segment)
        else:
            rows.append(Row([segment]))
    return [Row(sorted(row, key=lambda s: s.left)) for row in rows]


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Where a vertical band that hardly any segment crosses parts two columns."""
    if len(segments) < 2 * _FEWEST_LINES:
        return None
    first = min(s.left for s in segments)
    last = max(s.right for s in segments)
    narrowest = _NARROWEST_GUTTER * median(s.size for s in segments)
    crossing = _crossings(segments, first, last)
    fewest_allowed = len(segments) // 5
    margin = len(crossing) // 8
    best: tuple[int, int, int] | None = None
    at = margin
    for count, run in groupby(crossing[margin : len(crossing) - margin]):
        width = len(list(run))
        is_wide = count <= fewest_allowed and width >= narrowest
        candidate = (-count, width, at + width // 2)
        if is_wide and (best is None or candidate > best):
            best = candidate
        at += width
    if best is None:
        return None
    gutter = first + best[2]
    return gutter if _parts_columns(segments, gutter) else None


def _crossings(segments: Sequence[Segment], first: float, last: float) -> list[int]:
    """How many segments stand over each point between the margins."""
    steps = [0] * (int(last - first) + 2)
    for segment in segments:
        steps[max(0, int(segment.left - first))] += 1
        steps[min(len(steps) - 1, int(segment.right - first) + 1)] -= 1
    counts: list[int] = []
    standing = 0
    for step in steps:
        standing += step
        counts.append(standing)
    return counts


def _parts_columns(segments: Sequence[Segment], gutter: float) -> bool:
    sides = (
        [s for s in segments if s.right <= gutter],
        [s for s in segments if s.left >= gutter],
    )
    for side in sides:
        if len(side) < _FEWEST_LINES:
            return False
        width = max(s.right for s in side) - min(s.left for s in side)
        if median(s.right - s.left for s in side) < _FILLED * width:
            return False
    (left, right) = sides
    shared = min(_top(left), _top(right)) - max(_bottom(left), _bottom(right))
    return shared > 0


def _top(segments: Sequence[Segment]) -> float:
    return max(s.top for s in segments)


def _bottom(segments: Sequence[Segment]) -> float:
    return min(s.bottom for s in segments)
