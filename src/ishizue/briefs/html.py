"""The brief as one HTML file that asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ishizue.briefs.brief import Brief
from ishizue.briefs.citations import UNVERIFIED
from ishizue.briefs.files import csv_of, data_uri
from ishizue.briefs.geometry import HATCH_SVG_DEFS, world_shapes
from ishizue.briefs.names import TABLES
from ishizue.briefs.notes import Note
from ishizue.briefs.numbers import FindingKey, Number
from ishizue.briefs.parts import (
    Chart,
    Cited,
    Link,
    Named,
    Sentence,
    Table,
    numbers_in,
)
from ishizue.briefs.prose import Prose, anchor
from ishizue.briefs.references import bibtex, is_link, ris
from ishizue.briefs.svg import Drawing
from ishizue.briefs.wording import LANGUAGES, Text, say, say_count

MAIN_DOCUMENTS: Final = 3
TITLE_CHARACTERS: Final = 48


def drawings(brief: Brief) -> list[Drawing]:
    """Every chart of a brief in both languages, to be drawn."""
    return [
        Drawing(f"{chart.id}-{lang}", chart.spec(lang))
        for chart in brief.charts()
        for lang in LANGUAGES
    ]


def render_html(
    brief: Brief, lang: str = "en", *, drawn: Mapping[str, str] | None = None
) -> str:
    """The brief as one self-contained HTML file.

    Args:
        brief: The brief.
        lang: The language shown first; the file holds both.
        drawn: Its `drawings` by name, where somebody has made them already.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}; a brief is written in {LANGUAGES}")
    if drawn is None:
        drawn = {piece.name: piece() for piece in drawings(brief)}
    page = _Page(brief, drawn)
    environment = Environment(
        loader=PackageLoader("ishizue.briefs"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=page.finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "anchor": anchor,
        "labels": page.labels,
        "is_link": is_link,
        "kind": lambda part: type(part).__name__,
    }
    script, bundle = _template_file("brief.js"), vega_bundle()
    return environment.get_template("brief.html.j2").render(
        brief=brief,
        lang=lang,
        page=page,
        say=say,
        say_count=say_count,
        tables=TABLES,
        css=Markup(_template_file("brief.css")),
        bundle=Markup(bundle),
        script=Markup(script),
        policy=_policy(bundle, script),
        hatch=Markup(HATCH_SVG_DEFS),
        unverified=UNVERIFIED,
    )


def both(text: Text) -> Markup:
    """A text in both languages, of which the page shows one."""
    if text.en == text.ja:
        return escape(text.en)
    return Markup('<span lang="en">{}</span><span lang="ja">{}</span>').format(
        text.en, text.ja
    )


class _Page:
    """What the template asks for while it writes the page."""

    def __init__(self, brief: Brief, drawn: Mapping[str, str]) -> None:
        self._apparatus = brief.apparatus
        self._seen: set[int] = set()
        self._titles: dict[int, str] = {}
        self._drawn = drawn
        self._prose = Prose(brief.apparatus, self.hover)

    def finalize(self, value: object) -> object:
        """How texts and numbers are written wherever the template puts one."""
        if isinstance(value, Text):
            return both(value)
        if isinstance(value, Number):
            return self.number(value)
        if isinstance(value, Cited | Named | Link | Sentence):
            return self._places(value) + self._prose.both(value)
        return value

    def _places(self, part: object) -> Markup:
        """Where notes lead back to that have no other number, in either language."""
        footnotes = {self.footnote(number) for number in numbers_in(part)}
        first = sorted(footnotes - self._seen)
        self._seen |= footnotes
        return Markup("").join(
            Markup('<span id="ref{}"></span>').format(n) for n in first
        )

    def full(self, value: object) -> object:
        """The same with sources in more of their words, for tables."""
        if isinstance(value, Cited):
            return self._prose.both(value, full=True)
        return self.finalize(value)

    def number(self, number: Number) -> Markup:
        """A number, linked to its note, marked where something is unverified."""
        footnote, place = self._apparatus.of[number.note]
        first = Markup("")
        if footnote not in self._seen:
            self._seen.add(footnote)
            first = Markup(' id="ref{}"').format(footnote)
        text = Text(number.text("en"), number.text("ja"))
        spread = Text(number.spread("en"), number.spread("ja"))
        interval = Markup("")
        if spread.en:
            interval = Markup(' <span class="ci">({})</span>').format(both(spread))
        mark = Markup("")
        if self._apparatus.notes[place].unverified:
            mark = Markup('<span class="u">{}</span>').format(UNVERIFIED)
        return Markup(
            '<a class="n"{} href="#n{}" data-trace="{}" title="{}">{}{}</a>{}'
        ).format(
            first,
            footnote,
            number.key,
            self.hover(number),
            both(text),
            interval,
            mark,
        )

    def footnote(self, number: Number) -> int:
        """The number of a number's footnote."""
        return self._apparatus.of[number.note][0]

    def hover(self, number: Number) -> str:
        """The documents a number leans on most."""
        place = self._apparatus.of[number.note][1]
        if all(isinstance(key, FindingKey) for key in number.trace):
            # One of many under one note, which is told in full beside the answer.
            return self.document_numbers(place)
        return self.main_documents(place)

    def document_numbers(self, place: int) -> str:
        """The same without titles."""
        note = self._apparatus.notes[place]
        told = [f"[{n}]" for n in note.documents[:MAIN_DOCUMENTS]]
        return " · ".join([*told, *self._counted(note)])

    @staticmethod
    def _counted(note: Note) -> Iterator[str]:
        if len(note.documents) > MAIN_DOCUMENTS:
            yield f"+{len(note.documents) - MAIN_DOCUMENTS}"
        if note.unverified:
            n = len(note.unverified)
            yield f"{UNVERIFIED} {n} unverified / 未確認{n}件"

    def main_documents(self, place: int) -> str:
        """The documents a note leans on most; titles are the same in both languages."""
        if place not in self._titles:
            note = self._apparatus.notes[place]
            references = self._apparatus.citations.references
            told = [
                f"[{n}] {_short(references[n - 1].document.title)}"
                for n in note.documents[:MAIN_DOCUMENTS]
            ]
            self._titles[place] = " · ".join([*told, *self._counted(note)])
        return self._titles[place]

    def labels(self, labels: Iterable[str]) -> Markup:
        """Labels in a row."""
        return Markup(" ").join(map(Prose.label, labels))

    def svg(self, chart: Chart, lang: str) -> Markup:
        """The static drawing of a chart."""
        drawn = self._drawn[f"{chart.id}-{lang}"].replace(
            "<svg ", f'<svg role="img" aria-labelledby="alt-{chart.id}-{lang}" ', 1
        )
        return Markup(drawn)

    def has_shapes(self, chart: Chart) -> bool:
        """Whether the chart needs the country shapes."""
        return "datasets" in chart.specs["en"]

    def download(self, what: str, part: Chart | Table, lang: str) -> Markup:
        """The href of a file made of a chart or a table."""
        if isinstance(part, Table):
            return Markup(data_uri(csv_of(part, lang), "text/csv"))
        if what == "csv":
            return Markup(data_uri(csv_of(part.table, lang), "text/csv"))
        return Markup(data_uri(_json(_lean(part.spec(lang))), "application/json"))

    def shapes(self) -> Markup:
        """The href of the country shapes, of which the page holds one copy."""
        return Markup(data_uri(_json(world_shapes()), "application/json"))

    def bibliography(self, form: str) -> Markup:
        """The href of the documents as BibTeX or RIS."""
        documents = [r.document for r in self._apparatus.citations.references]
        if form == "bibtex":
            return Markup(data_uri(bibtex(documents), "application/x-bibtex"))
        return Markup(data_uri(ris(documents), "application/x-research-info-systems"))


def _lean(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification without the country shapes, which maps share."""
    return {name: part for name, part in spec.items() if name != "datasets"}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _short(title: str) -> str:
    if len(title) <= TITLE_CHARACTERS:
        return title
    return title[: TITLE_CHARACTERS - 1].rstrip() + "…"


@cache
def vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script."""
    bundle = str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"))
    # A script ends at the first of these, wherever it stands.
    return re.sub(r"</(script)", r"<\\/\1", bundle, flags=re.IGNORECASE).replace(
        "<!--", "<\\!--"
    )


def _template_file(name: str) -> str:
    folder = resources.files("ishizue.briefs") / "templates"
    return (folder / name).read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """The content security policy: these scripts, inline styles, and no requests."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
        for s in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
