"""Word documents: text, tables, notes, comments; deleted text is not read."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from lxml import etree

from ishizue.errors import EvidenceError
from ishizue.evidence.passages import Section
from ishizue.evidence.reading.draft import Block, Draft, stack_blocks
from ishizue.evidence.reading.formats.word.package import check_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"})
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# python-docx takes for granted what the format demands: this is what it then raises.
_DEFECTS = (AttributeError, LookupError, TypeError, ValueError)
_NOT_A_NOTE = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_STYLES: tuple[tuple[re.Pattern[str], Section], ...] = (
    (re.compile(r"heading|title|subtitle|見出し|表題|副題", re.I), "heading"),
    (re.compile(r"caption|図表番号", re.I), "caption"),
    (re.compile(r"footnote|endnote|脚注|文末脚注|bibliography|文献", re.I), "footnote"),
    (re.compile(r"toc|目次|header|footer|ヘッダー|フッター", re.I), "navigation"),
)
# python-docx's own template was made on this day; so says every document from it.
_TEMPLATE_MADE = dt.date(2013, 12, 23)


def read_word(name: str, data: bytes) -> Draft:
    """The text of a Word document, notes and comments after it."""
    check_package(name, data)
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(_Reader(document).blocks())
        details = document.core_properties
        metadata = {
            "author": details.author,
            "subject": details.subject,
            "keywords": details.keywords,
        }
        title, created = details.title.strip(), details.created
    except (*_DEFECTS, OpcError, etree.LxmlError) as error:
        raise EvidenceError(
            f"{name}: it cannot be opened as a Word document ({error}). Fix: open it "
            "in a word processor and save it as a new .docx."
        ) from error
    is_real = created is not None and created.date() != _TEMPLATE_MADE
    return Draft(
        "docx",
        tuple(stack_blocks(blocks)),
        title=title,
        created=created.date().isoformat() if created and is_real else "",
        metadata={k: v for k, v in metadata.items() if v},
    )


class _Reader:
    """Walks the parts of a document; numbers its notes as Word shows them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = {s.style_id: _style_section(s.name) for s in document.styles}
        self._notes: dict[tuple[str, str], int] = {}

    def blocks(self) -> Iterator[Block]:
        part = self._document.part
        yield from self._paragraphs(self._document.element.body)
        for kind in ("footnote", "endnote"):
            for related in _related(part, f"{kind}s"):
                yield from self._note_blocks(kind, _root(related))
        for related in _related(part, "comments"):
            for block in self._paragraphs(_root(related)):
                yield block._replace(section="comment")
        for kind in ("header", "footer"):
            for related in _related(part, kind):
                for block in self._paragraphs(_root(related)):
                    yield block._replace(section="navigation")

    def _note_blocks(self, kind: str, root: etree._Element) -> Iterator[Block]:
        for note in root.iterchildren(f"{_W}{kind}"):
            number = self._notes.get((kind, note.get(f"{_W}id", "")))
            if note.get(f"{_W}type") in _NOT_A_NOTE or number is None:
                continue
            mark = f"[{number}] "
            for block in self._paragraphs(note):
                yield Block(mark + block.text.strip(), "footnote")
                mark = ""

    def _paragraphs(self, root: etree._Element) -> Iterator[Block]:
        """Paragraphs of a part in order; a row of a table is one, cells between tabs."""
        walk = etree.iterwalk(root, events=("start",))
        for _, element in walk:
            if element.tag in _SKIPPED:
                walk.skip_subtree()
            elif element.tag == f"{_W}tr":
                cells = [self._cell(c) for c in element.iterchildren(f"{_W}tc")]
                yield Block("\t".join(c for c in cells if c), "body")
                walk.skip_subtree()
            elif element.tag == f"{_W}p":
                section = self._section(element)
                for line in self._text(element).split("\n"):
                    yield Block(line, section)

    def _cell(self, cell: etree._Element) -> str:
        texts = (self._text(p).replace("\n", " ") for p in cell.iter(f"{_W}p"))
        return " ".join(t.strip() for t in texts if t.strip())

    def _section(self, paragraph: etree._Element) -> Section | None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return None if style is None else self._styles.get(style.get(f"{_W}val", ""))

    def _text(self, paragraph: etree._Element) -> str:
        texts: list[str] = []
        walk = etree.iterwalk(paragraph, events=("start",))
        for _, element in walk:
            is_in_box = element.tag == f"{_W}p" and element is not paragraph
            if element.tag in _SKIPPED or is_in_box:
                walk.skip_subtree()
            elif element.tag == f"{_W}t":
                text = element.text or ""
                raised = _is_raised(element) and text.strip().isdecimal()
                texts.append(text.translate(_RAISED) if raised else text)
            elif element.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                texts.append(f"[{self._number(element)}]")
            else:
                texts.append(_SIGNS.get(str(element.tag), ""))
        return "".join(texts)

    def _number(self, reference: etree._Element) -> int:
        kind = str(reference.tag).removeprefix(_W).removesuffix("Reference")
        key = kind, reference.get(f"{_W}id", "")
        return self._notes.setdefault(key, len(self._notes) + 1)


def _style_section(name: str | None) -> Section | None:
    return next((s for p, s in _STYLES if p.match(name or "")), None)


def _is_raised(text: etree._Element) -> bool:
    run = text.getparent()
    raised = None if run is None else run.find(f"{_W}rPr/{_W}vertAlign")
    return raised is not None and raised.get(f"{_W}val") == "superscript"


def _related(part: Part, kind: str) -> list[Part]:
    return [
        relation.target_part
        for relation in part.rels.values()
        if not relation.is_external and relation.reltype.endswith(f"/{kind}")
    ]


def _root(part: Part) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(part.blob, parser)
