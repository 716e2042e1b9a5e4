"""Documents are stored whole, once, version after version, and come back as they were."""

import sys
from dataclasses import replace

import pytest

from documents import document, mention, passages, proposal, reading
from ishizue.errors import EvidenceError
from ishizue.evidence.passages import Reference, Sentence
from ishizue.evidence.store import open_store

FIRST = document("Borea has eight ships.", "ボレアは艦艇8隻を保有する。")
SECOND = document("Borea has nine ships.", "ボレアは艦艇9隻を保有する。")


def test_a_document_comes_back_as_it_was_read(store):
    whole = replace(
        document("量子技術の見出し", "本文は二つの文から成る。𠮷野家は別である。"),
        references=(Reference("1", 2, "A. Writer", "Ships", "", "2028", ((1, 3),)),),
        metadata={"generator": "手書き"},
    )
    first, second = whole.passages
    damaged = (Sentence(0, 12, "ja"), Sentence(12, len(second.text), "zh", "foreign"))
    whole = replace(
        whole,
        passages=(
            replace(first, section="heading"),
            replace(second, line=5, sentences=damaged),
        ),
    )
    ships = mention(whole, 2, "文", "organisation", "sentence")
    entry = store.enter("whole.txt", reading(whole, mentions=(ships,)), "whole")
    held = store.held(whole.sha256)
    assert (entry.new, entry.version, entry.replaces) == (True, 1, "")
    assert store.text(held) == replace(whole, name="whole.txt")
    assert store.mentions(held) == (ships,)
    assert (held.document, held.names, held.superseded) == (
        "whole",
        ("whole.txt",),
        False,
    )


def test_reading_again_changes_nothing(store):
    proposed = proposal(FIRST, 1, "eight ships", value=8.0, unit="ships")
    for new in (True, False, False):
        entry = store.enter("a.txt", reading(FIRST, proposed), "a")
        assert (entry.new, entry.version, entry.replaces) == (new, 1, "")
    assert len(store.documents()) == 1
    assert len(store.claims(store.held(FIRST.sha256))) == 1


def test_a_document_read_again_on_purpose_holds_what_was_found_last(store):
    ships = mention(FIRST, 1, "ships", "organisation", "ships")
    first = reading(FIRST, proposal(FIRST, 1, "eight ships"), mentions=[ships])
    store.enter("a.txt", first, "a")
    better = replace(FIRST, title="A better title")
    borea = mention(FIRST, 1, "Borea", "actor", "bor")
    again = reading(better, proposal(FIRST, 2, "艦艇8隻"), mentions=[borea])
    entry = store.enter("a.txt", again, "another-name", again=True)
    held = store.held(FIRST.sha256)
    assert (entry.new, entry.version, entry.replaces) == (False, 1, "")
    assert (held.document, held.title) == ("a", "A better title")
    assert store.text(held).passages == FIRST.passages
    assert store.mentions(held) == (borea,)
    assert [(c.document, c.paragraph) for c in store.claims(held)] == [("a", 2)]


def test_a_reading_that_fails_halfway_leaves_the_one_before(store):
    made = reading(FIRST, proposal(FIRST, 1, "eight ships"))
    store.enter("a.txt", made, "a")
    twice = replace(FIRST, passages=FIRST.passages[:1] * 2)
    with pytest.raises(EvidenceError, match=r"(?i)unique"):
        store.enter("a.txt", reading(twice), "a", again=True)
    held = store.held(FIRST.sha256)
    assert store.text(held).passages == FIRST.passages
    assert len(store.claims(held)) == 1


def test_the_same_bytes_under_two_names_are_one_document(store):
    store.enter("a.txt", reading(FIRST), "a")
    entry = store.enter("copies/b.txt", reading(FIRST), "b")
    held = store.held(FIRST.sha256)
    assert (entry.new, entry.version) == (False, 1)
    assert (held.document, held.names) == ("a", ("a.txt", "copies/b.txt"))
    assert len(store.documents()) == 1


def test_other_bytes_under_a_name_are_a_new_version_of_it(store):
    store.enter("a.txt", reading(FIRST), "a")
    entry = store.enter("a.txt", reading(SECOND), "a")
    old, new = store.held(FIRST.sha256), store.held(SECOND.sha256)
    assert (entry.new, entry.version, entry.replaces) == (True, 2, FIRST.sha256)
    assert (old.superseded, old.later) == (True, (SECOND.sha256,))
    assert (new.superseded, new.earlier) == (False, {FIRST.sha256})
    # Claims cite the old version still, so the new one needs a name of its own.
    assert new.document == f"a-{SECOND.sha256[:8]}"
    assert store.text(old).passages == FIRST.passages


def test_a_version_that_comes_back_is_the_latest_again(store):
    for text in (FIRST, SECOND, FIRST):
        entry = store.enter("a.txt", reading(text), "a")
    assert (entry.new, entry.version, entry.replaces) == (False, 3, SECOND.sha256)
    assert not store.held(FIRST.sha256).superseded
    assert store.held(SECOND.sha256).later == (FIRST.sha256,)


def test_a_document_that_keeps_one_of_its_names_is_not_superseded(store):
    store.enter("a.txt", reading(FIRST), "a")
    store.enter_name("b.txt", store.held(FIRST.sha256))
    store.enter("a.txt", reading(SECOND), "a")
    held = store.held(FIRST.sha256)
    assert (held.superseded, held.later) == (False, (SECOND.sha256,))


def test_proposals_are_named_by_their_content_and_found_by_their_keys(store):
    ships = proposal(FIRST, 1, "eight ships", value=8.0, unit="ships", act="have")
    store.enter("a.txt", reading(FIRST, ships, ships), "a")
    (claim,) = store.claims(store.held(FIRST.sha256))
    assert (claim.document, claim.status, claim.id) == (
        "a",
        "proposed",
        claim.content_id(),
    )
    assert list(store.proposed("claim_id", [claim.id, "c-ghost"])) == [
        (FIRST.sha256, claim)
    ]
    store.enter("a.txt", reading(SECOND), "a")
    assert list(store.proposed("claim_id", [claim.id])) == []


def test_many_keys_are_looked_up_at_once(store):
    store.enter("a.txt", reading(FIRST, proposal(FIRST, 1, "ships")), "a")
    (claim,) = store.claims(store.held(FIRST.sha256))
    keys = [f"c-{number}" for number in range(1200)]
    assert [c for _, c in store.proposed("claim_id", [*keys, claim.id])] == [claim]


def test_a_quote_is_given_where_it_stands_and_nowhere_else(store):
    store.enter("a.txt", reading(FIRST, proposal(FIRST, 2, "艦艇8隻")), "a")
    (claim,) = store.claims(store.held(FIRST.sha256))
    assert store.quote(claim, FIRST.sha256) == "艦艇8隻"
    assert store.quote(claim, SECOND.sha256) is None
    moved = claim.model_copy(update={"start": claim.start + 1})
    elsewhere = claim.model_copy(update={"paragraph": 7})
    unanchored = claim.model_copy(update={"paragraph": None})
    for other in (moved, elsewhere, unanchored):
        assert store.quote(other, FIRST.sha256) is None


def test_what_is_stored_is_there_when_the_store_is_opened_again(url, tmp_path):
    with open_store(tmp_path, url, create=True) as store:
        store.enter("a.txt", reading(FIRST), "a")
    with open_store(tmp_path, url) as store:
        assert store.text(store.held(FIRST.sha256)).passages == FIRST.passages


def test_two_that_write_at_once_both_get_their_turn(store, url, tmp_path):
    with open_store(tmp_path, url) as other:
        store.enter("a.txt", reading(FIRST), "a")
        other.enter("b.txt", reading(SECOND), "a")
        store.enter("c.txt", reading(document("Third.")), "c")
    assert [held.names for held in store.documents()] == [
        ("a.txt",),
        ("b.txt",),
        ("c.txt",),
    ]


def test_what_is_entered_in_one_transaction_is_stored_whole_or_not_at_all(store):
    twice = replace(SECOND, passages=passages("One.") + passages("One."))

    def enter_both(second):
        with store.database.writing():
            store.enter("a.txt", reading(FIRST), "a")
            assert store.held(FIRST.sha256) is not None
            store.enter("b.txt", reading(second), "b")

    with pytest.raises(EvidenceError, match=r"(?i)unique"):
        enter_both(twice)
    assert store.documents() == ()
    enter_both(SECOND)
    assert len(store.documents()) == 2


def test_an_interrupted_statement_leaves_nothing(store):
    def interrupted():
        with store.database.writing() as connection:
            store.enter("a.txt", reading(FIRST), "a")
            # As an interruption in the midst of a statement does.
            connection.invalidate()
            raise KeyboardInterrupt("by hand")

    with pytest.raises(KeyboardInterrupt, match="by hand"):
        interrupted()
    assert store.documents() == ()
    assert store.enter("a.txt", reading(FIRST), "a").new


def test_a_document_that_fails_halfway_leaves_nothing(store):
    broken = document("One.", "Two.")
    twice = replace(broken, passages=passages("One.") + passages("One."))
    with pytest.raises(EvidenceError, match=r"(?i)unique"):
        store.enter("a.txt", reading(twice), "a")
    assert store.documents() == ()
    assert store.enter("a.txt", reading(broken), "a").new


def test_reading_a_study_without_a_store_makes_none(tmp_path):
    with open_store(tmp_path) as store:
        assert store.documents() == ()
        assert store.held(FIRST.sha256) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "the database's address: is not the address"),
        ("mysql://user:secret@host/db", r"mysql://user:\*\*\*@host/db: is not"),
        ("sqlite://", "sqlite://: is not the address"),
        ("postgresql://nobody@127.0.0.1:1/none", "connection"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_its_password(
    url, words, tmp_path
):
    with pytest.raises(EvidenceError, match=words) as raised:
        open_store(tmp_path, url, create=True)
    assert "secret" not in str(raised.value)
    assert "Fix: " in str(raised.value)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "evidence.sqlite").write_text("not a database, but long enough\n" * 99)
    with pytest.raises(EvidenceError, match="not a database"):
        open_store(tmp_path)


def test_postgresql_without_its_driver_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(EvidenceError, match=r"pip install 'psycopg\[binary\]'"):
        open_store(tmp_path, "postgresql://me@127.0.0.1/none")
