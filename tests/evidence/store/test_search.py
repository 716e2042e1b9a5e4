"""Search finds every place where all terms stand, under any name, and nothing else."""

from dataclasses import replace

import pytest

from documents import document, mention, passages, reading
from ishizue.errors import EvidenceError
from ishizue.evidence.names import Merge, names
from ishizue.evidence.store import search

JAPANESE = document(
    "量子暗号の研究が進む。",
    "有志連合は停戦を監視する。",
    "意志のある国々の連合が集まった。",
    "拡大抑止の信頼性は高い。",
)
ENGLISH = document(
    "Quantum sensors need helium, and quantum clocks need quantum light.",
    "The Coalition of the Willing met in Aldan.",
    "A factory in Borea makes an act of war unlikely: quantum deterrence.",
)


@pytest.fixture
def filled(store):
    """A store of two documents that name the coalition in three ways."""
    in_japanese = (
        mention(JAPANESE, 2, "有志連合", "framework", "cow"),
        mention(JAPANESE, 3, "意志のある国々の連合", "framework", "cow"),
    )
    in_english = mention(ENGLISH, 2, "Coalition of the Willing", "framework", "cow")
    store.enter("ja.txt", reading(JAPANESE, mentions=in_japanese), "japanese")
    store.enter("en.txt", reading(ENGLISH, mentions=[in_english]), "english")
    return store


def found(store, query, **options):
    hits = search(store, query, names(), **options).hits
    return [(hit.document, hit.para) for hit in hits]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("量子", {("japanese", 1)}),
        ("抑止", {("japanese", 4)}),
        ("抑", {("japanese", 4)}),
        ("act", {("english", 3)}),
        ("ACT of", {("english", 3)}),
        ("factory helium", set()),
        ("quantum helium", {("english", 1)}),
        ("quant", set()),
        ("有志連合", {("japanese", 2), ("japanese", 3), ("english", 2)}),
        (
            "coalition of the willing",
            {("japanese", 2), ("japanese", 3), ("english", 2)},
        ),
        ("Coalition of the Willing Aldan", {("english", 2)}),
        ("有志連合 停戦", {("japanese", 2)}),
        ('"有志連合"', {("japanese", 2)}),
        ('"the Willing met" aldan', {("english", 2)}),
        ("“willing met”", {("english", 2)}),
        ('"Willing the"', set()),
        ("国際連合", set()),
        ("100% sure's OR *", set()),
    ],
)
def test_every_passage_with_all_terms_is_found_and_no_other(filled, query, places):
    assert set(found(filled, query)) == places


def test_hits_tell_where_each_term_stands(filled):
    (hit,) = search(filled, "量子 研究", names()).hits
    assert [hit.text[slice(*span)] for span in hit.spans] == ["量子", "研究"]
    (hit,) = search(filled, "意志のある国々の連合 集まった", names()).hits
    assert [hit.text[slice(*span)] for span in hit.spans] == [
        "意志のある国々の連合",
        "集まった",
    ]
    assert (hit.line, hit.section, hit.publisher) == (3, "body", "The Straits Post")


def test_what_says_it_more_often_and_in_fewer_words_comes_first(filled):
    assert found(filled, "quantum") == [("english", 1), ("english", 3)]
    assert found(filled, "quantum", most=1) == [("english", 1)]
    assert search(filled, "quantum", names(), most=1).total == 2


def test_the_text_proper_comes_before_what_surrounds_it(store):
    text = document("Ships. Ships. Ships.", "Ships")
    comment = passages("Ships. Ships. Ships.", section="comment")
    text = replace(text, passages=(*comment, *text.passages[1:]))
    store.enter("a.txt", reading(text), "a")
    assert found(store, "ships") == [("a", 2), ("a", 1)]


def test_only_the_latest_version_of_a_document_is_searched(store):
    old, new = document("量子の旧版"), document("量子の新版", "量子の補遺")
    store.enter("a.txt", reading(old), "a")
    store.enter("a.txt", reading(new), "a")
    assert {hit.sha256 for hit in search(store, "量子", names()).hits} == {new.sha256}


def test_passages_that_another_reading_made_are_found_and_not_those_before(store):
    text = document("量子の 旧い行", "抑止の行")
    for other in ("z.txt", "y.txt"):
        store.enter(other, reading(document(f"{other}の行")), other[0])
    store.enter("a.txt", reading(text), "a")
    joined = replace(text, passages=passages("量子の新しい行と抑止の行"))
    for _ in range(2):
        store.enter("a.txt", reading(joined), "a", again=True)
    assert found(store, "抑止") == [("a", 1)]
    assert found(store, "旧い") == []
    store.enter("b.txt", reading(document("海", "空", "陸")), "b")
    assert found(store, "旧い") == []
    assert found(store, "空") == [("b", 2)]


def test_names_an_analyst_confirmed_are_found_before_the_document_is_read_anew(filled):
    merge = Merge(
        surface="拡大抑止",
        key="cow",
        kind="framework",
        who="A. Analyst",
        when="2029-12-01",
    )
    known = names().confirmed([merge])
    hits = search(filled, "拡大抑止", known).hits
    assert {(hit.document, hit.para) for hit in hits} == {
        ("japanese", 2),
        ("japanese", 3),
        ("japanese", 4),
        ("english", 2),
    }


def test_characters_younger_than_the_database_are_found(store):
    store.enter("a.txt", reading(document("\U00030edd\U00030ede麺と𠮷野")), "a")
    assert found(store, "\U00030edd\U00030ede") == [("a", 1)]
    assert found(store, "𠮷") == [("a", 1)]


def test_more_hits_than_are_looked_at_at_once_are_all_found(store):
    text = document(*(f"Ship number {number}" for number in range(1, 1203)))
    store.enter("a.txt", reading(text), "a")
    result = search(store, "ship", names())
    assert result.total == len(result.hits) == 1202
    assert [hit.para for hit in result.hits[:999]] == list(range(1, 1000))


@pytest.mark.parametrize("query", ["", "  ", "、。", '""', "???"])
def test_a_query_without_a_word_is_refused(store, query):
    with pytest.raises(EvidenceError, match="holds nothing that can be looked for"):
        search(store, query, names())
