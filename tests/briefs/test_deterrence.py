"""The section on what deters, from the toy."""

from ishizue.briefs.parts import plain


def section(brief):
    return next(s for s in brief.sections if s.id == "deterrence")


def block(brief, name):
    return next(b for b in section(brief).blocks if getattr(b, "id", "") == name)


def rows(table):
    return [[plain(cell, "en") for cell in row] for row in table.rows]


def test_attack_and_disaster_are_told_by_posture_and_scenario(brief):
    chart = block(brief, "postures-dorn-and-league")
    assert [plain(c, "en") for c in chart.table.head[2:]] == [
        "Minimal brinkmanship",
        "Moderate brinkmanship",
        "Maximal brinkmanship",
    ]
    attack, _, disaster, _ = chart.table.rows
    calm, tense, taut = (cell.value for cell in attack[2:])
    assert calm > tense > taut > 0
    assert [cell.value for cell in disaster[2:]] == sorted(
        cell.value for cell in disaster[2:]
    )
    for lang in ("en", "ja"):
        assert len(chart.specs[lang]["hconcat"]) == 2


def test_the_posture_of_minimax_regret_stands_beside_that_of_expected_value(brief):
    baseline, left = rows(block(brief, "weighed-dorn-and-league"))
    assert baseline[0] == "Baseline"
    # Cymra's support varies, and the moderate posture does best on average.
    assert baseline[4].startswith("Moderate brinkmanship (\N{MINUS SIGN}0.2")
    assert baseline[5].endswith(")")
    # Without Aldan help is likelier, for there are fewer to agree, and denial less so.
    assert left[0] == "Aldan leaves"
    numbers = block(brief, "weighed-dorn-and-league").rows
    assert numbers[1][1].value > numbers[0][1].value
    assert numbers[1][2].value < numbers[0][2].value


def test_the_window_of_vulnerability_is_told_by_year(brief):
    chart = block(brief, "window-dorn-and-league")
    assert [plain(c, "en") for c in chart.table.head] == [
        "Scenario",
        *("2030", "2031", "2032", "2033", "2034"),
    ]
    assert all(0 <= cell.value <= 1 for row in chart.table.rows for cell in row[1:])


def test_all_equilibria_there_are_are_listed(brief):
    found = {row[0]: row for row in rows(block(brief, "equilibria-dorn-and-league"))}
    assert "Steadfast deterrence" in found
    assert found["Steadfast deterrence"][2:4] == ["100%", "100%"]
    # Cymra's support varies, and with it whether bluffing pays.
    assert 0 < int(found["Bluff"][2].removesuffix("%")) <= 100
    assert found["Bluff"][1].startswith("Some Soft challengers bluff")


def test_every_number_of_the_section_traces(brief):
    keys = {str(key) for key in brief.trace_keys()}
    assert any(key.startswith("deterrence.pr_attack|baseline|") for key in keys)
    assert any("|expected_value" in key for key in keys)
