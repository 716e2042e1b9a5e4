"""What a brief is made of: sections of paragraphs, tables and charts.

Data only, in both languages: HTML, PDF and Markdown renderers walk the same parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ishizue.briefs.numbers import Number
from ishizue.briefs.wording import Text, joined

Spec = Mapping[str, Any]
"""A Vega-Lite specification."""


@dataclass(frozen=True)
class Cited:
    """A source named in running text; its id leads to its entry.

    Attributes:
        kind: `document`; `ruling` (signed), `unverified`, `scenario`, `dictionary`.
        words: A document's title, what a ruling or an assumption says.
        publisher, grade: Of a document; the grade is its reliability.
    """

    id: str
    kind: str
    words: Text
    publisher: str = ""
    grade: str = ""


@dataclass(frozen=True)
class Named:
    """A figure or row in words.

    Attributes:
        path: Its place in the study's files, shown on hovering and in files.
        names: What it is called, from what it is to whose and when.
        basis: Ids of the claims, rulings, assumptions and ranges it rests on.
    """

    path: str
    names: tuple[Text, ...]
    basis: tuple[str, ...] = ()

    @property
    def words(self) -> Text:
        """All its names in a row."""
        return joined(self.names)


@dataclass(frozen=True)
class Link:
    """Words that lead to a part of the brief."""

    target: str
    words: Text


@dataclass(frozen=True)
class Sentence:
    """A sentence with numbers, sources and figures in it.

    Attributes:
        template: The words, with `{name}` where a part goes. Nothing that a study says
            may stand in it.
        parts: By name, what is filled in.
    """

    template: Text
    parts: tuple[tuple[str, Part], ...] = ()

    @classmethod
    def of(cls, template: Text, **parts: Part) -> Sentence:
        """The sentence of a template and its parts."""
        return cls(template, tuple(parts.items()))


Part = Text | Number | Cited | Named | Link | Sentence
Cell = Part | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: Text


@dataclass(frozen=True)
class Table:
    """A table; the first column names its rows.

    Attributes:
        id: A name for files and links, unique in the brief.
    """

    id: str
    caption: Text
    head: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart with all that stands under it.

    Attributes:
        alternative: What the chart shows, as a sentence, for those who do not see it.
        caption: What must be printed with it, if anything.
        table: Its numbers.
        specs: By language, its Vega-Lite specification.
    """

    id: str
    title: Text
    alternative: Text
    caption: Text | None
    table: Table
    specs: Mapping[str, Spec]

    def spec(self, lang: str) -> Spec:
        """The specification in a language, described for those who do not see it."""
        return {**self.specs[lang], "description": self.alternative[lang]}


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    id: str
    text: Text


@dataclass(frozen=True)
class Change:
    """One change of a scenario.

    Attributes:
        label: As notes name it (`S2.1`).
        what: The change as the study's files have it.
    """

    label: str
    what: str
    why: Text


@dataclass(frozen=True)
class Points:
    """Sentences, one below another."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Fold:
    """Blocks that a reader unfolds.

    Attributes:
        open: Whether they show from the start.
    """

    id: str
    title: Text
    blocks: tuple[Block, ...]
    open: bool = False


@dataclass(frozen=True)
class ScenarioCard:
    """A scenario: what it asks, and what it changes."""

    name: str
    title: Text
    question: Text
    changes: tuple[Change, ...]


Block = Paragraph | Points | Table | Chart | Heading | ScenarioCard | Fold


@dataclass(frozen=True)
class Section:
    """A numbered part of the brief."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


def charts_in(blocks: Iterable[Block]) -> Iterator[Chart]:
    """Every chart among some blocks, folded ones included, in order."""
    for block in blocks:
        if isinstance(block, Chart):
            yield block
        elif isinstance(block, Fold):
            yield from charts_in(block.blocks)


def numbers_in(part: object) -> Iterator[Number]:
    """Every number in a part, in reading order."""
    if isinstance(part, Number):
        yield part
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from numbers_in(getattr(part, field.name))
    elif isinstance(part, tuple | list):
        for item in part:
            yield from numbers_in(item)


def plain(part: Cell, lang: str) -> str:
    """A part of a sentence or cell of a table as plain text."""
    if part is None:
        return ""
    if isinstance(part, Number):
        return part.text(lang)
    if isinstance(part, Cited | Named | Link):
        return part.words[lang]
    if isinstance(part, Sentence):
        return part.template[lang].format(
            **{name: plain(p, lang) for name, p in part.parts}
        )
    return part[lang]
