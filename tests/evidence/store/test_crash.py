"""A process killed while it stores loses nothing it reported, and leaves nothing half."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ishizue.evidence.names import names
from ishizue.evidence.store import open_store, search

WRITER = """
import sys
from pathlib import Path
from documents import document, mention, proposal, reading
from ishizue.evidence.store import open_store

with open_store(Path(sys.argv[2]), sys.argv[1], create=True) as store:
    for number in range(100_000):
        lines = [f"Ship {number} of Borea, line {line}." for line in range(200)]
        text = document(*lines)
        found = [mention(text, para, "Borea", "actor", "bor") for para in (1, 200)]
        made = reading(text, proposal(text, 200, "Borea"), mentions=found)
        store.enter(f"{number}.txt", made, f"ship-{number}")
        print(text.sha256, flush=True)
"""


@pytest.mark.parametrize("reported", [1, 7, 20])
def test_what_was_reported_as_stored_is_there_whole(url, tmp_path, reported):
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, url, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    seen = [process.stdout.readline().strip() for _ in range(reported)]
    # In the midst of one of the next documents.
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    seen += rest.split()
    with open_store(tmp_path, url) as store:
        stored = {held.sha256: held for held in store.documents()}
        # One more may have been stored without there being time to say so.
        assert set(seen) <= set(stored)
        assert len(stored) <= len(seen) + 1
        for held in stored.values():
            assert len(store.paragraphs(held)) == 200
            assert len(store.mentions(held)) == 2
            assert len(store.claims(held)) == 1
        assert search(store, "ship", names()).total == 200 * len(stored)
