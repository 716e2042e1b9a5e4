"""Title, publisher and date come from where the text says them, never from its notes."""

import pytest

from evidence.reading import lines
from ishizue.evidence.reading import read_bytes

PROSE, PROSE_EN = f"{lines.PROSE}\n", f"{lines.PROSE_EN}\n"


def head(content):
    text = read_bytes("a.txt", content.encode())
    return text.title, text.publisher, text.date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("20/01/2031", "2031-01-20"),
        ("09/01/2031", "2031-01-09"),
        ("05/15/2031", "2031-05-15"),
        ("2031年9月12日", "2031-09-12"),
        ("2031年9月12日(金) 10:30", "2031-09-12"),
        ("令和13年9月12日", "2031-09-12"),
        ("2031/09/12 05:00", "2031-09-12"),
        ("2031-09-12T05:00+09:00", "2031-09-12"),
        ("2031.9.12", "2031-09-12"),
        ("公開日:2031年9月12日 更新日:2031年9月15日", "2031-09-12"),
        ("APRIL 20, 2031", "2031-04-20"),
        ("Sept. 12, 2031", "2031-09-12"),
        ("12th September 2031", "2031-09-12"),
        ("Published: 12 September 2031, 10:30 am", "2031-09-12"),
        ("By Ada Roe | September 12, 2031", "2031-09-12"),
        ("12 September 2031, by our harbour correspondent", "2031-09-12"),
        ("国際部 2031年9月12日", "2031-09-12"),
        ("September 2031", "2031-09"),
        ("(2031/09/12)", "2031-09-12"),
    ],
)
def test_a_date_line_under_the_title(line, date):
    assert head(f"港を守る\n\n{line}\n\n{PROSE}") == ("港を守る", "", date)
    assert head(f"Defending the harbour\n{line}\n{PROSE_EN}")[2] == date


@pytest.mark.parametrize("line", ["(2031/06/27)", "2031年6月27日", "June 27, 2031"])
def test_a_date_line_after_the_text(line):
    assert head(f"港を守る\n{PROSE}{PROSE}{line}\n")[2] == "2031-06-27"


@pytest.mark.parametrize(
    "content",
    [
        f"港を守る\n\n{PROSE}",
        f"港を守る\n\n2031年1月6日、市は計画に署名した。\n{PROSE}",
        f"港を守る\n{PROSE}脚注\n[1] 架空港湾局「声明」2031年1月6日。\n2031年1月7日\n",
        f"港を守る\n{PROSE}コメント\n匿名 2031年1月6日 10:00\n返信\n",
        f"港を守る\n{PROSE}関連記事\n港は古い 2031年1月6日\n",
        f"Harbour\n\nOn 6 January 2031 the city signed the plan.\n{PROSE_EN}",
        f"港を守る\n\n2031\n\n{PROSE}",
        f"港を守る\n{PROSE * 3}\n2031年1月6日\n{PROSE}",
    ],
)
def test_other_dates_are_not_the_date_of_the_text(content):
    assert head(content)[2] == ""


def test_a_date_no_calendar_has_is_passed_over():
    assert head(f"港を守る\n2031年13月45日\n{PROSE}")[2] == ""


def test_the_first_published_date_counts_before_an_update():
    content = f"港を守る\n更新:2031年9月15日\n投稿:2031年9月12日\n{PROSE}"
    assert head(content)[2] == "2031-09-12"
    assert head(f"港を守る\n更新:2031年9月15日\n{PROSE}")[2] == "2031-09-15"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (f"港を守る\n\n{PROSE}", "港を守る"),
        (f"# 港を守る\n\n{PROSE}", "港を守る"),
        (f"ホーム > 国内 > 港\n\n港を守る\n\n{PROSE}", "港を守る"),
        (f"港を守る。市は費用を払わない。\n20/01/2031\n{PROSE}", "港を守る。市は費用を払わない。"),
        (f"2031年9月12日\n港を守る\n{PROSE}", "港を守る"),
        (f"Defending the Harbour: Who Pays?\n\n{PROSE_EN}", "Defending the Harbour: Who Pays?"),
        (PROSE, ""),
        (f"【掲載のお知らせ】\n{PROSE}{PROSE}(2031/06/27)\n【Papers Vol. 3】\nWho Guards the Harbour\n", "Who Guards the Harbour"),
    ],
)  # fmt: skip
def test_the_title_stands_at_the_top_or_after_the_closing_date(content, title):
    assert head(content)[0] == title


@pytest.mark.parametrize(
    ("content", "publisher"),
    [
        (f"港を守る\n架空新聞 2031年9月12日\n{PROSE}", "架空新聞"),
        (f"Harbour\nThe Daily Buoy Times, 12 September 2031\n{PROSE_EN}", "The Daily Buoy Times"),
        (f"Harbour\nBy Ada Roe | Coastal Review | 12 September 2031\n{PROSE_EN}", "Coastal Review"),
        (f"港を守る | 架空海事研究所\n\n{PROSE}", "架空海事研究所"),
        (f"港を守る\n配信元:架空通信\n{PROSE}", "架空通信"),
        (f"Harbour\nPublisher: Coast Institute\n{PROSE_EN}", "Coast Institute"),
        (f"港を守る\n【ロンドン共同】{PROSE}", "共同"),
        (f"Harbour\nLONDON, Sept 12 (Reuters) - {PROSE_EN}", "Reuters"),
        (f"港を守る\n{PROSE}\nGuarding the Harbour - Coast and Sea\n\nADA ROE\n\nAPRIL 20, 2031\n", "Coast and Sea"),
        (f"港を守る\n{PROSE}© 2031 架空海事研究所 All rights reserved.\n", "架空海事研究所"),
        (f"港を守る\n{PROSE}", ""),
        (f"港を守る\n{PROSE}脚注\n[1] 架空新聞 2031年1月6日\n", ""),
    ],
)  # fmt: skip
def test_the_publisher_where_the_text_names_one(content, publisher):
    assert head(content)[1] == publisher
