"""The tables of kanji that stand for states, and of the words around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ishizue.evidence.mentions.named.tables import rows


@dataclass(frozen=True)
class Letter:
    """A kanji that may stand for a state.

    Attributes:
        key: The state; empty for 欧, which is none but may stand among them.
        mode: `open` before any kanji or name; `listed` before a known institution or a
            name; `compound` only beside another letter or behind a prefix; `last` only
            behind another letter or a prefix.
        alone: Whether it may stand by itself, as in headlines.
        before_not: Characters that make another word of it.
        after_not: The same behind it, as a regular expression.
    """

    key: str
    mode: str
    alone: bool
    before_not: frozenset[str]
    after_not: re.Pattern[str] | None

    def continues(self, text: str, position: int) -> bool:
        """Whether what follows makes another word of it."""
        return (
            self.after_not is not None
            and self.after_not.match(text, position) is not None
        )


@dataclass(frozen=True)
class Prefix:
    """A kanji that takes a state behind it, as 訪 and 対 do.

    Attributes:
        many: Whether it takes all the letters behind it: 対中露, but 訪米/中.
        only: The letters it takes; empty for any.
        before_not: Characters that make another word of it.
    """

    many: bool
    only: str
    before_not: frozenset[str]


@cache
def letters() -> Mapping[str, Letter]:
    """Every letter of `abbreviations.csv`."""
    return {
        row["letter"]: Letter(
            key=row["key"],
            mode=row["mode"],
            alone=row["alone"] == "yes",
            before_not=frozenset(row["before_not"]),
            after_not=re.compile(row["after_not"]) if row["after_not"] else None,
        )
        for row in rows("abbreviations.csv")
    }


@cache
def prefixes() -> Mapping[str, Prefix]:
    """Every prefix of `prefixes.csv`."""
    return {
        row["prefix"]: Prefix(
            many=row["takes"] == "many",
            only=row["only"],
            before_not=frozenset(row["before_not"]),
        )
        for row in rows("prefixes.csv")
    }


@cache
def runs() -> re.Pattern[str]:
    """Letters next to one another."""
    return re.compile(f"[{''.join(letters())}]+")


@cache
def lists() -> re.Pattern[str]:
    """Letters with marks between them: 日・豪・仏, or 米、英、仏."""
    some = f"[{''.join(letters())}]"
    return re.compile(
        rf"(?<![一-龥]){some}{{1,3}}(?:・{some}{{1,3}})+(?=[^一-龥]|$|[両間側軍首政外国防])"
        rf"|(?<![一-龥ぁ-んァ-ヺ]){some}(?:、{some})+(?=[^一-龥]|$|[両間])"
    )


@cache
def compounds() -> Mapping[str, re.Pattern[str]]:
    """Pairs that are other words too, and what follows where they are not."""
    return {
        row["compound"]: re.compile(row["followed"]) for row in rows("compounds.csv")
    }


@cache
def institutions(parts: bool = False) -> re.Pattern[str]:
    """What a state has: an army, a government, a prime minister.

    With `parts`, only those so sure that they part a letter from the kanji before it:
    駐留/米軍.
    """
    longest = sorted(
        (r["word"] for r in rows("institutions.csv") if r["parts"] or not parts),
        key=len,
        reverse=True,
    )
    return re.compile("|".join(longest))
