"""What the rules make of a sentence, and of what is not asserted at all."""

import dataclasses
import time

import pytest

from ishizue.evidence.extraction import Rules, propose, rules
from ishizue.evidence.mentions import Mention
from ishizue.evidence.passages import Passage, Section, Sentence, Text

SENTENCE = "ノルウェーは掃海艇2隻を黒海に派遣すると約束した。"


def text(section: Section = "body", damage="", language="ja", words=SENTENCE) -> Text:
    sentence = Sentence(0, len(words), language, damage)
    passage = Passage(1, 1, words, section, (sentence,), 0)
    return Text("a.txt", "0" * 64, "", "", "", "ja", "utf-8", (passage,), (), {})


NORWAY = (Mention("actor", 1, 0, 5, "ノルウェー", "nor"),)


def kinds(found):
    return {p.kind for p in found}


def test_a_commitment_has_all_its_parts(claim):
    found = claim(
        "ノルウェーの国防相は12日、停戦が成立した場合、"
        "ノルウェーはウクライナに掃海艇2隻を派遣すると約束した。"
    )
    assert found.kind == "commitment"
    assert (found.subject, found.object) == ("nor", "ukr")
    assert (found.value, found.original_value) == (2.0, "2隻")
    assert found.condition == "停戦が成立した場合"
    assert found.binding == 2
    assert found.rule in {rule.name for rule in rules.rules("ja")}
    assert 0 < found.confidence <= 1


def test_a_promise_in_english_has_all_its_parts(claim):
    found = claim("Norway pledged in 2030 to send 20 tanks to Ukraine.")
    assert (found.kind, found.act) == ("commitment", "promise")
    assert (found.subject, found.object) == ("nor", "ukr")
    assert (found.value, found.as_of) == (20.0, "2030")


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("ノルウェーはウクライナへの派兵を拒否した。", 0),
        ("ノルウェーはウクライナに部隊を派遣する意向を示した。", 1),
        ("ノルウェーはウクライナに部隊を派遣すると宣言した。", 2),
        ("ノルウェーはウクライナとの間で安全の保証に関する協定に署名した。", 3),
        ("ノルウェーは条約に基づき、ウクライナを防衛する義務を負う。", 5),
        ("Norway declined to send troops.", 0),
        ("Norway pledged to send troops.", 2),
        ("Norway is obliged by the treaty to defend Iceland.", 5),
    ],
)
def test_binding_levels_follow_the_instrument(claim, words, level):
    assert claim(words).binding == level


@pytest.mark.parametrize(
    "words",
    [
        "イタリアはウクライナへ陸上兵力を送らない。",
        "イタリアはウクライナに部隊を派遣する考えはないと表明した。",
        "イタリアはウクライナへの部隊の派遣を拒否した。",
        "イタリアはウクライナへのミサイル供与を見送った。",
        "Italy will not send troops to Ukraine.",
        "Italy refused to send troops to Ukraine.",
        "Italy has ruled out a deployment of troops to Ukraine.",
        "Italy has no plans to send troops to Ukraine.",
    ],
)
def test_a_refusal_is_a_denied_commitment_that_binds_nobody(claim, words):
    found = claim(words)
    assert (found.kind, found.polarity, found.binding) == ("commitment", "denied", 0)
    assert found.subject == "ita"


@pytest.mark.parametrize(
    "words",
    [
        "イタリアは地雷を輸出しないと誓約した。",
        "イタリアは地雷を輸出しないことを約束した。",
        "Italy pledged not to export mines.",
    ],
)
def test_a_promise_not_to_act_is_denied_and_binds(claim, words):
    found = claim(words)
    assert (found.kind, found.polarity, found.binding) == ("commitment", "denied", 2)


@pytest.mark.parametrize(
    "words",
    [
        "ドイツはウクライナに部隊を派遣すべきだ。",
        "ドイツはウクライナに部隊を派遣する必要がある。",
        "ドイツがウクライナに部隊を派遣することが望ましい。",
        "ドイツはウクライナに部隊を派遣するかもしれない。",
        "ドイツはウクライナに部隊を派遣する可能性がある。",
        "もし攻撃が続けば、ドイツはウクライナに部隊を派遣する。",
        "仮に停戦が破られれば、ドイツは部隊を派遣するだろう。",
        "専門家は、ドイツがウクライナに部隊を派遣すると予想する。",
        "Germany should send troops to Ukraine.",
        "Germany may send troops to Ukraine.",
        "Germany must pledge more troops to Ukraine.",
        "If the attacks went on, Germany would send troops to Ukraine.",
        "Analysts said that Germany will send troops to Ukraine.",
    ],
)
def test_an_opinion_or_a_hypothesis_is_never_a_commitment(claims, words):
    found = claims(words)
    assert kinds(found) <= {"assessment", "goal"}
    assert {p.modality for p in found} <= {"opinion", "hypothesis", "possibility"}


@pytest.mark.parametrize(
    "words",
    [
        "ドイツはウクライナに部隊を派遣するのだろうか。",
        "ドイツは部隊を派遣すると約束したのか？",
        "大臣は「ドイツは部隊を派遣すると約束したのか」と尋ねた。",
        "Will Germany send troops to Ukraine?",
        "Has Germany pledged troops?",
    ],
)
def test_a_question_claims_nothing(claims, words):
    assert claims(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "議会はドイツがウクライナに部隊を派遣するよう求めた。",
        "ドイツがウクライナに部隊を派遣するには、議会の同意が欠かせない。",
        "ドイツが部隊を派遣するかどうかは決まっていない。",
        "ドイツはただちに条項を発動するわけではない。",
        "ドイツの貢献に疑いの余地はない。",
        "首相はドイツが部隊を派遣することを歓迎した。",
        "会議では「ドイツは部隊を派遣する」という文書が配られた。",
        "The parliament met to discuss troops deployed by Germany.",
    ],
)
def test_what_is_asked_for_or_spoken_of_is_not_claimed(claims, words):
    assert "commitment" not in kinds(claims(words))


@pytest.mark.parametrize(
    "words",
    [
        "日本は弾薬の原料の大半を中国に依存している。",
        "日本は弾薬の原料を中国からの輸入に頼っている。",
        "弾薬の原料の7割は中国製である。",
        "中国への依存は高まっている。",
        "日本は原料の多くを中国から調達している。",
        "中国の部品なしには、日本の増産は成り立たない。",
        "Japan depends on China for raw materials.",
        "Japan remains heavily dependent on China for raw materials.",
        "Japan imports most of its raw materials from China.",
        "Without Chinese parts, Japan cannot increase output.",
        "Japan's reliance on China is growing.",
    ],
)
def test_a_dependency_is_found_however_it_is_put(claims, words):
    (found,) = (p for p in claims(words) if p.kind == "dependency")
    assert "chn" in {found.object, found.subject}
    assert found.polarity == "affirmed"


def test_a_dependency_to_be_reduced_is_a_goal(claims):
    assert kinds(claims("日本は中国への依存を減らす方針だ。")) == {"goal"}
    assert kinds(claims("Japan aims to reduce its dependence on China.")) == {"goal"}


@pytest.mark.parametrize(
    "words",
    [
        "日本とフィリピンは共同訓練を実施した。",
        "日本とフィリピンは情報を共有している。",
        "日本とフィリピンはレーダーを共同で開発する。",
        "日本とフィリピンは円滑化協定に署名した。",
        "日本とフィリピンは装備品の整備で連携する。",
        "日本とフィリピンは防衛協力の拡大で一致した。",
        "Japan and the Philippines held joint exercises.",
        "Japan and the Philippines share intelligence.",
        "Japan and the Philippines jointly develop radars.",
        "Japan and the Philippines signed a reciprocal access agreement.",
        "Japan and the Philippines cooperate on maintenance.",
    ],
)
def test_a_cooperation_names_both_sides(claim, words):
    found = claim(words)
    assert found.kind == "cooperation"
    assert set(found.subject.split(";")) == {"jpn", "phl"}


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("フランスは約290発の核弾頭を保有している。", "affirmed"),
        ("フランスは長距離の打撃能力を備えている。", "affirmed"),
        ("フランスは世界第3位の輸出国である。", "affirmed"),
        ("フランスは年間100両の戦車を製造できる。", "affirmed"),
        ("核兵器を保有するフランスは議論を主導する。", "affirmed"),
        ("フランスは早期警戒衛星を保有していない。", "denied"),
        ("フランスは大型の輸送機を欠いている。", "denied"),
        ("フランスは単独では海峡を監視できない。", "denied"),
        ("France possesses about 290 nuclear warheads.", "affirmed"),
        ("France has the ability to strike distant targets.", "affirmed"),
        ("France can deploy a brigade within ten days.", "affirmed"),
        ("France has no early-warning satellites.", "denied"),
        ("France cannot defend the strait alone.", "denied"),
        ("France lacks heavy transport aircraft.", "denied"),
    ],
)
def test_a_capability_is_had_or_lacked(claims, words, polarity):
    (found,) = (p for p in claims(words) if p.kind == "capability")
    assert (found.subject, found.polarity) == ("fra", polarity)


def test_a_clause_without_a_subject_takes_the_one_before(claims):
    found = claims(
        "フィンランドは地上部隊を送らない。だが、ウクライナ兵の訓練は続けると約束した。"
    )
    assert [p.subject for p in found] == ["fin", "fin"]
    assert found[0].confidence > found[1].confidence


def test_what_a_minister_says_is_his_states_and_his(claim):
    found = claim("カナダのロイ国防相は、ウクライナに戦車10両を供与すると述べた。")
    assert (found.subject, found.object) == ("can", "ukr")
    assert found.speaker not in {"", "can"}


def test_what_is_quoted_is_the_speakers(claim):
    found = claim('"We will not send troops to Ukraine," Spain\'s prime minister said.')
    assert (found.subject, found.polarity) == ("esp", "denied")


def test_each_clause_makes_its_own_claim(claims):
    found = claims(
        "イタリアはウクライナに部隊を派遣しないが、ドイツはウクライナに戦車を供与する。"
    )
    assert [(p.subject, p.polarity) for p in found] == [
        ("ita", "denied"),
        ("deu", "affirmed"),
    ]


def test_a_list_is_not_cut_at_its_and(claim):
    found = claim("Finland, Sweden, and Norway pledged ships, aircraft, and troops.")
    assert set(found.subject.split(";")) == {"fin", "swe", "nor"}
    assert found.quote.endswith("troops.")


@pytest.mark.parametrize("section", ["footnote", "comment", "navigation", "related"])
def test_nothing_is_claimed_beside_the_text(section):
    assert propose(text(section), NORWAY) == ()


@pytest.mark.parametrize("section", ["body", "heading", "caption"])
def test_headings_and_captions_claim_too(section):
    assert kinds(propose(text(section), NORWAY)) == {"commitment"}


def test_a_heading_is_trusted_less_than_the_body():
    (heading,) = propose(text("heading"), NORWAY)
    (body,) = propose(text("body"), NORWAY)
    assert heading.confidence < body.confidence


@pytest.mark.parametrize("damage", ["foreign", "repeated"])
def test_nothing_is_claimed_from_damaged_sentences(damage):
    assert propose(text(damage=damage), NORWAY) == ()


def test_a_language_without_a_grammar_claims_nothing():
    assert propose(text(language="zh"), NORWAY) == ()


def test_a_text_without_mentions_claims_nothing_of_nobody():
    assert propose(text(words="掃海艇2隻を黒海に派遣すると約束した。"), ()) == ()


def test_an_organ_speaks_for_its_state(claim):
    assert claim("防衛省は自衛隊の哨戒機を黒海に派遣すると発表した。").subject == "jpn"


def test_the_rules_are_an_extractor():
    extractor = Rules()
    assert extractor.name == "rules"
    assert extractor.propose(text(), NORWAY) == propose(text(), NORWAY)


def test_a_sentence_without_end_claims_nothing():
    words = "ノルウェーは" + "掃海艇と" * 1_000 + "部隊を派遣すると約束した。"
    assert propose(text(words=words), NORWAY) == ()


def novel(length: int) -> Text:
    """A text of one line, of so many sentences."""
    words = SENTENCE * length
    size = len(SENTENCE)
    sentences = tuple(
        Sentence(start, start + size, "ja") for start in range(0, len(words), size)
    )
    passage = Passage(1, 1, words, "body", sentences, 0)
    return dataclasses.replace(text(), passages=(passage,))


def test_a_novel_in_one_line_takes_time_in_proportion():
    started = time.process_time()
    assert len(propose(novel(500), NORWAY)) == 500
    middle = time.process_time()
    assert len(propose(novel(5_000), NORWAY)) == 5_000
    assert time.process_time() - middle < 40 * (middle - started)
