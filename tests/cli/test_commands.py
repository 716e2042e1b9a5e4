"""The commands as a user meets them: output, JSON, exit codes, no traceback."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ishizue.cli import COMMANDS, _exit_code
from ishizue.cli.reports import (
    BriefReport,
    CheckReport,
    CompareReport,
    CornerstonesReport,
    DoctorReport,
    RunReport,
    TraceReport,
)

TOY = str(Path(__file__).parents[1] / "toy")
ISHIZUE = [sys.executable, "-m", "ishizue.cli"]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def call(capsys):
    def run(*arguments):
        code = _exit_code([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_help_lists_every_command_in_the_order_of_the_path(call):
    code, out, _ = call("--help")
    assert code == 0
    places = [out.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


def test_help_loads_no_numerical_library():
    code = (
        "import sys; from ishizue.cli import _exit_code; _exit_code(['--help']); "
        "print([m for m in ('numpy', 'xarray', 'pandas', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(call, name):
    code, out, _ = call(name, "--help")
    assert code == 0
    assert out.startswith(f"Usage: ishizue {name}")


def test_check_counts_what_it_found(call):
    code, out, _ = call("check", TOY, "--json")
    report = CheckReport.model_validate_json(out)
    assert code == 0
    assert report.issues == []
    assert (report.tables["actors"], report.documents, report.claims) == (4, 2, 2)
    assert report.unverified_rulings == 1


def test_check_of_a_broken_study_says_where_on_both_streams(call, tmp_path):
    code, out, err = call("check", tmp_path, "--json")
    report = CheckReport.model_validate_json(out)
    assert code == 3
    assert report.world is None
    assert any(i.where == "study.toml" for i in report.issues)
    assert "world/actors.csv: the file is missing" in err
    assert "Traceback" not in err


def test_run_judges_every_conclusion_in_its_scenarios(call):
    code, out, err = call("run", TOY, "--draws", 200, "--lang", "en")
    assert code == 0
    assert "[ships-half]" in out
    assert "Aldan leaves" in out
    assert "200 draws, seed 0" in err


def test_run_speaks_japanese_when_the_locale_does(call, monkeypatch):
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    _, out, _ = call("run", TOY, "--draws", 20)
    assert "連盟は必要な哨戒艦の7割を確保している。" in out


def test_run_gives_every_number_as_json(call):
    _, out, _ = call("run", TOY, "--draws", 50, "--json")
    report = RunReport.model_validate_json(out)
    by = {(n.scenario, n.outcome, json.dumps(n.selection)): n for n in report.numbers}
    key = json.dumps({"requirement": "league-radars", "year": 2030})
    number = by["baseline", "capability.coverage", key]
    # Five radars of ten needed.
    assert (number.median, number.low, number.high) == (0.5, 0.5, 0.5)
    assert {v.conclusion for v in report.verdicts} == {"ships-half", "patrol-agreed"}


def test_run_lists_one_outcome_on_request(call):
    code, out, _ = call(
        *(
            "run",
            TOY,
            "--draws",
            20,
            "--outcome",
            "decision.act",
            "--scenario",
            "baseline",
        )
    )
    assert code == 0
    assert "rule=league-consensus" in out
    assert "capability.coverage" not in out


def test_run_is_kept_in_a_folder_and_read_from_it(call, tmp_path):
    arguments = ("run", TOY, "--draws", 40, "--out", tmp_path / "run", "--json")
    code, first, _ = call(*arguments)
    assert code == 0
    assert names(tmp_path / "run") == ["manifest.json", "outcomes", "verdicts.nc"]
    assert call(*arguments)[:2] == (0, first)


def test_compare_ranks_what_changed(call):
    code, out, _ = call("compare", TOY, "baseline", "aldan-leaves", "--json")
    report = CompareReport.model_validate_json(out)
    assert code == 0
    radars = [
        d
        for d in report.differences
        if d.outcome == "capability.coverage"
        and d.selection == {"requirement": "league-radars", "year": 2030}
    ]
    assert [(d.first, d.second, d.falls) for d in radars] == [(0.5, 0.0, 1.0)]
    # Aldan has all of the radars.
    first = report.explanations[0]
    assert first.difference == report.differences[0]
    assert (first.assumptions[0].source, first.assumptions[0].explains) == (
        "scenario:aldan-leaves#1",
        1.0,
    )


def test_compare_says_what_the_largest_differences_are_due_to(call):
    _, out, _ = call("compare", TOY, "baseline", "aldan-leaves", "--explain", 1)
    assert "due to it  left without" in out
    assert "100 %      +0            scenario:aldan-leaves#1: " in out
    _, out, _ = call("compare", TOY, "baseline", "aldan-leaves", "--explain", 0)
    assert "due to it" not in out


def test_cornerstones_says_what_each_conclusion_stands_on(call):
    code, out, _ = call("cornerstones", TOY, "--draws", 200, "--lang", "en")
    assert code == 0
    for words in (
        "overturned without",
        " -> <1 %   dispatch: Dispatch from the Straits [C]",
        "cannot be said without",
        "nothing attests memberships.league-ald and 2 more",
        "provisions.ships-bor.amount@2030, now 6 (inside its range)",
        "doubt removed by checking",
    ):
        assert words in out
    _, out, _ = call("cornerstones", TOY, "--draws", 200, "--lang", "ja")
    assert "除くと結論が覆る" in out


def test_cornerstones_gives_everything_as_json(call):
    arguments = ("cornerstones", TOY, "--draws", 64, "--conclusion", "ships-half")
    code, out, _ = call(*arguments, "--json")
    report = CornerstonesReport.model_validate_json(out)
    assert code == 0
    cases = [(f.conclusion, f.scenario) for f in report.findings]
    assert cases == [("ships-half", "aldan-leaves"), ("ships-half", "baseline")]
    assert report.robustness is None
    _, out, _ = call(*arguments, "--scenario", "baseline", "--json")
    (finding,) = CornerstonesReport.model_validate_json(out).findings
    assert finding == report.findings[1]


def test_cornerstones_compares_levers_over_futures(call, broken, toy_folder):
    leaves = (toy_folder / "scenarios/aldan-leaves.toml").read_text("utf-8")
    conclusions = (toy_folder / "conclusions.toml").read_text("utf-8")
    folder = broken(
        {
            "scenarios/aldan-leaves.toml": leaves.replace(
                "[[changes]]", 'role = "lever"\n[[changes]]', 1
            ),
            "conclusions.toml": conclusions.replace(
                "threshold = 0.7", 'threshold = 0.7\nbetter = "higher"'
            ),
        }
    )
    code, out, _ = call("cornerstones", folder, "--draws", 64, "--lang", "en")
    assert code == 0
    row = next(line for line in out.splitlines() if "Patrol ships" in line)
    # Aldan's five ships less, and about three of Borea's more, of twenty needed.
    nothing, leaves = map(float, re.findall(r"(?<= )0(?:\.\d+)?(?= )", row))
    assert (nothing, row.split("  ")[-1]) == (0, "nothing done")
    assert leaves == pytest.approx(0.1, abs=0.02)
    assert "Aldan leaves is dominated by nothing done" in out
    _, out, _ = call("cornerstones", folder, "--draws", 64, "--json")
    robustness = CornerstonesReport.model_validate_json(out).robustness
    assert robustness.options == ["baseline", "aldan-leaves"]
    assert robustness.minimax == {"ships-half": ("baseline",)}
    assert len(robustness.cells) == 2


def test_trace_of_a_conclusion_ends_in_documents(call):
    code, out, _ = call("trace", TOY, "ships-half", "--json")
    report = TraceReport.model_validate_json(out)
    places = [p for s in report.supports for source in s.sources for p in source.places]
    assert code == 0
    assert report.scenario == "aldan-leaves"
    assert {(p.document, p.paragraph) for p in places} == {("dispatch", 3)}


def test_trace_prints_places_and_marks_the_unverified(call):
    _, out, _ = call(
        *("trace", TOY, "decision.adoption", "--select", "motion=patrol-opt-in")
    )
    assert "UNVERIFIED ruling r-recalled" in out
    assert "to check: League white paper 2029" in out


def test_brief_is_written_whole_and_named(call, tmp_path):
    path = tmp_path / "made" / "toy.html"
    code, out, _ = call("brief", TOY, "--draws", 60, "--out", path, "--json")
    report = BriefReport.model_validate_json(out)
    assert code == 0
    assert report.path == str(path)
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert names(path.parent) == ["toy.html"]


def test_brief_that_cannot_be_written_leaves_nothing(call, tmp_path):
    (tmp_path / "taken").write_text("a file")
    code, _, err = call(
        "brief", TOY, "--draws", 20, "--out", tmp_path / "taken" / "b.html"
    )
    assert code == 3
    assert "taken" in err
    assert names(tmp_path) == ["taken"]


def test_init_makes_a_study_that_checks_and_runs(call, tmp_path):
    folder = tmp_path / "new"
    assert call("init", folder)[0] == 0
    assert call("check", folder)[0] == 0
    assert call("run", folder, "--draws", 20)[0] == 0
    assert names(tmp_path) == ["new"]


def test_init_refuses_a_folder_that_is_not_empty(call, tmp_path):
    (tmp_path / "mine.txt").write_text("keep me")
    code, _, err = call("init", tmp_path)
    assert code == 2
    assert "not an empty folder" in err
    assert (tmp_path / "mine.txt").read_text() == "keep me"


def test_doctor_finds_this_place_healthy(call):
    code, out, _ = call("doctor", "--json")
    report = DoctorReport.model_validate_json(out)
    assert code == 0
    assert report.healthy
    states = {f["what"]: f["state"] for f in report.findings}
    assert states.pop("Japanese") in ("ok", "missing")
    assert states == {"study": "ok", "geometry": "ok", "charts": "ok"}


def test_doctor_misses_a_font_that_draws_nothing(call, monkeypatch):
    from ishizue.cli import doctor

    monkeypatch.setattr(doctor, "_drawn", lambda text: b"the same")
    code, out, _ = call("doctor", "--json")
    findings = {f["what"]: f for f in DoctorReport.model_validate_json(out).findings}
    assert code == 0
    assert findings["Japanese"]["state"] == "missing"
    assert "Noto Sans CJK JP" in findings["Japanese"]["detail"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["run", TOY, "--scenario", "ghost"], 3, "'ghost' is not a scenario"),
        (["run", TOY, "--lens", "ghost"], 1, "'ghost' is not a lens"),
        (["run", TOY, "--outcome", "decision.ghost"], 1, "is not an outcome"),
        (["run", TOY, "--draws", "0"], 2, "--draws"),
        (["run", "nowhere"], 3, "does not exist; a study is a folder"),
        (["run", __file__], 3, "is a file; a study is a folder"),
        (["trace", TOY, "ghost"], 2, "neither a conclusion"),
        (["trace", TOY, "decision.ghost"], 1, "is not an outcome"),
        (["trace", TOY, "decision.adoption", "--select", "x"], 2, "write key=value"),
        (
            ["trace", TOY, "decision.adoption", "--select", "motion=ghost"],
            1,
            "nothing of 'decision.adoption' matches",
        ),
        (["compare", TOY, "baseline", "ghost"], 3, "'ghost' is not a scenario"),
        (["cornerstones", TOY, "--conclusion", "ghost"], 3, "is not a conclusion"),
        (["cornerstones", TOY, "--scenario", "ghost"], 3, "is not a scenario"),
        (["cornerstones", TOY, "--draws", "1"], 2, "--draws"),
        (["run", TOY, "--cluster", "ghost://x"], 3, "no Dask scheduler answers at"),
        (["run", TOY, "--out", TOY], 3, "is not the folder of a run"),
        (["ghost"], 2, "No such command"),
    ],
)
def test_bad_input_gets_a_message_and_its_exit_code(call, arguments, code, words):
    found, out, err = call(*arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_run_exits_130_without_a_traceback(workers, tmp_path):
    folder = tmp_path / "run"
    options = ("--draws", "50000000", "--workers", workers, "--out", str(folder))
    process = subprocess.Popen(
        [*ISHIZUE, "run", TOY, *options],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None and not list(folder.glob("blocks/0*.npz")):
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "interrupted" in err
    assert "Traceback" not in err


def test_output_cut_off_by_its_reader_is_no_error():
    run = " ".join([*ISHIZUE, "run", TOY, "--draws", "50", "--json"])
    done = subprocess.run(
        ["sh", "-c", f"{run} | head -c 10"], capture_output=True, text=True
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
