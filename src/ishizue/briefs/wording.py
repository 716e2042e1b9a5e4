"""Words in both languages: English in the code, Japanese from a gettext catalogue.

Code and templates say things in English with `say` and `say_count`; the catalogue
`locale/ja.po` holds the Japanese. A text carries both, so one brief reads in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Protocol

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LANGUAGES: Final = ("en", "ja")


class Bilingual(Protocol):
    """A study's own wording, as its files give it."""

    @property
    def en(self) -> str:
        """The text in English."""

    @property
    def ja(self) -> str:
        """The text in Japanese."""


@dataclass(frozen=True)
class Text:
    """A text in both languages."""

    en: str
    ja: str

    def __getitem__(self, lang: str) -> str:
        if lang not in LANGUAGES:
            raise KeyError(lang)
        return self.ja if lang == "ja" else self.en

    @classmethod
    def of(cls, source: Bilingual | Mapping[str, str]) -> Text:
        """The text of a study's wording or of a mapping by language."""
        if isinstance(source, Mapping):
            return cls(source["en"], source["ja"])
        return cls(source.en, source.ja)

    @classmethod
    def same(cls, text: object) -> Text:
        """What is written alike in both languages."""
        return cls(str(text), str(text))


@cache
def catalogue() -> Catalog:
    """The Japanese catalogue."""
    path = resources.files(__package__) / "locale" / "ja.po"
    with path.open("rb") as file:
        return read_po(file, locale="ja")


def say(message: str, **values: object) -> Text:
    """The message in both languages, with `{name}` filled from the values.

    A value that is a `Text` appears in the language of its surroundings.
    """
    return _filled(message, _translated(message), values)


def say_count(one: str, many: str, n: int, **values: object) -> Text:
    """The message for one or for many, `{n}` being the number."""
    english = one if n == 1 else many
    return _filled(english, _translated(one), {"n": f"{n:,}", **values})


def listed(texts: Iterable[Text]) -> Text:
    """Texts in a row, separated as each language does."""
    texts = list(texts)
    return Text(", ".join(t.en for t in texts), "、".join(t.ja for t in texts))


def joined(texts: Iterable[Text], separator: str = " · ") -> Text:
    """Texts in a row with the same separator in both languages."""
    texts = list(texts)
    return Text(
        separator.join(t.en for t in texts), separator.join(t.ja for t in texts)
    )


def _translated(message: str) -> str:
    entry = catalogue().get(message)
    text = None if entry is None else entry.string
    if isinstance(text, tuple | list):  # a plural entry; Japanese has one form
        text = text[0]
    # An English word in a Japanese brief is a blemish; a brief that stops is worse.
    # The tests see to it that no message is without a translation.
    return text or message


def _filled(english: str, japanese: str, values: Mapping[str, object]) -> Text:
    def pick(lang: str) -> dict[str, object]:
        return {k: v[lang] if isinstance(v, Text) else v for k, v in values.items()}

    if not values:
        return Text(english, japanese)
    return Text(english.format(**pick("en")), japanese.format(**pick("ja")))
