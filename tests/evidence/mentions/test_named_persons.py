"""Persons with their office, known and unknown, and never a former office as held."""

import pytest

from ishizue.evidence.mentions.named import named
from ishizue.evidence.names import names
from ishizue.evidence.passages import Passage


def persons(text):
    """Words, value and details of every person, in the order of the text."""
    found = named(Passage(1, 1, text, "body", (), 0), names())
    return [
        (m.surface, m.value, {k: v for k, v in m.details.items() if k != "alias"})
        for m in sorted(found, key=lambda m: m.start)
        if m.kind == "person"
    ]


@pytest.mark.parametrize(
    ("text", "words", "value", "office", "of"),
    [
        ("スターマー首相は", "スターマー首相", "keir-starmer", "prime-minister", "gbr"),
        (
            "イタリアのメローニ首相",
            "イタリアのメローニ首相",
            "giorgia-meloni",
            "prime-minister",
            "ita",
        ),
        (
            "ベルギー首相のドゥウェルは",
            "ベルギー首相のドゥウェル",
            "ドゥウェル",
            "prime-minister",
            "bel",
        ),
        (
            "フランス大統領マクロンは",
            "フランス大統領マクロン",
            "emmanuel-macron",
            "president",
            "fra",
        ),
        ("マクロン仏大統領", "マクロン仏大統領", "emmanuel-macron", "president", "fra"),
        ("メルツ独首相", "メルツ独首相", "friedrich-merz", "chancellor", "deu"),
        (
            "ヘグセス米国防長官",
            "ヘグセス米国防長官",
            "pete-hegseth",
            "defence-secretary",
            "usa",
        ),
        (
            "ルッテNATO事務総長",
            "ルッテNATO事務総長",
            "mark-rutte",
            "secretary-general",
            "nato",
        ),
        (
            "ゼレンスキー・ウクライナ大統領",
            "ゼレンスキー・ウクライナ大統領",
            "volodymyr-zelensky",
            "president",
            "ukr",
        ),
        (
            "エストニアのトーマス外相",
            "エストニアのトーマス外相",
            "トーマス",
            "foreign-minister",
            "est",
        ),
        (
            "韓国の李在明大統領",
            "韓国の李在明大統領",
            "lee-jae-myung",
            "president",
            "kor",
        ),
        ("山本太一防衛相", "山本太一防衛相", "山本太一", "defence-minister", ""),
        ("中谷元防衛相", "中谷元防衛相", "nakatani-gen", "defence-minister", "jpn"),
        (
            "金正恩(キム・ジョンウン)総書記",
            "金正恩(キム・ジョンウン)総書記",
            "kim-jong-un",
            "general-secretary",
            "prk",
        ),
        (
            "IAEAのグロッシ事務局長",
            "IAEAのグロッシ事務局長",
            "rafael-grossi",
            "director-general",
            "iaea",
        ),
        (
            "President Emmanuel Macron said",
            "President Emmanuel Macron",
            "emmanuel-macron",
            "president",
            "fra",
        ),
        (
            "German Chancellor Friedrich Merz",
            "Chancellor Friedrich Merz",
            "friedrich-merz",
            "chancellor",
            "deu",
        ),
        (
            "NATO Secretary General Mark Rutte",
            "Secretary General Mark Rutte",
            "mark-rutte",
            "secretary-general",
            "nato",
        ),
        (
            "Poland's Foreign Minister Jan Kowal Says",
            "Foreign Minister Jan Kowal",
            "Jan Kowal",
            "foreign-minister",
            "pol",
        ),
        (
            "Anna Berg, the Swedish defence minister,",
            "Anna Berg, the Swedish defence minister",
            "Anna Berg",
            "defence-minister",
            "swe",
        ),
        (
            "Ukraine's president, Volodymyr Zelensky,",
            "Ukraine's president, Volodymyr Zelensky",
            "volodymyr-zelensky",
            "president",
            "ukr",
        ),
        (
            "エストニアのトーマス副外相",
            "エストニアのトーマス副外相",
            "トーマス",
            "deputy-foreign-minister",
            "est",
        ),
        (
            "Deputy Defense Secretary Jan Kowal",
            "Deputy Defense Secretary Jan Kowal",
            "Jan Kowal",
            "deputy-defence-secretary",
            "",
        ),
        (
            "the Dutch prime minister Mark Rutte",
            "Dutch prime minister Mark Rutte",
            "mark-rutte",
            "prime-minister",
            "nld",
        ),
        ("Jordan's King Abdullah II", "King Abdullah II", "Abdullah II", "king", "jor"),
    ],
)
def test_a_person_is_found_with_the_office(text, words, value, office, of):
    details = {"office": office, "of": of} if of else {"office": office}
    assert persons(text) == [(words, value, details)]


@pytest.mark.parametrize(
    ("text", "value", "office"),
    [
        ("トランプ前大統領", "donald-trump", "president"),
        ("メルケル元独首相", "angela-merkel", "chancellor"),
        ("前NATO事務総長のストルテンベルグ氏", "jens-stoltenberg", "secretary-general"),
        ("former President Barack Obama", "barack-obama", "president"),
        ("former German Chancellor Angela Merkel", "angela-merkel", "chancellor"),
        ("ex-Defense Secretary Lloyd Austin", "lloyd-austin", "defence-secretary"),
    ],
)
def test_a_former_office_is_not_one_that_is_held(text, value, office):
    ((_, found, details),) = persons(text)
    assert (found, details["former"]) == (value, office)
    assert "office" not in details


def test_an_office_to_come_is_not_one_that_is_held():
    assert persons("ドイツのメルツ次期首相")[0][2] == {
        "designate": "chancellor",
        "of": "deu",
    }


def test_known_persons_need_no_office():
    assert [value for _, value, _ in persons("プーチンとトランプ、Putin and Xi")] == [
        "vladimir-putin",
        "donald-trump",
        "vladimir-putin",
        "xi-jinping",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "フランス大統領のスピーチは",
        "両国首相と各国外相、次期大統領",
        "大統領府と大統領選、首相官邸",
        "外務省報道官と下院議長",
        "アラブ首長国連邦",
        "Julia Yoon met Dhruva Jaishankar",
        "Prime Minister's Office, the President of the Council",
        "Secretary of State, Regional Strategy",
        "General Dynamics and HMS Queen Elizabeth",
        "マスクをしたカラスと習い事",
        "マリアさんの証言",
        "コモディティとアドバンス、トランプゲーム",
    ],
)
def test_offices_and_words_without_a_person_name_nobody(text):
    assert persons(text) == []


def test_whoever_speaks_after_an_office_does_not_hold_it():
    text = "On the German chancellor, Putin said nothing"
    assert persons(text) == [("Putin", "vladimir-putin", {"of": "rus"})]
