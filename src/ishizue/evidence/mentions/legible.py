"""A copy of a text that patterns can read, of the same length as the text.

Compatibility characters (full-width digits, Kangxi radicals) become ordinary ones, and
what only looks like a number (addresses, footnote marks, names of models, calibres,
page and telephone numbers) is blanked. As no character is added or dropped, a position
in the copy is that position in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BLANK = "\ue000"
"""Stands for a character that is not to be read; of private use, so in no text."""
MODEL = "\ue001"
"""The same within the name of a model or a calibre, which may stand before a noun."""

_COMPATIBILITY = (
    *range(0x2E80, 0x2FE0),
    *range(0x3000, 0x3001),
    *range(0xF900, 0xFB00),
    *range(0xFF00, 0xFFF0),
)
_FOLDED = {
    code: folded
    for code in _COMPATIBILITY
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
}
_FOLDED |= dict.fromkeys(map(ord, "~\uff5e\u223c\u3030"), "〜")
_FOLDED |= dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212\ufe63\uff0d"), "-")
_FOLDED |= dict.fromkeys(map(ord, "\u2014\u2015\u2500"), "–")
_FOLDED |= dict.fromkeys(map(ord, "\u00a0\u2009\u202f\t"), " ")
_FOLDED |= dict.fromkeys(map(ord, "ヵヶケ箇个\uff79"), "カ") | {ord("’"): "'"}

_LABELS = (
    "Figure|Fig\\.|Table|Box|Note|Vol(?:ume|\\.)|No\\.|Issue|Resolution|UNSCR|Title"
    "|Type|Mk\\.?|Mark|Block|Lot|Tranche|Level|Part|Class|Batch|Flight|Option|Horizon"
    "|Agenda|Rule|Regulation|Directive|Decision|Protocol|Group of|vol\\.|no\\."
    "|[Vv]er(?:sion|\\.)|バージョン|注|図|表"
)
_DIVISIONS = (
    "article|chapter|(?:sub)?section|clause|(?:sub)?paragraph|footnote|page|phase|tier"
    "|pillar"
)
_ONE = f"{_DIVISIONS}|art\\.|sec\\.|para\\.|annex|appendix|p\\.|§"
_SEVERAL = (
    "Figures|Figs\\.|Tables|Notes|Nos\\.|nos\\.|Resolutions|Types"
    f"|(?i:(?:{_DIVISIONS})s|arts\\.|secs\\.|paras\\.|annexes|appendices|pp\\.|§§)"
)
_LABEL = r"[0-9]++(?:[.,:–-][0-9]++)*+(?:\([0-9a-z]{1,4}\))*+(?![年月])"
_LABEL_OR_WORD = (
    rf"(?:{_LABEL}"
    "|(?i:one|two|three|four|five|six|seven|eight|nine|ten)(?![A-Za-z-]))"
)
# In an article 15 countries may be named, and a section may be 12 km long.
_PROSE_BEFORE = "".join(
    f"(?<!\\b{word} )" for word in ("a", "an", "this", "that", "these", "those")
)
_PROSE_AFTER = (
    r"(?!\s?(?:%|per\s?cent|km|kilomet|metre|meter|mile|page|year|month|week|day|hour"
    "|times|hundred|thousand|million|billion))"
)
_LABELLED = (
    rf"(?<![A-Za-z一-龥])(?:(?:{_LABELS})\s?{_LABEL}"
    rf"|(?![a-z])(?i:{_ONE})\s?{_LABEL_OR_WORD}"
    rf"|{_PROSE_BEFORE}(?:{_ONE})[\s-]?{_LABEL_OR_WORD}{_PROSE_AFTER}"
    rf"|{_PROSE_BEFORE}(?:{_SEVERAL})\s?{_LABEL}"
    rf"(?:(?:,|,?\s(?:and|or|to|through))\s{_LABEL})*+)"
)
# FY2025, Q3, USD300m, mid-2020s and EU27カ国 are not names of models.
_NOT_A_MODEL = (
    r"(?!(?:FY|CY|Q|H|US|USD|EUR|GBP|JPY|KRW|PLN|CNY|RMB|SEK|NOK|DKK|CAD|AUD|TWD|CHF"
    r"|INR|UAH|RUB|Mid|Post|Pre|Late|Early|Since|End|By)-?[0-9]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*-"
    r"|[A-Z]{2,}[0-9,.]+\s?(?:[%万億兆年月円ドユ人社隻発件]|カ[国所月]|か[国所月]|加盟))"
)
_NOISE = re.compile(
    r"(?=[A-Za-z0-9@\[(+§バ注図表])(?:"
    + "|".join(
        (
            r"(?:https?://|www\.|doi:|DOI:?\s?|arXiv:)[!-~]+",
            r"@[A-Za-z0-9_.-]+",
            r"IS[BS]N(?:-1[03])?:?\s?[0-9][0-9Xx -]{7,}",
            r"\[(?:注|脚注|note )?\s?[0-9]{1,3}(?:\s?[,、–-]\s?[0-9]{1,3})*\]",
            r"\(注\s?[0-9]{1,3}\)",
            r"\+[0-9]{1,3}(?:[ -]\(?[0-9]+\)?){2,}",
            r"(?<![0-9-])0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}(?![0-9-])",
            r"(?<![0-9.])[0-9]+(?:\.[0-9]+){3,}",
            _LABELLED,
            rf"(?P<model>(?<![A-Za-z0-9]){_NOT_A_MODEL}[A-Z][A-Za-z]{{0,9}}"
            r"-?[0-9][0-9A-Za-z]*(?:[-/][0-9A-Z]+)*"
            r"|(?<![0-9.,])[0-9]{2,3}\s?-?(?:mm|ミリ(?:メートル)?|millimet(?:er|re)s?))",
        )
    )
    + ")"
)
# Newspapers set 3.5% as 3・5%.
_DECIMAL_POINT = re.compile(
    "(?<=[0-9])・(?=[0-9]+(?:[%倍割万億兆]|ポイント|パーセント))"
)


# Dates and quantities of a passage are asked for one after the other.
@lru_cache(maxsize=2)
def legible(text: str) -> str:
    """The text with compatibility characters folded and look-alikes blanked."""
    folded = _DECIMAL_POINT.sub(".", text.translate(_FOLDED))
    return _NOISE.sub(_blanked, folded)


def _blanked(match: re.Match[str]) -> str:
    return (MODEL if match["model"] else BLANK) * len(match[0])
