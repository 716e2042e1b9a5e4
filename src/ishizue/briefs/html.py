"""The brief as one HTML file that asks nothing of the network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

import vl_convert
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ishizue.briefs.brief import Brief
from ishizue.briefs.citations import UNVERIFIED
from ishizue.briefs.files import csv_of, packed
from ishizue.briefs.geometry import HATCH_SVG_DEFS, world_shapes
from ishizue.briefs.names import TABLES
from ishizue.briefs.numbers import Number
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
from ishizue.briefs.rows import runs
from ishizue.briefs.svg import Drawing
from ishizue.briefs.wording import LANGUAGES, Text, say, say_count

SHAPES: Final = "country-shapes.topo.json"


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
        self._files: dict[str, str] = {}
        self._drawn = drawn
        self._prose = Prose(brief.apparatus)

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
        return Markup('<a class="n"{} href="#n{}" data-trace="{}">{}{}</a>{}').format(
            first,
            footnote,
            number.key,
            both(text),
            interval,
            mark,
        )

    def footnote(self, number: Number) -> int:
        """The number of a number's footnote."""
        return self._apparatus.of[number.note][0]

    @staticmethod
    def runs(labels: Sequence[str]) -> list[tuple[str, str]]:
        """Labels of one letter as runs, each by its first and last."""
        letter = labels[0][0]
        numbers = sorted(int(label[1:]) for label in labels)
        return [(f"{letter}{a}", f"{letter}{b}") for a, b in runs(numbers)]

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

    def file(self, part: Chart | Table, form: str, lang: str) -> str:
        """The name of a file made of a chart or a table.

        `csv` and `vl.json` are packed; `svg` and `png` are made of the drawing.
        """
        name = f"{part.id}-{lang}.{form}"
        if form == "vl.json" and isinstance(part, Chart):
            self._files[name] = _json(_lean(part.spec(lang)))
        elif form == "csv":
            table = part if isinstance(part, Table) else part.table
            self._files[name] = csv_of(table, lang)
        return name

    def shapes(self) -> str:
        """The name of the file of country shapes, of which the page packs one."""
        self._files[SHAPES] = _json(world_shapes())
        return SHAPES

    def bibliography(self, form: str) -> str:
        """The name of the file of documents, `bib` for BibTeX or `ris`."""
        name = f"documents.{form}"
        documents = [r.document for r in self._apparatus.citations.references]
        self._files[name] = bibtex(documents) if form == "bib" else ris(documents)
        return name

    def packed(self) -> str:
        """The files whose names the page has given so far, in one pack."""
        return packed(self._files)


def _lean(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification without the country shapes, which maps share."""
    return {name: part for name, part in spec.items() if name != "datasets"}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


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
