"""What tests of the commands share: a study to change, and a way to call."""

import pytest

from ishizue.cli import _exit_code


@pytest.fixture(autouse=True)
def no_database_in_the_environment(monkeypatch):
    monkeypatch.delenv("ISHIZUE_DATABASE", raising=False)


@pytest.fixture
def study(broken):
    """A copy of the toy study."""
    return broken({})


@pytest.fixture
def call(capsys):
    """Calls a command; exit code, stdout and stderr."""

    def run(*arguments):
        code = _exit_code([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run
