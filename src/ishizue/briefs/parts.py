"""What a brief is made of: sections of paragraphs, tables and charts.

Data only, in both languages: HTML, PDF and Markdown renderers walk the same parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ishizue.briefs.numbers import Number
from ishizue.briefs.wording import Text

Spec = Mapping[str, Any]
"""A Vega-Lite specification."""

Cell = Text | Number | None


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
class ScenarioCard:
    """A scenario: what it asks, and what it changes."""

    name: str
    title: Text
    question: Text
    changes: tuple[Change, ...]


Block = Paragraph | Table | Chart | Heading | ScenarioCard


@dataclass(frozen=True)
class Section:
    """A numbered part of the brief."""

    id: str
    title: Text
    blocks: tuple[Block, ...]


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
