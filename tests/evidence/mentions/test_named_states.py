"""States are found under all their names, in Japanese and English."""

import pytest

from ishizue.evidence.mentions.named import named
from ishizue.evidence.names import names
from ishizue.evidence.passages import Passage


def states(text):
    """Keys of the states a text names, in its order."""
    found = named(Passage(1, 1, text, "body", (), 0), names())
    actors = [m for m in found if m.kind == "actor"]
    return " ".join(m.value for m in sorted(actors, key=lambda m: (m.start, m.end)))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("日米韓は声明を出した", "jpn usa kor"),
        ("英仏が部隊を出す", "gbr fra"),
        ("米露の協議", "usa rus"),
        ("米英仏独中ロの6カ国", "usa gbr fra deu chn rus"),
        ("日・豪・仏の艦艇", "jpn aus fra"),
        ("米、英、仏の三国", "usa gbr fra"),
        ("米・イラン協議", "usa irn"),
        ("日NATO協力", "jpn"),
        ("米ウクライナ首脳会談", "usa ukr"),
        ("日米欧の経済", "jpn usa"),
        ("印パ両国の停戦", "ind pak"),
        ("ロ朝条約と中ロ関係", "rus prk chn rus"),
        ("露朝の接近", "rus prk"),
        ("日伯首脳会談と米墨国境と露烏戦争", "jpn bra usa mex rus ukr"),
        ("米ソの軍縮", "usa sun"),
        ("日中韓首脳会談", "jpn chn kor"),
        ("日中関係の改善", "jpn chn"),
        ("南シナ海をめぐる中越関係", "chn vnm"),
        ("続く中露の拒否", "chn rus"),
        ("この日、米英仏は合意した", "usa gbr fra"),
        ("12日米英両国が発表", "usa gbr"),
        ("9月米住宅販売", "usa"),
        ("米中間の対立と米中間選挙", "usa chn usa"),
        ("今回日豪両国が署名", "jpn aus"),
    ],
)
def test_compounds_of_states_name_each_of_them(text, keys):
    assert states(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("米軍と露軍", "usa rus"),
        ("在日米軍司令部", "jpn usa"),
        ("在欧米軍の削減", "usa"),
        ("訪米した首相", "usa"),
        ("訪米中の首相", "usa"),
        ("駐日米大使", "jpn usa"),
        ("対露制裁", "rus"),
        ("対ロ政策", "rus"),
        ("対中露戦略", "chn rus"),
        ("対ウクライナ支援", "ukr"),
        ("親露派と反米感情と嫌韓", "rus usa kor"),
        ("来日した使節", "jpn"),
        ("脱米化の動き", "usa"),
        ("独政府と仏大統領と英外相", "deu fra gbr"),
        (
            "豪政府、印外相、加首相、比大統領、越国防相、伊海軍",
            "aus ind can phl vnm ita",
        ),
        ("独ヘルシングと英BAE", "deu gbr"),
        ("米国防長官と韓国防相", "usa kor"),
        ("日米国防相会談", "jpn usa"),
        ("ロ軍の攻勢", "rus"),
        ("米では議論が続く", "usa"),
        ("米、関税を発動 独・仏は反発", "usa deu fra"),
        ("旧ソ連の設備", "sun"),
    ],
)
def test_one_kanji_stands_for_a_state_beside_what_states_have(text, keys):
    assert states(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "日中の気温は30度に達した",
        "同日中に結論を出す",
        "12日台風が上陸した",
        "18日朝に会見した",
        "英雄と英語と英知",
        "独自、独立、独裁、独占、独学",
        "仏教と仏像と成仏",
        "露出、露店、暴露、披露、結露",
        "豪雨と豪雪、富豪、文豪",
        "伊豆の伊藤、伊勢の伊達",
        "印刷、印象、調印、朱印",
        "加盟、加速、加工、参加国、追加制裁",
        "越境、越冬、越権、優越",
        "比較、比率、前年比、対比、GDP比2%",
        "中央、中立、中心、期間中国会は閉じる",
        "台所、舞台、高台、3台",
        "米価と米作と新米、米を運ぶ船",
        "米の価格が高騰し、備蓄米を出す",
        "比叡山、日比谷、加州米の収穫",
        "土台、西欧、印西市、土日、西日、中西部",
        "電圧を印加する、朝露が光る、朝比奈、印欧語族、露台",
        "田中英一と高橋仏具店",
        "南米、北米、中南米、ラテンアメリカ",
        "集中国会審議、12日本会議",
    ],
)
def test_other_words_with_the_same_kanji_name_no_state(text):
    assert states(text) == ""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("マリとマリンベイビーとマリアさん", "mli"),
        ("インドとインドネシアとインド太平洋とインド洋", "ind idn"),
        ("ギニア、赤道ギニア、ギニアビサウ、パプアニューギニア", "gin gnq gnb png"),
        ("ニジェールとナイジェリア", "ner nga"),
        ("スーダンと南スーダン", "sdn ssd"),
        ("ドミニカ国とドミニカ共和国", "dma dom"),
        ("コンゴ民主共和国とコンゴ共和国", "cod cog"),
        ("タイのタイミング、タイヤ、ネクタイ", "tha"),
        ("チリ紙とチリ政府", "chl"),
        ("オマーンとオマーン湾", "omn"),
        ("イランとイラク", "irn irq"),
        ("アメリカとアメリカンフットボール", "usa"),
        ("ロシアメディアとロシアンルーレット", "rus"),
        ("ジョージア州とジョージア政府", "geo"),
        ("台湾と台湾海峡", "twn"),
        ("日本と日本海と西日本と日本海軍", "jpn jpn"),
        ("中国と中国地方と中国電力", "chn"),
        ("ロシア語と英語と日本語の資料", ""),
        ("米ドル、豪ドル、スイスフラン、ロシアルーブル", ""),
        ("朝鮮半島と北朝鮮", "prk"),
        ("NATOと⽇本と㈱", "jpn"),
        ("韓国、豪州、日本、ニューランド", "kor aus jpn nzl"),
        ("俄軍の陣地", "rus"),
    ],
)
def test_katakana_and_kanji_names_fill_their_words(text, keys):
    assert states(text) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("American and Russian envoys, Dutch and Swiss firms", "usa rus nld che"),
        ("The U.S. Army, US officials and the USA", "usa usa usa"),
        (
            "Franco-German, Sino-Russian and Anglo-American talks",
            "fra deu chn rus gbr usa",
        ),
        ("pro-Russian and anti-American groups", "rus usa"),
        ("Niger and Nigeria, but the Niger Delta", "ner nga"),
        ("Guinea, Guinea-Bissau and New Guinea", "gin gnb"),
        ("Dominica and the Dominican Republic", "dma dom"),
        ("the Democratic Republic of the Congo", "cod"),
        ("the People's Republic of China and the Republic of China", "chn twn"),
        ("North Korea, South Korea, the ROK and the DPRK", "prk kor kor prk"),
        ("Turkey, Türkiye and Turkish drones", "tur tur tur"),
        ("UKRAINE AND RUSSIA AGREE", "ukr rus"),
        ("Italy, Spain and Jordan can pay. In Chad it rained.", "ita esp jor tcd"),
        ("Georgia's border with Russia", "geo rus"),
    ],
)
def test_english_names_adjectives_and_abbreviations_are_found(text, keys):
    assert states(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "Coach Michael Jordan spoke to Chad Smith and Jordan Peterson",
        "A student of Georgia Tech in Atlanta; Georgia voters in Atlanta",
        "roast turkey on china plates, and guinea pigs",
        "They told us what US dollars buy",
        "GIVE US YOUR VIEWS",
        "Indiana, New Mexico, the Indian Ocean and the Indo-Pacific",
        "the Gulf of Oman, the South China Sea and the Taiwan Strait",
        "Latin America and North American trade",
        "He speaks Russian. The text is in French.",
        "the Russian-language press, Swiss francs, Canadian dollars",
        "see https://example.org/Russia or write to china@Russia.example",
    ],
)
def test_english_traps_name_no_state(text):
    assert states(text) == ""


def test_a_compound_gives_one_mention_for_each_state_over_the_same_words():
    found = named(Passage(3, 3, "昨日、英仏は", "body", (), 0), names())
    assert [(m.para, m.start, m.end, m.surface, m.value) for m in found] == [
        (3, 3, 5, "英仏", "gbr"),
        (3, 3, 5, "英仏", "fra"),
    ]


def test_how_a_name_is_written_is_told_where_it_is_not_the_plain_one():
    found = named(Passage(1, 1, "Polish, Poland, 米軍", "body", (), 0), names())
    assert {m.surface: m.details.get("alias") for m in found} == {
        "Polish": "adjective",
        "Poland": None,
        "米軍": "abbreviation",
    }
