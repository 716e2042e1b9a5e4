"""Each line is the text itself, or what a saved page or a paper puts around it."""

import pytest

from evidence.reading.lines import PROSE, PROSE_EN, around, below, read_lines
from ishizue.evidence.reading import read_bytes

WEB_PAGE = f"""本文へスキップ
ホーム > 海事 > 論考
港を守るのは誰か

2031年9月12日 架空太郎

IMG_20310912.jpg
夜の港に並ぶ哨戒艇

{PROSE}

費用の分担

{PROSE}

この記事をシェアする ツイート

コメント(2件)

1. 匿名 2031年9月13日 10:02
港を守るのは市である。国は何もしないと約束したはずだ。もう待てない。市民は皆そう思っている。
返信 削除

人気の記事

隣の港で火災、三隻が沈む
隣の港で火災があり、三隻が沈んだ。市は原因を調べており、隣国の船が関わったとの見方もある。消防艇は足りない。

© 2031 架空海事研究所 All rights reserved.
"""


def test_a_saved_page_in_japanese():
    assert list(read_lines(WEB_PAGE).values()) == [
        "navigation",
        "navigation",
        "heading",
        "body",
        "caption",
        "caption",
        "body",
        "heading",
        "navigation",
        "comment",
        "comment",
        "comment",
        "comment",
        "related",
        "related",
        "related",
        "navigation",
    ]


WEB_PAGE_EN = f"""Skip to main content
Home | Opinion | Newsletter

Who Guards the Harbour?
By Ada Roe | September 12, 2031

Photo: patrol boats at night (Max Moe)

{PROSE_EN}

Who pays

It is late. {PROSE_EN}

Share this article | Subscribe to our newsletter

3 Comments
Sam says:
The city promised nothing, and it will pay nothing. Everybody knows that the ministry lies about it.
Reply

You may also like
Fire in the next harbour
Three boats sank in the next harbour, and the city says that a foreign vessel took part. It has no fireboats.

Privacy policy
"""


def test_a_saved_page_in_english():
    assert list(read_lines(WEB_PAGE_EN).values()) == [
        "navigation",
        "navigation",
        "heading",
        "body",
        "caption",
        "body",
        "heading",
        "body",
        "navigation",
        "comment",
        "comment",
        "comment",
        "comment",
        "related",
        "related",
        "related",
        "navigation",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "メイン コンテンツに移動する",
        "メインコンテンツへスキップ",
        "Skip to content",
        "ホーム",
        "Menu",
        "続きを読む",
        "Read more",
        "この記事をシェア",
        "Share on Facebook",
        "Facebook X LINE",
        "印刷する",
        "プライバシーポリシー",
        "Terms of Use",
        "Powered by Harbour CMS",
        "無断転載を禁じます",
        "All rights reserved.",
        "Advertisement",
        "広告",
        "前の記事:港の歴史",
        "Next article: A history of harbours",
        "English / 日本語",
        "*この論文は英語版もご覧いただけます。",
        "This article is also available in Japanese.",
        "タグ: 港, 防衛",
        "Tags: harbour, defence",
        "3 min read",
        "【論文集掲載のお知らせ】",
        "このたび、当サイトでは研究者による論文集を公開いたしました。",
        "Sign up for our weekly newsletter",
        "無料会員登録で続きをお読みいただけます",
        "当サイトではCookieを使用しています。",
        "This site uses cookies to improve your experience.",
        "ホーム | 執筆者一覧 | お問い合わせ",
        "メニュー 検索 このブログの購読",
        "Download PDF | Cite this paper | Follow us",
    ],
)
def test_what_belongs_to_the_page_is_navigation(line):
    assert around(line) == "navigation"
    assert below(line) == ["navigation"]


@pytest.mark.parametrize(
    "line",
    [
        "港の拡張は来年から始まる。",
        "市は無断使用を禁じる条例を設けた。",
        "このたび、市は港の拡張計画を公表しました。",
        "次の記事は港の歴史を扱う。",
        "The next article of the treaty binds both cities.",
        "Contact with the boats was lost at night.",
        "Search and rescue is the city's duty.",
        "表は三つの港を比べている。",
        "図1に示すように、港は狭い。",
        "Table 2 shows that boats are old.",
        "Figure skating is popular in the harbour.",
        "関連する条約は三つある。",
        "コメントは得られなかった。",
        "The mayor declined to comment on the plan.",
        "References to the treaty were removed.",
        "注目すべきは費用である。",
        "Share prices of the shipyard fell.",
        "Images by satellites were sold to the city.",
        "出典は明らかにされていない。",
        "広告費は港の予算に含まれる。",
        "写真は撮影されなかった。",
        "[資料] は港の予算を示す。",
    ],
)
def test_sentences_with_such_words_remain_the_text(line):
    assert around(line) == "body"
    assert below(line) == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "写真:夜の港に並ぶ哨戒艇",
        "(写真)夜の港",
        "図1 港の位置",
        "図表2:費用の分担",
        "Figure 3. Patrol boats by age",
        "Table 1: Costs",
        "Photo: boats at night",
        "夜の港に並ぶ哨戒艇(市提供)",
        "夜の港に並ぶ哨戒艇=AFP",
        "Boats at night. (Reuters/Max Moe)",
        "Patrol boats at night. Photo credit: Max Moe",
        "Patrol boats at night. Photo by the author.",
        "出所:港湾局の資料より作成",
        "harbour_night.jpg",
        "patrol boat 20310912",
        "9月12日、夜の港に並ぶ哨戒艇と市の職員。",
    ],
)
def test_what_stands_under_a_picture_is_a_caption(line):
    assert around(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "費用の分担",
        "港の防衛:市の役割と国の責任",
        "誰が払うのか?",
        "1. 市と国の協議",
        "2.1 費用の分担",
        "第3章 港の歴史",
        "二、市は国に負担を求め続けている。",
        "■費用の分担",
        "## 費用の分担",
        "【費用の分担】",
        "Who pays for the boats?",
        "III. The Costs",
        "Costs and Burdens: A Comparison",
    ],
)
def test_short_lines_without_a_sentence_are_headings(line):
    assert around(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "- 市が費用の半分を負担する。",
        "・港の拡張",
        "1. 市が費用の半分を負担すること。",
        "内容は次の通りである:",
        "and the boats are old",
        "https://example.org/harbour",
        "12,345",
    ],
)
def test_items_and_fragments_are_no_headings(line):
    assert around(line) == "body"


def test_a_name_beside_the_date_is_no_heading_but_the_first_heading_is():
    lines = ["港を守るのは誰か", "架空太郎", "2031年9月12日", "はじめに", PROSE]
    found = read_lines("\n\n".join(lines))
    assert [found[line] for line in lines] == [
        *["heading", "body", "body", "heading", "body"],
    ]
    lines = ["Who Guards the Harbour?", "ADA ROE", "May 3, 2031", "Costs", PROSE_EN]
    found = read_lines("\n".join(lines))
    assert [found[line] for line in lines] == [
        *["heading", "body", "body", "heading", "body"],
    ]


def test_a_list_of_short_lines_is_no_row_of_headings():
    ports = ["北の港", "南の港", "東の港と倉庫"]
    found = read_lines("\n".join([PROSE, *ports, PROSE]))
    assert {found[port] for port in ports} == {"body"}


def test_lines_broken_at_a_margin_are_no_headings():
    words = (PROSE_EN + " ").replace("  ", " ") * 4
    lines = [words[i : i + 70].strip() for i in range(0, len(words), 70)]
    text = read_bytes("a.txt", "\n".join(lines).encode())
    assert {p.section for p in text.passages} == {"body"}


def test_a_table_of_contents_is_navigation_until_its_first_heading_comes():
    contents = ["はじめに", "費用の分担", "おわりに"]
    lines = ["港を守る", "目次", *contents, "はじめに", PROSE, "費用の分担", PROSE]
    text = read_bytes("a.txt", "\n".join(lines).encode())
    assert [p.section for p in text.passages] == [
        "heading",
        *["navigation"] * 4,
        "heading",
        "body",
        "heading",
        "body",
    ]


def test_a_menu_without_known_words_is_known_by_its_shape():
    menu = ["海事", "港湾", "造船", "漁業", "気象"]
    found = read_lines("\n".join([*menu, "", "港を守るのは誰か", "", PROSE]))
    assert {found[item] for item in menu} == {"navigation"}
    assert found["港を守るのは誰か"] == "heading"


def test_pictures_in_a_dense_text_are_known_by_the_space_around_them():
    lines = [*[f"{PROSE[:30]}{i}。" for i in range(12)]]
    caption = "倉庫に積まれた機雷を点検している。"
    content = "\n".join([*lines[:6], "", caption, "", *lines[6:]])
    assert read_lines(content)[caption] == "caption"
