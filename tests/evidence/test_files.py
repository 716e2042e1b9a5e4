"""Files of a study are read strictly, and written whole or not at all."""

import os
import subprocess
import sys

import pytest

import ishizue
from ishizue.evidence.files import read_rows, write_whole

COLUMNS = ("actor", "name")


@pytest.fixture
def read(tmp_path):
    """Rows of a CSV file with this content, and the faults found."""

    def rows(content: bytes):
        (tmp_path / "t.csv").write_bytes(content)
        issues = []
        found = read_rows(tmp_path / "t.csv", "t.csv", COLUMNS, issues)
        return [(row.line, *row.cells.values()) for row in found], issues

    return rows


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_the_line_ends_and_byte_order_marks_of_all_systems_are_read(read, mark, end):
    content = mark + end.join([b"actor,name", b"ald,Aldan", b"", b"bor,Borea", b""])
    assert read(content) == ([(2, "ald", "Aldan"), (4, "bor", "Borea")], [])


def test_columns_may_come_in_any_order(read):
    rows, issues = read(b"name,actor\nAldan,ald\n")
    assert (rows, issues) == ([(2, "Aldan", "ald")], [])


def test_cells_lose_the_space_around_them_and_rows_of_blanks_are_none(read):
    assert read(b"actor,name\n ald , Aldan\n , \n") == ([(2, "ald", "Aldan")], [])


def test_a_row_stands_on_the_line_it_starts_on(read):
    rows, _ = read(b'actor,name\nald,"Aldan\nof the\nNorth"\nbor,Borea\n')
    assert rows == [(2, "ald", "Aldan\nof the\nNorth"), (5, "bor", "Borea")]


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_feeds_and_returns_end_a_row(read, mark):
    rows, issues = read(f"actor,name\nald,Al{mark}dan\n".encode())
    assert (rows, issues) == ([(2, "ald", f"Al{mark}dan")], [])


def test_a_header_alone_is_an_empty_table_and_no_header_is_a_fault(read):
    assert read(b"actor,name\n") == ([], [])
    for content in (b"", b"\n", b"\xef\xbb\xbf"):
        rows, issues = read(content)
        assert rows == []
        assert [i.problem for i in issues] == ["lacks column(s) 'actor', 'name'"]


def test_rows_that_can_be_read_are_given_beside_the_faults_of_others(read):
    rows, issues = read(b"actor,name\nald\nbor,Borea\n")
    assert rows == [(3, "bor", "Borea")]
    assert [i.where for i in issues] == ["t.csv:2"]


def test_a_study_saved_on_windows_is_the_same_world(broken, toy, toy_folder):
    names = ["study.toml", "figures.csv", "claims/league.jsonl", "conclusions.toml"]
    names += ["world/actors.csv", "scenarios/aldan-leaves.toml"]
    saved = {
        n: b"\xef\xbb\xbf" + (toy_folder / n).read_bytes().replace(b"\n", b"\r\n")
        for n in names
    }
    study = ishizue.open(broken(saved))
    assert study.world.id == toy.world.id
    assert study.conclusions == toy.conclusions
    assert study.scenarios == toy.scenarios


def test_a_file_is_written_with_its_folders(tmp_path):
    path = tmp_path / "new" / "deep" / "brief.html"
    write_whole(path, "礎\r\n")
    assert path.read_bytes() == "礎\r\n".encode()
    write_whole(path, b"\x00")
    assert path.read_bytes() == b"\x00"
    assert list(path.parent.iterdir()) == [path]


@pytest.fixture
def mask():
    """Sets the process's mask of permissions for one test."""
    before = os.umask(0)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize(("masked", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_file_is_as_readable_as_any_other(tmp_path, mask, masked, mode):
    mask(masked)
    write_whole(tmp_path / "brief.html", "x")
    assert (tmp_path / "brief.html").stat().st_mode & 0o777 == mode
    assert os.umask(masked) == masked


FULL_DISK = """
import resource, sys
from pathlib import Path
from ishizue.evidence.files import write_whole

# No file of this process may grow beyond 100 bytes, as on a full disk.
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_whole(Path(sys.argv[1]), "x" * 100_000)
except OSError as error:
    sys.exit(error.strerror)
"""


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "brief.html"
    write_whole(path, "the old one")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, path], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (1, "File too large\n")
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_rename_that_fails_leaves_nothing_behind(tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError, match="Is a directory"):
        write_whole(tmp_path / "folder", "x")
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]
