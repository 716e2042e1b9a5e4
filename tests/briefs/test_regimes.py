"""The section on export-control regimes, from the toy."""

from ishizue.briefs.parts import plain


def section(brief):
    return next(s for s in brief.sections if s.id == "regimes")


def table(brief, name):
    for block in section(brief).blocks:
        for found in (block, getattr(block, "table", None)):
            if getattr(found, "id", "") == name and hasattr(found, "rows"):
                return [[plain(cell, "en") for cell in row] for row in found.rows]
    raise AssertionError(name)


def test_what_a_veto_means_is_said(brief):
    first = next(b for b in section(brief).blocks if hasattr(b, "sentences"))
    said = [plain(sentence, "en") for sentence in first.sentences]
    assert said[0] == (
        "Consensus of the League: an addition is agreed with probability 37%. If Cymra no "
        "longer stood in the way, it would be 72%; what is missing from certainty then is "
        "what the rule costs among the others."
    )
    assert said[1].startswith("A wider League: 3 members, who agree with probability ")


def test_who_can_stop_and_what_is_covered(brief):
    assert table(brief, "control-lists") == [
        ["Sonar and parts", "League of the North", "3", "every member", "37%", "70%"],
        ["Optical glass", "Council of the Straits", "4", "nobody", "–", "90%"],
        ["Sea charts", "League of the North", "3", "Aldan", "–", "–"],
    ]


def test_successors_stand_beside_today(brief):
    today, wider, firm = table(brief, "successors")
    assert today == ["Today: League of the North", "3", "70%", "37%", "1"]
    assert [wider[i] for i in (0, 1, 2, 4)] == ["A wider League", "3", "75%", "2"]
    assert firm == ["A firm League", "1", "50%", "90%", "1"]
    assert table(brief, "successor-members") == [
        ["A wider League", "Aldan, Cymra, Dorn"],
        ["A firm League", "Aldan"],
    ]


def test_the_frontier_is_drawn_where_the_fewest_are_sought(brief):
    rows = table(brief, "members-needed")
    assert rows[6:8] == [["70%", "2"], ["80%", "3"]]
    chart = next(
        b for b in section(brief).blocks if getattr(b, "id", "") == "members-needed"
    )
    points = chart.spec("ja")["data"]["values"]
    assert {p["series"] for p in points} == {"拡大連盟"}
    assert [(p["x"], p["y"]) for p in points][-1] == (3, 1.0)


def test_a_scenario_moves_the_regime(brief):
    base, left = table(brief, "regimes-scenarios")
    assert base[1:3] == ["37%", "70%"]
    assert left[2] == "20%"
