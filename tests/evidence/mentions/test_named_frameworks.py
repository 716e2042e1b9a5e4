"""Frameworks, treaties and their articles, under every name they are given."""

import pytest

from ishizue.evidence.mentions.named import named
from ishizue.evidence.names import names
from ishizue.evidence.passages import Passage


def found(text, kind="framework"):
    """Words and keys of one kind, in the order of the text."""
    mentions = named(Passage(1, 1, text, "body", (), 0), names())
    return [
        (m.surface, m.value)
        for m in sorted(mentions, key=lambda m: (m.start, m.end))
        if m.kind == kind
    ]


@pytest.mark.parametrize(
    "name",
    [
        "有志連合",
        "有志国連合",
        "意思連合",
        "意志連合",
        "意欲連合",
        "意味連合",
        "意願連盟",
        "志願者連合",
        "志願国連合",
        "自発的連合",
        "自発的な連合",
        "自発的同盟国",
        "ボランティア連合",
        "ボランティア同盟",
        "ウィリング連盟",
        "ウィリング・コアリション",
        "意欲のある国々の連合",
        "志ある国々の連合",
        "やる気のある国の連合",
        "Coalition of the Willing",
        "coalition of the willing",
        "coalition of willing nations",
        "coalition of volunteers",
        "Alliance of the Willing",
    ],
)
def test_every_translation_of_the_coalition_is_one_framework(name):
    assert found(f"先週、{name} は会合を開いた") == [(name, "cow")]
    assert names().key(name) == "cow"


@pytest.mark.parametrize(
    "name", ["諸国連合", "同志連合", "労働組合総連合", "意思決定", "欧州防衛連合"]
)
def test_other_unions_are_not_the_coalition(name):
    assert found(f"先週、{name}は会合を開いた") == []


def test_the_united_nations_are_themselves_only():
    assert found("国連と国際連合、加盟国連携、首長国連邦") == [
        ("国連", "un"),
        ("国際連合", "un"),
    ]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2003年のイラク戦争に加わった有志連合", "iraq-coalition-2003"),
        ("イスラム国の有志連合", "anti-isis-coalition"),
        ("the coalition of the willing in the Iraq War", "iraq-coalition-2003"),
        ("ウクライナを支える有志連合は、イラク戦争の時とは違う", "cow"),
    ],
)
def test_older_coalitions_of_that_name_are_told_apart(text, key):
    assert [value for _, value in found(text)] == [key]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北大西洋条約第5条", [("北大西洋条約第5条", "north-atlantic-treaty-5")]),
        ("NATOの第五条", [("NATO", "nato"), ("第五条", "north-atlantic-treaty-5")]),
        (
            "NATOは動かない。第5条は別だ",
            [("NATO", "nato"), ("第5条", "north-atlantic-treaty-5")],
        ),
        ("EU条約第42条7項", [("EU条約第42条7項", "teu-42-7")]),
        ("国連憲章第51条", [("国連憲章第51条", "un-charter-51")]),
        (
            "Article 5 of the North Atlantic Treaty",
            [
                ("Article 5", "north-atlantic-treaty-5"),
                ("North Atlantic Treaty", "north-atlantic-treaty"),
            ],
        ),
        (
            "NATO's Article 4",
            [("NATO", "nato"), ("Article 4", "north-atlantic-treaty-4")],
        ),
        (
            "Article 42(7) of the EU Treaty",
            [("Article 42(7)", "teu-42-7"), ("EU Treaty", "teu")],
        ),
        ("憲法第9条と刑法第5条", []),
        ("Article 5 of the lease", []),
    ],
)
def test_articles_of_treaties_have_keys_of_their_own(text, expected):
    assert found(text) == expected


def test_the_pillars_of_aukus_need_aukus():
    assert [v for _, v in found("AUKUSの「第2の柱」とAUKUS第一の柱")] == [
        "aukus",
        "aukus-p2",
        "aukus-p1",
    ]
    assert found("成長戦略の第2の柱") == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "IP4、AUKUS、QUAD、G7、ASEAN、PESCO、GCAP、JEF、PIPIR",
            "ip4 aukus quad g7 asean pesco gcap jef pipir",
        ),
        (
            "NPT、INF条約、新START、ブダペスト覚書",
            "npt inf new-start budapest-memorandum",
        ),
        ("ワッセナーアレンジメントとMTCR", "wassenaar mtcr"),
        ("欧州宇宙機関(ESA)とDIANAとNATOイノベーション基金", "esa esa diana nif"),
        ("ＮＡＴＯと欧州連合（ＥＵ）", "nato eu eu"),
        ("NATO地中海ダイアローグと国連安保理", "med-dialogue unsc"),
        ("ブカレスト9、北欧バルト8か国、三海域イニシアチブ", "b9 nb8 three-seas"),
        ("the Quad, the JEF, the OSCE and New START", "quad jef osce new-start"),
        (
            "Multinational Force Ukraine and the Budapest memorandum",
            "mnfu budapest-memorandum",
        ),
        ("The EURO fell; NATOs and UNited are no words", ""),
        ("アフリカ連合(AU)", "au au"),
        ("AU (gold)", ""),
    ],
)
def test_frameworks_are_found_by_name_and_abbreviation(text, keys):
    assert " ".join(value for _, value in found(text)) == keys


def test_states_within_the_name_of_a_framework_are_mentioned_too():
    text = "日米同盟とNATO・ウクライナ理事会"
    assert [v for _, v in found(text)] == ["us-japan-alliance", "nato-ukraine-council"]
    assert {v for _, v in found(text, "actor")} == {"jpn", "usa", "ukr"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ハンファ・エアロスペース",
            [("ハンファ・エアロスペース", "hanwha-aerospace")],
        ),
        (
            "三菱重工業とKAI、韓国の戦闘機",
            [("三菱重工業", "mitsubishi-heavy"), ("KAI", "kai")],
        ),
        ("ドイツのヘルシンキ社", [("ヘルシンキ", "helsing")]),
        ("サンドリア社と3社と各社", [("サンドリア社", "サンドリア")]),
        (
            "株式会社サンドリアと大手メーカー社員",
            [("株式会社サンドリア", "サンドリア")],
        ),
        (
            "Sandria GmbH and Rheinmetall",
            [("Sandria GmbH", "Sandria"), ("Rheinmetall", "rheinmetall")],
        ),
        ("Korea Aerospace Industries", [("Korea Aerospace Industries", "kai")]),
        ("Leonardo, not Leonardo da Vinci", [("Leonardo", "leonardo")]),
        ("Georgia Tech", []),
    ],
)
def test_organisations_and_companies_are_found(text, expected):
    assert found(text, "organisation") == expected
