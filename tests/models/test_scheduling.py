"""Schedules worked out by hand, known optima of PSPLIB, and what is refused."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ishizue.errors import ModelError
from ishizue.models import scheduling
from ishizue.models.scheduling import Project, read_psplib, schedule

SMALL = Path(__file__).parent / "small.sm"
PSPLIB = Path(__file__).parents[3] / "shared" / "datasets" / "psplib"
KNOWN = {"j301_1": 43, "j305_4": 63, "j3021_7": 65, "j601_1": 77, "j605_6": 74}


def test_a_file_is_read():
    project = read_psplib(SMALL)
    assert list(project.durations.values()) == [0, 3, 4, 2, 5, 0]
    assert project.after[6] == [4, 5]
    assert project.uses[5] == {"R1": 2}
    assert project.capacities == {"R1": 2}


def test_the_small_project_takes_twelve_periods():
    # 2 and 5 need all there is for 8 periods, and 3 comes before 5; 4 fits beside 3
    # once 2 is done: 2, then 3 beside 4, then 5.
    found = schedule(read_psplib(SMALL))
    assert (found.makespan, found.bound, found.status) == (12, 12, "optimal")
    assert found.starts == {1: 0, 2: 0, 3: 3, 4: 3, 5: 7, 6: 12}


def test_a_project_without_activities_takes_no_time():
    assert schedule(Project({}, {}, {}, {})).makespan == 0


def possible(project, starts):
    for activity, before in project.after.items():
        for b in before:
            assert starts[b] + project.durations[b] <= starts[activity]
    for resource, capacity in project.capacities.items():
        for period in range(max(starts.values(), default=0) + 1):
            running = (
                project.uses.get(a, {}).get(resource, 0)
                for a, s in starts.items()
                if s <= period < s + project.durations[a]
            )
            assert sum(running) <= capacity


def shortest(project):
    """The shortest schedule: among serial schedules of all orders there is one."""
    best = sum(project.durations.values())
    for order in permutations(project.durations):
        place = {a: i for i, a in enumerate(order)}
        if all(
            place[b] < place[a] for a, before in project.after.items() for b in before
        ):
            starts = scheduling._by_priority(project, place)
            ends = (s + project.durations[a] for a, s in starts.items())
            best = min(best, max(ends, default=0))
    return best


@st.composite
def projects(draw):
    names = "abcde"[: draw(st.integers(1, 5))]
    number = st.integers(0, 4)
    return Project(
        {a: draw(number) for a in names},
        {
            a: draw(st.lists(st.sampled_from(names[:i]), unique=True))
            for i, a in enumerate(names)
            if i
        },
        {a: {"crew": draw(number), "crane": draw(number)} for a in names},
        {"crew": 5, "crane": 4},
    )


@settings(max_examples=40, deadline=None)
@given(projects())
def test_small_projects_are_scheduled_as_well_as_can_be(project):
    found = schedule(project)
    possible(project, found.starts)
    assert found.status == "optimal"
    assert found.makespan == found.bound == shortest(project)


@pytest.mark.real
@pytest.mark.parametrize("name", KNOWN)
def test_instances_of_psplib_are_proven_optimal(name):
    file = PSPLIB / f"{name}.sm"
    if not file.exists():
        pytest.skip(f"{file} is not here")
    project = read_psplib(file)
    found = schedule(project, seconds=20)
    possible(project, found.starts)
    assert (found.makespan, found.bound, found.status) == (
        KNOWN[name],
        KNOWN[name],
        "optimal",
    )


@pytest.mark.parametrize(
    ("line", "becomes", "words"),
    [
        (13, "   2        2          1           4", r":13: job 2 has 2 modes"),
        (
            13,
            "   2        1          2           4",
            r":13: 1 successors where 2 are due",
        ),
        (13, "   2        1          1           9", r":13: successor 9 is no job"),
        (
            13,
            "   3        1          1           4",
            r":13: job 3 stands where job 2 is",
        ),
        (
            13,
            "   2        one        1           4",
            r":13: .*other than whole numbers",
        ),
        (13, "   2", r":13: 1 numbers where 3 are due"),
        (
            13,
            "   2        1          1           1",
            r"'?1'? > 2 > 1.*take one of these",
        ),
        (24, "  3      1    -4       1", r":24: .*other than whole numbers"),
        (24, "  3      1     4       5", r"3 uses 5 of 'R1', of which there are 2"),
        (24, "  3      1     4       1 1", r"1 resources are available.*\[2\]"),
        (24, "", r":25: job 4 stands where job 3 is due"),
        (27, "", r"section 'REQUESTS/DURATIONS' lacks job 6"),
        (5, "", r"no line says how many jobs"),
        (29, "", r"section 'RESOURCEAVAILABILITIES' is missing"),
        (31, "", r"'RESOURCEAVAILABILITIES' is empty"),
    ],
)
def test_a_file_that_is_not_as_the_format_has_it_is_refused(
    tmp_path, line, becomes, words
):
    lines = SMALL.read_text("ascii").splitlines()
    lines[line - 1] = becomes
    file = tmp_path / "broken.sm"
    file.write_text("\n".join(lines), "ascii")
    with pytest.raises(ModelError, match=words) as raised:
        read_psplib(file)
    assert "broken.sm" in str(raised.value)
    assert "Fix: " in str(raised.value)


@pytest.mark.parametrize("content", [None, "日本".encode()])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    file = tmp_path / "gone.sm"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ModelError, match=r"gone\.sm: cannot be read"):
        read_psplib(file)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (({"a": -1}, {}, {}, {}), r"duration of 'a' is -1"),
        (({"a": 1}, {"a": ["b"]}, {}, {}), r"after names 'b', which is no activity"),
        (({"a": 1}, {}, {"b": {}}, {}), r"uses names 'b', which is no activity"),
        (({"a": 1}, {}, {"a": {"r": 1}}, {}), r"uses names 'r', which is no resource"),
        (({"a": 1}, {}, {"a": {"r": 0.5}}, {"r": 1}), r"use of 'r' by 'a' is 0.5"),
        (({"a": 1}, {}, {}, {"r": -2}), r"capacity of 'r' is -2"),
        (
            ({"a": 1, "b": 1, "c": 1, "d": 1}, {"b": ["a", "c"], "c": ["b"]}, {}, {}),
            r"wait for one another: ('b' > 'c' > 'b'|'c' > 'b' > 'c')\.",
        ),
    ],
)
def test_what_is_no_project_is_refused(given, words):
    with pytest.raises(ModelError, match=words):
        Project(*given)


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_schedule_takes_time(seconds):
    with pytest.raises(ModelError, match="seconds is"):
        schedule(read_psplib(SMALL), seconds)


def test_without_time_the_first_schedule_stands_with_its_bound():
    file = PSPLIB / "j301_1.sm"
    project = read_psplib(file if file.exists() else SMALL)
    found = schedule(project, seconds=1e-9)
    possible(project, found.starts)
    assert found.bound <= found.makespan
    assert (found.status == "optimal") == (found.bound == found.makespan)
