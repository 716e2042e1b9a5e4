"""PDF: text in reading order, by PDFium; what is only a picture of text is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # it has no stubs

from ishizue.errors import EvidenceError
from ishizue.evidence.reading.dates import find_dates
from ishizue.evidence.reading.draft import Draft, stack_blocks
from ishizue.evidence.reading.formats.pdf.columns import in_reading_order
from ishizue.evidence.reading.formats.pdf.paragraphs import Column, paragraphs
from ishizue.evidence.reading.formats.pdf.segments import page_segments

_MOST_PAGES = 5000
_KEPT = frozenset({"Author", "Subject", "Keywords"})
_MADE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
# Titles that programs give, not people.
_NO_TITLE = re.compile(
    r"Microsoft (?:Word|PowerPoint)|untitled|無題|文書\s?\d*\Z|\S+\.(?:docx?|indd|pdf|tex)\Z"
    r"|Slide 1\Z",
    re.IGNORECASE,
)


def read_pdf(name: str, data: bytes) -> Draft:
    """The text of a PDF, its columns in reading order."""
    document = _open(name, data)
    try:
        pages = len(document)
        if pages > _MOST_PAGES:
            raise EvidenceError(
                f"{name}: {pages} pages are more than the {_MOST_PAGES} that are read. "
                "Fix: split it into parts."
            )
        columns = list(_columns(document))
        metadata = {
            field: "".join(filter(str.isprintable, value)).strip()
            for field, value in document.get_metadata_dict(skip_empty=True).items()
        }
    finally:
        document.close()
    with_text = {column.page for column in columns}
    empty = [str(i + 1) for i in range(pages) if i not in with_text]
    if not columns:
        raise EvidenceError(
            f"{name}: its {pages} page(s) hold no text, so they are pictures of it. "
            "Fix: run text recognition (OCR) over it first, then read the result."
        )
    title = metadata.get("Title", "")
    details = {k.lower(): v for k, v in metadata.items() if k in _KEPT and v}
    if empty:
        details["pages without text"] = ", ".join(empty)
    return Draft(
        "pdf",
        tuple(stack_blocks(paragraphs(columns))),
        title="" if _NO_TITLE.match(title) else title,
        created=_made(metadata.get("CreationDate", "")),
        metadata=details,
    )


def _open(name: str, data: bytes) -> pypdfium2.PdfDocument:
    if b"%PDF-" not in data[:1024]:
        raise EvidenceError(
            f"{name}: it does not begin as a PDF does. Fix: give it the ending of its "
            "kind, or fetch it again; a web page may have been saved in its place."
        )
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EvidenceError(
                f"{name}: it is encrypted. Fix: open it with its password and save a "
                "copy without one."
            ) from error
        raise EvidenceError(
            f"{name}: it is damaged and cannot be opened as a PDF. Fix: fetch it "
            "again, or print it to a new PDF from a viewer that can show it."
        ) from error


def _columns(document: pypdfium2.PdfDocument) -> Iterator[Column]:
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue  # listed among the pages without text
        height = page.get_height()
        for rows in in_reading_order(page_segments(page)):
            yield Column(number, height, tuple(rows))
        page.close()


def _made(date: str) -> str:
    found = _MADE.match(date)
    if found is None:
        return ""
    written = "-".join(part for part in found.groups() if part)
    return next((d.value for d in find_dates(written)), "")
