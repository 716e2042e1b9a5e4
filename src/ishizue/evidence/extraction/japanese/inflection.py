"""Japanese: the inflection that follows a stem, and what it leads on to."""

from __future__ import annotations

import re
from typing import Literal

from ishizue.evidence.extraction.japanese.brackets import is_quoted
from ishizue.evidence.extraction.syntax import Clause, Form, Span

_RUN = re.compile(r"[ぁ-ん]*")


_LIGHT = re.compile(
    r"(?:を|に|が)[^、。をはが]{0,8}?(?:行(?=[いうっわ])|実施|進め|続け|継続|開始|強化|拡大"
    r"|深め|推進|加速|重ね|始め|乗り出(?=[しす])|着手|取り組(?=[みむん])|踏み切(?=[りるっ])"
    r"|進行|提案|深化|増や|再開|拡充|延長|達(?=[しす])|至(?=[りるっ]))"
)


_AUXILIARY = re.compile(r"し(?:続け|合(?=[いうっ])|始め|得|直|切(?=[りるっ]))")


_PARTICLE = re.compile(
    r"(?:を|が|の|に|へ|も|は|と|や|か(?!ね)|まで|で(?![きいお])|だ|など)"
)


_NEGATIVE = re.compile(
    r"(?:(?<!ばなら)ない|なく|なかっ|(?<!は)ず|ません|ぬ|まい)(?!けれ|ければ|ければならな|かもしれ|わけ|だろうか)"
)


# "派遣しないと約束した": the promise is made, and is one not to act.
_ABSTAINING = re.compile(r"(?:ない|ません)(?:こと|旨)?(?:と|を|で|に)[^、。]{0,8}$")
_NEGATED_PLAN = re.compile(
    r"(?:方針|予定|考え|意向|計画|意思|用意|見通し|必要)(?:は|も)(?:な[いくか]|ありませ)"
)


_ONGOING = re.compile(
    r"たもの(?:だ|で[あすし])|[てで](?:い[るたなま]|お[りらる]|い$|き[たて]|いっ)|てい|でい"
)


_PAST = re.compile(
    r"(?:(?:^|[しっいりきびみちえけせてねべめれげじぎ])た|んだ|いだ|なかった)(?![いらり])"
)


_LINKED = re.compile(r"(?:(?<!な)い|[きしちにみりぎじびえけせてねべめれげず]|んで)$")


_PLANNED = re.compile(
    r"(?:と|と?いう|との)?(?:方針|用意|意向|計画|予定|考え|構え|姿勢|準備|義務|責任|約束|合意"
    r"|見通し|見込み|意思|決意|決定|立場|権利|旨|一方|同時|共|事実|点|上(?=[、でに]|$)|反面|ほか(?=[、に]|$))"
)


_NOT_ASSERTED = re.compile(
    r"(?:^でき|ため|よう(?!(?:に)?(?:指示|命|な[っりる]))|には|(?<!ら)(?<!か)か(?:どうか|[はにがを、]|$)|のに|ことなく"
    r"|ことによ|より|なら|れば|たら|ほど|まで|との(?:見方|観測|憶測|報道|指摘|声|批判|懸念)"
    r"|という(?!方針|決|意|計|約|立場|姿勢|事実)|ことに(?![しなよ同合決])|ての|べき|べく|つつも?$)"
)


_INTENDED = re.compile(r"(?:計画|予定|目標|目指|見通し|見込み|狙い)")


# "派遣することになった", "造ることにした": settled, and yet to come.
_SETTLED = re.compile(r"ことに(?:なった|なって|なりま|した|して|しま)")


# What is done or being done is a fact, however it is spoken of; what may be is not.
_SPOKEN_OF = re.compile(r"の(?:は|が|も|を)|こと(?:は|も|や|と|だ|です|であ|が(?!決))")


# What one may do with "派遣すること" and still say that it will be done.
_TAKEN_UP = re.compile(
    r"約束|誓|公約|確約|明言|コミット|表明|宣言|決|承認|可決|採択|合意|一致|同意|署名|保証|申し"
    r"|発表|明らか|方針|用意|計画|予定|目指|目標|検討|義務|責任|定め|規定|伝え|確認|強調|認め|目的"
)


# "保有しているという。": who says so is left out, what is said is not.
_HEARSAY = re.compile(r"(?<=[るたいだ])と(?:いう|いいます|のことだ|のことです)$")


_HEADLINE = re.compile(r"[をでにとはへも、]")
_NOUN = re.compile(r"[一-龠々ァ-ヴー「『A-Za-z0-9０-９]")


# What stands in brackets is a name or an aside: its commas divide nothing.
_SAID = re.compile(
    r"(?:こと)?(?:と|を|で|に)[^、。]{0,6}?(?:述べ|語|話し|発言|表明|明言|強調|説明|発表|約束|誓|確約|宣言"
    r"|公約|決定|決め|合意|一致|同意|明らかに|繰り返|確認)[^、。]{0,6}$"
)


def form(text: str, clause: Clause, span: Span) -> Form:
    """Reads the run of kana after a stem, and what the run leads to."""
    if is_quoted(text, clause, span[1] - 1):
        return Form("past", False, "none", span[1])
    position = span[1]
    for helper in (_LIGHT, _AUXILIARY):
        if light := helper.match(text, position, clause.end):
            position = light.end()
    run = _RUN.match(text, position, clause.end)
    kana = run.group() if run else ""
    end = position + len(kana)
    after = text[end : clause.end].rstrip("、。，")
    if not after:
        kana = _HEARSAY.sub("", kana)
    words = text[span[0] : span[1]] + kana
    negative = bool(_NEGATIVE.search(words) or _NEGATED_PLAN.match(after))
    if not kana and not after and clause.linked:
        # A stem such as 引き受け needs no ending to lead on to the next clause.
        return Form("linked", False, "main", end)
    if (
        not kana
        and not after
        and not _HEADLINE.search(text[max(0, span[0] - 1) : span[1]])
    ):
        # A title such as 日豪の防衛協力 names a thing; 装備で協力 says something.
        return Form("past", negative, "none", end)
    abstains = bool(_ABSTAINING.search(text[clause.start : span[0]]))
    return Form(_tense(kana, after), negative, _role(kana, after), end, abstains)


def closing_tense(text: str, clause: Clause) -> Literal["future", "past"]:
    """Past where the last verb is; what is said or planned comes before the saying."""
    words = text[clause.start : clause.end].rstrip("、。」")
    if said := _SAID.search(words):
        words = words[: said.start()]
    return "past" if _PAST.search(words[-6:]) else "future"


def _tense(
    kana: str, after: str
) -> Literal["future", "planned", "ongoing", "past", "linked"]:
    if _INTENDED.match(after) or _SETTLED.search(kana):
        return "planned"
    if not after and _LINKED.search(kana) and not _ONGOING.search(kana):
        return "linked"
    if _ONGOING.search(kana):
        return "ongoing"
    if not kana or _PAST.search(kana):
        return "past"
    return "future"


def _role(kana: str, after: str) -> Literal["main", "modifier", "none"]:
    if not kana:
        # A headline leaves the verb out: its stem ends the line.
        return "none" if after else "main"
    if _PARTICLE.match(kana) or _NOT_ASSERTED.search(kana + after[:4]):
        return "none"
    if not (_PAST.search(kana) or _ONGOING.search(kana)):
        if _SPOKEN_OF.search(kana):
            return "none"
        if kana.endswith(("ことを", "ことに", "ことで")) and not _TAKEN_UP.search(
            after
        ):
            return "none"
    if after and _NOUN.match(after) and not _leads_on(kana, after):
        return "modifier"
    return "main"


def _leads_on(kana: str, after: str) -> bool:
    """Whether what follows is part of the predicate, not a noun that it describes."""
    return bool(_PLANNED.match(after)) or kana.endswith(
        ("と", "を", "で", "に", "が", "は", "の", "て", "し")
    )
