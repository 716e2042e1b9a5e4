"""A batch of files that is broken off while it is read, from outside."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ishizue.evidence.store import open_store

ISHIZUE = [sys.executable, "-m", "ishizue.cli"]
LINE = "France will deploy 2,000 troops to Borea in May 2029."


def pile(folder, number):
    """Documents, each long enough that reading them all takes a while."""
    folder.mkdir()
    for i in range(number):
        body = "\n".join(f"{LINE} Report {i}, line {n}." for n in range(40))
        (folder / f"{i:03}.txt").write_text(body, "utf-8")
    return sorted(folder.iterdir())


def test_killed_while_it_reads_it_loses_nothing_it_reported(study, tmp_path):
    files = pile(tmp_path / "pile", 120)
    process = subprocess.Popen(
        [*ISHIZUE, "read", study, *files, "--workers", "2"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    seen = [process.stdout.readline() for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate(timeout=60)
    reported = {
        Path(line.split()[1].rstrip(":")).name for line in seen + rest.splitlines()
    }
    with open_store(study) as store:
        held = {Path(name).name for h in store.documents() for name in h.names}
        assert 5 <= len(reported) < len(files)
        assert reported <= held
        assert all(len(store.paragraphs(h)) == 40 for h in store.documents())
    # Read again, the batch goes on where it was broken off.
    done = subprocess.run(
        [*ISHIZUE, "read", study, *files], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("already stored") == len(held)
    assert done.stdout.count("\n") == len(files)


@pytest.mark.parametrize("told", [1, 20, 41])
def test_an_interrupted_batch_exits_130_without_a_traceback(study, tmp_path, told):
    files = pile(tmp_path / "pile", 300)
    process = subprocess.Popen(
        [*ISHIZUE, "read", study, *files, "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for _ in range(told):
        process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip() == "interrupted"
