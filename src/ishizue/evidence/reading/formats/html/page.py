"""Web pages: their text in order, each piece with what the page says it is.

Nothing a reader would not see is read, scripts least of all. What is the article and
what surrounds it, trafilatura tells; the surroundings are kept, under their own names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import NamedTuple

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from ishizue.errors import EvidenceError
from ishizue.evidence.passages import Section
from ishizue.evidence.reading.bylines import is_byline
from ishizue.evidence.reading.draft import Block, Draft, stack_blocks
from ishizue.evidence.reading.formats.encodings import declared_in, decode
from ishizue.evidence.reading.formats.html.elements import (
    HEADINGS,
    LIST_LIKE,
    is_block,
    is_hidden,
    section_of,
)
from ishizue.evidence.reading.formats.html.metadata import page_metadata
from ishizue.evidence.reading.forms import is_paragraph

_CHARSETS = (
    re.compile(
        rb"""<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE
    ),
    re.compile(rb"""<\?xml[^>]+encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""", re.IGNORECASE),
)
_SPACE = re.compile(r"[ \n\r\f\t]+")
_AROUND_TABS = re.compile(r" *\t[ \t]*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*")
# Beyond this a page is data: looking for its article would take longer than reading it.
_LARGEST_ARTICLE = 3_000_000
# The element that holds so much of what trafilatura found is the article.
_MOST = 0.8
_LONGEST_BOLD_HEADING = 80


class _Piece(NamedTuple):
    """A run of text between two block boundaries."""

    text: str
    element: HtmlElement
    is_bold: bool


def read_html(name: str, data: bytes) -> Draft:
    """The text of a web page, whatever its encoding."""
    decoded = decode(name, data, declared_in(data, _CHARSETS))
    root = _parse(name, decoded.text)
    metadata = page_metadata(root)
    pieces = list(_pieces(root))
    article = _Article(root, pieces, is_small=len(decoded.text) <= _LARGEST_ARTICLE)
    blocks: list[Block] = []
    after_title = False
    for piece in pieces:
        section = article.section(piece, after_title=after_title)
        after_title |= piece.element.tag == "h1"
        blocks.append(Block(piece.text, section))
    return Draft(
        decoded.encoding,
        tuple(stack_blocks(blocks)),
        title=metadata.pop("title", ""),
        publisher=metadata.pop("publisher", ""),
        date=metadata.pop("date", ""),
        metadata=metadata,
    )


def _parse(name: str, text: str) -> HtmlElement:
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        root = None
        reason = str(error)
    else:
        reason = "it has no elements"
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        root, reason = None, "its elements are nested too deeply"
    if root is None:
        raise EvidenceError(
            f"{name}: cannot be read as a web page ({reason}). Fix: open it in a "
            "browser and save it again, or save its text as .txt."
        )
    return root


def _pieces(root: HtmlElement) -> Iterator[_Piece]:
    """Visible text, cut where a browser would begin a new line."""
    collector = _Collector(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if is_hidden(element):
                walk.skip_subtree()
                continue
            yield from collector.open(element)
        else:
            if not is_hidden(element):
                yield from collector.close(element)
            collector.add(element.tail, element.getparent())
    yield from collector.flush()


class _Collector:
    """Gathers the text of a page between block boundaries."""

    def __init__(self, root: HtmlElement) -> None:
        self._texts: list[str] = []
        self._element = root
        self._bold = 0
        self._bold_length = 0
        self._raised: HtmlElement | None = None
        self._preformatted = 0

    def open(self, element: HtmlElement) -> Iterator[_Piece]:
        if is_block(element):
            yield from self.flush()
            self._element = element
        elif element.tag == "br":
            if self._element.tag in HEADINGS:
                self._texts.append(" ")
            else:
                yield from self.flush()
        self._preformatted += element.tag == "pre"
        self._bold += element.tag in ("b", "strong")
        if element.tag == "sup" and _MARK.fullmatch("".join(element.itertext())):
            self._raised = element
        self.add(element.text, element)

    def close(self, element: HtmlElement) -> Iterator[_Piece]:
        if is_block(element):
            yield from self.flush()
            parent = element.getparent()
            self._element = element if parent is None else parent
        elif element.tag in ("td", "th"):
            self._texts.append("\t")
        self._preformatted -= element.tag == "pre"
        self._bold -= element.tag in ("b", "strong")
        if element is self._raised:
            self._raised = None

    def add(self, text: str | None, within: HtmlElement | None) -> None:
        if not text or within is None:
            return
        if not self._preformatted:
            text = _SPACE.sub(" ", text)
        if self._raised is not None:
            text = text.strip().translate(_RAISED)
        self._texts.append(text)
        if self._bold:
            self._bold_length += len(text.strip())

    def flush(self) -> Iterator[_Piece]:
        text = _AROUND_TABS.sub("\t", "".join(self._texts)).strip()
        is_bold = 0 < len(text) <= self._bold_length
        self._texts.clear()
        self._bold_length = 0
        for line in re.split(r"\r\n|\r|\n", text):
            if line.strip():
                line = line if self._preformatted else re.sub(" {2,}", " ", line)
                yield _Piece(line.strip(), self._element, is_bold)


class _Article:
    """Tells the article of a page from what surrounds it."""

    def __init__(
        self, root: HtmlElement, pieces: Sequence[_Piece], *, is_small: bool
    ) -> None:
        self._found = _main_texts(root) if is_small else frozenset()
        holder = _holder(root, pieces, self._found)
        around = {holder, *holder.iterancestors()}
        self._inside: dict[HtmlElement, bool] = {}
        self._named: dict[HtmlElement, Section | None] = {}
        for element in root.iter():
            parent = element.getparent()
            self._inside[element] = element is holder or self._inside.get(parent, False)
            # What surrounds the article cannot name it: a page's own classes do.
            own = None if element in around else section_of(element)
            self._named[element] = own or self._named.get(parent)
        self._has_headings = any(
            p.element.tag in HEADINGS - {"h1"} and self._inside[p.element]
            for p in pieces
        )

    def section(self, piece: _Piece, *, after_title: bool) -> Section | None:
        """What a piece is; None where its wording and form are to tell."""
        element, tag = piece.element, str(piece.element.tag)
        is_found = _bare(piece.text) in self._found
        named = self._named[element]
        if named == "navigation" and is_found and is_paragraph(piece.text):
            named = None  # its class is an accident of the page's design
        if named is not None:
            return named
        if tag in HEADINGS:
            return "heading"
        if not is_found and not self._inside[element]:
            is_dateline = after_title and is_byline(piece.text)
            return None if is_dateline else "navigation"
        if piece.is_bold and len(piece.text) <= _LONGEST_BOLD_HEADING:
            return "heading" if tag not in LIST_LIKE else "body"
        return "body" if self._has_headings or tag in LIST_LIKE else None


def _main_texts(root: HtmlElement) -> frozenset[str]:
    document = trafilatura.bare_extraction(
        deepcopy(root), include_comments=False, include_tables=True
    )
    text = getattr(document, "text", None) or ""
    return frozenset(_bare(line) for line in text.split("\n")) - {""}


def _holder(
    root: HtmlElement, pieces: Sequence[_Piece], found: frozenset[str]
) -> HtmlElement:
    """The innermost element with most of the text that was found to be the article."""
    elements = list(root.iter())
    weights = dict.fromkeys(elements, 0)
    for piece in pieces:
        bare = _bare(piece.text)
        weights[piece.element] += len(bare) if bare in found else 0
    # Children follow their parents, so backwards every sum is whole when it is passed on.
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None:
            weights[parent] += weights[element]
    enough = _MOST * weights[root]
    # Only one child can hold more than half, so the last one found is the innermost.
    return [e for e in elements if weights[e] >= enough][-1] if enough else root


def _bare(text: str) -> str:
    """A text without white space and signs of lists, as two readers may differ there."""
    return re.sub(r"[\s|•\-–]+", "", text)
