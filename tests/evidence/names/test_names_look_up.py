"""Looking names up: by surface, by key, and by likeness, which only suggests."""

import pytest

from ishizue.evidence.names import names


@pytest.mark.parametrize(
    ("surface", "key"),
    [
        ("米国", "usa"),
        ("ＮＡＴＯ", "nato"),
        (" Poland ", "pol"),
        ("ワッセナーアレンジメント", "wassenaar"),
        ("ワッセナー・アレンジメント", "wassenaar"),
        ("北欧バルト8か国", "nb8"),
        ("意欲のある国々の連合", "cow"),
        ("国際連合", "un"),
        ("ポランド", ""),
        ("", ""),
    ],
)
def test_a_surface_has_one_key_or_none(surface, key):
    assert names().key(surface) == key


def test_a_key_has_aliases_in_both_languages():
    written = {alias.surface for alias in names().aliases_of("cow")}
    assert {"有志連合", "志願者連合", "Coalition of the Willing"} <= written
    assert names().aliases_of("no-such-key") == ()


def test_the_kind_tells_names_apart():
    assert names().key("ヘルシンキ", "organisation") == "helsing"
    assert names().key("ヘルシンキ", "framework") == ""


@pytest.mark.parametrize(
    ("misspelt", "key"),
    [
        ("ニュージランッド", "nzl"),
        ("ラインメタール", "rheinmetall"),
        ("Reinmetall", "rheinmetall"),
        ("ゼレンスキ", "volodymyr-zelensky"),
    ],
)
def test_what_looks_like_a_name_is_suggested_and_not_resolved(misspelt, key):
    assert names().key(misspelt) == ""
    first = names().suggest(misspelt)[0]
    assert first.key == key
    assert 70 <= first.score < 100


def test_suggestions_name_each_key_once_and_end_at_the_limit():
    suggestions = names().suggest("ウクライナ", limit=3)
    keys = [s.key for s in suggestions]
    assert keys[0] == "ukr"
    assert len(keys) == len(set(keys)) <= 3


def test_nothing_is_suggested_for_what_looks_like_no_name():
    assert names().suggest("漬物石の重さについて") == ()


def test_the_names_shipped_are_read_once():
    assert names() is names()
