"""A database of any earlier version becomes one of the present, and keeps what it held."""

import pytest
from sqlalchemy import create_engine, inspect, text

from documents import document, reading
from ishizue.errors import EvidenceError
from ishizue.evidence.names import names
from ishizue.evidence.store import open_store, search
from ishizue.evidence.store.migrations import STEPS, VERSION
from ishizue.evidence.store.tables import METADATA

PASSAGE = "有志連合は量子技術を共有する。"


@pytest.fixture
def engine(url):
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    yield engine
    engine.dispose()


def version_one(engine):
    """A database as version 1 left it, with one document of one passage."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE schema_version (version INTEGER)"))
        connection.execute(text("INSERT INTO schema_version VALUES (1)"))
        STEPS[0](connection)
        for statement in (
            "INSERT INTO documents VALUES (1, :hash, 'old', 'Old', 'Press', '2029', "
            "'ja', 'utf-8', '[]', '{}')",
            "INSERT INTO names VALUES (1, 'old.txt', 1, 1, true)",
            "INSERT INTO passages VALUES (1, 1, 1, 1, 0, 'body', :passage, '[]')",
        ):
            connection.execute(
                text(statement),
                {
                    name: value
                    for name, value in (("hash", "a" * 64), ("passage", PASSAGE))
                    if f":{name}" in statement
                },
            )


def test_the_first_version_is_taken_to_the_present_one(engine, url, tmp_path):
    version_one(engine)
    with open_store(tmp_path, url) as store:
        assert [held.document for held in store.documents()] == ["old"]
        assert [hit.text for hit in search(store, "量子", names()).hits] == [PASSAGE]
        store.enter("new.txt", reading(document("量子の時代")), "new")
        assert search(store, "量子", names()).total == 2
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version FROM schema_version")).scalars()
        assert list(found) == [VERSION]


def test_a_migration_that_fails_leaves_the_version_it_found(engine, url, tmp_path):
    version_one(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE passage_words (mine INTEGER)"))
    with pytest.raises(EvidenceError, match=r"passage_words.* already exists"):
        open_store(tmp_path, url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT version FROM schema_version")).scalars()
        assert list(found) == [1]


def test_a_database_of_a_newer_ishizue_is_left_alone(engine, url, tmp_path):
    open_store(tmp_path, url, create=True).database.close()
    with engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version = 99"))
    with pytest.raises(EvidenceError, match="has schema version 99, this Ishizue"):
        open_store(tmp_path, url)


def test_the_steps_lead_to_the_tables_the_code_works_with(engine, url, tmp_path):
    open_store(tmp_path, url, create=True).database.close()
    inspector = inspect(engine)
    for table in METADATA.sorted_tables:
        found = {c["name"]: c["nullable"] for c in inspector.get_columns(table.name)}
        assert found == {c.name: bool(c.nullable) for c in table.columns}, table.name
        keys = inspector.get_pk_constraint(table.name)["constrained_columns"]
        assert keys == [c.name for c in table.primary_key], table.name
        indexes = {i["name"] for i in inspector.get_indexes(table.name)}
        assert {index.name for index in table.indexes} <= indexes, table.name
