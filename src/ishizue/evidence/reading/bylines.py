"""Title, publisher and date from where a text says them itself, never from a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ishizue.evidence.passages import Section
from ishizue.evidence.reading.dates import FoundDate, find_dates
from ishizue.evidence.reading.draft import Draft, Line
from ishizue.evidence.reading.forms import (
    is_heading,
    is_paragraph,
    is_set_apart,
    width,
    wrapped_width,
)

_LABEL = (
    r"初出|公開|投稿|掲載|配信|発行|発表|作成|更新|最終更新|修正|日付|日時|記事公開"
    r"|published|posted|updated|last|modified|revised|first|released|issued|date[ds]?"
    r"|online"
)
_LABELLED = re.compile(rf"(?:{_LABEL})(?:日時?|年月日)?(?=\W|\d|\Z)", re.IGNORECASE)
_UPDATED = re.compile(r"更新|修正|updated|modified|revised", re.IGNORECASE)
_TIME = re.compile(
    r"(?:午前|午後)?\s?\d{1,2}(?:[:：時]\d{2}(?:[:：分]\d{2})?分?)(?:\s?[ap]\.?m\.?)?"
    r"|\b(?:JST|GMT|UTC|EST|EDT|CET|CEST|BST|ET|PT)\b|[+-]\d{2}:?\d{2}"
    r"|[（(][日月火水木金土](?:曜日?)?(?:・祝)?[)）]|\b(?:at|on|of)\b|朝刊|夕刊|付け?"
    r"|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b,?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\s,、，.・:：;()（）\[\]【】「」|｜/／—–-]+")
_BY = re.compile(r"\bby\b|文[・/／:：]|[=＝]|記者\Z", re.IGNORECASE)
_WRITTEN_BY = re.compile(r"[\s|,]*by\s[\w\s.’'-]{2,50}[\s|,]*", re.IGNORECASE)
_HIRAGANA = re.compile(r"[ぁ-ん]")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*|of|the|and|by|in|for|de|van|von|&)\Z")
_LONGEST_BYLINE = 100
_LONGEST_REST = 40
_HEAD_LINES, _LINES_AFTER_LEAD, _TAIL_LINES = 8, 2, 12

_PUBLISHER = re.compile(
    r"新聞|通信|放送|テレビ|ニュース|オンライン|研究所|研究院|研究会|財団|協会|出版|書店"
    r"|誌\Z|\A(?:共同|時事|ロイター|読売|朝日|毎日|日経|産経|NHK|AFP|AP|BBC|CNN|RFE/RL)"
    r"|\b(?:News|Times|Post|Journal|Review|Herald|Tribune|Guardian|Telegraph|Institute"
    r"|Foundation|Council|Cent(?:er|re)|Press|Magazine|Daily|Weekly|Gazette|Agency"
    r"|Reuters|Bloomberg|Associated Press|Politico|Economist|Diplomat|Newsweek)\b"
)
_SOURCE = re.compile(
    r"(?:(?:配信元?|発行(?:元|者|所)?|提供元?|掲載(?:誌|元|紙)|媒体|初出|出典元?|情報源"
    r"|source|publisher)\s*[:：]|(?:originally )?published (?:by|in|on|at)\s)"
    r"\s*(?P<name>\S.{1,60})",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"[\[［【（(][^\]］】）)]{0,30}?"
    r"(?P<name>ロイター|共同|時事|AFP|AP|CNN|BBC|新華社|聯合ニュース|タス通信)"
    r"(?:通信(?:社)?|[=＝]\w{1,6})?[\]］】）)]"
    r"|[A-Z][A-Za-z .]{2,30}(?:, [A-Z][a-z]+\.? \d{1,2})? \((?P<agency>Reuters|AP|AFP"
    r"|UPI|dpa|Yonhap|Kyodo|Xinhua|CNN|RFE/RL)(?: [\w.-]+)?\)\s*[-–—]"
    r"|\((?P<short>CNN|AP|Reuters|AFP)\)\s*[-–—]"
)
_TITLE_OF = re.compile(
    r"(?P<title>.{8,200}?)\s+[-–—|｜]\s+(?P<publisher>[^-–—|｜]{2,40})"
)
_BARRED = re.compile(r"(?P<title>.{4,200}?)\s*[|｜]\s*(?P<publisher>[^|｜]{2,40})")
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\)|（c）)[\s©(c)]*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)?"
    r"[\s,]*(?P<name>[^\d\s.,;|].{1,50}?)(?:[.,;|。]|\s*all rights reserved|\Z)",
    re.IGNORECASE,
)


class Masthead(NamedTuple):
    """What a text says about itself; empty where it does not."""

    title: str
    publisher: str
    date: str


class _Byline(NamedTuple):
    date: FoundDate
    rest: str
    is_update: bool


def masthead(draft: Draft, sections: Sequence[Section]) -> Masthead:
    """Title, publisher and date: metadata first, then the lines that give them."""
    lines = draft.lines
    title, publisher = draft.title, draft.publisher
    at = title_index(lines, sections)
    if not title and at is not None:
        title = lines[at].text.strip("#■◆● ")
        barred = _BARRED.fullmatch(title)
        if barred:
            title, publisher = barred["title"], publisher or barred["publisher"]
    edges = _edges(lines, sections)
    return Masthead(
        title,
        publisher or _publisher(lines, sections, edges),
        draft.date or _date(lines[i].text for i in edges) or draft.created,
    )


def is_byline(text: str) -> bool:
    """Whether a line gives the date of the text, and perhaps who wrote it where."""
    return _byline(text) is not None


def title_index(
    lines: Sequence[Line], sections: Sequence[Section | None]
) -> int | None:
    """The line that is the title: at the top, or after the date at the end."""
    content = [i for i in range(len(lines)) if _is_content(sections[i])]
    first = next((i for i in content if not is_byline(lines[i].text)), None)
    if first is None:
        return None
    return first if _is_title(lines, sections, first) else _title_at_end(lines, content)


def _is_content(section: Section | None) -> bool:
    return section in (None, "body", "heading")


def _is_title(
    lines: Sequence[Line], sections: Sequence[Section | None], at: int
) -> bool:
    text = lines[at].text
    if lines[at].section == "heading":
        return True
    if width(text) > 100 or lines[at].section == "body":
        return False
    if wrapped_width(lines) and not is_set_apart(lines, at)[1]:
        return False  # the first line of a paragraph broken at a margin
    dated = at + 1 < len(lines) and is_byline(lines[at + 1].text)
    page = at > 0 and sections[at - 1] == "navigation" and all(is_set_apart(lines, at))
    return dated or page or (is_heading(text) and not text.startswith("【"))


def _title_at_end(lines: Sequence[Line], content: Sequence[int]) -> int | None:
    dated = next((i for i in reversed(content) if is_byline(lines[i].text)), None)
    if dated is None or not any(is_paragraph(lines[i].text) for i in content[:3]):
        return None
    after = [i for i in content if i > dated and is_heading(lines[i].text)]
    titles = [i for i in after if not lines[i].text.startswith("【")]
    return titles[0] if titles else None


def _edges(lines: Sequence[Line], sections: Sequence[Section]) -> list[int]:
    """Lines where mastheads stand: before the text and after it, but not in notes."""
    content = [i for i in range(len(lines)) if _is_content(sections[i])]
    prose = [i for i in content if is_paragraph(lines[i].text)]
    if not prose:
        return content[:_HEAD_LINES]
    # A lead may stand above the date.
    head = content[: content.index(prose[0]) + 1 + _LINES_AFTER_LEAD]
    tail = [i for i in content if i > prose[-1]]
    return [*dict.fromkeys(head + tail[:_TAIL_LINES])]


def _date(texts: Iterable[str]) -> str:
    found = [b for text in texts if (b := _byline(text)) is not None]
    published = [b for b in found if not b.is_update]
    return (published or found)[0].date.value if found else ""


def _byline(text: str) -> _Byline | None:
    """The date a line gives, where it gives nothing else but names and labels."""
    if len(text) > _LONGEST_BYLINE:
        return None
    date = next((d for d in find_dates(text) if len(d.value) > 4), None)
    if date is None:
        return None
    label = text[: date.start]
    rest = text[: date.start] + " | " + text[date.end :]
    for later in find_dates(rest):
        rest = rest[: later.start] + " " * (later.end - later.start) + rest[later.end :]
    rest = _TIME.sub(" ", _LABELLED.sub(" ", rest))
    pieces = [p for p in _SEPARATOR.split(rest) if p]
    if not (_is_naming(pieces) or _WRITTEN_BY.fullmatch(rest)):
        return None
    return _Byline(date, rest.strip(" |,、"), _UPDATED.search(label) is not None)


def _is_naming(pieces: Sequence[str]) -> bool:
    """Whether the words beside a date can only be names."""
    if sum(map(len, pieces)) > _LONGEST_REST or len(pieces) > 8:
        return False
    return all(
        _NAME.match(p) if p.isascii() else not _HIRAGANA.search(p) for p in pieces
    )


# Publisher ------------------------------------------------------------------------


def _publisher(
    lines: Sequence[Line], sections: Sequence[Section], edges: Sequence[int]
) -> str:
    return next(
        (
            name
            for name in (
                *_named_beside_date(lines, edges),
                *_named_as_source(lines, edges),
                *_named_by_agency(lines, sections),
                *_named_in_rights(lines, sections),
            )
            if name
        ),
        "",
    )


def _named_beside_date(lines: Sequence[Line], edges: Sequence[int]) -> Iterator[str]:
    for i in edges:
        byline = _byline(lines[i].text)
        if byline is None:
            continue
        for piece in re.split(r"[|｜、,/／()（）]", _BY.sub("|", byline.rest)):
            if _PUBLISHER.search(piece.strip()):
                yield piece.strip()
        # "Title - Publisher", the author, the date: what a translation names last.
        for before in [j for j in edges if i - 2 <= j < i]:
            named = _TITLE_OF.fullmatch(lines[before].text)
            if named and not is_paragraph(lines[before].text):
                yield named["publisher"].strip()


def _named_as_source(lines: Sequence[Line], edges: Sequence[int]) -> Iterator[str]:
    for i in edges:
        named = _SOURCE.fullmatch(lines[i].text)
        if named:
            yield re.split(r"[,、，。|｜]", named["name"])[0].strip()


def _named_by_agency(
    lines: Sequence[Line], sections: Sequence[Section]
) -> Iterator[str]:
    for line, section in zip(lines, sections, strict=True):
        if section == "body" and is_paragraph(line.text):
            named = _AGENCY.match(line.text)
            if named:
                yield named["name"] or named["agency"] or named["short"]
            return


def _named_in_rights(
    lines: Sequence[Line], sections: Sequence[Section]
) -> Iterator[str]:
    for line, section in zip(lines, sections, strict=True):
        if section == "navigation" and len(line.text) <= _LONGEST_BYLINE:
            named = _RIGHTS.search(line.text)
            if named:
                yield named["name"].strip()
