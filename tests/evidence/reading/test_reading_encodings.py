"""Whatever encoding a text is in, its words come out, and the encoding is named."""

import pytest

from evidence.reading.anchors import assert_anchors_hold
from ishizue.evidence.reading import read_bytes

JAPANESE = (
    "架空国は2031年、哨戒艇を12隻そろえる計画を公表した。\n"
    "予算は約300億円で、隣国の造船所も加わる。\n"
    "議会は「慎重に審議する」としている。\n"
)
SIGNS = "①巡視船と②哨戒機を、㈱架空造船が納める。\n"
ENGLISH = (
    "The ministry’s plan — “a modest one” — foresees twelve boats by 2031.\n"
    "Its cost, some €200 million, will be met from the naïvely named rainy-day fund.\n"
)


def words(text):
    return "\n".join(p.text for p in text.passages)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp932", "cp932"),
        ("euc_jp", "euc_jp"),
        ("iso2022_jp", "iso2022_jp"),
    ],
)
@pytest.mark.parametrize("content", [JAPANESE, JAPANESE * 40, "短い文である。"])
def test_japanese_is_read_in_every_encoding_it_comes_in(encoding, named, content):
    text = read_bytes("a.txt", content.encode(encoding))
    assert text.encoding == named
    assert words(text) == content.strip()
    assert text.language == "ja"
    assert_anchors_hold(text)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jis_2004", "iso2022_jp_2004"])
def test_signs_of_vendors_are_read(encoding):
    data = (JAPANESE + SIGNS).encode(encoding)
    assert words(read_bytes("a.txt", data)).endswith(SIGNS.strip())


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_english_with_typographic_signs_is_read(encoding):
    text = read_bytes("a.txt", ENGLISH.encode(encoding))
    assert text.encoding == encoding
    assert words(text) == ENGLISH.strip()


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("国防部今天表示,将继续加强边境的防御,并购买新的设备。\n" * 6, "gb18030"),
        ("國防部今天表示,將繼續加強邊境的防禦,並購買新的設備。\n" * 6, "big5"),
        ("국방부는 오늘 국경 방어를 계속 강화하겠다고 밝혔다.\n" * 6, "euc_kr"),
        ("Министерство сообщило о новом плане обороны границ.\n" * 6, "koi8_r"),
    ],
)
def test_other_languages_are_not_taken_for_japanese(content, encoding):
    text = read_bytes("a.txt", content.encode(encoding))
    assert words(text) == content.strip()
    assert text.language not in ("ja", "en")


def test_ascii_is_utf8():
    assert read_bytes("a.txt", b"Plain words.").encoding == "utf-8"


def test_a_page_declares_its_encoding():
    page = f'<html><head><meta charset="Shift_JIS"></head><body><p>{JAPANESE}</p>'
    text = read_bytes("a.html", page.encode("cp932"))
    assert text.encoding == "cp932"
    assert "哨戒艇を12隻" in words(text)


def test_a_page_that_declares_wrongly_is_read_as_what_it_is():
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=euc-jp">{JAPANESE}'
    assert read_bytes("a.html", page.encode("utf-8")).encoding == "utf-8"
    assert read_bytes("a.html", page.encode("cp932")).encoding == "cp932"


def test_a_declaration_that_names_no_encoding_is_passed_over():
    page = f'<meta charset="rot13"><p>{JAPANESE}</p>'
    assert read_bytes("a.html", page.encode()).encoding == "utf-8"


def test_offsets_lead_back_into_the_text_whatever_ends_its_lines():
    content = "一行目。\r\n\r\n  二行目。\r三行目。\n\u3000四行目。\n"
    text = read_bytes("a.txt", b"\xef\xbb\xbf" + content.encode())
    assert [(p.line, p.para) for p in text.passages] == [(1, 1), (3, 2), (4, 3), (5, 4)]
    for passage in text.passages:
        assert content[passage.offset :].startswith(passage.text)


def test_only_line_ends_end_lines():
    content = "one\x0btwo\x0cthree\x85four\u2028five\x1esix"
    (passage,) = read_bytes("a.txt", content.encode()).passages
    assert passage.text == content
