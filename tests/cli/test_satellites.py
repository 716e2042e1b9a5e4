"""Catalogues of satellites into a study, on the command line."""

import csv
import shutil
from pathlib import Path

import pytest

import ishizue
from ishizue.cli import _exit_code

TOY = Path(__file__).parents[1] / "toy"
ONE = "1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991"
TWO = "2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482"
SIGNED = ("--by", "A. Analyst", "--on", "2030-01-02")


@pytest.fixture
def call(capsys):
    def run(*arguments):
        code = _exit_code([str(a) for a in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def study(tmp_path):
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


@pytest.fixture
def catalogue(tmp_path):
    def write(*names, text=None):
        path = tmp_path / "new elements.tle"
        sets = [f"{name}\n{ONE}\n{TWO}\n" for name in names]
        path.write_text("".join(sets) if text is None else text, "utf-8")
        return path

    return write


def test_a_satellite_of_the_study_is_given_its_orbit(call, study, catalogue):
    before = (study / "figures.csv").read_text("utf-8").splitlines()
    code, out, _ = call("import", "tle", catalogue("LANTERN"), study, *SIGNED)
    assert code == 0
    assert "orbits of 1 satellites set and 0 added" in out
    after = (study / "figures.csv").read_text("utf-8").splitlines()
    assert len(after) == len(before)
    moved = [line for line in after if line not in before]
    assert all(line.startswith("satellites,lantern,") for line in moved)
    opened = ishizue.open(study)
    figure = opened.world.figures["satellites.lantern.inclination"]
    assert (figure.value, figure.basis) == (51.6439, ("r-import-tle-new-elements",))
    ruling = opened.ledger.rulings["r-import-tle-new-elements"]
    assert (ruling.who, ruling.date, ruling.status) == (
        "A. Analyst",
        "2030-01-02",
        "unverified",
    )
    assert "2019-12-09" in ruling.why_en


def test_a_new_satellite_is_added_if_it_is_said_whose_it_is(call, study, catalogue):
    path = catalogue("Lantern", "Kite 2")
    code, _, err = call("import", "tle", path, study, *SIGNED)
    assert code == 3
    assert "1 satellites are not in" in err
    assert "kite-2" in err
    assert "--new fra/optical" in err
    code, out, _ = call("import", "tle", path, study, *SIGNED, "--new", "bor/optical")
    assert code == 0
    assert "1 satellites set and 1 added" in out
    row = ishizue.open(study).world.tables["satellites"]["kite-2"]
    assert (row["name_en"], row["actor"], row["sensor"]) == ("Kite 2", "bor", "optical")
    # Once more: the same elements under the same ruling.
    code, out, _ = call("import", "tle", path, study, *SIGNED)
    assert "2 satellites set and 0 added" in out


def test_a_message_is_read_as_well(call, study, tmp_path):
    path = tmp_path / "omm.csv"
    fields = {
        "OBJECT_NAME": "Watcher",
        "EPOCH": "2029-12-09T16:38:29.363424",
        "MEAN_MOTION": "15.2",
        "ECCENTRICITY": "0.001",
        "INCLINATION": "97.4",
        "RA_OF_ASC_NODE": "211.2",
        "ARG_OF_PERICENTER": "17.6",
        "MEAN_ANOMALY": "85.6",
    }
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(fields))
        writer.writeheader()
        writer.writerow(fields)
    code, _, err = call("import", "omm", path, study, *SIGNED)
    assert (code, err) == (0, "")
    found = ishizue.open(study).world.figures
    assert found["satellites.watcher.inclination"].value == 97.4
    assert 490 < found["satellites.watcher.perigee"].value < 510


@pytest.mark.parametrize(
    ("names", "text", "new", "words"),
    [
        ((), f"{ONE[:-1]}5\n{TWO}", "bor/radar", "the checksum is '5'"),
        (("Kite", "KITE"), None, "bor/radar", "'KITE' twice"),
        (("Kite",), None, "bor", "'bor' does not say owner and sensor"),
        (("Kite",), None, "bor/eyes", "sensors are optical"),
        (("Kite",), None, "nowhere/radar", "nowhere"),
    ],
)
def test_what_cannot_be_taken_over_leaves_the_study(
    call, study, catalogue, names, text, new, words
):
    before = {p: p.read_bytes() for p in study.rglob("*.csv")}
    path = catalogue(*names, text=text)
    code, _, err = call("import", "tle", path, study, *SIGNED, "--new", new)
    assert code in (1, 3)
    assert words in err
    assert {p: p.read_bytes() for p in study.rglob("*.csv")} == before
