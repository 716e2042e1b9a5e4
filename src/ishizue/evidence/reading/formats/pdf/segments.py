"""Characters of a PDF's page gathered into segments: runs along one line."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it has no stubs

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What PDFium puts where it found a hyphen at the end of a line.
_HYPHENS = {0x02, 0xFFFE}
_LINE_ENDS = {0x0A, 0x0D}
_WIDEST_GAP = 1.5
_WORD_GAP = 0.2
_SMALL = 0.8


@dataclass(slots=True)
class Segment:
    """A run of characters along one line; positions in points from the bottom left."""

    left: float
    bottom: float
    right: float
    top: float
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters, in order."""
        return "".join(self.texts).strip()

    @property
    def size(self) -> float:
        """Height of the line, which stands for the size of its type."""
        return self.top - self.bottom

    def overlap(self, other: Segment) -> float:
        """Share of the lower one's height in which both stand."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        lower = min(self.size, other.size)
        return shared / lower if lower > 0 else 0.0


def page_segments(page: pypdfium2.PdfPage) -> list[Segment]:
    """Segments of a page, in the order in which the page draws them."""
    segments: list[Segment] = []
    current: Segment | None = None
    is_spaced = False
    for code, box in _characters(page):
        if code in _LINE_ENDS or box is None:
            current = None if code in _LINE_ENDS else current
            is_spaced = True
            continue
        character = "-" if code in _HYPHENS else chr(code)
        if character.isspace():
            is_spaced = True
            if character != "　" or current is None:
                continue
        if current is None or not _follows(current, box):
            current = Segment(box.left, box.bottom, box.right, box.top)
            segments.append(current)
        is_apart = is_spaced or box.left - current.right > _WORD_GAP * current.size
        _extend(current, box, character, is_apart=is_apart)
        is_spaced = False
    return [s for s in segments if s.text]


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Segment | None]]:
    """Code point and place of every character; None where it has no place."""
    textpage = page.get_textpage()
    try:
        high = 0
        for i in range(pdfium.FPDFText_CountChars(textpage)):
            code = pdfium.FPDFText_GetUnicode(textpage, i)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = (
                    (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else 0
                )
            high = 0
            if 0 < code <= 0x10FFFF:
                yield code, _place(textpage, i)
    finally:
        textpage.close()


def _place(textpage: pypdfium2.PdfTextPage, at: int) -> Segment | None:
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(textpage, at, ctypes.byref(box)):
        return None
    return Segment(box.left, box.bottom, box.right, box.top)


def _follows(current: Segment, box: Segment) -> bool:
    size = max(current.size, box.size)
    is_beside = -size / 2 < box.left - current.right < _WIDEST_GAP * size
    return is_beside and current.overlap(box) > 0.4


def _extend(segment: Segment, box: Segment, character: str, *, is_apart: bool) -> None:
    last = segment.texts[-1] if segment.texts else ""
    # A small figure above the base line is a footnote's mark, not part of a number.
    is_raised = (
        last != ""
        and box.size < _SMALL * segment.size
        and box.bottom > segment.bottom + 0.2 * segment.size
    )
    if is_raised:
        character = character.translate(_RAISED)
    else:
        if is_apart and last and (last.isascii() or character.isascii()):
            segment.texts.append(" ")
        segment.bottom = min(segment.bottom, box.bottom)
        segment.top = max(segment.top, box.top)
    segment.texts.append(character)
    segment.right = max(segment.right, box.right)
    segment.left = min(segment.left, box.left)
