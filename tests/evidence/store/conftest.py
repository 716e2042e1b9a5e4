"""Every test of the store holds in SQLite and in a real PostgreSQL."""

from itertools import count

import pytest
from sqlalchemy import create_engine

import postgres
from ishizue.evidence.store import open_store

NUMBERS = count()


@pytest.fixture(scope="session")
def postgres_server():
    """The URL of a server that runs as long as the tests."""
    binaries = postgres.binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with postgres.server(binaries) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server):
    """The URL of a new, empty database."""
    name = f"store_{next(NUMBERS)}"
    engine = create_engine(
        postgres_server.replace("://", "+psycopg://") + "/postgres",
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return f"{postgres_server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The URL of a new, empty database of either kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_url")
    return f"sqlite:///{tmp_path / 'evidence.sqlite'}"


@pytest.fixture
def store(url, tmp_path):
    with open_store(tmp_path, url, create=True) as opened:
        yield opened
