"""Sentences as markup: numbers, sources and figures in them lead to their notes."""

from __future__ import annotations

from typing import Final
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from ishizue.briefs.citations import UNVERIFIED
from ishizue.briefs.notes import Apparatus
from ishizue.briefs.numbers import Number
from ishizue.briefs.parts import Cited, Link, Named, Part, Sentence
from ishizue.briefs.wording import LANGUAGES, Text, say

SHORT: Final = 62
"""Columns that a source's words take in running text; Japanese takes two a character."""
FULL: Final = 110
"""The same in a table."""


def anchor(label: str) -> str:
    """The id of what a label names: claims and rulings, assumptions and ranges."""
    plain = label.lower().replace(".", "-")
    return f"c{plain}" if plain[0].isdigit() else plain


def columns(text: str) -> int:
    """How many columns a text takes; a Japanese character takes two."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, most: int) -> str:
    """The beginning of a text that takes no more than so many columns."""
    taken = 0
    for place, character in enumerate(text):
        taken += columns(character)
        if taken > most:
            return text[:place].rstrip(" 、,;:・(") + "…"
    return text


class Prose:
    """Writes parts of sentences in one language, or in both."""

    def __init__(self, apparatus: Apparatus) -> None:
        """Args: the notes."""
        self._apparatus = apparatus
        self._citations = apparatus.citations

    def both(self, part: Part, *, full: bool = False) -> Markup:
        """The part in both languages, of which the page shows one."""
        said = {lang: self.of(part, lang, full=full) for lang in LANGUAGES}
        if said["en"] == said["ja"]:
            return said["en"]
        return Markup('<span lang="en">{en}</span><span lang="ja">{ja}</span>').format(
            **said
        )

    def of(self, part: Part, lang: str, *, full: bool = False) -> Markup:
        """The part in a language.

        Args:
            part: What is written.
            lang: The language.
            full: Whether sources get as much room as a table has.
        """
        if isinstance(part, Sentence):
            filled = {name: self.of(p, lang, full=full) for name, p in part.parts}
            return Markup(escape(part.template[lang])).format(**filled)
        if isinstance(part, Number):
            return self._number(part, lang)
        if isinstance(part, Cited):
            return self._cited(part, lang, full=full)
        if isinstance(part, Named):
            return self._named(part, lang)
        if isinstance(part, Link):
            return Markup('<a href="#{}">{}</a>').format(part.target, part.words[lang])
        return escape(part[lang])

    def labels(self, ids: tuple[str, ...]) -> Markup:
        """Labels of claims, rulings, assumptions and ranges that the brief cites."""
        known = [self._citations.labels[i] for i in ids if i in self._citations.labels]
        return Markup(" ").join(map(self.label, known))

    @staticmethod
    def label(label: str) -> Markup:
        """A label, linked to what it names."""
        shown = Markup("{}").format(label)
        if label.startswith("U"):
            shown += Markup('<span class="u">{}</span>').format(UNVERIFIED)
        return Markup('<a class="l" href="#{}">{}</a>').format(anchor(label), shown)

    def _number(self, number: Number, lang: str) -> Markup:
        footnote, place = self._apparatus.of[number.note]
        mark = Markup("")
        if self._apparatus.notes[place].unverified:
            mark = Markup('<span class="u">{}</span>').format(UNVERIFIED)
        spread = number.spread(lang)
        return Markup('<a class="n" href="#n{}" data-trace="{}">{}{}</a>{}').format(
            footnote,
            number.key,
            number.text(lang),
            f" ({spread})" if spread else "",
            mark,
        )

    def _cited(self, cited: Cited, lang: str, *, full: bool) -> Markup:
        words = cited.words[lang]
        short = cut(words, FULL if full else SHORT)
        entry = Markup('<span class="src">{1}</span>').format
        if short != words and not full:  # a table has room enough
            entry = Markup('<span class="src" title="{0}">{1}</span>').format
        if cited.kind == "document":
            number = self._citations.numbers.get(cited.id)
            link = Markup("")
            if number is not None:
                link = Markup(' <a class="l" href="#d{0}">[{0}]</a>').format(number)
            names = Text(f"“{short}”", f"「{short}」")
            by = say(" ({publisher}, grade {grade})")[lang].format(
                publisher=cited.publisher, grade=cited.grade
            )
            return entry(words, names[lang] + by) + link
        label = self._citations.labels.get(cited.id)
        link = Markup("") if label is None else Markup(" {}").format(self.label(label))
        kinds = {
            "scenario": say("assumption"),
            "dictionary": say("plausible range"),
        }
        kind = kinds.get(cited.kind, say("ruling"))[lang]
        names = Text(f" “{short}”", f"「{short}」")
        return Markup("{}{}{}").format(kind, link, entry(words, names[lang]))

    def _named(self, named: Named, lang: str) -> Markup:
        words = named.words[lang]
        shown = Text(f"“{words}”", f"「{words}」")[lang]
        labels = self.labels(named.basis)
        link = Markup(" {}").format(labels) if labels else Markup("")
        return Markup('<span class="fig" title="{}">{}</span>{}').format(
            named.path, shown, link
        )
