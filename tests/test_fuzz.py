"""Whatever is done to a study's files, it loads and runs or is refused in words."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ishizue
from ishizue.errors import IshizueError

TOY = Path(__file__).parent / "toy"
FILES = sorted(str(p.relative_to(TOY)) for p in TOY.rglob("*") if p.is_file())
TABLES = [
    name
    for name in FILES
    if name.endswith(".csv") and (TOY / name).read_text("utf-8").count("\n") > 1
]

NASTY = (
    *(
        "",
        " ",
        ";",
        ".",
        "..",
        "*",
        '"',
        "'",
        ",",
        "\n",
        "\r",
        "\x00",
        "\x85",
        "\u2028",
    ),
    *("nan", "inf", "-inf", "1e400", "-1e400", "1e30", "1e308", "1e-320", "-1", "0"),
    *("1", "2", "0.5", "1_000", "１", "½", "0x10", "1e5", "9" * 5000, "2030", "2031.5"),
    *("0000", "9999", "2030-02-30", "2030-13", "２０３０", "uniform", "normal", "pert"),
    *("lognormal", "beta", "bernoulli", "triangular", "state", "weighted", "opt-in"),
    *("consensus", "population", "none", "observer", "ald", "dor", "league", "council"),
    *("ships", "r-league", "c-ecc6e0dca681", "scenario:aldan-leaves#1", "scenario:"),
    *("[" * 20_000, "{", "}", "]", "=", "true", "null", "\ud7ff", "\U0010ffff"),
)

words = st.one_of(st.sampled_from(NASTY), st.text(max_size=6))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """One copy of the toy; every example mends what it broke."""
    folder = tmp_path_factory.mktemp("fuzz") / "study"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((TOY / name).read_bytes())
    return folder


def refusal(folder: Path, name: str, content: bytes) -> str:
    """What is said against this file; nothing where the study runs with it.

    Any refusal but ours is a defect, and comes through.
    """
    path = folder / name
    whole = path.read_bytes()
    path.write_bytes(content)
    try:
        ishizue.open(folder).run(draws=4)
    except IshizueError as error:
        return str(error)
    finally:
        path.write_bytes(whole)
    return ""


def tells(said: str) -> bool:
    """Whether a refusal, if it is one, says how to mend what it names."""
    return not said or "Fix:" in said


def test_the_toy_itself_runs(folder):
    assert not refusal(folder, "study.toml", (TOY / "study.toml").read_bytes())


@settings(max_examples=100)
@given(
    name=st.sampled_from(FILES),
    start=st.integers(0, 4000),
    length=st.integers(0, 40),
    put=st.binary(max_size=8),
)
def test_no_byte_brings_it_down(folder, name, start, length, put):
    whole = (TOY / name).read_bytes()
    start %= len(whole) + 1
    assert tells(refusal(folder, name, whole[:start] + put + whole[start + length :]))


@settings(max_examples=50)
@given(name=st.sampled_from(FILES), length=st.integers(0, 4000))
def test_no_truncation_brings_it_down(folder, name, length):
    whole = (TOY / name).read_bytes()
    assert tells(refusal(folder, name, whole[: length % (len(whole) + 1)]))


@settings(max_examples=150)
@given(
    name=st.sampled_from(TABLES),
    places=st.lists(
        st.tuples(st.integers(0, 99), st.integers(0, 19), words), min_size=1, max_size=3
    ),
)
@example("figures.csv", [(15, 3, "soon")])
@example("figures.csv", [(15, 3, "1e400")])
@example("world/rules.csv", [(1, 4, "weighted"), (1, 5, "population")])
def test_no_cell_brings_it_down(folder, name, places):
    rows = list(csv.reader(io.StringIO((TOY / name).read_text("utf-8"))))
    for row, column, text in places:
        cells = rows[row % len(rows)]
        cells[column % len(cells)] = text
    content = io.StringIO()
    csv.writer(content, lineterminator="\n").writerows(rows)
    assert tells(refusal(folder, name, content.getvalue().encode()))


@settings(max_examples=100)
@given(
    name=st.sampled_from([n for n in FILES if n.endswith((".toml", ".jsonl"))]),
    place=st.integers(0, 999),
    word=words,
)
@example("claims/league.jsonl", 28, "9" * 5000)
@example("study.toml", 12, "9" * 5000)
def test_no_value_brings_it_down(folder, name, place, word):
    text = (TOY / name).read_text("utf-8")
    parts = text.replace('"', ' " ').split(" ")
    parts[place % len(parts)] = word
    assert tells(refusal(folder, name, " ".join(parts).replace(' " ', '"').encode()))
