"""Matrices of ScenarioWizard in and out, and futures on the command line."""

import json
import shutil
from pathlib import Path

import pytest

import ishizue
from ishizue.cli import _exit_code
from ishizue.models.crossimpact import consistent, read_scw
from ishizue.models.scenariowizard import scw_text

TOY = Path(__file__).parents[1] / "toy"

# Two developments that favour their like, with a name no key can be made of.
MATRIX = """\
$ ScenarioWizard 4.0
peace.scw
&Détente
 -Yes
 -No
&貿易
 -開
 -閉
#
&
#
#
FFFFFF
#
#
 0, 0, 2,-2
 0, 0,-1, 1
 1,-1, 0, 0
-1, 1, 0, 0
#
"""


@pytest.fixture
def call(capsys):
    def run(*arguments):
        code = _exit_code([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def starter(tmp_path, call):
    call("init", tmp_path / "study")
    return tmp_path / "study"


@pytest.fixture
def project(tmp_path):
    def write(text=MATRIX):
        path = tmp_path / "peace.scw"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_matrix_becomes_developments_that_rest_on_a_ruling(call, starter, project):
    path = project()
    code, out, _ = call(
        "import", "scw", path, starter, "--by", "A. Analyst", "--on", "2030-01-02"
    )
    assert code == 0
    assert "2 developments with 4 states and 8 judged impacts" in out
    study = ishizue.open(starter)
    assert list(study.world.tables["descriptors"]) == ["detente", "development-2"]
    assert list(study.world.tables["variants"]) == [
        "detente-yes",
        "detente-no",
        "development-2-state-1",
        "development-2-state-2",
    ]
    assert study.world.tables["descriptors"]["development-2"]["name_en"] == "貿易"
    figure = study.world.figures[
        "impacts.detente-yes-on-development-2-state-2.impact_score"
    ]
    assert (figure.value, figure.basis) == (-2, ("r-import-scw",))
    ruling = study.ledger.rulings["r-import-scw"]
    assert (ruling.who, ruling.date, ruling.status) == (
        "A. Analyst",
        "2030-01-02",
        "unverified",
    )
    # Like goes with like: two combinations hold together.
    found = study.run(["baseline"], ["drift"], draws=2)["baseline"]["drift"]
    assert (found["consistent_futures"] == 2).all()


def test_what_goes_out_comes_in_again(call, starter, project, tmp_path):
    call("import", "scw", project(), starter, "--by", "A. Analyst")
    code, out, _ = call("export", "scw", starter, "--out", tmp_path / "out.scw")
    assert (code, out) == (0, f"{tmp_path / 'out.scw'}\n")
    back, there = read_scw(tmp_path / "out.scw"), read_scw(project())
    assert (back.descriptors, back.variants) == (there.descriptors, there.variants)
    assert (back.impacts == there.impacts).all()
    assert scw_text(there, title="out.scw") == (tmp_path / "out.scw").read_text("utf-8")


def test_a_scenario_is_exported_as_it_stands(call, tmp_path):
    shutil.copytree(TOY, tmp_path / "toy")
    (tmp_path / "toy/scenarios/calm.toml").write_text(
        'name = "calm"\n'
        'title = { en = "Calm", ja = "平穏" }\n'
        'question = { en = "What if?", ja = "もし。" }\n'
        "[[changes]]\n"
        'kind = "remove"\n'
        'path = "variants.straits-tense"\n'
        'why = { en = "No tension.", ja = "緊張がない。" }\n',
        "utf-8",
    )
    code, out, _ = call(
        "export", "scw", tmp_path / "toy", "--scenario", "calm", "--lang", "ja"
    )
    assert code == 0
    (tmp_path / "calm.scw").write_text(out, "utf-8")
    matrix = read_scw(tmp_path / "calm.scw")
    assert matrix.variants[0] == ("平穏な海峡",)
    assert [s.choice for s in consistent(matrix)] == [(0, 1, 0)]


def test_a_study_that_has_developments_is_left_alone(call, starter, project):
    call("import", "scw", project(), starter, "--by", "A. Analyst")
    before = (starter / "figures.csv").read_bytes()
    code, _, err = call("import", "scw", project(), starter, "--by", "A. Analyst")
    assert code == 3
    assert "has developments already. Fix: import into a study without" in err
    assert (starter / "figures.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("$ Scen", "Scen", "not a ScenarioWizard project"),
        (" 0, 0, 2,-2", " 0, 0, 2", "peace.scw:16: 3 scores, but 4 variants"),
        (" 0, 0, 2,-2", " 0, 1, 2,-2", "'Détente' has an impact on itself"),
        (" 0, 0, 2,-2", " 0, 0, 12,-2", "is 12, outside -9 to 9. Fix: put the scores"),
        (" 0, 0, 2,-2", " 0, 0, much,-2", "a score is not a number"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_written(
    call, starter, project, old, new, words
):
    before = {p: p.read_bytes() for p in starter.rglob("*") if p.is_file()}
    path = project(MATRIX.replace(old, new, 1))
    code, _, err = call("import", "scw", path, starter, "--by", "A. Analyst")
    assert code in (1, 3)
    assert words in err
    assert before == {p: p.read_bytes() for p in starter.rglob("*") if p.is_file()}


def test_faults_that_only_the_study_can_have_are_found_before_it_is_written_to(
    call, starter, project
):
    before = (starter / "world/descriptors.csv").read_bytes()
    code, _, err = call("import", "scw", project(), starter, "--by", " ")
    assert code == 3
    assert "rulings.csv" in err
    assert (starter / "world/descriptors.csv").read_bytes() == before


def test_a_study_without_developments_has_nothing_to_export(call, starter):
    code, _, err = call("export", "scw", starter)
    assert code == 3
    assert "the study has no developments to export" in err


def test_unknown_formats_are_refused_with_those_there_are(call, starter):
    code, _, err = call("export", "xlsx", starter)
    assert code == 2
    assert "'xlsx' is not 'scw'" in err


def test_a_future_is_run_beside_the_baseline(call):
    code, out, _ = call("run", TOY, "--future", "quiet-drift", "--draws", 5, "--json")
    assert code == 0
    worlds = json.loads(out)["worlds"]
    assert list(worlds) == ["baseline", "future-quiet-drift"]
    code, out, _ = call(
        "run", TOY, "--future", "trade-shut", "--scenario", "aldan-leaves", "--draws", 5
    )
    assert "Future: Trade shut down" in out
    assert "Baseline" not in out


def test_what_is_no_future_is_refused(call):
    code, _, err = call("run", TOY, "--future", "war")
    assert code == 3
    assert "'war' is neither a future nor a variant" in err
