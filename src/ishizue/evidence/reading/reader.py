"""From a file to a `Text`: its lines, sentences, sections, masthead and references."""

from __future__ import annotations

import hashlib
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ishizue.errors import EvidenceError
from ishizue.evidence.filenames import check_name
from ishizue.evidence.passages import CLAIMABLE, Passage, Section, Text
from ishizue.evidence.reading.bylines import masthead
from ishizue.evidence.reading.draft import Draft, Line
from ishizue.evidence.reading.formats.html import read_html
from ishizue.evidence.reading.formats.pdf import read_pdf
from ishizue.evidence.reading.formats.plain import read_plain
from ishizue.evidence.reading.formats.word import read_word
from ishizue.evidence.reading.language.identify import main_language
from ishizue.evidence.reading.language.repetition import repetitions
from ishizue.evidence.reading.references import references_of
from ishizue.evidence.reading.sections import sections_of
from ishizue.evidence.reading.sentences import sentences_of

LARGEST_FILE = 64 * 2**20
"""Bytes; a larger file is refused before it is read."""

_FORMATS: dict[str, Callable[[str, bytes], Draft]] = {
    ".txt": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_word,
}


def read(path: Path) -> Text:
    """Read a document.

    Raises:
        EvidenceError: It cannot be read; the message says why and how to mend it.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise EvidenceError(
                f"{path}: is not a file. Fix: name the files in it, or a file."
            )
        _check_size(path.name, status.st_size)
        _format(path.name)
        with path.open("rb") as file:
            # One byte more than allowed, as it may have grown in the meantime.
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EvidenceError(
            f"{path}: cannot be read ({reason}). Fix: check its name and whether you "
            "may open it."
        ) from error
    return read_bytes(path.name, data)


def read_bytes(name: str, data: bytes) -> Text:
    """Read a document whose bytes are at hand.

    Args:
        name: Its file name, without folders; the ending says what it is.
        data: The bytes of the file.

    Raises:
        EvidenceError: It cannot be read; the message says why and how to mend it.
    """
    check_name(name)
    reader = _format(name)
    _check_size(name, len(data))
    draft = reader(name, data)
    if not draft.lines:
        raise EvidenceError(
            f"{name}: it holds no text. Fix: check that it is the file you meant; if "
            "it is a page that a script writes, save it from the browser."
        )
    sections = sections_of(draft.lines)
    head = masthead(draft, sections)
    main = main_language("\n".join(line.text for line in draft.lines))
    passages = tuple(_passages(draft.lines, sections, main))
    return Text(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        title=head.title,
        publisher=head.publisher,
        date=head.date,
        language=_language(passages) or main,
        encoding=draft.encoding,
        passages=passages,
        references=references_of(draft.lines, sections),
        metadata=draft.metadata,
    )


def _format(name: str) -> Callable[[str, bytes], Draft]:
    ending = Path(name).suffix.lower()
    if ending not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise EvidenceError(
            f"{name}: {ending or 'a name without ending'} cannot be read, only {known}. "
            "Fix: save it in one of these formats."
        )
    return _FORMATS[ending]


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise EvidenceError(
            f"{name}: it is empty. Fix: fetch it again; the download may have failed."
        )
    if size > LARGEST_FILE:
        raise EvidenceError(
            f"{name}: at {size / 2**20:.0f} MB it is over the limit of "
            f"{LARGEST_FILE // 2**20} MB. Fix: split it, or save its text as .txt."
        )


def _passages(
    lines: Sequence[Line], sections: Sequence[Section], main: str
) -> Iterator[Passage]:
    repeated = _repeated_by_line(lines)
    for para, (line, section) in enumerate(zip(lines, sections, strict=True), 1):
        yield Passage(
            line=line.number,
            para=para,
            text=line.text,
            section=section,
            sentences=sentences_of(line.text, main, repeated.get(para, ())),
            offset=line.offset,
        )


def _repeated_by_line(lines: Sequence[Line]) -> dict[int, list[tuple[int, int]]]:
    """Stretches that repeat themselves, by paragraph, within its text."""
    by_line: dict[int, list[tuple[int, int]]] = {}
    starts = []
    length = 0
    for line in lines:
        starts.append(length)
        length += len(line.text) + 1
    para = 0
    for start, end in repetitions("\n".join(line.text for line in lines)):
        while para < len(starts) and starts[para] <= start:
            para += 1
        before = starts[para - 1]
        by_line.setdefault(para, []).append((start - before, end - before))
    return by_line


def _language(passages: Sequence[Passage]) -> str:
    """The language most of the text itself is written in."""
    lengths: Counter[str] = Counter()
    for passage in passages:
        if passage.section in CLAIMABLE:
            for s in passage.sentences:
                lengths[s.language] += s.end - s.start
    del lengths[""]
    return max(lengths, key=lambda code: lengths[code], default="")
