"""Documents as bibliographies: BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from ishizue.evidence import Document

# Backslash first in one pass, so that what is put in is not escaped again.
_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


def bibtex(documents: Iterable[Document]) -> str:
    """The documents as BibTeX entries, in UTF-8."""
    return "\n".join(map(_entry, documents))


def ris(documents: Iterable[Document]) -> str:
    """The documents in the RIS format of reference managers."""
    return "".join(map(_record, documents))


def is_link(locator: str) -> bool:
    """Whether a locator can be followed in a browser."""
    return re.match(r"https?://[^\s\"'<>\\]+$", locator) is not None


def _entry(document: Document) -> str:
    fields = {
        # A second brace keeps the title's capitals.
        "title": f"{{{_tex(document.title)}}}",
        "author": f"{{{_tex(document.publisher)}}}",
        "publisher": _tex(document.publisher),
    }
    year, month, _ = _date(document)
    if year:
        fields["year"] = year
    if document.date:
        fields["date"] = document.date
    fields["langid"] = _tex(document.language)
    if is_link(document.locator):
        # Links are read as they stand; only braces and percent signs would break them.
        fields["url"] = re.sub(r"[{}%\\]", lambda m: f"\\{m.group()}", document.locator)
    elif document.locator:
        fields["howpublished"] = _tex(document.locator)
    fields["note"] = _tex(f"Admiralty reliability {document.reliability}")
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    if month:
        lines.append(f"  month = {_MONTHS[int(month) - 1]},")
    return "\n".join([f"@misc{{{document.document},", *lines, "}", ""])


def _record(document: Document) -> str:
    year, month, day = _date(document)
    lines = [
        ("TY", "GEN"),
        ("ID", document.document),
        ("TI", document.title),
        ("AU", document.publisher),
        ("PB", document.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}" if year else ""),
        ("LA", document.language),
        ("UR" if is_link(document.locator) else "AV", document.locator),
        ("N1", f"Admiralty reliability {document.reliability}"),
    ]
    written = [f"{tag}  - {_line(text)}\r\n" for tag, text in lines if text]
    return "".join([*written, "ER  - \r\n\r\n"])


def _date(document: Document) -> tuple[str, str, str]:
    year, month, day = [*(document.date or "").split("-"), "", ""][:3]
    return year, month, day


def _tex(text: str) -> str:
    return re.sub(r"[\\{}&%$#_~^]", lambda m: _TEX[m.group()], _line(text))


def _line(text: str) -> str:
    # Both formats end a value, or read another tag, at a line break.
    return " ".join(text.split())
