"""Which language a sentence is written in, told by its script and its small words."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from importlib import resources

from ishizue.evidence.reading.language.chinese import is_chinese
from ishizue.evidence.reading.language.scripts import ANY_CJK, ANY_KANA, OTHER_SCRIPTS

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_OTHERS = {code: re.compile(f"[{span}]") for code, span in OTHER_SCRIPTS.items()}
_ANY_OTHER = re.compile(f"[{''.join(OTHER_SCRIPTS.values())}]")
_UKRAINIAN = re.compile(r"[ґєіїҐЄІЇ]")
# A character of Japanese or Chinese says about as much as three Latin letters.
_LETTERS_PER_CHARACTER = 3
_SAMPLE = 200_000
_GLOSS = re.compile(r"[（(][^（）()]{1,60}[)）]")
_LETTER = re.compile(r"[^\W\d_]")
_CLAUSE_END = re.compile(r"[。！？\n]")
_CHINESE_PROSE = 0.5


@cache
def _stopwords() -> dict[str, tuple[str, ...]]:
    table = resources.files(__package__).joinpath("stopwords.csv").read_text("utf-8")
    languages: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(table.splitlines()):
        for word in row["words"].split():
            languages[word] = (*languages.get(word, ()), row["language"])
    return languages


def language_of(sentence: str, main: str) -> str:
    """ISO 639-1 code of a sentence in a text that is mainly in `main`.

    Empty where the sentence has no words. What only Han characters write is taken for
    the main language where that is Japanese or Chinese and nothing speaks against it.
    """
    # A name in its own script, in brackets, is not what a sentence is written in.
    bare = _GLOSS.sub("", sentence)
    sentence = bare if _LETTER.search(bare) else sentence
    cjk = len(ANY_CJK.findall(sentence)) * _LETTERS_PER_CHARACTER
    latin = len(_LATIN.findall(sentence))
    counts = {"cjk": cjk, "latin": latin}
    if _ANY_OTHER.search(sentence):
        counts |= {code: len(p.findall(sentence)) for code, p in _OTHERS.items()}
    script = max(counts, key=lambda k: counts[k])
    if counts[script] == 0:
        return ""
    if script == "cjk":
        return _japanese_or_chinese(sentence, main)
    if script == "latin":
        return _latin_language(sentence)
    return "uk" if script == "ru" and _UKRAINIAN.search(sentence) else script


def _japanese_or_chinese(sentence: str, main: str) -> str:
    if ANY_KANA.search(sentence):
        return "ja"
    if main == "zh":
        return "zh"
    return "zh" if is_chinese(sentence) else "ja"


def _latin_language(sentence: str) -> str:
    votes, words = latin_votes(sentence)
    if words == 0 or not any(len(w) > 2 for w in _WORD.findall(sentence)):
        return ""
    best = max(votes, key=lambda k: votes[k], default="en")
    # Names and titles hold foreign articles: one or two say nothing.
    return best if votes[best] >= 3 and votes[best] > 2 * votes["en"] else "en"


def is_small_word(word: str) -> bool:
    """Whether a word is an English article, preposition or the like."""
    return "en" in _stopwords().get(word.lower(), ())


def latin_votes(sentence: str) -> tuple[Counter[str], int]:
    """How many different small words of each language, and how many words in all."""
    stopwords = _stopwords()
    words = [w.lower() for w in _WORD.findall(sentence)]
    votes = Counter(code for w in set(words) for code in stopwords.get(w, ()))
    return votes, len(words)


def main_language(text: str) -> str:
    """The language most of a text is written in, by its first pages."""
    sample = text[:_SAMPLE]
    kana = len(ANY_KANA.findall(sample))
    cjk = len(ANY_CJK.findall(sample))
    # Chinese pages quote Japanese names; Japanese prose is a third kana and more.
    if cjk * _LETTERS_PER_CHARACTER > len(_LATIN.findall(sample)):
        if kana * 10 >= cjk:
            return "ja"
        chinese = sum(len(s) for s in _CLAUSE_END.split(sample) if is_chinese(s))
        return "zh" if chinese > len(sample) * _CHINESE_PROSE else "ja"
    return language_of(sample, "en")
