"""One folder per fault: each is refused, with place and problem, and nothing else."""

import ast
import os
from pathlib import Path

import pytest

import ishizue
from ishizue.errors import (
    CheckFailed,
    EvidenceError,
    IshizueError,
    LensError,
    ModelError,
    ScenarioError,
)
from ishizue.evidence.names.alias import KINDS, read_aliases
from ishizue.world.checks import CHECKS

BROKEN = Path(__file__).parent / "broken"
FAULTS = sorted(folder.name for folder in BROKEN.iterdir())
LAYERS = ("evidence", "world", "scenarios", "lenses", "opening.py")

# Faults a folder of text files cannot express; each has a test below by this name.
BY_HAND = {
    "files_are_present": "test_a_missing_table_is_named",
    "files_are_utf8": "test_another_encoding_is_refused_with_line_and_byte",
    "the_study_is_a_folder": "test_a_study_that_is_no_folder_is_refused",
    "kinds_are_known": "test_a_table_of_names_with_an_unknown_kind_is_refused",
}


def loader_checks() -> set[str]:
    """Names of the checks that loaders raise, found where the sources raise them."""
    package = Path(ishizue.__file__).parent
    files = [f for layer in LAYERS for f in package.glob(f"{layer}/**/*.py")]
    files += [package / layer for layer in LAYERS if layer.endswith(".py")]
    calls = [
        node
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Issue"
    ]
    last = [call.args[3] for call in calls]
    return {a.value for a in last if isinstance(a, ast.Constant)}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_study_is_refused_for_that_fault_alone(fault, broken):
    expected = (BROKEN / fault / "expected.txt").read_text("utf-8").splitlines()
    with pytest.raises(CheckFailed, match=rf"{len(expected)} issue\(s\)") as raised:
        ishizue.open(broken(BROKEN / fault))
    assert {issue.check for issue in raised.value.issues} == {fault}
    assert all(i.where and i.problem and i.fix for i in raised.value.issues)
    message = str(raised.value)
    assert [words for words in expected if words not in message] == []


def test_every_check_has_a_broken_study():
    tested = {*FAULTS, *BY_HAND}
    assert loader_checks() >= {"files_are_present", "figures_are_numbers"}
    assert {*CHECKS, *loader_checks()} - tested == set()
    assert tested - {*CHECKS, *loader_checks()} == set()
    assert [name for name in BY_HAND.values() if name not in globals()] == []


def test_a_missing_table_is_named(broken):
    with pytest.raises(CheckFailed, match="1 issue") as raised:
        ishizue.open(broken({"world/cooperations.csv": None}))
    (issue,) = raised.value.issues
    assert issue.check == "files_are_present"
    assert str(issue).startswith(
        "world/cooperations.csv: the file is missing. Fix: Add"
    )


@pytest.mark.parametrize(
    "name", ["study.toml", "documents.csv", "rulings.csv", "conclusions.toml"]
)
def test_a_missing_file_is_named(name, broken):
    with pytest.raises(CheckFailed, match=f"{name}: the file is missing"):
        ishizue.open(broken({name: None}))


def test_a_study_without_a_baseline_scenario_is_refused(broken):
    with pytest.raises(CheckFailed, match="Add a scenario named 'baseline'") as raised:
        ishizue.open(broken({"scenarios/baseline.toml": None}))
    assert raised.value.issues[0].where == "scenarios/baseline.toml"


def test_a_table_that_is_a_folder_is_refused(broken):
    folder = broken({"world/cooperations.csv": None})
    (folder / "world/cooperations.csv").mkdir()
    with pytest.raises(
        CheckFailed, match=r"cooperations\.csv: is not a file"
    ) as raised:
        ishizue.open(folder)
    assert {issue.check for issue in raised.value.issues} == {"files_are_present"}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux")
def test_a_file_that_cannot_be_read_is_named(broken):
    folder = broken({"world/cooperations.csv": None})
    # Reading this file from its start is an input/output error, even for root.
    (folder / "world/cooperations.csv").symlink_to("/proc/self/mem")
    with pytest.raises(CheckFailed, match=r"cooperations\.csv: cannot be read \("):
        ishizue.open(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_named(broken):
    folder = broken({})
    (folder / "figures.csv").chmod(0)
    with pytest.raises(CheckFailed, match=r"figures\.csv: cannot be read \(Permission"):
        ishizue.open(folder)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_another_encoding_is_refused_with_line_and_byte(broken, toy_folder, mark):
    text = (toy_folder / "world/actors.csv").read_text("utf-8")
    lines = text.splitlines(keepends=True)
    # ア is 83 41 in CP932, as a Japanese spreadsheet saves it.
    content = mark + lines[0].encode() + "".join(lines[1:]).encode("cp932")
    with pytest.raises(CheckFailed, match="Save the file as UTF-8") as raised:
        ishizue.open(broken({"world/actors.csv": content}))
    (issue,) = [i for i in raised.value.issues if i.check == "files_are_utf8"]
    assert issue.where == "world/actors.csv:2"
    assert issue.problem == "byte 0x83 is not UTF-8"


def test_a_study_that_is_no_folder_is_refused(toy_folder):
    for folder, words in (
        (toy_folder / "study.toml", "is a file; a study is a folder"),
        (toy_folder / "ghost", "does not exist; a study is a folder"),
        ("n" * 5000, r"cannot be read \(File name too long\)"),
        ("\0", "does not exist"),
    ):
        with pytest.raises(CheckFailed, match=words) as raised:
            ishizue.open(folder)
        assert {i.check for i in raised.value.issues} == {"the_study_is_a_folder"}


def test_faults_of_several_files_are_reported_together(broken):
    together = {
        f"{path.relative_to(BROKEN / fault)}": path.read_bytes()
        for fault, name in (
            ("figures_have_a_basis", "figures.csv"),
            ("periods_run_forward", "world/memberships.csv"),
            ("rulings_weigh_known_claims", "rulings.csv"),
            ("tables_have_the_declared_size", "study.toml"),
            ("claims_can_be_read", "claims/bad.jsonl"),
            ("scenarios_can_be_read", "scenarios/far.toml"),
            ("conclusions_can_be_read", "conclusions.toml"),
        )
        for path in [BROKEN / fault / name]
    }
    with pytest.raises(CheckFailed, match="issue") as raised:
        ishizue.open(broken({**together, "world/cooperations.csv": None}))
    assert {issue.check for issue in raised.value.issues} == {
        "figures_have_a_basis",
        "periods_run_forward",
        "rulings_weigh_known_claims",
        "tables_have_the_declared_size",
        "claims_can_be_read",
        "scenarios_can_be_read",
        "conclusions_can_be_read",
        "files_are_present",
    }


def test_a_scenario_that_names_a_ghost_is_refused_when_it_is_asked_for(broken):
    ghost = """
        name = "ghost"
        title = { en = "Ghost", ja = "幽霊" }
        question = { en = "What can a ghost do?", ja = "幽霊に何ができるか。" }
        [[changes]]
        kind = "scale"
        path = "provisions.ships-ghost.amount"
        factor = 2
        why = { en = "It is misspelt.", ja = "綴りの誤り。" }
    """
    study = ishizue.open(broken({"scenarios/ghost.toml": ghost}))
    assert set(study.worlds(["baseline"])) == {"baseline"}
    words = (
        r"scenario 'ghost', change 1: 'ships-ghost' is not a row of 'provisions'\. Fix"
    )
    with pytest.raises(ScenarioError, match=words):
        study.run(draws=1)


def test_a_table_of_names_with_an_unknown_kind_is_refused(tmp_path):
    table = tmp_path / "states.csv"
    table.write_text(
        "key,kind,lang,alias,use,guard\nald,actor,en,Aldan,,\nbor,weather,en,Borea,,\n"
    )
    issues = []
    (alias,) = read_aliases(table, issues)
    assert alias.key == "ald"
    assert [str(issue) for issue in issues] == [
        "states.csv:3: 'weather' is no kind of name. Fix: The kinds are: "
        f"{', '.join(KINDS)}. [kinds_are_known]"
    ]


def test_faults_of_input_and_questions_without_an_answer_exit_differently():
    faults = (CheckFailed, EvidenceError, ScenarioError)
    assert {kind.exit_code for kind in faults} == {3}
    assert {kind.exit_code for kind in (LensError, ModelError)} == {1}
    assert all(issubclass(k, IshizueError) for k in (*faults, LensError, ModelError))
