"""A capital is an actor where it acts, and a place where it only lies."""

import pytest

from ishizue.evidence.mentions.named import named
from ishizue.evidence.names import names
from ishizue.evidence.passages import Passage


def actors(text):
    """What metonyms stand for in a text, in its order."""
    found = named(Passage(1, 1, text, "body", (), 0), names())
    metonyms = [m for m in found if m.details.get("metonym") == "yes"]
    return " ".join(m.value for m in sorted(metonyms, key=lambda m: m.start))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("モスクワは提案を拒否した", "rus"),
        ("モスクワが同意しなければ、交渉は終わる", "rus"),
        ("ワシントンの意思決定は遅い", "usa"),
        ("北京との対話を続ける", "chn"),
        ("平壌を抑止する", "prk"),
        ("テヘランに対する圧力", "irn"),
        ("平壌からの脅威", "prk"),
        ("北京当局の発表", "chn"),
        ("親モスクワ派", "rus"),
        ("ワシントンと北京は対立を深める", "usa chn"),
        ("クレムリンは否定した", "rus"),
        ("ホワイトハウスの報道官", "usa"),
        ("ブリュッセルは制裁を提案した", "eu"),
        ("NATOの指令系統では、ブリュッセルが承認した", "eu"),
        ("北大西洋理事会の後、ブリュッセルは加盟を承認した", "nato"),
        ("Moscow rejected the text", "rus"),
        ("Washington has not said whether it agrees", "usa"),
        ("Seoul protested, and Tokyo is likely to follow", "kor jpn"),
        ("Beijing's claims and Moscow's threats", "chn rus"),
        ("talks between Washington and Moscow", "usa rus"),
        ("pressure on Pyongyang", "prk"),
        ("Kyiv-backed forces", "ukr"),
        ("concessions to Beijing and threats from Moscow", "chn rus"),
        ("to deny Beijing the islands", "chn"),
        ("Paris and Berlin disagree", "fra deu"),
        ("the Kremlin and the White House", "rus usa"),
    ],
)
def test_a_capital_that_acts_is_an_actor(text, keys):
    assert actors(text) == keys


@pytest.mark.parametrize(
    "text",
    [
        "ロンドンで開かれた会議",
        "モスクワでは集会があった",
        "モスクワが空爆された",
        "キーウ近郊の町",
        "ワシントン州とワシントン・ポスト",
        "ジョージ・ワシントン",
        "北京市内は雪だった",
        "北京ダックとパリ五輪とベルリンの壁",
        "東京都と東京大学",
        "クレムリンで会談した",
        "パリの地下鉄",
        "ヘルシンキ大学",
        "Protesters in Moscow were few",
        "She visited Kyiv and flew to Warsaw",
        "Seoul, South Korea",
        "LONDON (Agency) - the minister spoke",
        "Washington, D.C. and Washington state",
        "Moscow's streets and Berlin's airport",
        "a drone attack on Moscow",
        "the Berlin Wall and the Paris Olympics",
        "a Moscow-based analyst",
    ],
)
def test_a_capital_that_only_lies_somewhere_is_none(text):
    assert actors(text) == ""
