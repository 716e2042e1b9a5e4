"""Ways of saying it, each in a sentence of the tests' own: what is claimed, and of whom."""

import pytest

from ishizue.evidence.mentions import find
from ishizue.evidence.names import names
from ishizue.evidence.reading import read_bytes

JAPANESE = [
    ("ペルーは訓練機6機の購入を発表した。", "commitment", "per", "affirmed"),
    ("チリはペルーに哨戒艇を譲渡する計画だ。", "commitment", "chl", "affirmed"),
    ("ペルーは工兵を出すことを申し出た。", "commitment", "per", "affirmed"),
    ("チリは医療部隊を送ることになった。", "commitment", "chl", "affirmed"),
    ("ペルーは兵を出すことを否定した。", "commitment", "per", "denied"),
    ("チリは艦艇の派遣は考えていない。", "commitment", "chl", "denied"),
    ("ペルー政府は輸出の審査をやめると決めた。", "commitment", "per", "denied"),
    ("チリは4億ドルの援助を来年度予算に盛り込んだ。", "commitment", "chl", "affirmed"),
    (
        "ペルーの港湾警備はチリの哨戒艇に支えられている。",
        "dependency",
        "per",
        "affirmed",
    ),
    ("ペルーの通信のチリへの依存は深い。", "dependency", "per", "affirmed"),
    ("ペルーは燃料の7割をチリから買っている。", "dependency", "per", "affirmed"),
    ("チリの支援は、ペルーにとって不可欠だ。", "dependency", "per", "affirmed"),
    ("ペルーの防空はチリによって維持されてきた。", "dependency", "per", "affirmed"),
    (
        "ペルーとチリは捜索救難の協力関係を同盟級に引き上げる。",
        "cooperation",
        "chl;per",
        "affirmed",
    ),
    (
        "ペルーの大統領はチリの大統領と会談し、共同訓練を行うことで合意した。",
        "cooperation",
        "chl;per",
        "affirmed",
    ),
    ("ペルーはチリと一緒に巡視船を造る。", "cooperation", "chl;per", "affirmed"),
    (
        "ペルーはチリと衛星の画像を分け合っている。",
        "cooperation",
        "chl;per",
        "affirmed",
    ),
    ("チリは世界の銅生産の3割を担う。", "capability", "chl", "affirmed"),
    ("ペルーは哨戒機を3機しか保有していない。", "capability", "per", "denied"),
    ("ペルーの弾薬の備蓄は減っている。", "capability", "per", "denied"),
    ("チリは多くの装甲車両を保有しているという。", "capability", "chl", "affirmed"),
    ("核兵器を持つのはフランスだけだ。", "capability", "fra", "affirmed"),
    (
        "チリは年に2隻の巡視船を建造することが可能です。",
        "capability",
        "chl",
        "affirmed",
    ),
]
ENGLISH = [
    ("Peru inked a deal to buy patrol boats.", "commitment", "per", "affirmed"),
    ("Chile signed several agreements with Peru.", "commitment", "chl", "affirmed"),
    ("Chile expressed its readiness to send medics.", "commitment", "chl", "affirmed"),
    ("Peru ordered 12 more transport aircraft.", "commitment", "per", "affirmed"),
    ("Chile plans to lend Peru two frigates.", "commitment", "chl", "affirmed"),
    ("Peru took responsibility for harbour security.", "commitment", "per", "affirmed"),
    (
        "Peru's radar coverage is largely provided by Chile.",
        "dependency",
        "per",
        "affirmed",
    ),
    (
        "Peru depends for almost all of its jet fuel on Chile.",
        "dependency",
        "per",
        "affirmed",
    ),
    (
        "Peru runs the port in close cooperation with Chile.",
        "cooperation",
        "chl;per",
        "affirmed",
    ),
    (
        "Peru's growing defence cooperation with Chile worries some.",
        "cooperation",
        "chl;per",
        "affirmed",
    ),
    (
        "Chile is home to two makers of coastal radars.",
        "capability",
        "chl",
        "affirmed",
    ),
    (
        "Chile dominates the world market for copper.",
        "capability",
        "chl",
        "affirmed",
    ),
    ("Peru is running low on spare engines.", "capability", "per", "denied"),
    (
        "Almost no country in Europe has enough interceptors.",
        "capability",
        "europe",
        "denied",
    ),
]


@pytest.mark.parametrize(
    ("sentence", "kind", "who", "polarity"),
    [*JAPANESE, *ENGLISH],
    ids=lambda value: value[:20],
)
def test_a_way_of_saying_it_is_understood(claims, sentence, kind, who, polarity):
    found = [
        claim
        for claim in claims(sentence)
        if claim.kind == kind and claim.polarity == polarity
    ]
    assert found, claims(sentence)
    named = set(found[0].subject.split(";"))
    if kind == "cooperation":
        named |= {found[0].object} & {"chl", "per"}
    assert named == set(who.split(";"))


@pytest.mark.parametrize(
    "sentence",
    [
        "ペルーは兵を出すことを排除しなかった。",
        "シコルスキ外相は、ペルーは派兵を排除すべきでないとの考えを示した。",
        "大事なのは、チリが艦隊を沿岸に配備することである。",
        "Peru and Chile have not ruled out taking part.",
        "The Peruvian minister declined to comment.",
        "Chile hopes to send engineers.",
    ],
)
def test_what_binds_nobody_is_no_commitment(claims, sentence):
    assert [c for c in claims(sentence) if c.kind == "commitment"] == []


def test_a_speaker_nobody_knows_does_not_speak_for_whoever_was_named_before(claims):
    text = "Chile sent two ships. Abcock pledged a third."
    assert [c.subject for c in claims(text) if c.act == "promise"] != ["chl"]


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("昨日行われた日米印の演習", {"jpn", "usa", "ind"}),
        ("ドイツ連邦議会は米国の提案を承認した", {"deu", "bundestag", "usa"}),
        ("テオドロ国防相", {"gilberto-teodoro"}),
    ],
)
def test_a_name_is_read_beside_others(words, keys):
    mentions = find(read_bytes("text.txt", words.encode()), names())
    assert {m.value for m in mentions if m.kind != "date"} == keys
