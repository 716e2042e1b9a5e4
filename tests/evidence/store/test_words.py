"""What the index is asked for is in it wherever the words stand in the text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishizue.evidence.store.words import fold, needles, pattern, words


def spans(phrase, text):
    folded = fold(text)
    found = pattern([phrase]).finditer(folded.text)
    return [text[slice(*folded.original(*match.span()))] for match in found]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("量子", "ポスト量子暗号と量子通信", ["量子", "量子"]),
        ("抑止", "拡大抑止力", ["抑止"]),
        ("NATO", "ＮＡＴＯの会合、nato加盟国、NATOs", ["ＮＡＴＯ", "nato"]),
        ("act", "An act, a fact, an Act.", ["act", "Act"]),
        ("25万", "125万発のうち25万発", ["25万"]),
        ("F-35", "F‑35 and F–35A and F－35", ["F‑35", "F–35", "F－35"]),
        ("ガス", "ｶﾞｽ管とガス", ["ｶﾞｽ", "ガス"]),
        (
            "coalition of  the willing",
            "Coalition\u00a0of the Willing's",
            ["Coalition\u00a0of the Willing"],
        ),
        ("france's", "France’s fleet", ["France’s"]),
        ("km", "長さ5㎞", ["㎞"]),
        ("155", "155mm shells, 1155 shells", ["155"]),
        ("strasse", "Wilhelmstraße, Straße", ["Straße"]),
        ("", "", []),
    ],
)
def test_a_phrase_is_found_exactly_whatever_form_it_is_written_in(phrase, text, found):
    assert [s for s in spans(phrase, text) if s] == found


def test_scripts_with_spaces_are_indexed_by_word_and_others_by_pairs():
    assert words("NATOの抑止、F-35") == {
        *("nato", "の", "抑", "止", "の抑", "抑止", "f", "35"),
    }
    assert needles("抑止") == {"抑止"}
    assert needles("抑") == {"抑"}
    assert needles("、…?") == set()


def test_a_word_without_end_is_indexed_by_its_beginning():
    endless = "x" * 5000
    assert needles(endless) == words(endless) == {"x" * 60}


letters = st.text(
    st.sampled_from("量子抑止のーガｶﾞ゙ﾞabé\u0301ﬁßİ０9-’ 、㎞한ᄒ\u1161𠮷々")
    | st.characters(exclude_categories=["Cs"]),
    max_size=40,
)


@given(letters)
def test_folding_keeps_the_place_of_every_character(text):
    folded = fold(text)
    assert fold(folded.text).text == folded.text
    if folded.places is not None:
        assert len(folded.places) == len(folded.text) + 1
        assert list(folded.places) == sorted(folded.places)
    if unicodedata.is_normalized("NFKC", text) and text.isascii():
        assert folded.text == text.lower()


@given(letters, st.data())
def test_where_a_phrase_stands_the_index_has_all_its_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    phrase = text[start : data.draw(st.integers(start, len(text)))]
    if needles(phrase) and pattern([phrase]).search(fold(text).text):
        assert needles(phrase) <= words(text)
