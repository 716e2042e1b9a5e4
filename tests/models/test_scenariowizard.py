"""Files of ScenarioWizard: read as they are, or refused with the place at fault."""

from __future__ import annotations

import pytest

from ishizue.errors import ModelError
from ishizue.models import crossimpact

PROJECT = """$ ScenarioWizard 4.0
fable.scw
&Harvest
 -Poor
 -Good
&Mood
 -Sour
 -
 -Sweet
#
&
 a remark # with a mark
&
#
#
FFFFFF
#
#
 0 , 0 , 2 , 0 ,-2
 0 , 0 ,-2 , 0 , 3
-1 , 1 , 0 , 0 , 0
 0 , 0 , 0 , 0 , 0
 1.5 ,-1.5 , 0 , 0 , 0
#
# 0-0
"remarks"
"""


@pytest.fixture
def project(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "fable.scw"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_scenariowizard_projects_are_read(project):
    matrix = crossimpact.read_scw(project(PROJECT))
    assert matrix.descriptors == ("Harvest", "Mood")
    assert matrix.variants == (("Poor", "Good"), ("Sour", "2", "Sweet"))
    assert matrix.impacts[1].tolist() == [0, 0, -2, 0, 3]
    assert matrix.impacts[4].tolist() == [1.5, -1.5, 0, 0, 0]


def test_scenariowizard_projects_of_windows_are_read(project):
    text = PROJECT.replace("Mood", "Größe").replace("\n", "\r\n")
    matrix = crossimpact.read_scw(project(text, "cp1252"))
    assert matrix.descriptors[1] == "Größe"
    assert crossimpact.read_scw(project(text, "utf-8-sig")).descriptors[1] == "Größe"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("$ ScenarioWizard", "# Other", r"fable\.scw:1: not a ScenarioWizard project"),
        ("#\n#\nFFFFFF\n#", "FFFFFF\n", "4 sections, and the matrix is the sixth"),
        (" -Good", " Good", r"scw:5: 'Good' is neither a descriptor"),
        (" 0 , 0 , 2 ,", " 0 , x , 2 ,", r"scw:19: a score is not a number"),
        (" 0 , 0 , 2 ,", " 0 , 2 ,", r"scw:19: 4 scores, but 5 variants"),
        (" 0 , 0 , 2 , 0 ,-2\n", "", "the matrix has 4 rows, but 5 variants"),
        ("&Mood", "&Harvest", r"scw: Matrix: descriptor 'Harvest' appears twice"),
        ("&Mood", "&Idle\n&Mood", r"scw: Matrix: no variant of 'Idle'"),
    ],
)
def test_read_scw_names_the_place_at_fault(project, old, new, message):
    text = PROJECT.replace(old, new, 1)
    assert text != PROJECT
    with pytest.raises(ModelError, match=message):
        crossimpact.read_scw(project(text))


def test_read_scw_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ModelError, match=r"none\.scw: No such file"):
        crossimpact.read_scw(tmp_path / "none.scw")
