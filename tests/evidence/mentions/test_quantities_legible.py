"""The copy that patterns read has the length of the text, and no look-alikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ishizue.evidence.mentions.legible import BLANK, MODEL, legible


@given(st.text(max_size=200))
def test_the_copy_has_the_length_of_the_text(text):
    assert len(legible(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("２０２５年", "2025年"),
        ("３５ヵ国", "35カ国"),
        ("５〜６兆円", "5〜6兆円"),
        ("1958–59", "1958–59"),
        ("GDP比3・5%", "GDP比3.5%"),
        ("24・25日", "24・25日"),
        ("Russia’s", "Russia's"),
    ],
)
def test_compatibility_characters_become_ordinary_ones(text, copy):
    assert legible(text) == copy


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/2025/06",
        "[12]",
        "[注3]",
        "+44 20 7946 0958",
        "03-1234-5678",
        "192.168.10.1",
        "Article 42(7)",
        "pp. 21–23",
        "ISBN 978-0-19-852663-6",
    ],
)
def test_what_only_looks_like_a_number_is_blanked(text):
    assert legible(text) == BLANK * len(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The treaty's article 5 commits every ally.", "article 5"),
        ("ARTICLE 5 commits them.", "ARTICLE 5"),
        ("Article Five guarantees hold.", "Article Five"),
        ("The articles 3, 4 and 5 bind members.", "articles 3, 4 and 5"),
        ("Articles 4 to 6 govern ships.", "Articles 4 to 6"),
        ("Arts. 3 and 4 states the rules.", "Arts. 3 and 4"),
        ("In section 4 experts describe it.", "section 4"),
        ("Under chapter 7 resolutions bind.", "chapter 7"),
        ("Paragraphs 2(a) and 3 states apply.", "Paragraphs 2(a) and 3"),
        ("See footnote 12 sources.", "footnote 12"),
        ("§ 5 duties hold.", "§ 5"),
        ("The phase 2 talks began.", "phase 2"),
    ],
)
def test_numbers_of_articles_sections_and_the_like_are_labels(text, label):
    assert legible(text) == text.replace(label, BLANK * len(label))


@pytest.mark.parametrize(
    "text",
    [
        "In this section 12 companies are named.",
        "An article 20 pages long was published.",
        "The section 12 km long was built.",
        "The treaty has 14 articles and 3 chapters.",
        "Section leaders of 5 states met.",
    ],
)
def test_numbers_beside_such_words_that_count_something_are_none(text):
    assert legible(text) == text


@pytest.mark.parametrize(
    "text", ["F-35A", "B61-12", "K9", "MiG-31", "155mm", "155ミリ"]
)
def test_names_of_models_are_blanked_as_such(text):
    assert legible(text) == MODEL * len(text)


@pytest.mark.parametrize(
    "text", ["FY2025", "Q3 2024", "USD300 million", "EU27カ国", "GDP2%", "November-2"]
)
def test_letters_before_a_number_do_not_make_it_a_model(text):
    assert legible(text) == text
