"""The section on technology, from the toy."""

from ishizue.briefs.parts import plain


def section(brief):
    return next(s for s in brief.sections if s.id == "technology")


def table(brief, name):
    for block in section(brief).blocks:
        for found in (block, getattr(block, "table", None)):
            if getattr(found, "id", "") == name and hasattr(found, "rows"):
                return [[plain(cell, "en") for cell in row] for row in found.rows]
    raise AssertionError(name)


def test_what_is_said_first(brief):
    said = [
        plain(sentence, "en")
        for block in section(brief).blocks
        if hasattr(block, "sentences")
        for sentence in block.sentences
    ]
    assert said == [
        "Complement each other most: Aldan–Borea, 1.20.",
        "The largest white spot, where no cooperation is on record: Aldan–Cymra, 0.48.",
        "The barrier whose fall would free most: The League buys at home, 0.32 over all "
        "pairs.",
    ]


def test_every_pair_has_its_reasons(brief):
    assert table(brief, "matched") == [
        ["Aldan–Borea", "1.20", "Sonar 0.80", "Optical glass 0.40", "1", "no"],
        ["Cymra–Dorn", "0.12", "–", "Sonar 0.12", "2", "no"],
    ]


def test_white_spots_and_barriers(brief):
    assert table(brief, "white-spots") == [["Aldan–Cymra", "0.48"]]
    assert table(brief, "barriers") == [
        ["The League buys at home", "Protectionism", "0.32"],
        ["Licence for Borean glass", "Export control", "0.20"],
    ]


def test_cooperation_is_counted_by_kind_and_workstream(brief):
    assert table(brief, "cooperation-kinds") == [
        ["Procurement", "–", "–", "1", "–", "–"],
        ["Research", "–", "–", "–", "1", "–"],
        ["Dialogue", "–", "–", "–", "–", "1"],
    ]


def test_scenarios_make_and_unmake_pairs(brief):
    # Without Aldan, the League that keeps Dorn out is Borea and Cymra all the same.
    assert table(brief, "matching-worth") == [
        ["Baseline", "1.32", "–", "–"],
        ["Aldan leaves", "1.32", "–", "–"],
    ]


def test_the_network_joins_those_that_work_together(brief):
    chart = next(
        b for b in section(brief).blocks if getattr(b, "id", "") == "cooperation"
    )
    lines = chart.spec("en")["layer"][0]["data"]["values"]
    assert {(row["first"], row["second"]) for row in lines} == {
        ("Aldan", "Borea"),
        ("Aldan", "Dorn"),
        ("Borea", "Dorn"),
        ("Cymra", "Dorn"),
        ("Aldan", "Cymra"),
    }
