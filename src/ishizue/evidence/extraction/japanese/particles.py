"""Japanese: who fills which role, by the particle that follows a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ishizue.evidence.extraction.syntax import NOBODY, Clause, Party, Role, Span

_NOUN = r"(?:[一-龠々ァ-ヴーA-Za-z0-9・〇＆&]|か(?=国))"
# What may stand between a name and the particle that marks it.
_MARKED = re.compile(
    r"(?P<noun>[」』）)”]?(?:[（(][^（）()]{1,40}[）)])?(?:などの|といった)?"
    rf"(?:(?:(?:の|という|の新たな|のさらなる|の[こそ]の|自身の)?{_NOUN}{{0,16}}?){{0,3}}?"
    rf"|の{_NOUN}{{1,12}}(?:(?:への|からの|における|での){_NOUN}{{1,12}}){{1,2}})(?:「[^」]{{1,30}}」)?"
    r"(?:[（(][^（）()]{1,40}[）)])?(?:の(?:多く|ほとんど|すべて|全て|大半|いずれ)|など|ら|たち|側|自身)?"
    r"(?:、?(?:の)?(?:両国|[0-9０-９二三四五六七八九]+[かカヵケヶ]国))?)"
    r"(?P<marker>としては|には|では|とは|は|が|も|によって|による(?=[^、。]{0,12}(?:共同|協力|合意|連携)))(?!じめ)"
)
# Nouns that make another party of a name, or no party at all.
_ANOTHER = re.compile(
    r"製|産(?!業)|同盟国|友好国|周辺国|敵対国|隣国|敵国|パートナー国|支援国|向け|依存|訓練|派遣|派兵|購入|加盟(?!国)|参加"
)
_DEED = re.compile(r"侵攻|攻撃|侵略|支援|訪問|制裁|併合|防衛")
_BESIDE = re.compile(
    rf"(?:{_NOUN}{{0,4}}[)）]?(?:と|や|、|・|および|及び|並びに|ならびに|、そして))?"
)
_SPEECH = re.compile(
    r"と(?:述べ|語|話し|言|発言|表明|明言|強調|説明|発表|約束|確約|宣言|指摘|主張|予想|予測)|定め|規定"
)
# "欧州の通信の", "欧州における": what follows belongs to the name.
_OWNED = re.compile(r"自身の|側の|における|にとって|の(?!支援|侵攻|攻撃|供給|協力)")
_WORDS = re.compile(
    r"(?P<words>(?!の)[^、。をにでへはがもと「」（）]{1,24}?)(?P<marker>には|は|が|も)(?!じめ)"
)
_BODY = re.compile(
    r"(?:政府|国|諸国|企業|社|軍|省|庁|議会|連合|同盟|機構|首相|大統領|国防相|外相|各国"
    r"|産業|条約|協定|憲章|条項|部隊|艦隊|陣営|財団|研究所|業界|党|長官|首脳|理事会|委員会|当局|自衛隊|総長)$"
)
_SAME = re.compile(
    r"^(?:同国|同社|同盟|両国|両社|両者|両首脳|両政府|同政府|政府|首相|大統領|国防相|外相"
    r"|当局|同軍|同機構|同氏|同相|各国|国防省|外務省|軍|両軍|双方|同国政府|国)$"
)
_KANA = "".join(chr(code) for code in range(0x3041, 0x3097))
_THING = re.compile(r"([^、。をにでへはがもと「」（）]{2,20})を")


def subject(text: str, clause: Clause, before: int, parties: Sequence[Party]) -> Role:
    """The name marked は, が or も before a place; else the words that are."""
    marked: dict[str, int] = {}
    for number, party in enumerate(parties):
        if clause.start <= party.start and party.end <= before:
            marker, noun = _marker(text, party, before + 2)
            doer = _doer(text, parties, number, noun)
            if marker and doer is not None:
                marked[marker] = doer
    preferred = _preferred(marked, text[before : clause.end])
    if preferred is not None:
        return role(text, parties, preferred)
    return _in_words(text[clause.start : before + 1])


def owner(text: str, clause: Clause, before: int, parties: Sequence[Party]) -> Role:
    """Whose it is: the first name with の after it, as in "欧州の通信の米国への依存"."""
    for number, party in enumerate(parties):
        if clause.start <= party.start and party.end <= before + 1:
            if _OWNED.match(text, party.end):
                return role(text, parties, number)._replace(trust=0.85)
            break
    return NOBODY


def speaker(
    text: str, span: Span, report: Span, parties: Sequence[Party]
) -> tuple[str, Role]:
    """The first name marked は or が: the topic of a sentence that reports speech."""
    for number, party in enumerate(parties):
        if span[0] <= party.start and party.end <= report[0]:
            marker, _ = _marker(text, party, report[0])
            if marker in {"は", "が", "も"}:
                found = role(text, parties, number)
                return party.name or found.who, found
    found = _in_words(text[span[0] : report[0]])
    return found.who, found


def object_(
    text: str,
    clause: Clause,
    span: Span,
    particles: re.Pattern[str] | None,
    parties: Sequence[Party],
) -> Role:
    """The name nearest before the predicate, else in it, that carries its particles."""
    before = [party for party in parties if party.end <= span[0]]
    found = _object(text, (clause.start, span[0]), particles, before)
    if found.known:
        return found
    return _object(text, (clause.start, span[1]), particles, parties)


def _object(
    text: str,
    span: Span,
    particles: re.Pattern[str] | None,
    parties: Sequence[Party],
) -> Role:
    inside = [
        n for n, p in enumerate(parties) if span[0] <= p.start and p.end <= span[1]
    ]
    if particles is not None:
        for number in reversed(inside):
            after = text[parties[number].end : span[1] + 1]
            if _carries(particles.pattern).match(after):
                return role(text, parties, number)
    if inside:
        return role(text, parties, inside[-1])._replace(trust=0.8)
    things = _THING.findall(text[span[0] : span[1] + 1])
    thing = things[-1].lstrip(_KANA) if things else ""
    return Role(thing, 0.6, known=False) if thing else NOBODY


@cache
def _carries(particles: str) -> re.Pattern[str]:
    return re.compile(
        rf"[」』）)”]?(?:[（(][^（）()]{{1,40}}[）)])?(?:の?{_NOUN}{{1,8}}?){{0,3}}?(?:{particles})"
    )


def _marker(text: str, party: Party, limit: int) -> tuple[str, str]:
    if party.start and text[party.start - 1] == "対":
        return "", ""
    found = _MARKED.match(text, party.end, limit)
    if found is None or _ANOTHER.search(found["noun"]):
        return "", ""
    return found["marker"], found["noun"]


def _doer(text: str, parties: Sequence[Party], number: int, noun: str) -> int | None:
    """Of "ロシアのウクライナ侵攻" the one that invades; of "ウクライナ支援" nobody."""
    if not _DEED.match(noun):
        return number
    if number and _gap(text, parties, number) == "の":
        return number - 1
    return None


def _gap(text: str, parties: Sequence[Party], number: int) -> str:
    return text[parties[number - 1].end : parties[number].start]


def _preferred(marked: dict[str, int], after: str) -> int | None:
    order = ["は", "が", "も", "には", "としては", "による", "では", "によって"]
    # "X は, Y が ... すると述べた": what is said is about Y.
    if marked.get("が", -1) > marked.get("は", -1) and _SPEECH.search(after):
        order = ["が", "は", "も", "には", "としては", "による", "では", "によって"]
    return next((marked[m] for m in order if m in marked), None)


def role(text: str, parties: Sequence[Party], number: int) -> Role:
    """The party, those named beside it, and the state a person speaks for."""
    first, keys = number, list(parties[number].keys)
    while first:
        gap = _gap(text, parties, first)
        if gap in {"(", "（"}:
            # "ニュージーランド(NZ)": one name in two ways.
            keys = [*parties[first - 1].keys, *keys]
        elif gap == "の":
            # The state of a person is who acts; that of a company is not.
            if not keys:
                keys = list(parties[first - 1].keys)
        elif _BESIDE.fullmatch(gap):
            keys = [*parties[first - 1].keys, *keys]
        else:
            break
        first -= 1
    start, end = parties[first].start, parties[number].end
    who = ";".join(dict.fromkeys(keys))
    if who:
        return Role(who, 1.0, known=True, start=start, end=end)
    return Role(parties[number].name, 0.7, known=False, start=start, end=end)


def _in_words(words: str) -> Role:
    for found in reversed(list(_WORDS.finditer(words))):
        noun = found["words"]
        if _SAME.search(noun):
            return NOBODY
        if _BODY.search(noun):
            return Role(noun, 0.6, known=False)
    return NOBODY
