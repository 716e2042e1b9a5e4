"""Chinese and garbage are found wherever they stand; Japanese is never taken for them."""

import pytest

from evidence.reading.anchors import assert_anchors_hold, damage
from ishizue.evidence.reading import read_bytes

BEFORE = "港の拡張は来年から始まる。市は費用の半分を負担するという。\n"
BEFORE_EN = "The harbour will be enlarged next year. The city pays half of the cost.\n"

CHINESE = (
    "但是这不是问题。",
    "因此港口必须独立。",
    "然而美国不会参加。",
    "成员国同意增加军费开支。",
    "总理表示愿意派兵。",
    "政府将于明年公布新计划。",
    "我们需要更多的时间。",
    "委员会提出新的建议。",
    "双方就安全问题交换意见。",
    "首先是资金不足。",
    "总而言之,前景不明。",
    "两国军队将举行联合演习。",
    "这一决定引起广泛关注。",
    "目前还没有任何结果。",
    "因此不会改变。",
    "以及其他国家的支持。",
    "或者说是另一个问题",
    "由于预算不足,计划推迟",
    "此次会议在海边举行",
    "点击查看更多",
    "版权所有",
    "请稍后再试",
    "該國政府表示將繼續合作",
    "我們必須加強防禦",
    "兩國的關係越來越密切",
)

JAPANESE = (
    "日米首脳会談開催",
    "北大西洋条約機構加盟国一覧",
    "外務大臣、防衛大臣、財務大臣、経済産業大臣",
    "令和七年版防衛白書",
    "海洋安全保障戦略、海上防衛戦略、艦艇整備計画",
    "米国、英国、仏国、独国、伊国、加国、日本",
    "習近平、李強、王毅、董軍",
    "戦略的互恵関係",
    "核兵器不拡散条約再検討会議最終文書",
    "東京大学大学院法学政治学研究科教授",
    "中国人民解放軍東部戦区",
    "集団的自衛権行使容認閣議決定",
    "文在寅、尹錫悦、李在明",
    "是非",
    "不可逆的非核化",
    "目的是正、是認",
    "達也、哲也、和也、拓也",
    "那覇市、那須町、刹那",
    "三菱重工業、川崎重工業、富士通、日本電気",
    "海上自衛隊護衛艦隊旗艦",
    "核共有、核持込、核抑止",
    "達成困難、終了、完了、修了",
    "同意、不同意、不断",
    "独仏英伊首脳電話会談",
    "即時停戦、捕虜交換",
    "日米豪印四箇国戦略対話",
    "国立研究開発法人宇宙航空研究開発機構",
    "全国都道府県別人口統計",
    "一九四五年八月十五日",
    "剝奪、頰、塡補、𠮟責",
    "国籍剝奪処分、損失塡補契約",
    "髙橋、﨑山、濵田、渡邊、齋藤",
    "國學院大學、慶應義塾大學",
    "内閣總理大臣",
    "鄧小平、毛沢東、周恩来、江沢民、胡錦濤",
    "華為技術、中興通訊、小米科技",
    "適正在庫、改正在留資格",
    "許可以外、認可以降",
    "構想要点、思想要素",
    "当今天皇陛下",
    "中将在任中、大将会談",
    "二〇二五年度予算案、歳出総額百十五兆円",
)


@pytest.mark.parametrize("clause", CHINESE)
def test_a_chinese_line_is_foreign(clause):
    text = read_bytes("a.txt", f"{BEFORE}{clause}\n{BEFORE}".encode())
    assert damage(text) == [(clause, "foreign")]
    assert text.passages[1].language == "zh"
    assert text.language == "ja"


@pytest.mark.parametrize("clause", [c for c in CHINESE if c.endswith("。")])
def test_a_chinese_sentence_is_cut_from_the_japanese_around_it(clause):
    for line in (f"{clause} 市は反対した。", f"市は反対した。{clause}港は残る。"):
        text = read_bytes("a.txt", (BEFORE + line).encode())
        assert damage(text) == [(clause, "foreign")]
        assert_anchors_hold(text)


@pytest.mark.parametrize(
    ("line", "foreign"),
    [
        ("市は独立を望み、但是美国不会参加,港は様子を見る。", "但是美国不会参加,"),
        (
            "とはいえ、因此,因此,这样不能的话。。市は反対した。",
            "因此,因此,这样不能的话。。",
        ),
        ("会談で北约东扩引起俄罗斯不满,市は困った。", "北约东扩引起俄罗斯不满,"),
        ("市長は「我们必须加强合作关系」と述べた。", "我们必须加强合作关系"),
        ("分析によれば,这个问题非常严重", "这个问题非常严重"),
    ],
)
def test_a_chinese_clause_within_a_japanese_sentence_stands_alone(line, foreign):
    text = read_bytes("a.txt", (BEFORE + line).encode())
    assert damage(text) == [(foreign, "foreign")]
    sound = [s for s in text.passages[1].sentences if not s.damage]
    assert {s.language for s in sound} == {"ja"}
    assert_anchors_hold(text)


@pytest.mark.parametrize("line", JAPANESE)
def test_japanese_without_kana_is_not_foreign(line):
    text = read_bytes("a.txt", f"{BEFORE}{line}\n{line}。\n{BEFORE}".encode())
    assert damage(text) == []
    assert {p.language for p in text.passages} == {"ja"}


@pytest.mark.parametrize(
    "line",
    [
        "『人民日报』の記事は港に触れた。",
        "俄军の艦艇が通過した。",
        "大統領(윤석열)は港を訪れた。",
        "首相はПутин氏に書簡を送った。",
        "理念として「人类命运共同体」を掲げる。",
        "NATO Innovation Fund は港に投資した。",
        "The harbour stays open.",
        "『Le Monde』は港に触れた。",
    ],
)
def test_a_foreign_name_or_english_does_no_damage(line):
    assert damage(read_bytes("a.txt", (BEFORE + line).encode())) == []


def test_chinese_in_an_english_text_is_foreign_but_a_gloss_is_not():
    line = "The treaty (北大西洋公约组织) holds. 我们认为这个计划不会成功。 It stays."
    text = read_bytes("a.txt", (BEFORE_EN + line).encode())
    assert damage(text) == [("我们认为这个计划不会成功。", "foreign")]
    assert text.language == "en"


def test_chinese_is_not_foreign_to_a_chinese_text():
    text = read_bytes("a.txt", "".join(f"{c}\n" for c in CHINESE).encode())
    assert text.language == "zh"
    assert damage(text) == []


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("항구는 내년부터 확장될 예정이라고 시는 밝혔다.", "ko"),
        ("Город оплатит половину стоимости расширения порта.", "ru"),
        ("Місто оплатить половину вартості розширення порту.", "uk"),
        ("ستدفع المدينة نصف تكلفة توسيع الميناء في العام المقبل.", "ar"),
        ("Die Stadt wird die Hälfte der Kosten für den Ausbau bezahlen.", "de"),
        ("La ville paiera la moitié du coût de l'extension dans le port.", "fr"),
    ],
)
def test_a_sentence_in_a_third_language_is_foreign(line, language):
    text = read_bytes("a.txt", (BEFORE + line).encode())
    assert damage(text) == [(line, "foreign")]
    assert text.passages[1].sentences[0].language == language


@pytest.mark.parametrize(
    ("line", "repeated"),
    [
        ("市は要要要要要要反対した。", "要要要要要要"),
        ("港湾港湾港湾を広げる。", "港湾港湾港湾"),
        ("市はドローンドローンドローンを買う。", "ドローンドローンドローン"),
        ("拡張、拡張、拡張、拡張、が始まる。", "拡張、拡張、拡張、拡張、"),
        (
            "港の整備の計画の港の整備の計画の港の整備の計画の概要",
            "港の整備の計画の" * 3,
        ),
        ("The the the city pays.", "The the the"),
        ("It pays pays pays pays for boats.", "pays pays pays pays"),
        ("It pays of the port of the port of the port of the port", "of the port " * 4),
        (
            "Boats boats boats boats boats boats.",
            "Boats boats boats boats boats boats.",
        ),
    ],
)
def test_what_is_said_over_and_over_stands_alone(line, repeated):
    before = BEFORE if "。" in line or "の" in line else BEFORE_EN
    text = read_bytes("a.txt", (before + line).encode())
    assert damage(text) == [(repeated.strip(), "repeated")]
    assert_anchors_hold(text)


@pytest.mark.parametrize(
    "line",
    [
        "本当に、本当に、本当に感謝する。",
        "改革、改革、また改革だ。",
        "船、船、船である。",
        "どんどんどんどん進む。ますますますます増える。",
        "はははははは、と市長は笑った。",
        "ありがとうありがとうありがとう、と市長は言った。",
        "It is a very very very old boat.",
        "層層の警備、様々な、営々と、代々の家。",
        "1、1、1、1、1、1。",
        "〇〇〇〇、××××、------、………………。",
        "なし\tなし\tなし\tなし\tなし",
        "合計は1000000000円である。",
        "Location, location, location.",
        "No, no, no, he said; never, never.",
        "www.example.org/aaa/aaa",
        "XXXX VIII",
    ],
)
def test_emphasis_sound_words_numbers_and_tables_do_no_damage(line):
    assert damage(read_bytes("a.txt", (BEFORE + line).encode())) == []


def test_repetition_does_not_run_over_lines():
    text = read_bytes("a.txt", (BEFORE + "港湾\n" * 9).encode())
    assert damage(text) == []


def test_chinese_and_repetition_in_one_run_are_reported_once():
    line = "然而,然而不会不会不会不会这样的。市は反対した。"
    text = read_bytes("a.txt", (BEFORE + line).encode())
    assert damage(text) == [("然而,然而不会不会不会不会这样的。", "foreign")]
