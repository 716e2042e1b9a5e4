"""What stands below the text: comments, other posts and notes, and where they end."""

import pytest

from evidence.reading.lines import PROSE, below, read_lines


@pytest.mark.parametrize(
    "opening",
    [
        "コメント",
        "コメント(3)",
        "3件のコメント",
        "この記事へのコメント",
        "コメントを残す",
        "Comments",
        "2 Comments",
        "Leave a Reply",
        "Comments are closed.",
        "Reader comments",
        "One thought on the harbour".replace("One thought", "1 thought"),
    ],
)
def test_readers_comments_run_on_to_the_end(opening):
    more = ("匿名 10:02", PROSE[:60] + "。", "返信")
    assert below(opening, *more) == ["comment"] * 4


@pytest.mark.parametrize(
    "opening",
    [
        "関連記事",
        "人気の投稿",
        "このブログの人気の投稿",
        "おすすめ記事",
        "あわせて読みたい",
        "アクセスランキング",
        "Related articles",
        "Popular posts from this blog",
        "You may also like",
        "More from Harbour News",
        "Most read",
        "Read next",
    ],
)
def test_other_posts_run_on_to_the_end(opening):
    more = ("隣の港で火災", "隣の港で火災があり、三隻が沈んだ。" * 3)
    assert below(opening, *more) == ["related"] * 3


def test_a_box_of_related_articles_does_not_swallow_the_text_after_it():
    lines = [PROSE, "関連記事", "隣の港で火災", "南の港が閉鎖", *[PROSE + "続報。"] * 4]
    found = read_lines("\n".join(lines))
    assert found["南の港が閉鎖"] == "related"
    assert found[PROSE + "続報。"] == "body"


def test_a_chapter_called_comment_is_part_of_a_paper():
    lines = [
        "港を守る",
        PROSE,
        "コメント",
        PROSE + "以上。",
        *[PROSE + "別の段落。"] * 4,
    ]
    assert read_lines("\n".join(lines))[PROSE + "以上。"] == "body"


def test_an_item_of_the_menu_opens_nothing():
    lines = ["コメント", "関連記事", "港を守る", "", PROSE, PROSE + "続き。"]
    found = read_lines("\n".join(lines))
    assert found["港を守る"] == "heading"
    assert found[PROSE] == found[PROSE + "続き。"] == "body"


@pytest.mark.parametrize(
    "opening",
    ["脚注", "注", "注釈", "参考文献", "出典", "Notes", "References", "Bibliography"],
)
def test_notes_run_on_until_other_posts_begin(opening):
    more = ("1 架空港湾局「声明」2031年。", "2 架空新聞、2031年。")
    assert below(opening, *more, "関連記事", "隣の港で火災") == [
        *["footnote"] * 3,
        *["related"] * 2,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Ada Roe is a senior fellow at the Coast Institute. Her work is on harbours.",
        "About the author: Ada Roe writes on harbours.",
        "The views expressed here are the author's own.",
        "本稿の内容は筆者個人の見解であり、所属組織の見解ではない。",
        "筆者略歴:架空太郎は港湾研究者。",
        "※本文中の肩書は当時のもの。",
    ],
)
def test_what_is_said_of_the_author_at_the_end_is_a_note(line):
    assert below(line) == ["footnote"]
