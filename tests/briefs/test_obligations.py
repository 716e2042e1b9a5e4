"""The section on who is bound, from the toy."""

from ishizue.briefs.parts import plain


def section(brief):
    return next(s for s in brief.sections if s.id == "obligations")


def block(brief, name):
    return next(b for b in section(brief).blocks if getattr(b, "id", "") == name)


def test_commitments_called_on_come_the_firmest_first(brief):
    rows = [
        [plain(cell, "en") for cell in row] for row in block(brief, "called-raid").rows
    ]
    assert rows[0][:5] == [
        "Defence of every member",
        "League of the North",
        "defend",
        "5",
        "Consensus of the League",
    ]
    # 0.9 * 0.8 * Cymra's half, more or less.
    assert 30 <= int(rows[0][5].removesuffix("%")) <= 42
    by_name = {row[0]: row for row in rows}
    assert by_name["Escort for Cymra"][2] == "support, if Dorn consents"
    assert by_name["No force by Borea"][2] == "refuses to defend"
    assert len(rows) == 3


def test_refusals_contradictions_and_gaps_are_said(brief):
    points = [
        plain(sentence, "en")
        for b in section(brief).blocks
        if hasattr(b, "sentences")
        for sentence in b.sentences
    ]
    assert points == [
        "Refused by: Borea.",
        "Bound to an act they have refused: Borea.",
        "Owed by nobody: deploy forces, supply, consult.",
        "Bound only if another consents: Aldan, Borea, Cymra.",
        "Owed by nobody: defend, support, supply, consult.",
    ]


def test_what_stands_behind_a_level_is_said_once(brief):
    rows = block(brief, "weights-truce").rows
    assert [[plain(c, "en") for c in row] for row in rows] == [
        ["at least 3", "7", "33,000"]
    ]


def test_help_is_compared_across_scenarios(brief):
    chart = block(brief, "help")
    assert [plain(c, "en") for c in chart.table.head] == [
        "Contingency",
        "Baseline",
        "Aldan leaves",
    ]
    (raid, truce) = chart.table.rows
    # Without Aldan, consensus is 0.8 * 0.5 and the escort its own.
    assert raid[2].value > raid[1].value
    assert truce[1].value > 0.8
