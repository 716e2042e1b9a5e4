"""The section on caution and what passes, from the toy."""

from ishizue.briefs.parts import plain


def block(brief, name):
    section = next(s for s in brief.sections if s.id == "bargaining")
    return next(b for b in section.blocks if getattr(b, "id", "") == name)


def rows(table, lang="en"):
    return [[plain(cell, lang) for cell in row] for row in table.rows]


def sentences(brief, lang="en"):
    section = next(s for s in brief.sections if s.id == "bargaining")
    (points,) = (b for b in section.blocks if hasattr(b, "sentences"))
    return [plain(sentence, lang) for sentence in points.sentences]


def test_the_scale_is_explained_and_who_holds_back_is_named(brief):
    assert sentences(brief) == [
        "0 is no watch at all, 1 is watch by day and night. Today stands at 0.20; 0.60 "
        "is proposed.",
        'Under "Consensus of the League" a move up most often needs Cymra (>99%).',
        'Under "Weighted vote of the League" a move up most often needs Borea (>99%).',
        'Under "Opt-in of the Council" enough members would go as far as 0.50.',
    ]
    assert sentences(brief, "ja")[1].endswith("最も多いのはキムラ国 (>99%)。")


def test_rules_stand_side_by_side_with_median_core_and_chance(brief):
    chart = block(brief, "scale-watch")
    found = rows(chart.table)
    assert [row[:2] for row in found] == [
        ["Consensus of the League", "0.80"],
        ["Weighted vote of the League", "0.80"],
        ["Opt-in of the Council", "0.20"],
    ]
    # Any two can act on either side: no point holds.
    assert found[2][2:4] == ["empty", "empty"]
    assert found[1][2:4] == ["0.50", "0.80"]
    assert chart.alternative.en.startswith("Most cautious: Dorn 0.10, Cymra 0.20")
    marks = str(chart.spec("ja"))
    assert "現状" in marks
    assert "提案" in marks


def test_members_come_from_the_most_cautious_to_the_most_resolute(brief):
    found = rows(block(brief, "stances-watch"))
    assert [row[0] for row in found] == ["Dorn", "Cymra", "Borea", "Aldan"]
    # Dorn is no member of the League, and has no say there.
    assert found[0][3:5] == ["", ""]
    assert found[3][1:3] == ["0.80", "0.90"]


def test_chances_are_compared_across_scenarios(brief):
    chart = block(brief, "passage")
    by_name = {row[0].en: row[1:] for row in chart.table.rows}
    baseline, leaves = by_name["Watch by consensus"]
    # Without Aldan, 0.69 * 0.29 more or less.
    assert 0.15 < baseline.value < leaves.value < 0.25
