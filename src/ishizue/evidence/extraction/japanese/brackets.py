"""Japanese: names and asides in brackets, which assert nothing."""

from __future__ import annotations

import re

from ishizue.evidence.extraction.syntax import Clause

_BRACKETS = re.compile(r"「[^「」]*」|『[^『』]*』|（[^（）]*）|\([^()]*\)|“[^”]*”")


_QUOTED = re.compile(
    r"(?<=」)と(?:述べ|語|話|言|発言|明言|強調|主張|表明|説明|指摘|宣言)"
)


def masked(text: str, start: int, end: int) -> str:
    """The sentence with bracketed stretches blanked, quotations of speech left open."""
    sentence = text[start:end]

    def blank(match: re.Match[str]) -> str:
        if _QUOTED.match(sentence, match.end()):
            return match.group()
        return "〇" * len(match.group())

    return _BRACKETS.sub(blank, sentence)


def is_quoted(text: str, clause: Clause, place: int) -> bool:
    """Whether a place is inside a name or an aside, which assert nothing."""
    return any(
        opened.start() < place < opened.end() - 1
        and not _QUOTED.match(text, opened.end())
        and "。" not in opened.group()
        for opened in _BRACKETS.finditer(text, clause.start, clause.end)
    )
