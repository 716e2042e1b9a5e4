"""Japanese: clauses of a sentence, by how the pieces between its commas end."""

from __future__ import annotations

import re

from ishizue.evidence.extraction.japanese.brackets import masked
from ishizue.evidence.extraction.syntax import Clause

_PIECE = re.compile(r"[^、，；;]*[、，；;]?")


# Pieces that end like a verb but are adverbs, conjunctions or particles.
_NOT_A_VERB = re.compile(
    r"(?:しかし|もし|ただし|但し|少し|おそらくは|において|における|について|にとって"
    r"|に対し(?:て)?|に対して|として|によって|により|に関し(?:て)?|に向け(?:て)?"
    r"|に加え(?:て)?|に基づき|に基づいて|に伴い|に応じ(?:て)?|に従い|をめぐり"
    r"|をめぐって|を巡り|を巡って|を通じ(?:て)?|を通して|を受け(?:て)?|を踏まえ(?:て)?"
    r"|に際し(?:て)?|を含め(?:て)?|をはじめ|を除き|と並び|と並んで|に続き|に続いて"
    r"|初めて|はじめて|改めて|かつて|やがて|すべて|全て|決して|主として|依然として"
    r"|あわせて|併せて|続いて|そして|さて|従って|したがって|よって|例えば|とりわけ"
    r"|それぞれ|これ|それ|我々|われわれ|および|及び|さらに|つまり|やはり|より|あたり"
    r"|うち|のち|すなわち|たち|引き続き|のみ|さえ|いま|つい|むしろ|いずれ|たとえ"
    r"|とくに|特に|ゆえに|もはや|同時に|現に|ますます|いわゆる|言い換えれば|とはいえ"
    r"|に比べ(?:て)?|に代わり|に代わって|に次ぎ|に次いで|のほか|その際|その後|その上)$"
)


_CONDITION = re.compile(
    r"(?:(?<!見)(?<!言)(?<!例)(?<!比べ)(?<!がなけ)(?:れば|えば|けば|せば|てば|ねば|めば|べば)|たら|だら"
    r"|なら|ならば|(?:[たるい]|の)場合(?:に|は|には)?|限り)$"
)


_BREAK = re.compile(
    r"(?:[るたいうくすつむぶぐだんず](?:が|ので|けれども?|ものの|一方で?|のに対し(?:て)?"
    r"|とともに|と同時に|だけでなく|ばかりか|中で?|なか|し|ほか|うえ(?:で|に)|上で|とき|時|際(?:に|は|には)?)"
    r"|(?:た|いる|ない|ある)ため|から|おり|であり|ており|ものの|ことから|と(?:述べ|し|して))$"
)


_LINK = re.compile(
    r"(?:[いきしちにひみりぎじびえけせねべめれげず]|[一-龠ぁ-ん]て|んで|いで)$"
)


_TOPIC = re.compile(r"[一-龠ァ-ヴー]は")


def clauses(text: str, start: int, end: int) -> list[Clause]:
    """Pieces between commas, joined until one ends like a predicate."""
    blanked = masked(text, start, end)
    found: list[Clause] = []
    begin = start
    for piece in _PIECE.finditer(blanked):
        stop = start + piece.end()
        words = piece.group().rstrip("、，；;")
        if stop < end and not _ends_a_clause(words):
            continue
        if stop > begin:
            found.append(_clause(begin, stop, words, blanked[piece.end() :]))
            begin = stop
    return found


def _ends_a_clause(words: str) -> bool:
    if not words or _NOT_A_VERB.search(words):
        return False
    return bool(_CONDITION.search(words) or _BREAK.search(words) or _LINK.search(words))


def _clause(start: int, end: int, words: str, rest: str) -> Clause:
    conditional = bool(_CONDITION.search(words))
    # A new topic, or a conjunction, cuts a clause off from the one after it.
    linked = not (conditional or _BREAK.search(words) or _TOPIC.search(rest[:30]))
    return Clause(start, end, linked and bool(rest), conditional)
